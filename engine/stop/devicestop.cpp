// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/stop/devicestop.h"

#include "engine/tasks/serviceoptions.h"

namespace podium::engine
{
namespace
{
using namespace std::chrono_literals;
constexpr Duration tick = 25ms;
constexpr Duration apart = 50ms;
constexpr Duration resendEvery = 250ms;
constexpr int resends = 3;
constexpr Duration reconnectAfter = 1s;
constexpr Duration giveUpAfter = 5s;
constexpr Duration lateWatch = 500ms;
constexpr Duration readbackPatience = 500ms;

TaskOptions urgentService()
{
    auto options = serviceOptions();
    options.urgent = true;
    return options;
}

/// The stop itself may be gone before this looks again: the next one of its device takes its place.
Op<void> endOf(std::shared_ptr<const StopReceipt> receipt)
{
    while (!receipt->finished)
        co_await sleep(5ms);
    if (!receipt->isConfirmed())
        throw Error(ErrorKind::Device, QStringLiteral("The stop of %1 is not confirmed: %2").arg(receipt->device, receipt->problem),
                    receipt->device);
}
} // namespace

DeviceStop::DeviceStop(Device &device, const QString &reason, TimePoint requested, std::function<void(DeviceStop &)> changed)
    : m_device(device)
    , m_changed(std::move(changed))
{
    m_receipt->device = device.id();
    m_receipt->requested = requested;
    m_receipt->reason = reason;
}

DeviceStop::~DeviceStop()
{
    if (m_task.isValid())
        m_task.cancel(CancelReason::Shutdown);
}

void DeviceStop::begin()
{
    m_device.clearStopByte();
    m_task = m_device.engine().run(QStringLiteral("stop %1").arg(m_device.id()), run(), urgentService());
}

void DeviceStop::watchOnly(const QString &problem)
{
    m_receipt->finished = true;
    m_receipt->problem = problem;
    m_task = m_device.engine().run(QStringLiteral("watch %1").arg(m_device.id()), watch(), urgentService());
}

Op<void> DeviceStop::leave()
{
    const auto task = m_task;
    if (!task.isValid())
        co_return;
    task.cancel(CancelReason::Shutdown);
    while (!task.isFinished())
        co_await sleep(1ms);
}

void DeviceStop::forget()
{
    m_receipt->forgotten = true;
    note();
}

void DeviceStop::escalate()
{
    m_fastWanted = true;
}

void DeviceStop::note()
{
    if (!m_receipt->firstByte)
        m_receipt->firstByte = m_device.stopByteSent();
    m_changed(*this);
}

void DeviceStop::step(const QString &text)
{
    m_receipt->steps << text;
    note();
}

void DeviceStop::finish(const QString &problem)
{
    m_receipt->finished = true;
    m_receipt->problem = problem;
    m_receipt->traffic = problem.isEmpty() ? QStringList() : m_device.recentTraffic();
    note();
}

Duration DeviceStop::patience() const
{
    Duration known{};
    try {
        known = m_device.stoppingTime();
    } catch (const std::exception &) {
        known = {}; // unknown, then
    }
    return known > Duration::zero() ? known + 2 * apart + 500ms : Duration(2s);
}

Op<void> DeviceStop::send(bool fast)
{
    QString problem;
    try {
        if (fast)
            co_await m_device.fastStop();
        else
            co_await m_device.stop();
        if (!m_receipt->acknowledged)
            m_receipt->acknowledged = m_device.engine().now();
    } catch (const std::exception &) {
        problem = Error::from(std::current_exception()).message();
    }
    step(problem.isEmpty() ? (fast ? QStringLiteral("fast stop accepted") : QStringLiteral("stop accepted")) : problem);
}

Op<void> DeviceStop::watch()
{
    auto &engine = m_device.engine();
    std::optional<TimePoint> still;
    for (;;) {
        std::optional<bool> verdict = false;
        try {
            if (m_device.state() != DeviceState::Disconnected)
                verdict = co_await m_device.isStill();
        } catch (const std::exception &) {
            verdict = false; // no answer is no confirmation
        }
        if (!verdict) {
            m_receipt->canConfirm = false;
            note();
            co_return;
        }
        if (!*verdict)
            still.reset();
        else if (!still)
            still = engine.now();
        else if (engine.now() - *still >= apart) {
            const auto confirmed = engine.now();
            m_stands = true;
            co_await adoptReadbacks(*still);
            m_receipt->confirmed = confirmed;
            finish({});
            co_return;
        }
        co_await sleep(m_receipt->finished ? lateWatch : apart);
    }
}

/// Where it stands now: the last poll may be older than the stop.
Op<void> DeviceStop::adoptReadbacks(TimePoint since)
{
    try {
        co_await within(Deadline::after(readbackPatience), readBack(since), QStringLiteral("read back"));
    } catch (const std::exception &) {
        step(QStringLiteral("The position was not read anew: %1").arg(Error::from(std::current_exception()).message()));
    }
    m_device.adoptReadbacks();
}

Op<void> DeviceStop::readBack(TimePoint since)
{
    std::vector<Parameter *> old; // the device may get more of them while this waits
    for (const auto &parameter : m_device.parameters())
        if (parameter->spec().startsMotion && parameter->spec().isReadable() && parameter->setpoint().index() != 0
            && parameter->reading().time <= since)
            old.push_back(parameter.get());
    for (auto *parameter : old)
        parameter->setReading(co_await m_device.read(*parameter));
}

Op<void> DeviceStop::run()
{
    auto &engine = m_device.engine();
    auto begun = engine.now();
    int sent = 1;
    bool fast = false;
    bool reconnected = false;
    spawn(QStringLiteral("send"), send(false));
    co_await yield();
    note();
    spawn(QStringLiteral("confirm"), watch());
    auto patienceLeft = patience();
    while (!m_receipt->isConfirmed()) {
        if (m_stands) {
            co_await sleep(tick);
            continue;
        }
        const auto elapsed = engine.now() - begun;
        if (!m_receipt->canConfirm && m_receipt->acknowledged) {
            finish(QStringLiteral("The device accepted the stop; it has no way to tell whether it stands still."));
            break;
        }
        if (!m_receipt->acknowledged && sent <= resends && elapsed >= sent * resendEvery) {
            ++sent;
            step(QStringLiteral("stop sent again"));
            spawn(QStringLiteral("send"), send(false));
        }
        if (m_fastWanted && !fast)
            patienceLeft = std::min(patienceLeft, elapsed);
        if (!fast && elapsed >= patienceLeft) {
            fast = true;
            if (m_device.hasFastStop()) {
                step(QStringLiteral("fast stop sent"));
                spawn(QStringLiteral("send"), send(true));
            }
        }
        if (!reconnected && elapsed >= patienceLeft + reconnectAfter) {
            reconnected = true;
            step(QStringLiteral("new connection, stop sent first"));
            try {
                m_device.reconnect();
            } catch (const std::exception &) {
                step(Error::from(std::current_exception()).message());
            }
            spawn(QStringLiteral("send"), send(false));
            if (m_device.hasFastStop())
                spawn(QStringLiteral("send"), send(true));
        }
        if (elapsed >= patienceLeft + giveUpAfter && !m_receipt->finished)
            finish(QStringLiteral("NOT CONFIRMED STOPPED. Use the hardware stop."));
        co_await sleep(m_receipt->finished ? lateWatch : tick);
    }
    currentTask()->cancelChildren(CancelReason::Parent);
}

Op<void> DeviceStop::ended() const
{
    return endOf(m_receipt);
}
} // namespace podium::engine
