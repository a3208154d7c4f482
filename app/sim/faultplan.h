// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sim/faultrule.h"

#include <QList>

#include <chrono>
#include <optional>
#include <random>

namespace podium::app
{

/// What goes wrong with one message and its reply.
struct MessageFaults {
    std::chrono::milliseconds delay{0};
    bool dropReply = false;
    bool dropRequest = false;
    bool duplicate = false;
    bool ignoreStop = false;
    /// In place of the reply.
    std::optional<QByteArray> garbage;
    /// 0: for ever.
    std::optional<std::chrono::milliseconds> freeze;
    std::optional<std::chrono::milliseconds> reboot;
    /// Time from byte to byte.
    std::optional<std::chrono::milliseconds> oneByte;
    /// What strikes, for the log; empty if nothing does.
    QByteArray names;
};

/// The faults of one instrument. Counts the messages of all its connections for the life of the process.
/// Thread: one.
class FaultPlan
{
public:
    /// Takes the rules for `instrument` and for all; random bytes repeat with `seed`.
    FaultPlan(const QList<FaultRule> &rules, const QByteArray &instrument, quint32 seed);

    /// Counts a message in and tells what strikes it.
    MessageFaults strike(const QByteArray &message, bool isStop);

private:
    struct Counted {
        FaultRule rule;
        int count = 0;
    };

    void apply(const FaultRule &rule, MessageFaults &faults);
    QByteArray randomBytes(int count);

    QList<Counted> m_rules;
    std::mt19937 m_generator;
};

} // namespace podium::app
