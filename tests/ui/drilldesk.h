// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/checks.h"
#include "tests/ui/uibench.h"
#include "ui/stop/drillpanel.h"
#include "ui/stop/stopmonitor.h"
#include "ui/tasks/taskmodel.h"

#include <QPushButton>

namespace podium::tests
{
using namespace podium::ui;
using namespace std::chrono_literals;

/// A simulated bench with two motors, its stops, a drill and its panel.
struct DrillDesk : UiBench {
    explicit DrillDesk(bool simulated = true) : UiBench({QStringLiteral("a"), QStringLiteral("b")})
    {
        core.bench.setSimulated(simulated);
        client.emplace(core.engine.gate(), core, QStringLiteral("operator"));
        views.emplace(*core.hub, client->bench());
        stops.emplace(*client);
        drill.emplace(*stops, *views, *client);
        drill->setTasks(&tasks);
        subscription = client->hub().subscribeTasks(&tasks, [this](const TaskInfo &info) { tasks.take(info); });
        panel.emplace(*drill);
        panel->show();
        settle();
        QObject::connect(&*drill, &StopDrill::ended, &*drill, [this](const QString &text) {
            ++ends;
            problem = text;
        });
    }
    TestDevice &a() { return device(QStringLiteral("a")); }
    TestDevice &b() { return device(QStringLiteral("b")); }
    QStringList stopsOf(const TestDevice &device) { return device.sent.filter(QStringLiteral("stop")); }
    /// Until the drill has ended, or for this many steps of the clock.
    void run(int steps = 2000)
    {
        for (int i = 0; i < steps && drill->isRunning(); ++i)
            settle();
    }
    void start()
    {
        RefreshClock::instance().second();
        QTest::mouseClick(panel->button(), Qt::LeftButton);
    }
    /// Until it has pressed STOP ALL, and no further.
    void untilPressed()
    {
        for (int i = 0; i < 2000 && !stops->isLatched(); ++i) {
            advance(5ms);
            QCoreApplication::processEvents();
        }
        QVERIFY(stops->isLatched());
    }
    /// This one answers nothing when the first round begins.
    void hangInFirstRound(TestDevice &device)
    {
        QObject::connect(&*drill, &StopDrill::changed, &*drill, [this, &device, begun = false]() mutable {
            if (drill->round() == 1 && !std::exchange(begun, true))
                device.hangs = true;
        });
    }

    TaskModel tasks;
    Subscription subscription;
    std::optional<StopMonitor> stops;
    std::optional<StopDrill> drill;
    std::optional<DrillPanel> panel;
    int ends = 0;
    QString problem;
};

inline void desk(const char *sentence, void (*body)(DrillDesk &))
{
    check(sentence, [body] {
        DrillDesk desk;
        body(desk);
    });
}
} // namespace podium::tests
