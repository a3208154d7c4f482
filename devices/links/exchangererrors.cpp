// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/exchanger.h"
#include "devices/links/linktext.h"
#include "devices/links/traffictext.h"

/// What the exchanger says: its trace, and the errors that carry the end of it.
namespace podium::devices
{
namespace
{
constexpr std::size_t toldMessages = 20;

std::exception_ptr made(engine::ErrorKind kind, const QString &text, const QString &linkName,
                        const QStringList &traffic)
{
    return std::make_exception_ptr(engine::Error(kind, text, linkName).withTraffic(traffic));
}
} // namespace

std::exception_ptr Exchanger::timedOut(const Exchange &exchange) const
{
    auto text = QStringLiteral("%1 did not answer %2 within %3")
                    .arg(m_linkName, shown(exchange.message), inSeconds(exchange.limit));
    if (!exchange.rejected.isNull())
        text += QStringLiteral(", but sent %1").arg(shown(exchange.rejected));
    if (exchange.messageClass != MessageClass::Read)
        text += QStringLiteral("; it may have been executed");
    return made(engine::ErrorKind::Timeout, text + QLatin1Char('.'), m_linkName, recentTraffic());
}

std::exception_ptr Exchanger::spoilt(const Exchange &exchange, const QString &why) const
{
    const auto text = QStringLiteral("The reply of %1 to %2 is bad: %3.").arg(m_linkName, shown(exchange.message), why);
    return made(engine::ErrorKind::Device, text, m_linkName, recentTraffic());
}

std::exception_ptr Exchanger::lost(const Exchange &exchange, const QString &why, const QStringList &traffic) const
{
    const auto text =
        exchange.written
            ? QStringLiteral("The link to %1 was lost (%2) before %3 was answered; it may have been executed.")
            : QStringLiteral("The link to %1 was lost (%2); %3 was not sent.");
    return made(engine::ErrorKind::Disconnected, text.arg(m_linkName, why, shown(exchange.message)), m_linkName,
                traffic);
}

std::exception_ptr Exchanger::givenUp(const Exchange &exchange) const
{
    const auto text = QStringLiteral("The answer of %1 to %2 was given up, because a stop had to leave at once and this link "
                                     "carries one message at a time; it may have been executed.")
                          .arg(m_linkName, shown(exchange.message));
    return made(engine::ErrorKind::Disconnected, text, m_linkName, recentTraffic());
}

QStringList Exchanger::recentTraffic() const { return trafficLines(m_trace.last(toldMessages), m_engine.now()); }

void Exchanger::note(TraceKind kind, MessageClass messageClass, const QByteArray &message,
                     std::optional<engine::Duration> took, const Exchange *exchange)
{
    store({0, kind, messageClass, m_engine.now(), took, 0, {}, {}}, message, exchange);
}

void Exchanger::noteLine(TraceKind kind, MessageClass messageClass, const QByteArray &line,
                         std::optional<engine::Duration> took, const Exchange *exchange)
{
    store({0, kind, messageClass, m_engine.now(), took, 0, {}, m_framer.lastEnd()}, line, exchange);
}

void Exchanger::store(TraceEntry entry, const QByteArray &message, const Exchange *exchange)
{
    if (exchange)
        entry.device = exchange->device;
    const auto &stored = m_trace.add(std::move(entry), message);
    if (m_host.isWatched())
        m_untold.push_back(stored);
}

void Exchanger::tellTraced()
{
    while (!m_untold.empty()) {
        const auto entry = std::move(m_untold.front());
        m_untold.pop_front();
        m_host.traced(entry);
    }
}

void Exchanger::noteUnfinished(MessageClass messageClass)
{
    if (!m_framer.partial().isEmpty())
        note(TraceKind::Unfinished, messageClass, m_framer.partial().toByteArray());
}
} // namespace podium::devices
