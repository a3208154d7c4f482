// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How long STOP ALL takes until its bytes arrive at 20 instruments of podium-sim, by podium-sim's own log, as JSON:
// pressed while the window is idle; pressed while it is busy 40 of every 50 ms; and stopAll() called with 1,000 tasks that are
// ready and a query of five seconds in flight. The floor: a byte from a bare socket to the same process and its log.
// Argument: presses per mode.
#include "app/statefolder.h"
#include "app/windowsession.h"
#include "engine/tasks/submit.h"
#include "tests/benchmarks/eventloop.h"
#include "tests/benchmarks/stopwatch.h"
#include "tests/support/simprocess.h"
#include "ui/stop/stopmonitor.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QFile>
#include <QKeyEvent>
#include <QTemporaryDir>
#include <QTimer>

#include <random>
#include <thread>

using namespace podium;
using namespace podium::engine;
using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
constexpr int deviceCount = 20;
constexpr int taskCount = 1'000;

QStringList simArguments()
{
    QStringList arguments;
    for (int i = 0; i <= deviceCount; ++i) // the last one is the floor's
        arguments << QStringLiteral("--instrument") << QStringLiteral("motion");
    return arguments;
}

QByteArray nameOf(int device) { return device == 0 ? QByteArray("motion") : "motion-" + QByteArray::number(device + 1); }

/// A bench of motion controllers, each with a command that takes five seconds to answer.
QString benchFile(const QTemporaryDir &folder, const SimProcess &sim)
{
    QFile original(QStringLiteral(PODIUM_RESOURCES "/instruments/podium-mc3.toml"));
    QFile instrument(folder.filePath(QStringLiteral("slow-mc3.toml")));
    auto path = folder.filePath(QStringLiteral("stop.toml"));
    QFile bench(path);
    if (!original.open(QIODevice::ReadOnly) || !instrument.open(QIODevice::WriteOnly) || !bench.open(QIODevice::WriteOnly))
        return {};
    auto text = original.readAll() + "\n[[command]]\nname = \"slow\"\nsend = \"WAIT? 5\"\nharmless = true\n";
    instrument.write(text.replace("[identity]", "[link]\nreply_limit = \"8 s\"\n\n[identity]"));
    bench.write("name = \"Stop\"\n");
    for (int i = 0; i < deviceCount; ++i)
        bench.write("[[device]]\nid = \"axis" + QByteArray::number(i) + "\"\ninstrument = \"slow-mc3\"\naddress = \"tcp://127.0.0.1:"
                    + QByteArray::number(sim.port(nameOf(i))) + "\"\nsettings = { axis = \"x\" }\n");
    return path;
}

std::chrono::nanoseconds monotonic(TimePoint time) { return time.time_since_epoch(); }

/// Holds the event loop up for 40 of every 50 ms.
struct BusyLoop {
    QTimer timer;
    BusyLoop()
    {
        timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&timer, &QTimer::timeout, &timer, [] {
            const auto end = Clock::now() + 40ms;
            while (Clock::now() < end) {
            }
        });
        timer.start(50ms);
    }
};

class StopBench
{
public:
    StopBench(app::WindowSession &session, const SimProcess &sim) : m_session(session), m_sim(sim), m_stops(session.window().stops()) {}

    /// The key is put into the event queue by another thread, at any moment of the busy loop's turn.
    void press(TimePoint &pressed)
    {
        const auto wait = std::chrono::microseconds(m_random() % 50'000);
        auto *down = new QKeyEvent(QEvent::KeyPress, Qt::Key_Escape, Qt::ShiftModifier);
        auto *up = new QKeyEvent(QEvent::KeyRelease, Qt::Key_Escape, Qt::ShiftModifier);
        std::thread hand([this, wait, down, up, &pressed] {
            std::this_thread::sleep_for(wait);
            pressed = Clock::now();
            QCoreApplication::postEvent(&m_session.window(), down);
            QCoreApplication::postEvent(&m_session.window(), up);
        });
        runUntil([this] { return m_stops.isLatched(); });
        hand.join();
    }

    /// Presses and resets, time after time; gives the spread from press to the first and to the last stop byte.
    QJsonObject measure(int times, const std::function<void(TimePoint &)> &stop)
    {
        std::vector<TimePoint> moments;
        for (int i = 0; i < times; ++i) {
            stop(moments.emplace_back());
            runUntil([this] { return m_stops.status().phase == StopPhase::Stopped; });
            m_stops.reset();
            runUntil([this] { return m_stops.status().phase == StopPhase::Ready; });
            runFor(20ms);
        }
        return judged(moments);
    }

private:
    QJsonObject judged(const std::vector<TimePoint> &moments) const
    {
        std::map<QByteArray, std::vector<std::chrono::nanoseconds>> stops;
        for (const auto &line : m_sim.log())
            if (line.direction == '<' && line.text.startsWith("STOP"))
                stops[line.instrument].push_back(line.time);
        std::vector<double> first;
        std::vector<double> last;
        for (const auto &moment : moments) {
            std::vector<double> arrivals;
            for (const auto &entry : stops) {
                const auto &times = entry.second;
                const auto found = std::lower_bound(times.begin(), times.end(), monotonic(moment));
                if (found != times.end())
                    arrivals.push_back(std::chrono::duration<double, std::milli>(*found - monotonic(moment)).count());
            }
            if (arrivals.size() < deviceCount)
                qFatal("Only %d of %d instruments were stopped.", int(arrivals.size()), deviceCount);
            first.push_back(*std::min_element(arrivals.begin(), arrivals.end()));
            last.push_back(*std::max_element(arrivals.begin(), arrivals.end()));
        }
        return {{QStringLiteral("first_byte_ms"), spread(first)}, {QStringLiteral("last_byte_ms"), spread(last)}};
    }

    app::WindowSession &m_session;
    const SimProcess &m_sim;
    ui::StopMonitor &m_stops;
    std::mt19937 m_random{1};
};

Op<void> spin()
{
    for (;;)
        co_await sleep(1ms);
}

/// From a bare socket to the log of the same process.
QJsonObject floorOf(const SimProcess &sim, int times)
{
    SimClient client(sim.port(nameOf(deviceCount)));
    std::vector<TimePoint> moments;
    for (int i = 0; i < times; ++i) {
        moments.push_back(Clock::now());
        client.ask("*IDN?");
    }
    std::vector<double> latencies;
    for (const auto &line : sim.log())
        if (line.direction == '<' && line.instrument == nameOf(deviceCount))
            latencies.push_back(
                std::chrono::duration<double, std::milli>(line.time - monotonic(moments[latencies.size()])).count());
    return spread(latencies);
}
} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    ui::Theme::instance().apply(application, ui::Theme::Mode::Light);
    const int times = argc > 1 ? std::max(1, QString::fromLocal8Bit(argv[1]).toInt()) : 200;
    const SimProcess sim(simArguments());
    if (!sim.error().isEmpty())
        qFatal("%s", qPrintable(sim.error()));
    const QTemporaryDir folder;
    const app::StateFolder state(folder.path());
    app::WindowSession session(benchFile(folder, sim), state, false);
    session.window().show();
    const auto client = session.client();
    bool connected = false;
    session.whenFirstValuesAreThere([&connected] { connected = true; });
    runUntil([&connected] { return connected; });

    StopBench bench(session, sim);
    QJsonObject report{{QStringLiteral("benchmark"), QStringLiteral("stop")}, {QStringLiteral("devices"), deviceCount}};
    report[QStringLiteral("floor_socket_to_log_ms")] = floorOf(sim, times);
    report[QStringLiteral("idle")] = bench.measure(times, [&](TimePoint &pressed) { bench.press(pressed); });
    {
        const BusyLoop busy;
        report[QStringLiteral("busy_40_of_50_ms")] = bench.measure(times, [&](TimePoint &pressed) { bench.press(pressed); });
    }
    report[QStringLiteral("call_with_1000_tasks_and_a_query")] = bench.measure(std::min(times, 100), [&](TimePoint &pressed) {
        for (int i = 0; i < taskCount; ++i)
            submit(client.gate(), QStringLiteral("spin"), [] { return spin(); }).finally(&session.window(), [](const TaskInfo &) {});
        client.call({QStringLiteral("axis0"), QStringLiteral("slow")}, {}).finally(&session.window(), [](const TaskInfo &) {});
        runFor(100ms);
        pressed = Clock::now();
        session.window().stops().stopAll();
    });
    print(report);
    return 0;
}
