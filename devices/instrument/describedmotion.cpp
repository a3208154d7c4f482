// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/instrument/describeddevice.h"
#include "devices/links/linktext.h"

#include <algorithm>
#include <cmath>

/// How a DescribedDevice moves, settles and comes to rest.
namespace podium::devices
{
using namespace engine;
using namespace std::chrono_literals;

namespace
{
constexpr Duration lookEvery = 50ms;
constexpr Duration idlePatience = 500ms;  // after the instrument said that it is not busy
constexpr Duration quietPatience = 3s;    // without a busy question: it may start late
constexpr Duration longestBeginning = 500ms; // until "it is there" is believed without a readback that says so
constexpr Duration stalledPatience = 10s; // busy, but it does not get on

double numberOf(const Value &value)
{
    const auto *quantity = std::get_if<Quantity>(&value);
    return quantity ? quantity->value() : std::nan("");
}
} // namespace

class DescribedDevice::Motion
{
public:
    explicit Motion(DescribedDevice &device)
        : m_device(device)
    {
        ++m_device.m_motions;
        m_device.updateState();
    }
    ~Motion()
    {
        --m_device.m_motions;
        m_device.updateState();
    }
    Motion(const Motion &) = delete;
    Motion &operator=(const Motion &) = delete;

private:
    DescribedDevice &m_device;
};

std::vector<Parameter *> DescribedDevice::movable() const
{
    auto result = readable();
    std::erase_if(result, [](const Parameter *parameter) { return !parameter->spec().startsMotion; });
    return result;
}

/// Reads these and the busy state now. Errors: whatever makes one of them unknown.
Op<void> DescribedDevice::lookAt(std::vector<Parameter *> parameters)
{
    if (const auto error = co_await readAll(parameters, true))
        throw error->kind() == ErrorKind::Device && error->traffic().isEmpty() ? error->withTraffic(recentTraffic()) : *error;
    for (const auto *parameter : parameters)
        if (parameter->reading().quality != Quality::Valid) // it answered, and no value was in it
            fail(ErrorKind::Device, parameter->reading().reason);
    if (asksBusy() && !m_busy)
        fail(ErrorKind::Device, m_busyProblem);
}

Op<void> DescribedDevice::settle(Parameter &parameter, Value target)
{
    const Motion motion(*this);
    const double goal = numberOf(target);
    const auto &spec = parameter.spec();
    std::optional<double> begin;
    std::optional<double> last;
    const auto started = engine().now();
    auto moved = started;
    auto busy = moved;
    bool hasBegun = false; ///< as far as one can see
    int there = 0;
    const auto settled = settlingOf(parameter);
    for (;;) {
        std::vector<Parameter *> looked{&parameter};
        co_await lookAt(std::move(looked));
        const auto now = engine().now();
        const double at = numberOf(parameter.reading().value);
        if (!begin)
            begin = at;
        if (last != at)
            moved = now;
        last = at;
        if (m_busy.value_or(false))
            busy = now;
        const bool isNear = !settled.byReadback || std::abs(at - goal) <= spec.tolerance;
        const bool isSettled = isNear && !m_busy.value_or(false) && co_await saysSettled(parameter);
        hasBegun = hasBegun || !isSettled || at != *begin;
        there = isSettled && (settled.byReadback || hasBegun || now - started >= longestBeginning) ? there + 1 : 0;
        if (there >= settled.times)
            co_return;
        const auto where = valueText(parameter.reading().value, spec.decimals);
        const auto wanted = valueText(target, spec.decimals);
        report(goal == *begin ? 1.0 : std::clamp((at - *begin) / (goal - *begin), 0.0, 1.0), where);
        const auto rested = m_busy ? now - busy > settled.patience.value_or(idlePatience)
                                   : now - moved > settled.patience.value_or(quietPatience);
        if (!isNear && rested)
            fail(ErrorKind::Device,
                 QStringLiteral("%1 came to rest at %2, not at %3; look for a limit switch, or a stop at the device.")
                     .arg(parameter.address(), where, wanted));
        if (const auto patience = std::max(stalledPatience, settled.patience.value_or(stalledPatience)); now - moved > patience)
            fail(ErrorKind::Timeout,
                 QStringLiteral("%1 has stood at %2 for %3 on its way to %4, and %5.")
                     .arg(parameter.address(), where, inSeconds(patience), wanted,
                          m_busy.value_or(false) ? QStringLiteral("says that it is busy") : QStringLiteral("has not said that it is there")));
        co_await sleep(settled.apart);
    }
}

Op<Value> DescribedDevice::execute(const CommandSpec &command, Arguments arguments)
{
    if (!co_await act(command, std::move(arguments)))
        co_await acceptIdentity();
    else if (command.startsMotion)
        co_await waitUntilStill();
    co_return Value();
}

/// Whether everything that moves stands still just now.
Op<bool> DescribedDevice::rests()
{
    const auto parameters = movable();
    co_await lookAt(parameters);
    if (m_busy)
        co_return !*m_busy;
    std::vector<double> before;
    for (const auto *parameter : parameters)
        before.push_back(numberOf(parameter->reading().value));
    co_await sleep(m_basics.apart);
    co_await lookAt(parameters);
    for (std::size_t i = 0; i < parameters.size(); ++i)
        if (numberOf(parameters[i]->reading().value) != before[i])
            co_return false;
    co_return true;
}

/// After a command that starts motion: nobody knows its goal, so it ends when nothing moves any more.
Op<void> DescribedDevice::waitUntilStill()
{
    const Motion motion(*this);
    const auto patience = asksBusy() ? 2 * lookEvery : quietPatience;
    auto moved = engine().now();
    while (engine().now() - moved <= patience) {
        if (!co_await rests())
            moved = engine().now();
        co_await sleep(lookEvery);
    }
    for (auto *parameter : movable())
        arrived(*parameter);
}

void DescribedDevice::adoptAfterStop()
{
    for (const auto &[name, value] : m_basics.afterStop)
        if (auto *changed = parameter(name); changed->spec().isWritable())
            changed->setSetpoint(value);
}

Op<bool> DescribedDevice::isAsAfterStop()
{
    std::vector<Parameter *> parameters;
    for (const auto &[name, value] : m_basics.afterStop)
        parameters.push_back(parameter(name));
    co_await lookAt(parameters);
    for (const auto *each : parameters)
        if (each->reading().value != m_basics.afterStop.at(each->spec().name))
            co_return false;
    co_return true;
}

Op<std::optional<bool>> DescribedDevice::isStill()
{
    const bool canTell = asksBusy() || !movable().empty() || !m_basics.afterStop.empty();
    if (!canTell)
        co_return std::nullopt;
    if (!co_await isAsAfterStop())
        co_return false;
    if (!asksBusy() && movable().empty())
        co_return true;
    co_return co_await rests();
}
} // namespace podium::devices
