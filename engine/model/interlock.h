// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/parameter.h"

#include <functional>
#include <memory>
#include <vector>

namespace podium::engine
{
class Bench;

/// A condition over readings: comparisons, and, or, not, brackets: "supply.voltage < 30 V and shutter.opened == false".
/// An operand that is not Valid, or not on the bench, makes the whole condition refuse.
/// Thread: the engine's.
class InterlockCondition
{
public:
    struct Verdict {
        bool holds = false;
        QString unknown; ///< the address that is not Valid, and why; then holds is false
        QString now;     ///< when it does not hold: what the readings are
    };
    using Lookup = std::function<Parameter *(const Address &)>;

    /// Errors: Refused with the column and what was expected; unknown addresses, units and types are found here.
    static InterlockCondition parse(const QString &text, const Lookup &lookup);
    /// A condition that may not be understood yet. Call bind() when the bench has its devices.
    static InterlockCondition unbound(const QString &text);

    /// Finds its operands anew: what has left the bench makes it never true, what has come back makes it as before.
    void bind(const Bench &bench);
    /// Why it is never true; empty: it is understood.
    QString problem() const { return m_problem; }

    Verdict evaluate() const;
    QString text() const { return m_text; }

    struct Node;

private:
    QString m_text;
    std::shared_ptr<const Node> m_root; ///< null: there is a problem
    QString m_problem;
};

/// Rules that refuse a write or a command unless a condition holds.
class InterlockSet
{
public:
    struct Rule {
        QString refuses; ///< "shutter.open" or "supply.voltage"; "supply.*" for all of a device; it need not be on the bench
        InterlockCondition unless;
        QString reason;
    };
    void add(Rule rule) { m_rules.push_back(std::move(rule)); }
    /// In the place of all others.
    void set(std::vector<Rule> rules) { m_rules = std::move(rules); }
    /// To be called when a device has come to the bench or left it.
    void bind(const Bench &bench);
    const std::vector<Rule> &rules() const { return m_rules; }
    /// One refusal per rule that forbids the write or command just now.
    std::vector<Refusal> check(const QString &address) const;

private:
    std::vector<Rule> m_rules;
};
} // namespace podium::engine
