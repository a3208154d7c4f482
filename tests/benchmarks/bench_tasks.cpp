// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Prints how many tasks a second run from start to finished, one by one and in batches, as one JSON object, with what a
// bare posted event and QtConcurrent::run do in the same run; and how long a cancel-all of 1,000 tasks with locks takes.
#include "engine/locks/locktable.h"
#include "engine/locks/lockwait.h"
#include "engine/tasks/operation.h"
#include "tests/benchmarks/stopwatch.h"

#include <QEvent>
#include <QFutureWatcher>
#include <QtConcurrentRun>

using namespace podium::engine;
using namespace podium::tests;

namespace
{
/// Counts the events that reach it.
class Receiver : public QObject
{
public:
    int received = 0;

protected:
    bool event(QEvent *event) override
    {
        if (event->type() != QEvent::User)
            return QObject::event(event);
        ++received;
        return true;
    }
};

void postedEvents(int count, int batch)
{
    Receiver receiver;
    for (int sent = 0; sent < count; sent += batch) {
        for (int i = 0; i < batch; ++i)
            QCoreApplication::postEvent(&receiver, new QEvent(QEvent::User));
        while (receiver.received < sent + batch)
            QCoreApplication::processEvents();
    }
}

Op<void> trivial() { co_return; }

void tasks(Engine &engine, int count, int batch)
{
    for (int sent = 0; sent < count; sent += batch) {
        for (int i = 0; i < batch; ++i)
            engine.run(QStringLiteral("bench"), trivial());
        runToEnd(engine);
    }
}

double pooled(int count)
{
    return perSecond(count, [count] {
        for (int i = 0; i < count; ++i) {
            QFutureWatcher<void> watcher;
            bool finished = false;
            QObject::connect(&watcher, &QFutureWatcher<void>::finished, &watcher, [&finished] { finished = true; });
            watcher.setFuture(QtConcurrent::run([] {}));
            while (!finished)
                QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        }
    });
}

/// Holds a lock and has a stop action, as a motion does, until it is cancelled.
Op<void> held(Lockable *lockable, int *stopped)
{
    const auto guard = co_await lock({lockable}, QStringLiteral("measuring"));
    const OnCancel halt([stopped]() -> Op<void> {
        ++*stopped;
        co_return;
    });
    co_await sleep(std::chrono::hours(1));
}

/// The best of five, in milliseconds from the call to the last task's end.
double cancelAllMs(int count)
{
    double best = 1e9;
    for (int round = 0; round < 5; ++round) {
        Engine engine;
        LockTable table(engine);
        std::vector<std::unique_ptr<Lockable>> lockables;
        int stopped = 0;
        for (int i = 0; i < count; ++i) {
            lockables.push_back(std::make_unique<Lockable>(table, QStringLiteral("device%1").arg(i)));
            engine.run(QStringLiteral("hold"), held(lockables.back().get(), &stopped));
        }
        while (table.locks().size() < static_cast<std::size_t>(count))
            QCoreApplication::processEvents();
        const auto begun = Clock::now();
        engine.cancelAll();
        runToEnd(engine);
        best = std::min(best, std::chrono::duration<double, std::milli>(Clock::now() - begun).count());
        if (stopped != count || !table.locks().empty())
            return -1; // it does not do what is measured
    }
    return best;
}
} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QJsonObject result{{QStringLiteral("benchmark"), QStringLiteral("tasks")}};
    constexpr int count = 200'000;
    for (const int batch : {1, 100, 20'000}) {
        Engine engine;
        const auto [floor, reached, ratio] = compare(
            count, [batch] { postedEvents(count, batch); }, [&engine, batch] { tasks(engine, count, batch); });
        const auto key = [batch](const char *name) { return QStringLiteral("%1_batch_%2").arg(QString::fromLatin1(name)).arg(batch); };
        result[key("floor_posted_events_per_s")] = floor;
        result[key("tasks_per_s")] = reached;
        result[key("task_in_posted_events")] = ratio;
    }
    result[QStringLiteral("floor_qtconcurrent_run_per_s")] = pooled(20'000);
    result[QStringLiteral("cancel_all_1000_ms")] = cancelAllMs(1'000);
    print(result);
    return result[QStringLiteral("cancel_all_1000_ms")].toDouble() > 0 ? 0 : 1;
}
