// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/scpi/instrumenttalk.h"

#include "devices/links/linktext.h"
#include "engine/model/quoted.h"
#include "engine/tasks/log.h"

#include <QScopeGuard>

namespace podium::devices
{
using namespace engine;

InstrumentTalk::InstrumentTalk(std::shared_ptr<SharedLink> shared, const InstrumentDescription &description,
                               DeviceId device)
    : m_shared(std::move(shared))
    , m_description(description)
    , m_device(std::move(device))
{
}

void InstrumentTalk::refuse(const QString &message) const
{
    throw told(Error(ErrorKind::Device, message, m_device));
}

Error InstrumentTalk::told(const Error &error) const
{
    return error.traffic().isEmpty() ? error.withTraffic(link().recentTraffic()) : error;
}

QString InstrumentTalk::inWords(const QString &code, const QString &text) const
{
    const auto known = m_description.errorTexts.find(code);
    const auto meaning = !text.isEmpty() ? text : known != m_description.errorTexts.end() ? known->second : QString();
    return meaning.isEmpty() ? code : QStringLiteral("%1 %2").arg(code, quoted(meaning));
}

void InstrumentTalk::check(const QByteArray &message, const QString &reply, bool isAcknowledgement) const
{
    if (m_description.errorReply) {
        if (const auto match = m_description.errorReply->match(reply); match.hasMatch()) {
            const auto code = match.captured(QStringLiteral("code"));
            const Error error(ErrorKind::Device,
                              QStringLiteral("%1 does not accept %2: error %3.")
                                  .arg(m_device, shown(message),
                                       code.isEmpty() ? quoted(reply) : inWords(code, match.captured(QStringLiteral("text")))),
                              m_device);
            throw isAcknowledgement ? told(error) : error;
        }
    }
    if (isAcknowledgement && m_description.acknowledge && !m_description.acknowledge->match(reply).hasMatch())
        refuse(QStringLiteral("%1 answered %2 to %3, which is neither its acknowledgement nor an error.")
                   .arg(m_device, quoted(reply), shown(message)));
}

Op<QString> InstrumentTalk::ask(std::size_t index)
{
    const auto &reply = m_description.replies.at(index);
    ReplyShape shape = m_description.policy.framing.reply;
    shape.lines = reply.lines;
    auto failed = qScopeGuard([shared = m_shared] { shared->noteTrouble(); });
    const auto answer =
        QString::fromLatin1(co_await link().query(reply.query, MessageClass::Read, reply.limit, std::move(shape)));
    check(reply.query, answer, false);
    failed.dismiss();
    co_return answer;
}

QString InstrumentTalk::part(const InstrumentField &field, const QString &reply) const
{
    if (!field.pattern)
        return reply;
    const auto match = field.pattern->match(reply);
    if (!match.hasMatch())
        throw Error(ErrorKind::Device,
                    QStringLiteral("%1 answered %2 to %3, which does not look like %4.")
                        .arg(m_device, quoted(reply), shown(m_description.replies.at(field.reply).query),
                             quoted(field.pattern->pattern())),
                    m_device);
    return field.group.isEmpty() ? match.captured() : match.captured(field.group);
}

Op<void> InstrumentTalk::tell(std::function<std::vector<QByteArray>()> make, MessageClass messageClass)
{
    const auto turn = co_await m_shared->turns().take();
    if (m_shared->mayHoldErrors())
        co_await noteErrors();
    const auto messages = make();
    for (const auto &message : messages) {
        m_shared->noteTrouble(); // until the instrument was asked
        if (m_description.acknowledge)
            check(message, QString::fromLatin1(co_await link().query(message, messageClass)), true);
        else
            co_await link().send(message, messageClass);
        QStringList errors;
        try {
            errors = co_await takeErrors();
        } catch (const Error &error) {
            throw unsure(error, message);
        }
        if (!errors.isEmpty())
            refuse(QStringLiteral("%1 does not accept %2: error %3.")
                       .arg(m_device, shown(message), errors.join(QStringLiteral(", "))));
    }
}

Error InstrumentTalk::unsure(const Error &error, const QByteArray &message) const
{
    if (error.kind() != ErrorKind::Timeout && error.kind() != ErrorKind::Disconnected)
        return error;
    return Error(error.kind(),
                 QStringLiteral("%1 So %2 did not confirm %3; it may have been executed.")
                     .arg(error.message(), m_device, shown(message)),
                 m_device)
        .withTraffic(error.traffic());
}
} // namespace podium::devices
