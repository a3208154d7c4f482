// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/scpi/instrumentprobe.h"

#include "devices/links/framer.h"
#include "devices/links/linktext.h"
#include "devices/scpi/probeproposal.h"
#include "engine/model/quoted.h"

#include <algorithm>

namespace podium::devices
{
using namespace engine;
using namespace std::chrono_literals;

namespace
{
constexpr Duration connectLimit = 3s;
constexpr Duration answerLimit = 1s;

QString withoutEnd(const QByteArray &bytes) { return QString::fromLatin1(bytes).trimmed(); }

ProbeResult failed(const QString &address, ProbeResult::Outcome outcome, const QString &message)
{
    ProbeResult result;
    result.address = address;
    result.outcome = outcome;
    result.message = message;
    return result;
}

ProbeResult noListener(const QString &address, const QString &why)
{
    return failed(address, ProbeResult::Outcome::NoListener,
                  QStringLiteral("There is no connection to %1: %2. Check that the instrument is on, its cable, and the address.")
                      .arg(address, why));
}

ProbeResult mute(const QString &address, const QStringList &asked)
{
    return failed(address, ProbeResult::Outcome::Mute,
                  QStringLiteral("There is a connection to %1, but no answer to any of %2. Check that this is the port for commands, "
                                 "and at a serial port its baud rate and parity; or read in the manual how it is asked who it is.")
                      .arg(address, asked.join(QStringLiteral(", "))));
}

ProbeResult noText(const QString &address, const QString &question, const QByteArray &bytes)
{
    return failed(address, ProbeResult::Outcome::NoText,
                  QStringLiteral("%1 answers to %2 with %3, which is no line of text that ends with a line feed or a carriage return. Check "
                                 "the baud rate, the parity and the line end of a serial port, or whether another protocol is spoken here.")
                      .arg(address, quoted(question), shown(bytes)));
}
} // namespace

bool InstrumentProbe::Answer::isText() const
{
    return !end.isEmpty() && std::all_of(line.begin(), line.end(), [](char c) { return (c >= 0x20 && c < 0x7f) || c == '\t'; });
}

/// The usual one first, then the shortest: what a short one means is least likely to be something else elsewhere.
std::vector<InstrumentProbe::Question> InstrumentProbe::questions() const
{
    const QByteArray usual("*IDN?");
    std::vector<QByteArray> ends{"\n", "\r"};
    std::vector<Question> all{{usual, "\n", {}}};
    const auto add = [&all](const QByteArray &text, const QByteArray &end) {
        const auto isSame = [&](const Question &known) { return known.text == text && known.end == end; };
        if (!text.isEmpty() && std::none_of(all.begin(), all.end(), isSame))
            all.push_back({text, end, {}});
    };
    for (const auto &candidate : m_candidates) {
        const auto &policy = candidate.description.policy;
        add(policy.identify, policy.framing.sendEnd);
        for (const auto &end : policy.framing.receiveEnds)
            if (std::find(ends.begin(), ends.end(), end) == ends.end())
                ends.push_back(end);
    }
    add(usual, "\r");
    const auto rank = [&](const Question &each) {
        return std::tuple(each.text == usual ? 0 : each.text.size(), each.text, each.end);
    };
    std::sort(all.begin() + 1, all.end(), [&](const Question &a, const Question &b) { return rank(a) < rank(b); });
    for (auto &question : all)
        question.receiveEnds = ends;
    return all;
}

InstrumentProbe::Answer InstrumentProbe::firstLine(const QByteArray &bytes, const std::vector<QByteArray> &ends)
{
    Answer answer{bytes, {}};
    qsizetype first = bytes.size();
    for (const auto &end : ends) {
        const auto at = bytes.indexOf(end);
        if (at < 0 || at > first || (at == first && end.size() < answer.end.size()))
            continue;
        first = at;
        answer = {bytes.first(at), end};
    }
    return answer;
}

Op<ProbeResult> InstrumentProbe::probe(QString given)
{
    ProbeStream stream(m_engine, makeChannel(m_kinds, given));
    std::optional<std::pair<Question, Answer>> unknown;
    std::optional<std::pair<QString, QByteArray>> noise;
    QStringList asked;
    for (const auto &question : questions()) {
        if (const auto why = co_await stream.connect(connectLimit); !why.isEmpty())
            co_return noListener(given, why);
        report(-1, QStringLiteral("asks %1").arg(shown(question.text)));
        const auto bytes = co_await stream.ask(question.text + question.end, question.receiveEnds, answerLimit);
        const auto words = quoted(QString::fromLatin1(question.text));
        if (!asked.contains(words))
            asked << words;
        if (bytes.trimmed().isEmpty())
            continue;
        const auto answer = firstLine(bytes, question.receiveEnds);
        if (const auto names = co_await fitting(stream, question, answer.line); !names.isEmpty())
            co_return known(given, names, question, answer.line);
        if (!answer.isText())
            noise = {QString::fromLatin1(question.text), bytes};
        else if (!unknown)
            unknown = {question, answer};
        if (unknown && ProbeProposal::isIdentification(QString::fromLatin1(unknown->second.line)))
            break; // it speaks SCPI, so no other question is for it
    }
    if (unknown) {
        auto result = co_await propose(stream, unknown->first, unknown->second);
        result.address = given;
        co_return result;
    }
    co_return noise ? noText(given, noise->first, noise->second) : mute(given, asked);
}

/// Those that are asked like this, accept the answer, and read a value.
Op<QStringList> InstrumentProbe::fitting(ProbeStream &stream, Question question, QByteArray line)
{
    QStringList names;
    for (const auto &candidate : m_candidates) {
        const auto &policy = candidate.description.policy;
        const bool isAsked = policy.identify == question.text && policy.framing.sendEnd == question.end;
        if (!isAsked || (policy.identity && !policy.identity->match(QString::fromLatin1(line)).hasMatch()))
            continue;
        if (co_await confirms(stream, candidate.description))
            names << candidate.name;
    }
    co_return names;
}

/// Whether the first of its questions is answered as its file expects.
Op<bool> InstrumentProbe::confirms(ProbeStream &stream, const InstrumentDescription &description)
{
    const auto &parameters = description.parameters;
    const auto readable = std::find_if(parameters.begin(), parameters.end(), [](const auto &each) { return each.field.has_value(); });
    if (readable == parameters.end())
        co_return true;
    const auto &field = *readable->field;
    const auto &reply = description.replies.at(field.reply);
    const auto &policy = description.policy;
    if (!(co_await stream.connect(connectLimit)).isEmpty())
        co_return false;
    const auto bytes = co_await stream.ask(reply.query + policy.framing.sendEnd, policy.framing.receiveEnds,
                                           reply.limit.value_or(policy.replyLimit));
    Framer framer(policy.framing);
    framer.append(bytes);
    QStringList lines;
    for (auto line = framer.next(); line && lines.size() < reply.lines; line = framer.next())
        lines << QString::fromLatin1(*line);
    const auto whole = lines.join(QLatin1Char('\n'));
    if (lines.isEmpty() || (description.errorReply && description.errorReply->match(whole).hasMatch()))
        co_return false;
    co_return !field.pattern || field.pattern->match(whole).hasMatch();
}

ProbeResult InstrumentProbe::known(const QString &address, const QStringList &names, const Question &question,
                                   const QByteArray &line) const
{
    ProbeResult result;
    result.address = address;
    result.outcome = ProbeResult::Outcome::Known;
    result.instruments = names;
    result.question = QString::fromLatin1(question.text);
    result.identity = withoutEnd(line);
    result.message = QStringLiteral("%1 answers as %2. The instrument file for it is %3. In a bench file:")
                         .arg(address, quoted(result.identity), names.join(QStringLiteral(", or ")));
    const auto candidate = std::find_if(m_candidates.begin(), m_candidates.end(),
                                        [&](const ProbeCandidate &each) { return each.name == names.constFirst(); });
    result.benchText = ProbeProposal::benchText(candidate->description.family, names.constFirst(), address, candidate->settings);
    return result;
}

Op<ProbeResult> InstrumentProbe::propose(ProbeStream &stream, Question question, Answer answer)
{
    ProbeProposal proposal(stream.address(), QString::fromLatin1(question.text), QString::fromLatin1(answer.line));
    proposal.setEnds(question.end, answer.end);
    if (proposal.isIdentification()) {
        for (const auto &asked : ProbeProposal::questions()) {
            if (!stream.isOpen() && !(co_await stream.connect(connectLimit)).isEmpty())
                break;
            report(-1, QStringLiteral("asks %1").arg(QString::fromLatin1(asked.query)));
            const auto bytes = co_await stream.ask(asked.query + question.end, question.receiveEnds, asked.limit);
            const auto line = firstLine(bytes, question.receiveEnds);
            if (line.isText() && proposal.take(asked, QString::fromLatin1(line.line).trimmed()))
                continue;
            co_await stream.connect(connectLimit); // so that a late answer answers nothing else
        }
    }
    ProbeResult result;
    result.outcome = ProbeResult::Outcome::Proposed;
    result.question = QString::fromLatin1(question.text);
    result.identity = withoutEnd(answer.line);
    result.message = QStringLiteral("%1 answers to %2 with %3, which no instrument file fits. This is a file to begin with:")
                         .arg(stream.address(), quoted(result.question), quoted(result.identity));
    result.proposal = proposal.text();
    co_return result;
}
} // namespace podium::devices
