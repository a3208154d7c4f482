// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/scpi/instrumentdevice.h"

#include "engine/model/quoted.h"

#include <QScopeGuard>

#include <algorithm>

/// How an InstrumentDevice reads: one question serves every parameter that its reply holds.
namespace podium::devices
{
using namespace engine;

namespace
{
/// How long a question that was not answered in time, twice in a row, is left out of set-up and polling: once may be a reply
/// that got lost.
constexpr Duration mutePause = std::chrono::seconds(60);
constexpr int mutedAfter = 2;
} // namespace

const InstrumentParameter &InstrumentDevice::described(const Parameter &parameter) const
{
    const auto *same = named(m_description.parameters, parameter.spec().name);
    Q_ASSERT(same);
    return *same;
}

Value InstrumentDevice::decoded(const Parameter &parameter, const QString &reply) const
{
    const auto &known = described(parameter);
    auto failed = qScopeGuard([this] { m_talk.shared().noteTrouble(); });
    const auto text = m_talk.part(*known.field, reply);
    try {
        auto value = known.wire.decode(parameter.spec(), text);
        failed.dismiss();
        return value;
    } catch (const Error &error) {
        const auto query = QString::fromLatin1(m_description.replies.at(known.field->reply).query);
        throw Error(ErrorKind::Device,
                    QStringLiteral("%1: no valid value in the answer to %2: %3.")
                        .arg(parameter.address(), quoted(query), error.message()),
                    id());
    }
}

void InstrumentDevice::store(Parameter &parameter, const QString &reply)
{
    try {
        parameter.setReading(decoded(parameter, reply));
    } catch (const Error &error) {
        parameter.setQuality(Quality::Invalid, error.message());
    }
}

void InstrumentDevice::storeBusy(const QString &reply)
{
    ParameterSpec flag;
    flag.type = ParameterType::Boolean;
    setBusy(std::get<bool>(m_description.busy->wire.decode(flag, m_talk.part(m_description.busy->field, reply))));
}

Op<QString> InstrumentDevice::askAndStore(std::size_t reply, const Parameter *except)
{
    auto answer = co_await m_talk.ask(reply);
    for (auto *parameter : readable())
        if (parameter != except && described(*parameter).field->reply == reply)
            store(*parameter, answer);
    if (m_description.busy && m_description.busy->field.reply == reply)
        storeBusy(answer);
    co_return answer;
}

void InstrumentDevice::lose(std::size_t reply, const Error &error)
{
    if (m_description.busy && m_description.busy->field.reply == reply)
        loseBusy(error.message());
    const auto quality = error.kind() == ErrorKind::Disconnected ? Quality::Lost : Quality::Invalid;
    for (auto *parameter : readable())
        if (described(*parameter).field->reply == reply)
            parameter->setQuality(quality, error.message());
}

Op<Value> InstrumentDevice::read(Parameter &parameter)
{
    try {
        const auto answer = co_await askAndStore(described(parameter).field->reply, &parameter);
        co_return decoded(parameter, answer);
    } catch (const Error &error) {
        throw error.kind() == ErrorKind::Device ? m_talk.told(error) : error;
    }
}

Op<std::optional<Error>> InstrumentDevice::readAll(std::vector<Parameter *> due, bool mutedToo)
{
    std::optional<Error> first;
    std::vector<std::size_t> replies;
    for (const auto *parameter : due)
        replies.push_back(described(*parameter).field->reply);
    if (m_description.busy)
        replies.push_back(m_description.busy->field.reply);
    std::sort(replies.begin(), replies.end());
    replies.erase(std::unique(replies.begin(), replies.end()), replies.end());
    for (const auto reply : replies) {
        if (!mutedToo && engine().now() < m_muteUntil[reply])
            continue; // it has told why; each further try would cost the link a resynchronisation
        try {
            co_await askAndStore(reply, nullptr);
            m_muteUntil[reply] = {};
            m_timeouts.erase(reply);
        } catch (const Error &error) {
            lose(reply, error);
            if (error.kind() == ErrorKind::Timeout && ++m_timeouts[reply] >= mutedAfter)
                m_muteUntil[reply] = engine().now() + mutePause;
            if (!first)
                first = error;
        }
    }
    updateState();
    co_return first;
}
} // namespace podium::devices
