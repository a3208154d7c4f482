// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/clock.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <vector>

namespace podium::ui
{
/// The rhythm in which changing numbers are painted: at most every 80 ms, and for ages once a second.
/// Without changes it has no timer. It lives as long as the application. Thread: the GUI's.
class RefreshClock : public QObject
{
    Q_OBJECT

public:
    static RefreshClock &instance();

    /// Runs the function at the next beat, unless its context has gone; at once if the last beat is long ago.
    void request(QObject *context, std::function<void()> function);
    /// Runs now what waits for the next beat: for tests, which have no time.
    void beat();
    /// Told once a second while somebody listens to it.
    void listenToSeconds(QObject *context, std::function<void()> function);
    void forget(QObject *context);
    /// Tells the second now: for tests, which have no time.
    void second();

    /// The engine's clock, in which readings are dated.
    engine::TimePoint now() const { return m_now(); }
    /// For an engine with a virtual clock.
    void setClock(std::function<engine::TimePoint()> now) { m_now = std::move(now); }

private:
    explicit RefreshClock(QObject *parent);

    struct Request {
        QPointer<QObject> context;
        std::function<void()> function;
    };
    QTimer m_beat;
    QTimer m_second;
    QElapsedTimer m_sinceBeat;
    std::vector<Request> m_requests;
    std::vector<Request> m_listeners;
    std::function<engine::TimePoint()> m_now;
};
} // namespace podium::ui
