// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/poller.h"

#include "engine/model/bench.h"
#include "engine/tasks/serviceoptions.h"

#include <algorithm>

namespace podium::engine
{
namespace
{
constexpr Duration idle = std::chrono::milliseconds(100);
constexpr Duration staleCheck = std::chrono::milliseconds(100);

struct Due {
    Parameter *parameter;
    TimePoint next;
};

std::vector<Due> polledParameters(const Device &device)
{
    std::vector<Due> polled;
    for (const auto &parameter : device.parameters())
        if (parameter->spec().period.count() > 0 && parameter->spec().isReadable())
            polled.push_back({parameter.get(), TimePoint::min()});
    return polled;
}

/// A driver's mistake costs these readings, and not the polling.
Op<void> refreshed(Device &device, std::vector<Parameter *> due)
{
    try {
        co_await device.refresh(due);
    } catch (const std::exception &) {
        const auto why = Error::from(std::current_exception()).message();
        for (auto *parameter : due)
            parameter->setQuality(Quality::Invalid, why);
    }
}

Op<void> poll(Device &device, std::vector<Due> polled)
{
    auto &engine = device.engine();
    for (;;) {
        const auto now = engine.now();
        if (device.state() == DeviceState::Disconnected) {
            co_await sleep(idle);
            continue;
        }
        std::vector<Parameter *> due;
        auto next = TimePoint::max();
        for (auto &[parameter, when] : polled) {
            if (when <= now) {
                due.push_back(parameter);
                when = now + parameter->spec().period;
            }
            next = std::min(next, when);
        }
        if (!due.empty())
            co_await refreshed(device, std::move(due));
        co_await sleep(std::max(next - engine.now(), Duration::zero()));
    }
}

Op<void> watchAge(Bench &bench)
{
    for (;;) {
        co_await sleep(staleCheck);
        const auto now = bench.engine().now();
        for (auto *parameter : bench.parameters()) {
            const auto period = parameter->spec().period;
            if (period.count() > 0 && parameter->reading().quality == Quality::Valid
                && now - parameter->reading().time > 3 * period)
                parameter->setQuality(Quality::Stale,
                                      QStringLiteral("No new value for more than three periods of %1 ms.").arg(period.count()));
        }
    }
}
} // namespace

Task<void> startPolling(Device &device)
{
    auto polled = polledParameters(device);
    if (polled.empty())
        return {};
    return device.engine().run(QStringLiteral("poll %1").arg(device.id()), poll(device, std::move(polled)), serviceOptions({device.id()}));
}

void startStaleWatch(Bench &bench)
{
    bench.engine().run(QStringLiteral("age of readings"), watchAge(bench), serviceOptions());
}
} // namespace podium::engine
