// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/interlock.h"

#include "engine/model/bench.h"
#include "engine/model/conditionnode.h"

#include <QStringList>

namespace podium::engine
{
namespace
{
using Node = InterlockCondition::Node;
using Verdict = InterlockCondition::Verdict;

Verdict unknown(const Parameter &parameter)
{
    const auto &reading = parameter.reading();
    const auto why = reading.reason.isEmpty() ? QStringLiteral("it was never read") : reading.reason;
    return {false, QStringLiteral("%1 is %2: %3").arg(parameter.address(), QString(name(reading.quality)).toLower(), why), {}};
}

std::optional<double> ordinal(const Value &value, const Unit &unit)
{
    if (const auto *quantity = std::get_if<Quantity>(&value))
        return quantity->in(unit);
    if (const auto *integer = std::get_if<qint64>(&value))
        return static_cast<double>(*integer);
    return std::nullopt;
}

bool compare(Node::Kind kind, const Value &left, const Value &right)
{
    const auto *quantity = std::get_if<Quantity>(&left);
    const auto unit = quantity ? quantity->unit() : Unit();
    const auto a = ordinal(left, unit);
    const auto b = ordinal(right, unit);
    const bool equal = a && b ? *a == *b : left == right;
    switch (kind) {
    case Node::Kind::Less:
        return a && b && *a < *b;
    case Node::Kind::LessEqual:
        return a && b && *a <= *b;
    case Node::Kind::Greater:
        return a && b && *a > *b;
    case Node::Kind::GreaterEqual:
        return a && b && *a >= *b;
    case Node::Kind::Equal:
        return equal;
    case Node::Kind::NotEqual:
        return !equal;
    case Node::Kind::And:
    case Node::Kind::Or:
    case Node::Kind::Not:
        break;
    }
    return false;
}

/// What is not known is on the safe side under every operator: it never makes a condition hold.
Verdict verdict(const Node &node)
{
    if (node.kind == Node::Kind::Not) {
        auto inner = verdict(*node.first);
        return inner.unknown.isEmpty() ? Verdict{!inner.holds, {}, {}} : inner;
    }
    if (node.kind == Node::Kind::And || node.kind == Node::Kind::Or) {
        auto first = verdict(*node.first);
        auto second = verdict(*node.second);
        if (!first.unknown.isEmpty())
            return first;
        if (!second.unknown.isEmpty())
            return second;
        return {node.kind == Node::Kind::And ? first.holds && second.holds : first.holds || second.holds, {}, {}};
    }
    for (const auto *operand : {&node.left, &node.right})
        if (operand->parameter && operand->parameter->reading().quality != Quality::Valid)
            return unknown(*operand->parameter);
    const auto &left = node.left.parameter ? node.left.parameter->reading().value : node.left.literal;
    const auto &right = node.right.parameter ? node.right.parameter->reading().value : node.right.literal;
    return {compare(node.kind, left, right), {}, {}};
}

void collectReadings(const Node &node, QStringList &texts)
{
    for (const auto *operand : {&node.left, &node.right}) {
        if (!operand->parameter)
            continue;
        const auto &parameter = *operand->parameter;
        const auto text = QStringLiteral("%1 is %2").arg(parameter.address(), valueText(parameter.reading().value, parameter.spec().decimals));
        if (!texts.contains(text))
            texts << text;
    }
    for (const auto &child : {node.first, node.second})
        if (child)
            collectReadings(*child, texts);
}

/// Reasons stand in bench files with and without a full stop.
QString sentence(const QString &text)
{
    return text.isEmpty() || QStringLiteral(".!?").contains(text.back()) ? text : text + QLatin1Char('.');
}

bool matches(const QString &pattern, const QString &address)
{
    if (!pattern.endsWith(QLatin1String(".*")))
        return pattern == address;
    return address.startsWith(pattern.left(pattern.size() - 1));
}
} // namespace

InterlockCondition InterlockCondition::unbound(const QString &text)
{
    InterlockCondition condition;
    condition.m_text = text;
    condition.m_problem = QStringLiteral("nobody has looked for its operands yet");
    return condition;
}

void InterlockCondition::bind(const Bench &bench)
{
    DeviceId absent;
    const auto lookup = [&](const Address &address) {
        if (!bench.find(address.device))
            absent = address.device;
        return bench.find(address);
    };
    try {
        *this = parse(m_text, lookup);
    } catch (const Error &error) {
        m_root.reset();
        m_problem = absent.isEmpty() ? error.message() : QStringLiteral("%1 is not on the bench").arg(absent);
    }
}

InterlockCondition::Verdict InterlockCondition::evaluate() const
{
    if (!m_root)
        return {false, QStringLiteral("that is never true: %1").arg(m_problem), {}};
    auto result = verdict(*m_root);
    if (!result.holds && result.unknown.isEmpty()) {
        QStringList texts;
        collectReadings(*m_root, texts);
        result.now = texts.join(QStringLiteral(", "));
    }
    return result;
}

void InterlockSet::bind(const Bench &bench)
{
    for (auto &rule : m_rules)
        rule.unless.bind(bench);
}

std::vector<Refusal> InterlockSet::check(const QString &address) const
{
    std::vector<Refusal> refusals;
    for (const auto &rule : m_rules) {
        if (!matches(rule.refuses, address))
            continue;
        const auto result = rule.unless.evaluate();
        if (result.holds)
            continue;
        const auto why = result.unknown.isEmpty() ? result.now : result.unknown;
        refusals.push_back({RefusalKind::Interlock, address,
                            QStringLiteral("%1 is refused: %2 It needs %3; %4.").arg(address, sentence(rule.reason), rule.unless.text(), why)});
    }
    return refusals;
}
} // namespace podium::engine
