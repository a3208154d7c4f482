// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/exchangewait.h"
#include "devices/links/messagelink.h"

#include <QMetaMethod>
#include <QPointer>
#include <QScopeGuard>

/// How people look at a link, and speak over it by hand.
namespace podium::devices
{
bool MessageLink::isWatched() const
{
    static const auto signal = QMetaMethod::fromSignal(&MessageLink::messageTraced);
    return LinkPort::isWatched() || isSignalConnected(signal);
}

void MessageLink::traced(const TraceEntry &entry)
{
    tellWatchers(entry);
    Q_EMIT messageTraced(entry);
}

engine::Op<QByteArray> MessageLink::sendByHand(QByteArray message, MessageClass messageClass)
{
    checkAccepts(message);
    if (const auto &end = m_policy.framing.sendEnd; !end.isEmpty() && message.endsWith(end))
        message.chop(end.size());
    const auto exchange = prepare(message, messageClass, 1, {});
    exchange->shape = {};
    exchange->quiet = m_policy.silence;
    exchange->mayBeMute = messageClass != MessageClass::Read;
    Q_EMIT handUsed();
    const auto again = qScopeGuard([self = QPointer(this)] {
        if (self) // the link may go first
            Q_EMIT self->handUsed();
    });
    auto result = co_await ExchangeWait(m_exchanger, exchange);
    if (result.error)
        std::rethrow_exception(result.error);
    co_return std::move(result.reply);
}
} // namespace podium::devices
