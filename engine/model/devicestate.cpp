// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/devicestate.h"

#include <QString>
#include <QStringList>

#include <array>

namespace podium::engine
{
namespace
{
struct Row {
    DeviceState state;
    QLatin1StringView name;
    DeviceStates next;
};

using enum DeviceState;

constexpr DeviceStates anything{Disconnected, Standby, On, Moving, Ramping, Acquiring, Fault};

// What is interrupted ends at rest first, unless the device says it is gone or broken.
const std::array<Row, 7> table{{
    {Disconnected, QLatin1StringView("Disconnected"), anything},
    {Standby, QLatin1StringView("Standby"), anything},
    {On, QLatin1StringView("On"), anything},
    {Moving, QLatin1StringView("Moving"), {Disconnected, Standby, On, Moving, Fault}},
    {Ramping, QLatin1StringView("Ramping"), {Disconnected, Standby, On, Ramping, Fault}},
    {Acquiring, QLatin1StringView("Acquiring"), {Disconnected, Standby, On, Acquiring, Fault}},
    {Fault, QLatin1StringView("Fault"), {Disconnected, Standby, On, Fault}},
}};
} // namespace

QLatin1StringView name(DeviceState state)
{
    return table[static_cast<std::size_t>(state)].name;
}

std::optional<DeviceState> deviceState(QStringView text)
{
    for (const auto &row : table)
        if (text.compare(row.name, Qt::CaseInsensitive) == 0)
            return row.state;
    return std::nullopt;
}

bool isBusy(DeviceState state)
{
    return state == Moving || state == Ramping || state == Acquiring;
}

QString DeviceStates::text() const
{
    QStringList names;
    for (const auto &row : table)
        if (contains(row.state))
            names << QString(row.name).toLower();
    if (names.size() < 2)
        return names.join(QString());
    const auto last = names.takeLast();
    return names.join(QStringLiteral(", ")) + QStringLiteral(" or ") + last;
}

bool mayFollow(DeviceState from, DeviceState to)
{
    return table[static_cast<std::size_t>(from)].next.contains(to);
}
} // namespace podium::engine
