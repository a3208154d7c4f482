// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

/// What the axes of the worlds are told to be. `polls`: false makes every period an hour, so that nothing is
/// asked by itself.
namespace podium::tests
{
inline QByteArray polling(QByteArray text, bool polls)
{
    return polls ? text : text.replace("poll = \"100 ms\"\n", "poll = \"1 h\"\n");
}

inline QByteArray lineAxis(bool polls)
{
    return polling(R"toml(
name = "Axis"
family = "motor"
manual = "none"
[identity]
query = "*IDN?"
pattern = '^ACME,AXIS,\d+$'
[error_query]
query = "ERR?"
pattern = '^(?<code>-?\d+),"(?<text>.*)"$'
[initialise]
send = "REMOTE"
[[parameter]]
name = "position"
unit = "mm"
limits = ["-200 mm", "200 mm"]
query = "POS?"
write = "MOV {value}"
motion = true
tolerance = "0.01 mm"
poll = "100 ms"
[[parameter]]
name = "velocity"
unit = "mm s-1"
query = "VEL?"
poll = "100 ms"
[motion]
query = "STAT?"
bits = 1
[stop]
send = "STOP"
time = "1 s"
)toml",
                   polls);
}

inline QByteArray rotatorAxis(bool polls)
{
    return polling(R"toml(
name = "Rotator"
family = "rotator"
manual = "none"
[link]
acknowledge = '^RPRT 0$'
error_reply = '^RPRT -(?<code>\d+)$'
[identity]
query = "_"
pattern = '^Model \d+$'
[replies.position]
query = "p"
lines = 2
pattern = '^(?<azimuth>[^\n]*)\n(?<elevation>[^\n]*)$'
[[parameter]]
name = "azimuth"
unit = "deg"
limits = ["-200 deg", "200 deg"]
reply = "position"
field = "azimuth"
write = "P {value} 0"
motion = true
tolerance = "0.05 deg"
poll = "100 ms"
[[parameter]]
name = "elevation"
unit = "deg"
reply = "position"
field = "elevation"
poll = "100 ms"
[motion]
apart = "200 ms"
[stop]
send = "S"
)toml",
                   polls);
}

/// 0 who it is, 1 whether it moves, 2 position, 3 where it shall go, 4 velocity, 5 stop, 6 remote.
inline QByteArray modbusAxis(bool polls)
{
    return polling(R"toml(
protocol = "modbus"
name = "Axis"
family = "motor"
manual = "none"
[identity]
register = { table = "holding", address = 0 }
pattern = '^7\d$'
[initialise]
writes = [{ register = { table = "holding", address = 6 }, value = 1 }]
[[parameter]]
name = "position"
register = { table = "holding", address = 2 }
write_register = { table = "holding", address = 3 }
type = "int16"
scale = 0.1
unit = "mm"
limits = ["-200 mm", "200 mm"]
motion = true
tolerance = "0.1 mm"
poll = "100 ms"
[[parameter]]
name = "velocity"
register = { table = "holding", address = 4 }
unit = "mm s-1"
poll = "100 ms"
[motion]
register = { table = "holding", address = 1 }
bit = 0
[stop]
writes = [{ register = { table = "holding", address = 5 }, value = 0 }]
time = "1 s"
)toml",
                   polls);
}
} // namespace podium::tests
