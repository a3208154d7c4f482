// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/modbus/modbusdevice.h"

#include "engine/model/quoted.h"

namespace podium::devices
{
using namespace engine;

namespace
{
QString acceptCommand() { return QStringLiteral("accept_identity"); }

TaskOptions service()
{
    TaskOptions options;
    options.service = true;
    return options;
}
} // namespace

ModbusDevice::ModbusDevice(const DeviceContext &context, ModbusDescription description, std::shared_ptr<ModbusUnit> unit)
    : Device(context, description.family)
    , m_description(std::move(description))
    , m_unit(std::move(unit))
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

ModbusDevice::~ModbusDevice() { ModbusDevice::close(); }

void ModbusDevice::open()
{
    if (std::exchange(m_opened, true))
        return;
    QObject::connect(m_unit.get(), &ModbusUnit::stateChanged, this, &ModbusDevice::unitChanged);
    m_unit->open();
    unitChanged(m_unit->state(), m_unit->why());
}

void ModbusDevice::close()
{
    if (!std::exchange(m_opened, false))
        return;
    QObject::disconnect(m_unit.get(), nullptr, this, nullptr);
    if (m_unit->state() == LinkState::Up)
        m_unit->lastWords(m_description.close);
    m_unit->close();
    if (m_setUp.isValid())
        m_setUp.cancel(CancelReason::Shutdown);
    unitChanged(LinkState::Down, QStringLiteral("closed"));
}

Op<void> ModbusDevice::ended()
{
    while (m_setUp.isValid() && !m_setUp.isFinished())
        co_await sleep(std::chrono::milliseconds(1));
}

void ModbusDevice::unitChanged(LinkState state, const QString &why)
{
    if (state == LinkState::Up) {
        setState(DeviceState::Disconnected, tr("it answers and is being set up"));
        beginSetUp();
        return;
    }
    m_ready = false; // a set-up that is under way ends by its own errors, which say what it was that got no answer
    if (state == LinkState::Down || state == LinkState::Backoff)
        m_initialised = false;
    setState(DeviceState::Disconnected, why);
}

void ModbusDevice::beginSetUp()
{
    if (m_setUp.isValid())
        m_setUp.cancel(CancelReason::Shutdown);
    m_problem.clear();
    m_setUp = engine().run(QStringLiteral("set up %1").arg(id()), setUp(), service());
}

bool ModbusDevice::isExpected()
{
    const auto &now = m_unit->identity();
    if (m_identity.isEmpty())
        m_identity = now;
    if (m_identity == now)
        return true;
    m_problem = tr("Another unit answers at %1: it was %2 and is now %3. Make sure that it is the right one, then call %4.")
                    .arg(m_unit->link().address(), quoted(m_identity), quoted(now), Address{id(), acceptCommand()}.text());
    return false;
}

Op<void> ModbusDevice::setUp()
{
    try {
        // Not after a mere resynchronisation: it would undo what people have set since.
        if (isExpected() && !m_initialised && !m_description.initialise.empty())
            co_await tell(m_description.initialise, MessageClass::Harmless);
        m_initialised = m_problem.isEmpty();
        co_await readAll(readable());
    } catch (const Error &error) {
        if (error.kind() != ErrorKind::Device)
            co_return; // the unit is being asked anew and will be told Up again
        m_problem = tr("It could not be set up: %1 Correct that, then call %2.")
                        .arg(error.message(), Address{id(), acceptCommand()}.text());
    }
    if (m_unit->state() != LinkState::Up)
        co_return;
    m_ready = true;
    updateState();
}

Op<void> ModbusDevice::acceptIdentity()
{
    m_identity = m_unit->identity();
    m_problem.clear();
    m_initialised = false;
    co_await setUp();
    if (!m_problem.isEmpty())
        fail(ErrorKind::Device, m_problem);
}

void ModbusDevice::updateState()
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

void ModbusDevice::fail(ErrorKind kind, const QString &message) const
{
    throw Error(kind, message, id()).withTraffic(recentTraffic());
}
} // namespace podium::devices
