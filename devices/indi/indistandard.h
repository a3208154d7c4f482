// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/indi/indivector.h"

#include <QStringList>

/// The properties whose meaning INDI fixes. Source: INDI standard properties.
/// Thread: any.
namespace podium::devices::indi
{
/// What a vector is to the device it belongs to.
enum class Role : quint8 {
    Setting,    ///< nothing special is known of it
    Motion,     ///< a position; writing it moves there
    Relative,   ///< writing it moves by so much
    Exposure,   ///< writing it begins an exposure
    Ramp,       ///< a value that goes to its setpoint slowly
    Jog,        ///< moves, or drives, until it is switched off
    Park,       ///< one command for each switch, which moves
    Connection, ///< one command for each switch
    Abort,      ///< the stop
};

Role roleOf(const QString &vector);
/// Moves, exposes or ramps while it is Busy.
bool isActive(Role role);

/// What is known of one member of a standard vector.
struct StandardMember {
    QString name; ///< of the parameter; empty: made of the vector's and the member's
    QString unit;
    double tolerance = 0;
};
/// Kind: of the device, one of kinds().
StandardMember standardMember(const QString &vector, const QString &member, const QString &kind);

/// The kinds of devices that a bench file can name; the last is any other.
const QStringList &kinds();
/// The family of a kind (engine/model/family.h).
QString familyOf(const QString &kind);
/// The vectors by which every device of this kind is stopped, known before the server has defined them.
QStringList abortsOf(const QString &kind);
} // namespace podium::devices::indi
