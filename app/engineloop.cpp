// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/engineloop.h"

#include "engine/tasks/log.h"

#include <QTimer>

namespace podium::app
{
namespace
{
double inMs(engine::Duration duration)
{
    return std::chrono::duration<double, std::milli>(duration).count();
}
} // namespace

void EngineLoop::begin(engine::Core &core)
{
    auto *watchdog = new engine::LoopWatchdog({}, &core.engine);
    QObject::connect(watchdog, &engine::LoopWatchdog::gap, watchdog, [](engine::Duration lateness, const QString &whatRan) {
        engine::log::write(engine::log::Level::Warning, QStringLiteral("engine"),
                           QStringLiteral("The engine's loop was held up for %1 ms. %2").arg(QString::number(inMs(lateness), 'f', 0), whatRan));
    });
    auto *timer = new QTimer(watchdog);
    QObject::connect(timer, &QTimer::timeout, watchdog, [watchdog, self = shared_from_this()] {
        self->m_p99Ms = inMs(watchdog->percentile(0.99));
        self->m_longestMs = inMs(watchdog->longest());
    });
    timer->start(std::chrono::seconds(1));
}
} // namespace podium::app
