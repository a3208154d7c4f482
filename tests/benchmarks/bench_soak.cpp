// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Busy use of the window on a simulated bench of 500 parameters at 10 Hz, for ten minutes: resident memory after each minute,
// as JSON, and how much it grew after half of the time. Argument: minutes.
#include "app/statefolder.h"
#include "app/windowsession.h"
#include "tests/benchmarks/eventloop.h"
#include "tests/benchmarks/largebench.h"
#include "tests/benchmarks/stopwatch.h"
#include "tests/benchmarks/usage.h"
#include "ui/log/logmodel.h"
#include "ui/panels/panelarea.h"
#include "ui/stop/stopmonitor.h"
#include "ui/style/theme.h"
#include "ui/tasks/taskpanel.h"

#include <QApplication>
#include <QJsonArray>

#include <random>

using namespace podium;
using namespace podium::engine;
using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
/// Does what a busy operator and a script do: moves, refusals, cancels, panels opened and closed, STOP ALL and reset.
class Hands
{
public:
    explicit Hands(app::WindowSession &session) : m_session(session), m_client(session.client())
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { act(); });
        m_timer.start(50ms);
    }
    int acts() const { return m_acts; }

private:
    Address axis() { return {QStringLiteral("axis%1").arg(m_random() % 100), QStringLiteral("position")}; }
    void move(double to)
    {
        m_client.move(axis(), Quantity(to, Unit::parse(QStringLiteral("mm"))), MoveKind::Absolute)
            .finally(&m_session.window(), [](const TaskInfo &) {});
    }
    void act()
    {
        ++m_acts;
        auto &window = m_session.window();
        if (m_acts % 400 == 0)
            window.stops().stopAll();
        else if (m_acts % 400 == 60)
            window.stops().reset();
        else if (m_acts % 40 == 1)
            window.tasks().clearDone();
        else if (m_acts % 10 == 3)
            window.panels().open(axis().device);
        else if (m_acts % 10 == 4 && window.panels().openDevices().size() > 6)
            window.panels().close(window.panels().openDevices().constFirst());
        else if (m_acts % 10 == 5)
            move(1000); // refused
        else if (m_acts % 10 == 6)
            window.tasks().cancel();
        else
            move(-5.0 + double(m_random() % 3000) / 100);
    }

    app::WindowSession &m_session;
    Client m_client;
    QTimer m_timer;
    std::mt19937 m_random{1};
    int m_acts = 0;
};
} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    ui::Theme::instance().apply(application, ui::Theme::Mode::Light);
    const int minutes = argc > 1 ? std::max(2, QString::fromLocal8Bit(argv[1]).toInt()) : 10;
    const QTemporaryDir folder;
    const auto path = largeBench(folder);
    const app::StateFolder state(folder.path());
    app::WindowSession session(path, state, false);
    session.window().show();
    const Hands hands(session);
    QJsonArray megabytes;
    QJsonArray allocated;
    QJsonArray logLines;
    std::vector<double> sizes;
    for (int minute = 0; minute < minutes; ++minute) {
        runFor(60s);
        sizes.push_back(residentMemory() / 1e6);
        megabytes << sizes.back();
        allocated << allocatedMemory() / 1e6;
        logLines << session.window().log().rowCount();
    }
    print({{QStringLiteral("benchmark"), QStringLiteral("soak")},
           {QStringLiteral("acts"), hands.acts()},
           {QStringLiteral("resident_mb_after_each_minute"), megabytes},
           {QStringLiteral("allocated_mb_after_each_minute"), allocated},
           {QStringLiteral("log_lines_after_each_minute"), logLines},
           {QStringLiteral("growth_of_second_half_mb"), sizes.back() - sizes[sizes.size() / 2 - 1]}});
    return 0;
}
