// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/indi/indistandard.h"

#include <QHash>

#include <array>

namespace podium::devices::indi
{
namespace
{
const QString telescope = QStringLiteral("telescope");
const QString focuser = QStringLiteral("focuser");
const QString camera = QStringLiteral("camera");
const QString wheel = QStringLiteral("filterwheel");
const QString dome = QStringLiteral("dome");
const QString rotator = QStringLiteral("rotator");
const QString other = QStringLiteral("other");

const QHash<QString, Role> &roles()
{
    static const QHash<QString, Role> known{
        {QStringLiteral("CONNECTION"), Role::Connection},
        {QStringLiteral("EQUATORIAL_EOD_COORD"), Role::Motion},
        {QStringLiteral("EQUATORIAL_COORD"), Role::Motion},
        {QStringLiteral("HORIZONTAL_COORD"), Role::Motion},
        {QStringLiteral("ABS_FOCUS_POSITION"), Role::Motion},
        {QStringLiteral("REL_FOCUS_POSITION"), Role::Relative},
        {QStringLiteral("FOCUS_TIMER"), Role::Relative},
        {QStringLiteral("FILTER_SLOT"), Role::Motion},
        {QStringLiteral("ABS_DOME_POSITION"), Role::Motion},
        {QStringLiteral("REL_DOME_POSITION"), Role::Relative},
        {QStringLiteral("DOME_TIMER"), Role::Relative},
        {QStringLiteral("ABS_ROTATOR_ANGLE"), Role::Motion},
        {QStringLiteral("TELESCOPE_TIMED_GUIDE_NS"), Role::Relative},
        {QStringLiteral("TELESCOPE_TIMED_GUIDE_WE"), Role::Relative},
        {QStringLiteral("CCD_EXPOSURE"), Role::Exposure},
        {QStringLiteral("GUIDER_EXPOSURE"), Role::Exposure},
        {QStringLiteral("CCD_TEMPERATURE"), Role::Ramp},
        {QStringLiteral("TELESCOPE_MOTION_NS"), Role::Jog},
        {QStringLiteral("TELESCOPE_MOTION_WE"), Role::Jog},
        {QStringLiteral("DOME_MOTION"), Role::Jog},
        {QStringLiteral("DOME_SHUTTER"), Role::Jog},
        {QStringLiteral("TELESCOPE_PARK"), Role::Park},
        {QStringLiteral("DOME_PARK"), Role::Park},
        {QStringLiteral("TELESCOPE_ABORT_MOTION"), Role::Abort},
        {QStringLiteral("FOCUS_ABORT_MOTION"), Role::Abort},
        {QStringLiteral("DOME_ABORT_MOTION"), Role::Abort},
        {QStringLiteral("ROTATOR_ABORT_MOTION"), Role::Abort},
        {QStringLiteral("CCD_ABORT_EXPOSURE"), Role::Abort},
        {QStringLiteral("GUIDER_ABORT_EXPOSURE"), Role::Abort},
    };
    return known;
}

struct Known {
    const char *vector;
    const char *member; ///< empty: every one
    QString kind;       ///< to whose devices the name belongs
    const char *name;
    const char *unit;
    double tolerance;
};

const auto &members()
{
    static const std::array<Known, 19> known{{
        {"EQUATORIAL_EOD_COORD", "RA", telescope, "right_ascension", "h", 0.02},
        {"EQUATORIAL_EOD_COORD", "DEC", telescope, "declination", "deg", 0.25},
        {"EQUATORIAL_COORD", "RA", {}, "", "h", 0.02},
        {"EQUATORIAL_COORD", "DEC", {}, "", "deg", 0.25},
        {"TARGET_EOD_COORD", "RA", {}, "", "h", 0},
        {"TARGET_EOD_COORD", "DEC", {}, "", "deg", 0},
        {"HORIZONTAL_COORD", "", {}, "", "deg", 0.25},
        {"ABS_FOCUS_POSITION", "FOCUS_ABSOLUTE_POSITION", focuser, "position", "", 1},
        {"FILTER_SLOT", "FILTER_SLOT_VALUE", wheel, "position", "", 0.1},
        {"ABS_DOME_POSITION", "DOME_ABSOLUTE_POSITION", dome, "azimuth", "deg", 1},
        {"REL_DOME_POSITION", "", {}, "", "deg", 0},
        {"ABS_ROTATOR_ANGLE", "ANGLE", rotator, "azimuth", "deg", 0.2},
        {"CCD_EXPOSURE", "CCD_EXPOSURE_VALUE", camera, "exposure", "s", 0},
        {"GUIDER_EXPOSURE", "", {}, "", "s", 0},
        {"CCD_TEMPERATURE", "CCD_TEMPERATURE_VALUE", camera, "temperature", "degC", 0},
        {"FOCUS_TEMPERATURE", "", {}, "", "degC", 0},
        {"POLLING_PERIOD", "", {}, "", "ms", 0},
        {"GEOGRAPHIC_COORD", "LAT", {}, "", "deg", 0},
        {"GEOGRAPHIC_COORD", "LONG", {}, "", "deg", 0},
    }};
    return known;
}
} // namespace

Role roleOf(const QString &vector) { return roles().value(vector, Role::Setting); }

bool isActive(Role role)
{
    switch (role) {
    case Role::Setting:
    case Role::Connection:
    case Role::Abort:
        return false;
    case Role::Motion:
    case Role::Relative:
    case Role::Exposure:
    case Role::Ramp:
    case Role::Jog:
    case Role::Park:
        return true;
    }
    Q_UNREACHABLE();
}

StandardMember standardMember(const QString &vector, const QString &member, const QString &kind)
{
    for (const auto &known : members()) {
        const QLatin1String each(known.member);
        if (vector != QLatin1String(known.vector) || (!each.isEmpty() && member != each))
            continue;
        const bool isNamed = known.kind == kind;
        return {isNamed ? QString::fromLatin1(known.name) : QString(), QString::fromLatin1(known.unit), known.tolerance};
    }
    return {};
}

const QStringList &kinds()
{
    static const QStringList all{telescope, focuser, camera, wheel, dome, rotator, other};
    return all;
}

QString familyOf(const QString &kind)
{
    if (kind == focuser || kind == wheel)
        return QStringLiteral("motor");
    return kind == dome ? rotator : kind; // the others have no standard, so their panels show what they have
}

QStringList abortsOf(const QString &kind)
{
    if (kind == telescope)
        return {QStringLiteral("TELESCOPE_ABORT_MOTION")};
    if (kind == dome)
        return {QStringLiteral("DOME_ABORT_MOTION")};
    if (kind == camera)
        return {QStringLiteral("CCD_ABORT_EXPOSURE")};
    return {};
}
} // namespace podium::devices::indi
