// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/devices/contractworld.h"

/// The contracts of the shipped instrument files whose peer is a script in `peers`, or rigctld; by the name of the file.
namespace podium::tests
{
inline Contract scripted(const char *name, const char *settings = "")
{
    Contract contract;
    contract.device = QStringLiteral("instrument = '%1'\n%2").arg(QLatin1StringView(name), QLatin1StringView(settings));
    contract.peer = QLatin1StringView(name);
    return contract;
}

/// An action that switches something on, and the message that switches it off again, at a stop and at the end.
inline Contract &switched(Contract &contract, const char *moves, const QByteArray &motion, const QByteArray &stop)
{
    contract.moves = QLatin1StringView(moves);
    contract.motion = motion;
    contract.stop = stop;
    contract.close = stop;
    return contract;
}

inline Contract &tried(Contract &contract, const char *reads, const char *writes, const char *beyond)
{
    contract.reads = QLatin1StringView(reads);
    contract.writes = QLatin1StringView(writes);
    contract.beyond = QLatin1StringView(beyond);
    return contract;
}

inline std::map<QByteArray, Contract> scriptedContracts()
{
    const auto channel = "settings = { channel = '1' }";
    std::map<QByteArray, Contract> all;
    const auto add = [&all](const char *name, const char *settings = "") -> Contract & {
        return all.emplace(name, scripted(name, settings)).first->second;
    };
    tried(add("hamlib-rig"), "d.frequency", "d.frequency 145500000 Hz", "d.frequency 2 GHz").peer = QStringLiteral("rigctld");
    tried(add("keithley-2000"), "d.voltage", "d.range 1 V", "d.range 10 kV");
    tried(add("keysight-34461a"), "d.voltage", "d.range 1 V", "d.range 10 kV");
    switched(tried(add("keysight-33500b", channel), "d.frequency", "d.amplitude 2 V", "d.frequency 40 MHz"), "d.output on",
             "OUTP1 ON", "OUTP1 OFF");
    switched(tried(add("keysight-e36312a", channel), "d.voltage", "d.current_limit 2 A", "d.voltage 7 V"), "d.output on",
             "OUTP ON", "OUTP OFF,(@1)");
    switched(tried(add("lakeshore-335"), "d.temperature", "d.setpoint 80 K", "d.setpoint 400 K"), "d.power on", "RANGE 1,1",
             "RANGE 1,0");
    switched(tried(add("mks-937b", channel), "d.pressure", "d.power off", "d.power full"), "d.power on", "@253CP1!ON",
             "@253CP1!OFF")
        .close.clear();
    switched(tried(add("newera-ne1000"), "d.rate", "d.rate 20 mL h-1", "d.rate 1000 mL h-1"), "d.running on", "RUN", "STP");
    auto &newport = tried(add("newport-esp301", "settings = { axis = '1' }"), "d.position", "d.velocity 3 mm s-1", "d.position 26 mm");
    switched(newport, "d.position 20 mm", "1PA", "1ST").close.clear();
    newport.cancels = true;
    auto &pi = tried(add("pi-c863"), "d.position", "d.velocity 3 mm s-1", "d.position 26 mm");
    switched(pi, "d.position 20 mm", "MOV ", "HLT 1").close.clear();
    pi.cancels = true;
    switched(tried(add("rigol-dl3021"), "d.voltage", "d.current_level 2 A", "d.current_level 41 A"), "d.input on",
             ":SOUR:INP:STAT ON", ":SOUR:INP:STAT OFF");
    switched(tried(add("rigol-dp832", channel), "d.voltage", "d.current_limit 2 A", "d.voltage 33 V"), "d.output on",
             ":OUTP CH1,ON", ":OUTP CH1,OFF");
    auto &lockIn = tried(add("srs-sr830"), "d.magnitude", "d.frequency 2000 Hz", "d.frequency 200000 Hz");
    switched(lockIn, "d.amplitude 1 V", "SLVL 1", "SLVL 0.004").staysStandby = true;
    return all;
}
} // namespace podium::tests
