// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/scpi/instrumentdevice.h"

#include "devices/links/linktext.h"

namespace podium::devices
{
using namespace engine;

namespace
{
QString acceptCommand() { return QStringLiteral("accept_identity"); }

TaskOptions service(const QString &device)
{
    TaskOptions options;
    options.service = true;
    options.owners = {device};
    return options;
}
} // namespace

InstrumentDevice::InstrumentDevice(const DeviceContext &context, InstrumentDescription description,
                                   std::shared_ptr<SharedLink> link)
    : Device(context, description.family)
    , m_description(std::move(description))
    , m_talk(std::move(link), m_description, context.id)
{
    for (const auto &parameter : m_description.parameters)
        addParameter(parameter.spec);
    for (const auto &command : m_description.commands)
        addCommand(command.spec);
    CommandSpec accept;
    accept.name = acceptCommand();
    accept.title = tr("Accept identity");
    accept.help = tr("Takes the unit that answers now for the right one, and sets it up.");
    accept.allowedStates = {DeviceState::Fault};
    addCommand(accept);
}

InstrumentDevice::~InstrumentDevice() { InstrumentDevice::close(); }

void InstrumentDevice::open()
{
    if (std::exchange(m_opened, true))
        return;
    QObject::connect(&m_talk.link(), &MessageLink::stateChanged, this, &InstrumentDevice::linkChanged);
    m_talk.shared().open();
    linkChanged(m_talk.link().state(), m_talk.link().why());
}

void InstrumentDevice::close()
{
    if (!std::exchange(m_opened, false))
        return;
    QObject::disconnect(&m_talk.link(), nullptr, this, nullptr);
    if (m_talk.link().state() == LinkState::Up)
        for (const auto &message : m_description.close)
            m_talk.link().urgentNow(message, m_description.acknowledge ? 1 : 0, [](const ExchangeResult &) {});
    m_talk.shared().close();
    if (m_setUp.isValid())
        m_setUp.cancel(CancelReason::Shutdown);
    linkChanged(LinkState::Down, QStringLiteral("closed"));
}

Op<void> InstrumentDevice::ended()
{
    while (m_setUp.isValid() && !m_setUp.isFinished())
        co_await sleep(std::chrono::milliseconds(1));
}

void InstrumentDevice::reconnect()
{
    m_talk.link().close();
    m_talk.link().open();
}

void InstrumentDevice::linkChanged(LinkState state, const QString &why)
{
    if (state == LinkState::Up) {
        setState(DeviceState::Disconnected, tr("it answers and is being set up"));
        beginSetUp();
        return;
    }
    m_ready = false; // a set-up that is under way ends by its own errors, which say what it was that got no answer
    if (state == LinkState::Down || state == LinkState::Backoff) {
        m_initialised = false;
        m_muteUntil.clear();
        m_timeouts.clear();
    }
    setState(DeviceState::Disconnected, why);
}

void InstrumentDevice::beginSetUp()
{
    if (m_setUp.isValid())
        m_setUp.cancel(CancelReason::Shutdown);
    m_problem.clear();
    m_setUp = engine().run(QStringLiteral("set up %1").arg(id()), setUp(), service(id()));
}

QByteArray InstrumentDevice::unitOf(const QByteArray &identity) const
{
    const auto &pattern = m_description.policy.identity;
    const auto part = QStringLiteral("unit");
    if (!pattern || !pattern->namedCaptureGroups().contains(part))
        return identity;
    return pattern->match(QString::fromLatin1(identity)).captured(part).toLatin1();
}

bool InstrumentDevice::isExpected()
{
    const auto &now = m_talk.link().identity();
    if (m_identity.isEmpty())
        m_identity = now;
    if (unitOf(m_identity) == unitOf(now))
        return true;
    m_problem =
        tr("Another unit answers at %1: it was %2 and is now %3. Make sure that it is the right one, then call %4.")
            .arg(m_talk.link().address(), shown(m_identity), shown(now), Address{id(), acceptCommand()}.text());
    return false;
}

Op<void> InstrumentDevice::setUp()
{
    try {
        co_await m_talk.clearErrors();
        // Not after a mere resynchronisation: it would undo what people have set since.
        if (isExpected() && !m_initialised && !m_description.initialise.empty())
            co_await m_talk.tell([this] { return m_description.initialise; }, MessageClass::Harmless);
        m_initialised = m_problem.isEmpty();
        co_await refresh(readable());
    } catch (const Error &error) {
        if (error.kind() != ErrorKind::Device)
            co_return; // the link is at work on it and will be told Up again
        m_problem = tr("It could not be set up: %1 Correct that, then call %2.")
                        .arg(error.message(), Address{id(), acceptCommand()}.text());
    }
    if (m_talk.link().state() != LinkState::Up)
        co_return;
    m_ready = true;
    updateState();
}

void InstrumentDevice::updateState()
{
    if (!m_ready)
        return;
    if (!m_problem.isEmpty()) {
        setState(DeviceState::Fault, m_problem);
        return;
    }
    if (m_description.busy && !m_busy) {
        setState(DeviceState::Fault, tr("It does not say whether it is busy: %1").arg(m_busyProblem));
        return;
    }
    const auto *output = m_description.onWhen.isEmpty() ? nullptr : parameter(m_description.onWhen);
    const bool isOn = output && output->reading().quality == Quality::Valid && output->reading().value == Value(true);
    const auto rest = isOn ? DeviceState::On : DeviceState::Standby;
    const bool isMoving = m_motions > 0 || m_busy.value_or(false);
    if (!isMoving || state() == DeviceState::Fault)
        setState(rest); // also the way from a fault to a motion
    if (isMoving)
        setState(m_description.busyState);
}
} // namespace podium::devices
