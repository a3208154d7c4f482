// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/modbus/modbusdevice.h"

#include "devices/instrument/stopwait.h"
#include "engine/model/quoted.h"

#include <utility>

/// How a ModbusDevice is connected, writes and stops.
namespace podium::devices
{
using namespace engine;

ModbusDevice::ModbusDevice(const DeviceContext &context, ModbusDescription description, std::shared_ptr<ModbusUnit> unit)
    : DescribedDevice(context, description)
    , m_description(std::move(description))
    , m_unit(std::move(unit))
{
    addDescribed(m_description);
}

ModbusDevice::~ModbusDevice() { close(); }

void ModbusDevice::openLink()
{
    QObject::connect(m_unit.get(), &ModbusUnit::stateChanged, this, &ModbusDevice::linkChanged);
    m_unit->open();
}

void ModbusDevice::closeLink()
{
    QObject::disconnect(m_unit.get(), nullptr, this, nullptr);
    if (linkState() == LinkState::Up)
        m_unit->lastWords(m_description.close);
    m_unit->close();
}

DescribedDevice::Identity ModbusDevice::identity() const { return {m_unit->identity(), quoted(m_unit->identity())}; }

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

Op<bool> ModbusDevice::act(const CommandSpec &command, Arguments arguments)
{
    const auto *known = named(m_description.commands, command.name);
    if (!known)
        co_return false;
    std::vector<QByteArray> requests;
    for (const auto &each : known->writes) {
        const auto words = each.argument < 0 ? each.words : each.field.encode(arguments.at(each.argument));
        requests.push_back(writeRequest(each.field, words, m_description.multiple));
    }
    co_await tell(std::move(requests), known->harmless ? MessageClass::Harmless : MessageClass::Write);
    co_return true;
}

Op<void> ModbusDevice::sendStop(std::vector<QByteArray> requests)
{
    const auto send = [&](std::size_t i, auto answered) { return m_unit->urgentNow(requests[i], std::move(answered)); };
    co_await StopWait<ModbusResult>(requests.size(), send, [this](TimePoint when) { markStopByte(when); });
    adoptAfterStop();
}
} // namespace podium::devices
