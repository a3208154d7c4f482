// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/modbus/modbuspool.h"

namespace podium::devices
{
using namespace engine;

std::shared_ptr<ModbusUnit> ModbusPool::unit(Engine &engine, const QString &address, const ModbusDescription &description)
{
    const auto place = ModbusAddress::parse(address);
    auto channel = makeChannel(m_kinds, place.carrier);
    auto &line = m_lines[channel->address()];
    auto link = line.link.lock();
    if (link && line.isRtu != place.isRtu)
        throw Error::refused(RefusalKind::Type, address,
                             QStringLiteral("%1 is already spoken to in the other way, %2; correct one of the two devices.")
                                 .arg(address, ModbusAddress::scheme(line.isRtu)));
    if (!link) {
        link = std::make_shared<ModbusLink>(engine, std::move(channel), place);
        line = {place.isRtu, link, {}};
    }
    auto &[instrument, known] = line.units[place.unit];
    auto unit = known.lock();
    if (unit && instrument != description.name)
        throw Error::refused(RefusalKind::Type, address,
                             QStringLiteral("%1 is already the address of %2, so it cannot be that of %3; correct one of the two devices.")
                                 .arg(address, instrument, description.name));
    if (!unit) {
        unit = std::make_shared<ModbusUnit>(engine, description.name, link, place.unit, description.policy);
        instrument = description.name;
        known = unit;
    }
    return unit;
}
} // namespace podium::devices
