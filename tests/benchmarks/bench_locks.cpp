// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Prints how many locks a second the engine gives, as one JSON object, with what a bare coroutine and a mutex do in the
// same run: their figures are the floor of this machine at this moment.
#include "engine/locks/locktable.h"
#include "engine/locks/lockwait.h"
#include "engine/tasks/operation.h"
#include "tests/benchmarks/stopwatch.h"

#include <mutex>

using namespace podium::engine;
using namespace podium::tests;

namespace
{
Op<int> one()
{
    co_return 1;
}

Op<int> bareLoop(int count)
{
    int sum = 0;
    for (int i = 0; i < count; ++i)
        sum += co_await one();
    co_return sum;
}

Op<void> takeAndFree(std::vector<Lockable *> what, int count)
{
    const auto reason = QStringLiteral("measuring");
    for (int i = 0; i < count; ++i)
        const auto guard = co_await lock(what, reason);
}

Op<void> takeTurns(Lockable *lockable, int count)
{
    const auto reason = QStringLiteral("measuring");
    {
        const auto guard = co_await lock({lockable}, reason);
        co_await yield(); // so that all others queue up
    }
    for (int i = 1; i < count; ++i)
        const auto guard = co_await lock({lockable}, reason);
}

double mutexFloor(int count)
{
    std::mutex mutex;
    return perSecond(count, [&] {
        for (int i = 0; i < count; ++i)
            std::lock_guard guard(mutex);
    });
}
} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    Engine engine; // live: each lock reads the real clock
    LockTable table(engine);
    std::vector<std::unique_ptr<Lockable>> devices;
    std::vector<std::unique_ptr<Lockable>> parameters;
    for (int i = 0; i < 100; ++i) {
        devices.push_back(std::make_unique<Lockable>(table, QStringLiteral("device%1").arg(i)));
        parameters.push_back(
            std::make_unique<Lockable>(table, QStringLiteral("device%1.value").arg(i), devices.back().get()));
    }
    const auto measure = [&](const std::vector<Lockable *> &what) {
        constexpr int count = 300'000;
        return perSecond(count, [&] {
            engine.run(QStringLiteral("bench"), takeAndFree(what, count));
            runToEnd(engine);
        });
    };
    const auto turns = [&] {
        constexpr int waiters = 100;
        constexpr int each = 2'000;
        return perSecond(waiters * each, [&] {
            for (int i = 0; i < waiters; ++i)
                engine.run(QStringLiteral("bench"), takeTurns(devices[0].get(), each));
            runToEnd(engine);
        });
    };

    QJsonObject result;
    result[QStringLiteral("benchmark")] = QStringLiteral("locks");
    result[QStringLiteral("floor_await_per_s")] = perSecond(3'000'000, [&] {
        engine.run(QStringLiteral("bench"), bareLoop(3'000'000));
        runToEnd(engine);
    });
    result[QStringLiteral("floor_mutex_per_s")] = mutexFloor(3'000'000);
    result[QStringLiteral("uncontended_device_per_s")] = measure({devices[0].get()});
    result[QStringLiteral("uncontended_parameter_per_s")] = measure({parameters[0].get()});
    result[QStringLiteral("uncontended_5_devices_per_s")] =
        measure({devices[0].get(), devices[1].get(), devices[2].get(), devices[3].get(), devices[4].get()});
    result[QStringLiteral("turns_100_waiters_per_s")] = turns();
    quint64 told = 0;
    const auto connection = QObject::connect(&table, &LockTable::lockChanged, &table, [&told] { ++told; });
    result[QStringLiteral("uncontended_watched_per_s")] = measure({devices[0].get()});
    result[QStringLiteral("turns_100_waiters_watched_per_s")] = turns();
    QObject::disconnect(connection);
    print(result);
    return told > 0 ? 0 : 1;
}
