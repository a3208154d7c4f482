// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/refreshclock.h"

#include <QCoreApplication>

namespace podium::ui
{
namespace
{
constexpr int beatMs = 80;
}

RefreshClock &RefreshClock::instance()
{
    static QPointer<RefreshClock> clock;
    if (!clock)
        clock = new RefreshClock(QCoreApplication::instance());
    return *clock;
}

RefreshClock::RefreshClock(QObject *parent) : QObject(parent), m_now([] { return engine::Clock::now(); })
{
    m_beat.setSingleShot(true);
    m_second.setInterval(1000);
    connect(&m_beat, &QTimer::timeout, this, &RefreshClock::beat);
    connect(&m_second, &QTimer::timeout, this, &RefreshClock::second);
    m_sinceBeat.start();
}

void RefreshClock::request(QObject *context, std::function<void()> function)
{
    m_requests.push_back({context, std::move(function)});
    if (!m_beat.isActive())
        m_beat.start(int(std::max<qint64>(0, beatMs - m_sinceBeat.elapsed())));
}

void RefreshClock::beat()
{
    m_sinceBeat.restart();
    for (const auto &request : std::exchange(m_requests, {}))
        if (request.context)
            request.function();
}

void RefreshClock::listenToSeconds(QObject *context, std::function<void()> function)
{
    forget(context);
    m_listeners.push_back({context, std::move(function)});
    if (!m_second.isActive())
        m_second.start();
}

void RefreshClock::forget(QObject *context)
{
    std::erase_if(m_listeners, [context](const Request &listener) { return !listener.context || listener.context == context; });
    if (m_listeners.empty())
        m_second.stop();
}

void RefreshClock::second()
{
    const auto listeners = m_listeners;
    for (const auto &listener : listeners)
        if (listener.context)
            listener.function();
    forget(nullptr);
}
} // namespace podium::ui
