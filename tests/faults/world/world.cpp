// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/world/world.h"

#include "tests/support/linkfixture.h"

#include <QTest>

namespace podium::tests
{
using namespace engine;

const char *inWords(Kind kind)
{
    switch (kind) {
    case Kind::ScpiTcp:
        return "over TCP";
    case Kind::ScpiSerial:
        return "over a serial line";
    case Kind::ModbusTcp:
        return "over Modbus TCP";
    case Kind::ModbusRtu:
        return "over Modbus RTU";
    case Kind::Vxi11:
        return "over VXI-11";
    case Kind::Indi:
        return "over INDI";
    case Kind::Hamlib:
        return "over rotctld";
    }
    Q_UNREACHABLE();
}

std::vector<Kind> allKinds()
{
    return {Kind::ScpiTcp, Kind::ScpiSerial, Kind::ModbusTcp, Kind::ModbusRtu, Kind::Vxi11, Kind::Indi, Kind::Hamlib};
}

World::World(std::unique_ptr<Scheduler> scheduler)
    : core(std::move(scheduler))
{
}

void World::give(const QString &rule, int device)
{
    const auto problem = script(device).add(rule);
    if (!problem.isEmpty())
        QTest::qFail(qPrintable(problem), __FILE__, __LINE__);
}

void World::strikeMove(const char *fault)
{
    const auto *words = kind() == Kind::Hamlib ? "P "
        : kind() == Kind::Indi                 ? "newNumberVector"
        : kind() == Kind::ModbusTcp || kind() == Kind::ModbusRtu ? "\\x01\\x06\\x00\\x03"
                                                                 : "MOV ";
    give(QStringLiteral("on message 1 of client with \"%1\": %2").arg(QLatin1String(words), QLatin1String(fault)));
}

Parameter &World::position(int number)
{
    const auto rotates = kind() == Kind::Hamlib || kind() == Kind::Indi;
    return core.bench.parameter(Address{device(number).id(), rotates ? QStringLiteral("azimuth") : QStringLiteral("position")});
}

bool World::isThere(int number)
{
    if (isGone(number) || device(number).state() == DeviceState::Fault)
        return false;
    const auto *found = core.bench.find(Address{device(number).id(), QStringLiteral("azimuth")});
    if (!found)
        found = core.bench.find(Address{device(number).id(), QStringLiteral("position")});
    return found && found->reading().quality == Quality::Valid;
}

double World::readback(int number)
{
    const auto *quantity = std::get_if<Quantity>(&position(number).reading().value);
    return quantity ? quantity->value() : qQNaN();
}

Task<Value> World::move(double to, int number)
{
    auto &moved = position(number);
    return core.engine.run(QStringLiteral("move"),
                           operations::write(core.bench, Address{device(number).id(), moved.spec().name}, Quantity(to, moved.spec().unit)));
}

Task<Value> World::read()
{
    return core.engine.run(QStringLiteral("read"), operations::read(core.bench, Address{device().id(), position().spec().name}));
}

bool World::isStopConfirmed() const
{
    const auto receipts = core.stops->receipts();
    return !receipts.empty()
        && std::all_of(receipts.begin(), receipts.end(), [](const auto &receipt) { return receipt.isConfirmed(); });
}

QString World::leftOver() const
{
    QStringList left;
    for (const auto &lock : core.locks.locks())
        if (lock.holder)
            left << QStringLiteral("a lock of %1").arg(lock.address);
    if (core.engine.activeTasks() > 0)
        left << QStringLiteral("%1 tasks").arg(core.engine.activeTasks());
    return left.join(QStringLiteral(", "));
}

void World::watchValues()
{
    QObject::connect(&device(), &Device::parameterChanged, &device(), [this, peer = &peer()](Parameter &parameter, ParameterChange) {
        if (!peer->numbers || !parameter.spec().startsMotion || parameter.reading().quality != Quality::Valid)
            return;
        const auto *quantity = std::get_if<Quantity>(&parameter.reading().value);
        const bool isRight = quantity && std::abs(quantity->value() - 0.1 * double(peer->number % 2000)) < 0.001;
        ++values;
        wrongValues += isRight ? 0 : 1;
    });
}
} // namespace podium::tests
