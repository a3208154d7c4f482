// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/modbus/modbusdevice.h"

#include <algorithm>

/// How a ModbusDevice reads: one request serves neighbouring registers, whoever's they are.
namespace podium::devices
{
using namespace engine;

namespace
{
/// Errors: Device for what is neither on nor off.
bool isOn(const RegisterField &field, const RegisterImage &image)
{
    ParameterSpec spec;
    spec.type = ParameterType::Boolean;
    return std::get<bool>(field.decode(spec, image.words(blockOf(field))));
}
} // namespace

const ModbusParameter &ModbusDevice::described(const Parameter &parameter) const
{
    const auto *same = named(m_description.parameters, parameter.spec().name);
    Q_ASSERT(same);
    return *same;
}

Value ModbusDevice::decoded(const Parameter &parameter, const RegisterImage &image) const
{
    const auto &field = *described(parameter).read;
    try {
        return field.decode(parameter.spec(), image.words(blockOf(field)));
    } catch (const Error &error) {
        throw Error(ErrorKind::Device,
                    QStringLiteral("%1: no valid value in %2: %3.").arg(parameter.address(), placeText(field), error.message()), id());
    }
}

void ModbusDevice::store(const std::vector<Parameter *> &parameters, const RegisterBlock &block, const RegisterImage &image)
{
    for (auto *parameter : parameters) {
        if (!block.contains(blockOf(*described(*parameter).read)))
            continue;
        try {
            parameter->setReading(decoded(*parameter, image));
        } catch (const Error &error) {
            parameter->setQuality(Quality::Invalid, error.message());
        }
    }
    if (!m_description.busy || !block.contains(blockOf(*m_description.busy)))
        return;
    try {
        setBusy(isOn(*m_description.busy, image));
    } catch (const Error &error) {
        loseBusy(error.message());
    }
}

void ModbusDevice::lose(const std::vector<Parameter *> &parameters, const RegisterBlock &block, const Error &error)
{
    const auto quality = error.kind() == ErrorKind::Device ? Quality::Invalid : Quality::Lost;
    for (auto *parameter : parameters)
        if (block.contains(blockOf(*described(*parameter).read)))
            parameter->setQuality(quality, error.message());
    if (m_description.busy && block.contains(blockOf(*m_description.busy)))
        loseBusy(error.message());
}

Op<RegisterImage> ModbusDevice::readBlock(RegisterBlock block)
{
    const auto request = modbus::readRequest(block.table, static_cast<quint16>(block.address), block.count);
    const auto reply = co_await m_unit->query(request, MessageClass::Read);
    RegisterImage image;
    image.store(block, reply);
    co_return image;
}

Op<Value> ModbusDevice::read(Parameter &parameter)
{
    const auto image = co_await readBlock(blockOf(*described(parameter).read));
    try {
        co_return decoded(parameter, image);
    } catch (const Error &error) {
        throw error.withTraffic(recentTraffic());
    }
}

Op<bool> ModbusDevice::saysSettled(const Parameter &parameter)
{
    const auto &flag = described(parameter).settledWhen;
    if (!flag)
        co_return true;
    const auto image = co_await readBlock(blockOf(*flag));
    try {
        co_return isOn(*flag, image);
    } catch (const Error &error) {
        fail(ErrorKind::Device, QStringLiteral("%1 does not say whether it has settled: %2: %3.")
                                    .arg(parameter.address(), placeText(*flag), error.message()));
    }
}

Op<std::optional<Error>> ModbusDevice::readAll(std::vector<Parameter *> due, bool)
{
    std::vector<RegisterBlock> wanted;
    for (const auto *parameter : due)
        wanted.push_back(blockOf(*described(*parameter).read));
    if (m_description.busy)
        wanted.push_back(blockOf(*m_description.busy));
    std::optional<Error> first;
    co_await readInto(std::move(due), joined(std::move(wanted), m_description.gap, m_description.block), false, first);
    updateState();
    co_return first;
}

Op<void> ModbusDevice::readInto(std::vector<Parameter *> due, std::vector<RegisterBlock> blocks, bool isRetry,
                                std::optional<Error> &first)
{
    for (const auto &block : blocks) {
        std::optional<Error> problem;
        try {
            store(due, block, co_await readBlock(block));
        } catch (const Error &error) {
            problem = error;
        }
        if (!problem)
            continue;
        std::vector<RegisterBlock> single;
        for (const auto *parameter : due)
            if (const auto own = blockOf(*described(*parameter).read); block.contains(own))
                single.push_back(own);
        if (m_description.busy && block.contains(blockOf(*m_description.busy)))
            single.push_back(blockOf(*m_description.busy));
        if (problem->kind() == ErrorKind::Device && !isRetry && single.size() > 1) {
            // One register that the unit does not have must not cost its neighbours their values.
            co_await readInto(due, joined(std::move(single), -1, m_description.block), true, first);
            continue;
        }
        lose(due, block, *problem);
        if (!first)
            first = problem;
    }
}
} // namespace podium::devices
