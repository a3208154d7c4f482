// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/instrument/describeddevice.h"

#include "engine/tasks/serviceoptions.h"

namespace podium::devices
{
using namespace engine;

DescribedDevice::DescribedDevice(const DeviceContext &context, const InstrumentBasics &basics)
    : Device(context, basics.family)
    , m_basics(basics)
{
}

void DescribedDevice::addAcceptance()
{
    CommandSpec accept;
    accept.name = acceptIdentityCommand();
    accept.title = tr("Accept identity");
    accept.help = tr("Takes the unit that answers now for the right one, and sets it up.");
    accept.allowedStates = {DeviceState::Fault};
    addCommand(accept);
}

void DescribedDevice::open()
{
    if (std::exchange(m_opened, true))
        return;
    openLink();
    linkChanged(linkState(), linkWhy());
}

void DescribedDevice::close()
{
    if (!std::exchange(m_opened, false))
        return;
    closeLink();
    if (m_setUp.isValid())
        m_setUp.cancel(CancelReason::Shutdown);
    linkChanged(LinkState::Down, QStringLiteral("closed"));
}

Op<void> DescribedDevice::ended()
{
    while (m_setUp.isValid() && !m_setUp.isFinished())
        co_await sleep(std::chrono::milliseconds(1));
}

void DescribedDevice::linkChanged(LinkState state, const QString &why)
{
    if (state == LinkState::Up) {
        setState(DeviceState::Disconnected, tr("it answers and is being set up"));
        beginSetUp();
        return;
    }
    m_ready = false; // a set-up that is under way ends by its own errors, which say what it was that got no answer
    if (state == LinkState::Down || state == LinkState::Backoff) {
        m_initialised = false;
        linkEnded();
    }
    setState(DeviceState::Disconnected, why);
}

void DescribedDevice::beginSetUp()
{
    if (m_setUp.isValid())
        m_setUp.cancel(CancelReason::Shutdown);
    m_problem.clear();
    m_setUp = engine().run(QStringLiteral("set up %1").arg(id()), setUp(), serviceOptions({id()}));
}

bool DescribedDevice::isExpected()
{
    const auto now = identity();
    if (!m_identity)
        m_identity = now;
    if (m_identity->unit == now.unit)
        return true;
    m_problem =
        tr("Another unit answers at %1: it was %2 and is now %3. Make sure that it is the right one, then call %4.")
            .arg(linkAddress(), m_identity->shown, now.shown, Address{id(), acceptIdentityCommand()}.text());
    return false;
}

Op<void> DescribedDevice::setUp()
{
    try {
        co_await clearErrors();
        // Not after a mere resynchronisation: it would undo what people have set since.
        if (isExpected() && !m_initialised && !m_basics.initialise.empty())
            co_await initialise();
        m_initialised = m_problem.isEmpty();
        co_await refresh(readable());
    } catch (const Error &error) {
        if (error.kind() != ErrorKind::Device)
            co_return; // the link is at work on it and will be told Up again
        m_problem = tr("It could not be set up: %1 Correct that, then call %2.")
                        .arg(error.message(), Address{id(), acceptIdentityCommand()}.text());
    }
    if (linkState() != LinkState::Up)
        co_return;
    m_ready = true;
    updateState();
}

Op<void> DescribedDevice::acceptIdentity()
{
    const auto leaveUnfinished = [this] { // it is not what its file makes of it
        m_problem = tr("It was accepted, but its set-up did not come to its end; call %1 again.")
                        .arg(Address{id(), acceptIdentityCommand()}.text());
        updateState();
    };
    m_identity = identity();
    m_problem.clear();
    m_initialised = false;
    try {
        co_await setUp();
    } catch (const Cancelled &) {
        leaveUnfinished();
        throw;
    }
    if (m_problem.isEmpty() && !m_initialised) // no answer
        leaveUnfinished();
    if (!m_problem.isEmpty())
        fail(ErrorKind::Device, m_problem);
}

void DescribedDevice::loseBusy(const QString &problem)
{
    m_busy.reset();
    m_busyProblem = problem;
}

void DescribedDevice::updateState()
{
    if (!m_ready)
        return;
    if (!m_problem.isEmpty()) {
        setState(DeviceState::Fault, m_problem);
        return;
    }
    if (asksBusy() && !m_busy) {
        setState(DeviceState::Fault, tr("It does not say whether it is busy: %1").arg(m_busyProblem));
        return;
    }
    const auto *output = m_basics.onWhen.isEmpty() ? nullptr : parameter(m_basics.onWhen);
    const bool isOn = output && output->reading().quality == Quality::Valid && output->reading().value == Value(true);
    const auto rest = isOn ? DeviceState::On : DeviceState::Standby;
    const bool isMoving = m_motions > 0 || m_busy.value_or(false);
    if (!isMoving || state() == DeviceState::Fault)
        setState(rest); // also the way from a fault to a motion
    if (isMoving)
        setState(m_basics.busyState);
}

std::vector<Parameter *> DescribedDevice::readable() const
{
    std::vector<Parameter *> result;
    for (const auto &parameter : parameters())
        if (parameter->spec().isReadable())
            result.push_back(parameter.get());
    return result;
}

Op<void> DescribedDevice::refresh(std::vector<Parameter *> due)
{
    co_await readAll(std::move(due), false); // what could not be read says so in its quality
}

void DescribedDevice::fail(ErrorKind kind, const QString &message) const
{
    throw Error(kind, message, id()).withTraffic(recentTraffic());
}
} // namespace podium::devices
