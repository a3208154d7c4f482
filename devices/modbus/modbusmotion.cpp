// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/modbus/modbusdevice.h"

#include "devices/modbus/modbusstopwait.h"

#include <algorithm>
#include <cmath>

/// How a ModbusDevice writes, moves and stops.
namespace podium::devices
{
using namespace engine;
using namespace std::chrono_literals;

namespace
{
constexpr Duration lookEvery = 50ms;
constexpr Duration idlePatience = 500ms;  // after the unit said that it is not busy
constexpr Duration quietPatience = 3s;    // without a busy register: it may start late
constexpr Duration stalledPatience = 10s; // busy, but it does not get on

double numberOf(const Value &value)
{
    const auto *quantity = std::get_if<Quantity>(&value);
    return quantity ? quantity->value() : std::nan("");
}
} // namespace

class ModbusDevice::Motion
{
public:
    explicit Motion(ModbusDevice &device)
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
    ModbusDevice &m_device;
};

Op<void> ModbusDevice::tell(std::vector<QByteArray> requests, MessageClass messageClass)
{
    const auto turn = co_await m_unit->turns().take();
    for (const auto &request : requests)
        co_await m_unit->query(request, messageClass);
}

Op<void> ModbusDevice::write(Parameter &parameter, Value value)
{
    const auto &known = described(parameter);
    const auto field = *known.write;
    const auto messageClass = known.harmless ? MessageClass::Harmless : MessageClass::Write;
    const auto turn = co_await m_unit->turns().take();
    auto words = field.encode(value);
    if (field.bit >= 0) { // its neighbours keep what they are
        const auto now = (co_await readBlock(blockOf(field))).words(blockOf(field));
        const auto mask = static_cast<quint16>(1 << field.bit);
        words = {static_cast<quint16>(words.front() != 0 ? now.front() | mask : now.front() & ~mask)};
    }
    co_await m_unit->query(writeRequest(field, words, m_description.multiple), messageClass);
}

std::vector<Parameter *> ModbusDevice::movable() const
{
    std::vector<Parameter *> result;
    for (auto *parameter : readable())
        if (parameter->spec().startsMotion)
            result.push_back(parameter);
    return result;
}

/// Reads these and the busy state now. Errors: whatever makes one of them unknown.
Op<void> ModbusDevice::lookAt(std::vector<Parameter *> parameters)
{
    if (const auto error = co_await readAll(parameters))
        throw *error;
    for (const auto *parameter : parameters)
        if (parameter->reading().quality != Quality::Valid) // it answered, and no value was in it
            fail(ErrorKind::Device, parameter->reading().reason);
    if (m_description.busy && !m_busy)
        fail(ErrorKind::Device, m_busyProblem);
}

Op<void> ModbusDevice::settle(Parameter &parameter, Value target)
{
    const Motion motion(*this);
    const double goal = numberOf(target);
    const auto &spec = parameter.spec();
    std::optional<double> begin;
    std::optional<double> last;
    auto moved = engine().now();
    auto busy = moved;
    int there = 0;
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
        there = std::abs(at - goal) <= spec.tolerance && !m_busy.value_or(false) ? there + 1 : 0;
        if (there >= 2)
            co_return;
        const auto where = valueText(parameter.reading().value, spec.decimals);
        const auto wanted = valueText(target, spec.decimals);
        report(goal == *begin ? 1.0 : std::clamp((at - *begin) / (goal - *begin), 0.0, 1.0), where);
        const auto rested = m_busy ? now - busy > idlePatience : now - moved > quietPatience;
        if (there == 0 && rested)
            fail(ErrorKind::Device,
                 QStringLiteral("%1 came to rest at %2, not at %3; look for a limit switch, or a stop at the device.")
                     .arg(parameter.address(), where, wanted));
        if (now - moved > stalledPatience)
            fail(ErrorKind::Timeout,
                 QStringLiteral("%1 has stood at %2 for 10 s on its way to %3, and says that it is busy.")
                     .arg(parameter.address(), where, wanted));
        co_await sleep(lookEvery);
    }
}

Op<Value> ModbusDevice::execute(const CommandSpec &command, Arguments arguments)
{
    const auto known = std::find_if(m_description.commands.begin(), m_description.commands.end(),
                                    [&](const ModbusCommand &each) { return each.spec.name == command.name; });
    if (known == m_description.commands.end()) {
        co_await acceptIdentity();
        co_return Value();
    }
    std::vector<QByteArray> requests;
    for (const auto &each : known->writes) {
        const auto words = each.argument < 0 ? each.words : each.field.encode(arguments.at(each.argument));
        requests.push_back(writeRequest(each.field, words, m_description.multiple));
    }
    co_await tell(std::move(requests), known->harmless ? MessageClass::Harmless : MessageClass::Write);
    if (command.startsMotion)
        co_await waitUntilStill();
    co_return Value();
}

/// Whether everything that moves stands still just now.
Op<bool> ModbusDevice::rests()
{
    const auto parameters = movable();
    co_await lookAt(parameters);
    if (m_busy)
        co_return !*m_busy;
    std::vector<double> before;
    for (const auto *parameter : parameters)
        before.push_back(numberOf(parameter->reading().value));
    co_await sleep(m_description.apart);
    co_await lookAt(parameters);
    for (std::size_t i = 0; i < parameters.size(); ++i)
        if (numberOf(parameters[i]->reading().value) != before[i])
            co_return false;
    co_return true;
}

/// After a command that starts motion: nobody knows its goal, so it ends when nothing moves any more.
Op<void> ModbusDevice::waitUntilStill()
{
    const Motion motion(*this);
    const auto patience = m_description.busy ? 2 * lookEvery : quietPatience;
    auto moved = engine().now();
    while (engine().now() - moved <= patience) {
        if (!co_await rests())
            moved = engine().now();
        co_await sleep(lookEvery);
    }
    for (auto *parameter : movable())
        arrived(*parameter);
}

Op<void> ModbusDevice::sendStop(std::vector<QByteArray> requests)
{
    const auto results = co_await ModbusStopWait(*m_unit, requests, [this](TimePoint when) { markStopByte(when); });
    for (const auto &result : results)
        if (result.error)
            std::rethrow_exception(result.error);
    for (const auto &[name, value] : m_description.afterStop)
        if (auto *changed = parameter(name); changed->spec().isWritable())
            changed->setSetpoint(value);
}

Op<bool> ModbusDevice::isAsAfterStop()
{
    std::vector<Parameter *> parameters;
    for (const auto &[name, value] : m_description.afterStop)
        parameters.push_back(parameter(name));
    co_await lookAt(parameters);
    for (const auto *each : parameters)
        if (each->reading().value != m_description.afterStop.at(each->spec().name))
            co_return false;
    co_return true;
}

Op<std::optional<bool>> ModbusDevice::isStill()
{
    const bool canTell = m_description.busy || !movable().empty() || !m_description.afterStop.empty();
    if (!canTell)
        co_return std::nullopt;
    if (!co_await isAsAfterStop())
        co_return false;
    if (!m_description.busy && movable().empty())
        co_return true;
    co_return co_await rests();
}
} // namespace podium::devices
