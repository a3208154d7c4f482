// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/proxy/faultscript.h"

#include <QRegularExpression>

#include <limits>

namespace podium::tests
{
namespace
{
bool concerns(const FaultRule &rule, Party party, QByteArrayView message)
{
    return rule.party == party && (rule.with.isEmpty() || message.indexOf(rule.with) >= 0);
}

void readWhich(const QRegularExpressionMatch &match, FaultRule &rule)
{
    rule.last = std::numeric_limits<qint64>::max();
    if (const auto number = match.captured(QStringLiteral("number")); !number.isEmpty()) {
        rule.first = number.toLongLong();
        if (const auto last = match.captured(QStringLiteral("last")); !last.isEmpty())
            rule.last = last.toLongLong();
        else if (match.captured(QStringLiteral("range")).isEmpty())
            rule.last = rule.first;
    } else if (const auto every = match.captured(QStringLiteral("every")); !every.isEmpty()) {
        rule.first = rule.every = std::max<qint64>(1, every.toLongLong());
    } else if (const auto chance = match.captured(QStringLiteral("chance")); !chance.isEmpty()) {
        rule.chance = std::max(1, chance.toInt());
    }
}
} // namespace

std::optional<FaultRule> FaultRule::parse(const QString &line, QString &problem)
{
    static const QRegularExpression form(QStringLiteral(
        R"(^on (?:(?<what>messages?|connection)(?: (?<number>[1-9]\d*)(?<range>\.\.(?<last>\d+)?)?)?)"
        R"(|every (?:(?<every>[1-9]\d*)(?:st|nd|rd|th) )?message|a message in (?<chance>[1-9]\d*)))"
        R"((?: of (?<party>client|instrument))?(?: with (?<with>"(?:[^"\\]|\\.)*"))?\s*:(?<faults>.+)$)"));
    const auto match = form.match(line.trimmed());
    const bool isConnection = match.captured(QStringLiteral("what")) == QLatin1String("connection");
    const auto with = match.captured(QStringLiteral("with"));
    const auto text = quotedBytes(with);
    const bool hasParty = !match.captured(QStringLiteral("party")).isEmpty();
    const bool isAny = match.captured(QStringLiteral("what")).startsWith(QLatin1String("message"))
        && match.captured(QStringLiteral("number")).isEmpty();
    if (!match.hasMatch() || isConnection == hasParty || isAny || (!with.isEmpty() && !text)) {
        problem = QStringLiteral("\"%1\" is no rule; write for example: on message 3 of client: drop, on messages 2..5 of "
                                 "instrument with \"TEXT\": delay 200 ms, on every 7th message of instrument: duplicate, on a "
                                 "message in 10 of client: reply corrupt, on connection: insert \"TEXT\"")
                      .arg(line);
        return std::nullopt;
    }
    FaultRule rule;
    rule.party = isConnection ? Party::Connection
        : match.captured(QStringLiteral("party")) == QLatin1String("client") ? Party::Client
                                                                             : Party::Instrument;
    rule.with = text.value_or(QByteArray());
    readWhich(match, rule);
    const auto faults = match.captured(QStringLiteral("faults"));
    for (auto part : commaList(faults)) {
        part = part.trimmed();
        const bool ofReply = part.startsWith(u"reply ");
        if (ofReply && rule.party != Party::Client) {
            problem = QStringLiteral("\"%1\": only a message of the client has a reply").arg(part);
            return std::nullopt;
        }
        const auto fault = Fault::parse(ofReply ? part.sliced(6) : part, problem);
        if (!fault)
            return std::nullopt;
        (ofReply ? rule.replyFaults : rule.faults).push_back(*fault);
    }
    return rule;
}

FaultScript::FaultScript(quint32 seed)
    : m_seed(seed != 0 ? seed : std::random_device()() | 1U)
    , m_random(m_seed)
{
}

QString FaultScript::add(const QString &rule)
{
    QString problem;
    if (const auto read = FaultRule::parse(rule, problem))
        m_rules.push_back(*read);
    return problem;
}

FaultScript::Strike FaultScript::strike(Party party, QByteArrayView message)
{
    Strike strike;
    for (auto &rule : m_rules) {
        if (!concerns(rule, party, message))
            continue;
        const auto number = ++rule.seen;
        const bool strikes = rule.chance > 0
            ? draw(rule.chance) == 0
            : number >= rule.first && number <= rule.last && (number - rule.first) % rule.every == 0;
        if (!strikes)
            continue;
        ++m_struck;
        strike.faults.insert(strike.faults.end(), rule.faults.begin(), rule.faults.end());
        strike.replyFaults.insert(strike.replyFaults.end(), rule.replyFaults.begin(), rule.replyFaults.end());
    }
    return strike;
}
} // namespace podium::tests
