// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/faults/proxy/fault.h"

#include <random>

namespace podium::tests
{
/// Who sends a message, or that a connection begins.
enum class Party : quint8 { Client, Instrument, Connection };

/// "on message 3 of client: drop": which messages are struck, and how. Each rule counts from 1 what it concerns.
struct FaultRule {
    Party party = Party::Client;
    qint64 first = 1;
    qint64 last = 1;
    qint64 every = 1;
    int chance = 0;  ///< one in so many, by the seed; 0: by number
    QByteArray with; ///< concerns messages that contain this
    std::vector<Fault> faults;
    std::vector<Fault> replyFaults; ///< of the next message of the instrument

    qint64 seen = 0;

    /// Errors: empty, and the problem says what is wrong and what is allowed.
    static std::optional<FaultRule> parse(const QString &line, QString &problem);
};

/// The rules of one proxy, with the chance behind them.
/// Thread: one at a time.
class FaultScript
{
public:
    struct Strike {
        std::vector<Fault> faults;
        std::vector<Fault> replyFaults;
    };

    /// Seed 0 is drawn by chance.
    explicit FaultScript(quint32 seed);

    quint32 seed() const { return m_seed; }
    std::mt19937 &random() { return m_random; }
    /// A number from 0 up to below this.
    qint64 draw(qint64 below) { return std::uniform_int_distribution<qint64>(0, below - 1)(m_random); }

    /// Errors: what is wrong with the rule; empty: it was added.
    QString add(const QString &rule);
    void clear() { m_rules.clear(); }
    /// What this message, or this new connection, has to suffer.
    Strike strike(Party party, QByteArrayView message);
    /// How many messages and connections have been struck.
    qint64 struck() const { return m_struck; }

private:
    quint32 m_seed;
    std::mt19937 m_random;
    std::vector<FaultRule> m_rules;
    qint64 m_struck = 0;
};
} // namespace podium::tests
