// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// 10,000 parameters written 100 times a second on the engine thread, watched in a GUI-like thread: through the hub, through
// its views (a Qt signal each), and by a queued signal per write. Prints one JSON object; argument: seconds per mode.
#include "engine/dispatch/views.h"
#include "tests/benchmarks/meterdevice.h"
#include "tests/benchmarks/usage.h"
#include "tests/support/enginethread.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <cstdio>

using namespace podium::engine;
using namespace podium::tests;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(podium::engine::Reading)

namespace
{
constexpr int deviceCount = 100;
constexpr int parametersEach = 100;
constexpr int parameterCount = deviceCount * parametersEach;
constexpr double rate = 100;

/// The naive way: a signal per write, over the queue of the event loop.
class Relay : public QObject
{
    Q_OBJECT

Q_SIGNALS:
    void written(int index, const podium::engine::Reading &reading);
};

struct Content {
    Engine engine;
    LockTable locks{engine};
    Bench bench{engine, locks};
    std::unique_ptr<Hub> hub;
    Relay relay;
    quint64 writes = 0;
    double cpuAtStart = 0;
    TimePoint begun;
    bool isWriting = false;

    Content()
    {
        for (int i = 0; i < deviceCount; ++i)
            bench.add(std::make_unique<MeterDevice>(bench.context(QStringLiteral("meter%1").arg(i), QString(), QString()), parametersEach));
        hub = std::make_unique<Hub>(engine, bench, locks);
    }
    void start()
    {
        writes = 0;
        begun = engine.now();
        cpuAtStart = threadCpu();
        isWriting = true;
        tick();
    }
    void tick()
    {
        const double elapsed = std::chrono::duration<double>(engine.now() - begun).count();
        const auto due = static_cast<quint64>(elapsed * rate * parameterCount);
        const auto most = writes + static_cast<quint64>(0.01 * rate * parameterCount); // falls behind rather than block
        for (; writes < std::min(due, most); ++writes) {
            auto *parameter = bench.parameters()[writes % parameterCount];
            parameter->setReading(Quantity(static_cast<double>(writes), parameter->spec().unit));
        }
        if (isWriting)
            engine.at(engine.now() + 1ms, [this] { tick(); });
    }
};

/// Measures the gaps between the beats of a 5 ms timer.
struct Heartbeat {
    QTimer timer;
    std::vector<double> gaps;
    TimePoint last = Clock::now();

    Heartbeat()
    {
        timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&timer, &QTimer::timeout, &timer, [this] {
            const auto now = Clock::now();
            gaps.push_back(std::chrono::duration<double, std::milli>(now - std::exchange(last, now)).count());
        });
        timer.start(5ms);
    }
    QJsonObject result()
    {
        std::sort(gaps.begin(), gaps.end());
        const auto at = [this](double part) { return gaps[static_cast<std::size_t>(part * static_cast<double>(gaps.size() - 1))]; };
        return {{QStringLiteral("p50"), at(0.5)}, {QStringLiteral("p99"), at(0.99)}, {QStringLiteral("max"), at(1)}};
    }
};

/// Runs the writer (or not) for a while; the counter is what the GUI-like thread has received.
QJsonObject measure(EngineThread<Content> &engine, std::chrono::milliseconds time, bool writes, const quint64 &received)
{
    QEventLoop loop;
    QTimer::singleShot(200ms, &loop, &QEventLoop::quit); // the first values
    loop.exec();
    Heartbeat heartbeat;
    const auto receivedAtStart = received;
    const auto begun = Clock::now();
    engine.call([&](Content &content) {
        content.isWriting = false;
        content.cpuAtStart = threadCpu();
        content.writes = 0;
        if (writes)
            content.start();
    });
    const auto cpuAtStart = threadCpu();
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
    const double guiCpu = threadCpu() - cpuAtStart;
    const double seconds = std::chrono::duration<double>(Clock::now() - begun).count();
    double engineCpu = 0;
    quint64 written = 0;
    engine.call([&](Content &content) {
        content.isWriting = false;
        engineCpu = threadCpu() - content.cpuAtStart;
        written = content.writes;
    });
    return {{QStringLiteral("writes_per_s"), static_cast<double>(written) / seconds},
            {QStringLiteral("received_per_s"), static_cast<double>(received - receivedAtStart) / seconds},
            {QStringLiteral("gui_cpu_percent"), 100 * guiCpu / seconds},
            {QStringLiteral("engine_cpu_percent"), 100 * engineCpu / seconds},
            {QStringLiteral("heartbeat_gap_ms"), heartbeat.result()}};
}

double cpu(const QJsonObject &result)
{
    return result[QStringLiteral("gui_cpu_percent")].toDouble() + result[QStringLiteral("engine_cpu_percent")].toDouble();
}
} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    qRegisterMetaType<Reading>();
    const auto time = std::chrono::seconds(argc > 1 ? std::max(1, QString::fromLocal8Bit(argv[1]).toInt()) : 4);
    EngineThread<Content> engine;
    quint64 received = 0;
    QJsonObject report{{QStringLiteral("benchmark"), QStringLiteral("dispatch")},
                       {QStringLiteral("parameters"), parameterCount},
                       {QStringLiteral("writes_per_parameter_and_s"), rate}};
    report[QStringLiteral("idle")] = measure(engine, time, false, received);
    const auto unwatched = measure(engine, time, true, received);
    report[QStringLiteral("written_but_unwatched")] = unwatched;
    std::shared_ptr<const BenchDescription> shape;
    engine.call([&](Content &content) { shape = std::make_shared<BenchDescription>(describe(content.bench)); });
    auto &hub = *engine.content().hub;
    std::vector<Reading> latest(parameterCount);
    QObject receiver;
    {
        std::vector<Subscription> subscriptions;
        for (const auto &device : shape->devices) {
            for (const auto &spec : device.parameters) {
                auto &mine = latest[subscriptions.size()];
                subscriptions.push_back(
                    hub.subscribe({device.id, spec.name}, &receiver, [&received, &mine](const ParameterState &state) {
                        mine = state.reading;
                        ++received;
                    }));
            }
        }
        const auto result = measure(engine, time, true, received);
        report[QStringLiteral("hub")] = result;
        report[QStringLiteral("hub_cost_percent_of_a_core")] = cpu(result) - cpu(unwatched);
    }
    {
        Views views(hub, shape);
        for (const auto &device : shape->devices) {
            for (const auto &spec : device.parameters) {
                auto *view = views.parameter({device.id, spec.name});
                QObject::connect(view, &ParameterView::changed, view, [&received] { ++received; });
                view->show();
            }
        }
        const auto result = measure(engine, time, true, received);
        report[QStringLiteral("views")] = result;
        report[QStringLiteral("views_cost_percent_of_a_core")] = cpu(result) - cpu(unwatched);
    }
    QMetaObject::Connection tap;
    engine.call([&](Content &content) {
        QObject::connect(&content.relay, &Relay::written, &receiver, [&](int index, const Reading &reading) {
            latest[static_cast<std::size_t>(index)] = reading;
            ++received;
        });
        tap = QObject::connect(&content.bench, &Bench::parameterChanged, &content.relay, [&content](const Parameter &parameter) {
            Q_EMIT content.relay.written(parameter.index(), parameter.reading());
        });
    });
    const auto queued = measure(engine, time, true, received);
    report[QStringLiteral("queued_signal")] = queued;
    report[QStringLiteral("queued_signal_cost_percent_of_a_core")] = cpu(queued) - cpu(unwatched);
    QObject::disconnect(tap);
    engine.end();
    std::puts(QJsonDocument(report).toJson(QJsonDocument::Indented).constData());
    return 0;
}

#include "bench_dispatch.moc"
