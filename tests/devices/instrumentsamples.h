// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/instrumentfixture.h"

/// Instruments that the tests of the instrument device play with.
namespace podium::tests
{
inline const QByteArray axisFile = R"toml(
name = "Axis"
family = "motor"
manual = "none"
[settings.axis]
default = "x"
[identity]
query = "*IDN?"
pattern = "^ACME"
[error_query]
query = "ERR?"
pattern = '^(?<code>-?\d+),"(?<text>.*)"$'
warnings = ["-410"]
[initialise]
send = "REMOTE {axis}"
[close]
send = "LOCAL {axis}"
[[parameter]]
name = "position"
unit = "mm"
query = "POS? {axis}"
write = "MOV {axis} {value}"
motion = true
tolerance = "0.01 mm"
poll = "100 ms"
[[parameter]]
name = "velocity"
unit = "mm s-1"
write = "VEL {axis} {value}"
harmless = true
[[command]]
name = "home"
send = "HOME {axis}"
motion = true
[motion]
query = "STAT? {axis}"
bits = 1
[stop]
send = "STOP {axis}"
[fast_stop]
send = "ABOR {axis}"
)toml";

inline const QByteArray rotatorFile = R"toml(
name = "Rotator"
family = "rotator"
manual = "none"
[link]
acknowledge = '^RPRT 0$'
error_reply = '^RPRT -(?<code>\d+)$'
[errors]
1 = "invalid parameter"
[identity]
query = "_"
pattern = "^ACME"
[replies.position]
query = "p"
lines = 2
pattern = '^(?<azimuth>[^\n]*)\n(?<elevation>[^\n]*)$'
[[parameter]]
name = "azimuth"
unit = "deg"
reply = "position"
field = "azimuth"
write = "P {value} {setpoint:elevation}"
motion = true
tolerance = "0.1 deg"
poll = "1 s"
[[parameter]]
name = "elevation"
unit = "deg"
reply = "position"
field = "elevation"
write = "P {setpoint:azimuth} {value}"
motion = true
tolerance = "0.1 deg"
poll = "1 s"
[stop]
send = "S"
)toml";

inline const QByteArray supplyFile = R"toml(
name = "Supply"
family = "powersupply"
manual = "none"
on_when = "output"
[identity]
query = "*IDN?"
pattern = "^ACME"
[[parameter]]
name = "output"
type = "boolean"
query = "OUTP?"
write = "OUTP {value}"
poll = "100 ms"
[[parameter]]
name = "voltage"
unit = "V"
query = "VOLT?"
write = "VOLT {value}"
poll = "100 ms"
[stop]
send = "OUTP 0"
after = { output = false }
[close]
send = "OUTP 0"
)toml";

inline engine::Quantity mm(double value) { return {value, engine::Unit::parse(QStringLiteral("mm"))}; }
inline engine::Quantity deg(double value) { return {value, engine::Unit::parse(QStringLiteral("deg"))}; }
inline devices::Settings axis(const char *name) { return {{QStringLiteral("axis"), QString::fromLatin1(name)}}; }

/// An axis that stands at 0 and does not report errors.
struct Axis : InstrumentFixture {
    Axis()
        : InstrumentFixture(axisFile)
    {
        replies = {{"*IDN?", "ACME,1"}, {"ERR?", "0,\"none\""}};
        for (const QByteArray name : {"x", "y"}) {
            replies["POS? " + name] = "0.000";
            replies["STAT? " + name] = "0";
        }
    }
    devices::InstrumentDevice &up()
    {
        auto &device = add();
        comeUp();
        return device;
    }
};

struct Rotator : InstrumentFixture {
    Rotator()
        : InstrumentFixture(rotatorFile)
    {
        replies = {{"_", "ACME"}, {"p", "10.00\n20.00"}, {"S", "RPRT 0"}};
        onMessage = [this](const QByteArray &message) {
            if (message.startsWith("P "))
                channel->deliver(acknowledgement + '\n', std::chrono::milliseconds(1));
        };
    }
    devices::InstrumentDevice &up()
    {
        auto &device = add();
        comeUp();
        return device;
    }
    QByteArray acknowledgement = "RPRT 0";
};
} // namespace podium::tests
