// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// 200 instruments on one bench in the window, as JSON: time until all are connected; they all die and come back, time until the
// last is back; how late the loops of the window and of the engine run meanwhile; and what one instrument that is mute, or that
// answers one byte at a time, does to the time of a neighbour's query (the floor is the same query beside a good one).
// Argument: the number of instruments.
#include "app/statefolder.h"
#include "app/windowsession.h"
#include "engine/tasks/watchdog.h"
#include "tests/benchmarks/crowdserver.h"
#include "tests/benchmarks/eventloop.h"
#include "tests/benchmarks/stopwatch.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QFile>
#include <QTemporaryDir>

using namespace podium;
using namespace podium::engine;
using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
QString benchFile(const QTemporaryDir &folder, const CrowdServer &server, int count)
{
    QFile instrument(folder.filePath(QStringLiteral("crowd.toml")));
    auto path = folder.filePath(QStringLiteral("bench.toml"));
    QFile bench(path);
    if (!instrument.open(QIODevice::WriteOnly) || !bench.open(QIODevice::WriteOnly))
        return {};
    instrument.write("name = \"Crowd\"\nfamily = \"multimeter\"\nmanual = \"none\"\n"
                     "[identity]\nquery = \"*IDN?\"\npattern = '^CROWD,'\n"
                     "[[parameter]]\nname = \"voltage\"\nunit = \"V\"\nquery = \"V?\"\npoll = \"500 ms\"\n");
    bench.write("name = \"Crowd\"\n");
    for (int i = 0; i < count; ++i)
        bench.write("[[device]]\nid = \"m" + QByteArray::number(i) + "\"\ninstrument = \"crowd\"\naddress = \"tcp://127.0.0.1:"
                    + QByteArray::number(server.port(i)) + "\"\n");
    return path;
}

double milliseconds(Duration duration) { return std::chrono::duration<double, std::milli>(duration).count(); }

/// How late both loops run, since the last look.
class Gaps
{
public:
    explicit Gaps(const Client &client) : m_client(client)
    {
        onEngine([this] { m_engine = std::make_unique<LoopWatchdog>(); });
    }
    ~Gaps()
    {
        onEngine([this] { m_engine.reset(); });
    }
    Gaps(const Gaps &) = delete;
    Gaps &operator=(const Gaps &) = delete;

    QJsonObject take()
    {
        double engine = 0;
        onEngine([this, &engine] {
            engine = milliseconds(m_engine->longest());
            m_engine->reset();
        });
        const double window = milliseconds(m_window.longest());
        m_window.reset();
        return {{QStringLiteral("window_gap_max_ms"), window}, {QStringLiteral("engine_gap_max_ms"), engine}};
    }

private:
    void onEngine(const std::function<void()> &function)
    {
        std::atomic<bool> done = false;
        m_client.gate()->post([&] {
            function();
            done = true;
        });
        while (!done)
            QCoreApplication::processEvents();
    }

    const Client &m_client;
    LoopWatchdog m_window;
    std::unique_ptr<LoopWatchdog> m_engine;
};

/// The times of many queries to one instrument, one after the other.
QJsonObject queryTimes(const Client &client, QObject *context, std::chrono::seconds time)
{
    std::vector<double> times;
    for (const auto end = Clock::now() + time; Clock::now() < end;) {
        const auto begun = Clock::now();
        bool done = false;
        client.read({QStringLiteral("m0"), QStringLiteral("voltage")}).finally(context, [&](const TaskInfo &info) {
            if (info.outcome != Outcome::Succeeded)
                qFatal("The good instrument did not answer: %s", qPrintable(info.error));
            done = true;
        });
        runUntil([&done] { return done; });
        times.push_back(milliseconds(Clock::now() - begun));
    }
    return spread(times);
}

QJsonObject merged(QJsonObject object, const QJsonObject &more)
{
    for (auto it = more.begin(); it != more.end(); ++it)
        object[it.key()] = it.value();
    return object;
}
} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    ui::Theme::instance().apply(application, ui::Theme::Mode::Light);
    const int count = argc > 1 ? std::max(2, QString::fromLocal8Bit(argv[1]).toInt()) : 200;
    CrowdServer server(count);
    const QTemporaryDir folder;
    const app::StateFolder state(folder.path());
    const auto path = benchFile(folder, server, count);
    const auto all = [&] { return server.asked() == count; };

    const auto begun = Clock::now();
    app::WindowSession session(path, state, false);
    session.window().show();
    QTimer look; // the server counts without waking this loop
    look.start(1ms);
    const auto &client = session.client();
    Gaps gaps(client);
    runUntil(all);
    QJsonObject report{{QStringLiteral("benchmark"), QStringLiteral("crowd")}, {QStringLiteral("instruments"), count}};
    report[QStringLiteral("connect")] = merged({{QStringLiteral("all_ms"), milliseconds(Clock::now() - begun)}}, gaps.take());

    server.die();
    runFor(15s); // the pauses between the attempts have grown by then
    report[QStringLiteral("dead_15_s")] = gaps.take();
    server.comeBack();
    const auto back = Clock::now();
    runUntil(all);
    report[QStringLiteral("return")] = merged({{QStringLiteral("all_ms"), milliseconds(Clock::now() - back)}}, gaps.take());

    QJsonObject neighbour;
    constexpr auto time = 5s;
    neighbour[QStringLiteral("floor_ms")] = queryTimes(client, &session.window(), time);
    server.setManner(1, CrowdServer::Manner::Mute);
    neighbour[QStringLiteral("mute_ms")] = queryTimes(client, &session.window(), time);
    server.setManner(1, CrowdServer::Manner::OneByteAtATime);
    neighbour[QStringLiteral("one_byte_at_a_time_ms")] = queryTimes(client, &session.window(), time);
    report[QStringLiteral("neighbour_query")] = neighbour;
    print(report);
    return 0;
}
