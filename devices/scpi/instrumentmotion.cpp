// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/scpi/instrumentdevice.h"

#include "devices/links/linktext.h"
#include "devices/scpi/stopwait.h"

#include <algorithm>
#include <cmath>

/// How an InstrumentDevice writes, moves and stops.
namespace podium::devices
{
using namespace engine;
using namespace std::chrono_literals;

namespace
{
constexpr Duration lookEvery = 50ms;
constexpr Duration idlePatience = 500ms;  // after the instrument said that it is not busy
constexpr Duration quietPatience = 3s;    // without a busy question: it may start late
constexpr Duration stalledPatience = 10s; // busy, but it does not get on

double numberOf(const Value &value)
{
    const auto *quantity = std::get_if<Quantity>(&value);
    return quantity ? quantity->value() : std::nan("");
}
} // namespace

class InstrumentDevice::Motion
{
public:
    explicit Motion(InstrumentDevice &device)
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
    InstrumentDevice &m_device;
};

Op<void> InstrumentDevice::write(Parameter &parameter, Value value)
{
    const auto &known = described(parameter);
    const auto fill = [&](const MessageTemplate::Piece &piece) {
        if (piece.place == MessageTemplate::Place::Value)
            return known.wire.encode(value);
        auto &other = *this->parameter(piece.text);
        return described(other).wire.encode(&other == &parameter ? value : other.target());
    };
    const auto make = [&] { return std::vector<QByteArray>{known.write->filled(fill)}; };
    co_await m_talk.tell(make, known.harmless ? MessageClass::Harmless : MessageClass::Write);
}

void InstrumentDevice::fail(ErrorKind kind, const QString &message) const
{
    throw Error(kind, message, id()).withTraffic(recentTraffic());
}

std::vector<Parameter *> InstrumentDevice::movable() const
{
    std::vector<Parameter *> result;
    for (auto *parameter : readable())
        if (parameter->spec().startsMotion)
            result.push_back(parameter);
    return result;
}

/// Reads these and the busy state now. Errors: whatever makes one of them unknown.
Op<void> InstrumentDevice::lookAt(std::vector<Parameter *> parameters)
{
    if (const auto error = co_await readAll(parameters, true))
        throw error->kind() == ErrorKind::Device ? m_talk.told(*error) : *error;
    for (const auto *parameter : parameters)
        if (parameter->reading().quality != Quality::Valid) // it answered, and no value was in it
            fail(ErrorKind::Device, parameter->reading().reason);
}

Op<void> InstrumentDevice::settle(Parameter &parameter, Value target)
{
    const Motion motion(*this);
    const double goal = numberOf(target);
    const auto &spec = parameter.spec();
    std::optional<double> begin;
    std::optional<double> last;
    auto moved = engine().now();
    auto busy = moved;
    int there = 0;
    const auto &settled = described(parameter).settled;
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
        if (isNear && !m_busy.value_or(false) && co_await isTrue(settled.when))
            ++there;
        else
            there = 0;
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

Op<bool> InstrumentDevice::isTrue(std::optional<InstrumentFlag> flag)
{
    if (!flag)
        co_return true;
    const auto answer = co_await m_talk.ask(flag->field.reply);
    ParameterSpec spec;
    spec.type = ParameterType::Boolean;
    try {
        co_return std::get<bool>(flag->wire.decode(spec, m_talk.part(flag->field, answer)));
    } catch (const Error &error) {
        throw m_talk.told(error);
    }
}

Op<Value> InstrumentDevice::execute(const CommandSpec &command, Arguments arguments)
{
    const auto known = std::find_if(m_description.commands.begin(), m_description.commands.end(),
                                    [&](const InstrumentCommand &each) { return each.spec.name == command.name; });
    if (known == m_description.commands.end()) {
        co_await acceptIdentity();
        co_return Value();
    }
    const auto fill = [&](const MessageTemplate::Piece &piece) {
        qsizetype index = 0;
        while (known->spec.arguments[index].name != piece.text)
            ++index;
        return known->wires[static_cast<std::size_t>(index)].encode(arguments[index]);
    };
    const auto make = [&] {
        std::vector<QByteArray> messages;
        for (const auto &message : known->messages)
            messages.push_back(message.filled(fill));
        return messages;
    };
    co_await m_talk.tell(make, known->harmless ? MessageClass::Harmless : MessageClass::Write);
    if (command.startsMotion)
        co_await waitUntilStill();
    co_return Value();
}

Op<void> InstrumentDevice::acceptIdentity()
{
    m_identity = m_talk.link().identity();
    m_problem.clear();
    m_initialised = false;
    co_await setUp();
    if (!m_problem.isEmpty())
        fail(ErrorKind::Device, m_problem);
}

/// Whether everything that moves stands still just now.
Op<bool> InstrumentDevice::rests()
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
Op<void> InstrumentDevice::waitUntilStill()
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

Op<void> InstrumentDevice::sendStop(const InstrumentStop &stop)
{
    m_talk.shared().noteTrouble(); // it does not wait to be asked about
    const auto results = co_await StopWait(m_talk.link(), stop, [this](TimePoint when) { markStopByte(when); });
    for (std::size_t i = 0; i < results.size(); ++i) {
        if (results[i].error)
            std::rethrow_exception(results[i].error);
        const auto reply = QString::fromLatin1(results[i].reply);
        const bool isAccepted = stop.accept && stop.accept->match(reply).hasMatch();
        if (stop.replies > 0 && !results[i].discarded && !isAccepted)
            m_talk.check(stop.messages[i], reply, true);
    }
    for (const auto &[name, value] : m_description.afterStop)
        if (auto *changed = parameter(name); changed->spec().isWritable())
            changed->setSetpoint(value);
}

Op<void> InstrumentDevice::stop() { co_await sendStop(m_description.stop); }

Op<void> InstrumentDevice::fastStop() { co_await sendStop(m_description.fastStop); }

Op<bool> InstrumentDevice::isAsAfterStop()
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

Op<std::optional<bool>> InstrumentDevice::isStill()
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
