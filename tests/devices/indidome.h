// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/indifixture.h"

namespace podium::tests
{
inline const QByteArray abortLine = "<newSwitchVector device=\"Sim\" name=\"DOME_ABORT_MOTION\"><oneSwitch name=\"ABORT\">On</oneSwitch>"
                             "</newSwitchVector>";

inline engine::Quantity deg(double value) { return {value, engine::Unit::parse(QStringLiteral("deg"))}; }

/// A dome that takes its time, and what it says meanwhile.
struct DomeWorld : IndiFixture {
    DomeWorld()
        : IndiFixture(QStringLiteral("dome"))
    {
        server->vectors["ABS_DOME_POSITION"] = {"Number", "perm='rw' timeout='5'", "Ok", {{"DOME_ABSOLUTE_POSITION", "0"}},
                                                "format='%6.2f' min='0' max='360'"};
        server->vectors["DOME_ABORT_MOTION"] = {"Switch", "perm='rw' rule='AtMostOne'", "Idle", {{"ABORT", "Off"}}};
        server->vectors["DOME_PARK"] = {"Switch", "perm='rw' rule='OneOfMany'", "Ok", {{"PARK", "Off"}, {"UNPARK", "On"}}};
        server->vectors["DOME_PARAMS"] = {"Number", "perm='rw' timeout='5'", "Ok", {{"A", "1"}, {"B", "2"}}, "min='0' max='9'"};
        server->written = [this](const QByteArray &name, const QByteArray &line) {
            if (name == "ABS_DOME_POSITION")
                server->change(name, "Busy", "10");
            else if (name == "DOME_ABORT_MOTION")
                server->change("ABS_DOME_POSITION", "Idle", "40");
            else if (name == "DOME_PARK")
                server->change(name, "Busy", "On");
            else if (name == "DOME_PARAMS")
                onParams(line);
        };
        onParams = [](const QByteArray &) {};
    }
    std::function<void(const QByteArray &line)> onParams;
};
} // namespace podium::tests
