// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace podium::app
{

enum class FaultVerb { Delay, Drop, DropRequest, Duplicate, Garbage, Freeze, IgnoreStop, Reboot, OneByte };

/// One `--fault`: `[INSTRUMENT/]VERB[=NUMBER][@FIRST[/EVERY]][~TEXT]`, described in app/sim/README.md.
struct FaultRule {
    QByteArray instrument;
    FaultVerb verb = FaultVerb::Delay;
    /// Milliseconds or, for garbage, bytes.
    int number = 0;
    /// 0: every matching message.
    int first = 0;
    /// 0: only the first one.
    int every = 0;
    QByteArray text;

    /// Whether it concerns this message at all; messages for which this holds are counted.
    bool matches(const QByteArray &message, bool isStop) const;
    /// Whether it strikes at the `count`-th matching message, from 1.
    bool strikes(int count) const;

    /// Errors: gives nothing and says in `error` which part is wrong and what is allowed.
    static std::optional<FaultRule> parse(const QString &specification, QString *error);
    static QByteArray verbName(FaultVerb verb);
};

} // namespace podium::app
