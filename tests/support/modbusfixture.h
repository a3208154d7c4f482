// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/modbus/modbusunit.h"
#include "tests/support/linkfixture.h"
#include "tests/support/modbusslave.h"

namespace podium::tests
{
/// A Modbus line with scripted units and a clock that the test moves. A unit answers after 1 ms unless it is in `mute`.
/// Each unit says in holding register 0 who it is: 7.
class ModbusFixture
{
public:
    /// Address: "modbus+tcp://h:502?unit=1", or a serial line: "modbus+rtu:///dev/x?baud=9600&unit=1".
    explicit ModbusFixture(const char *address = "modbus+tcp://h:502?unit=1")
        : ModbusFixture(std::make_unique<engine::ManualScheduler>(), address)
    {
    }
    ~ModbusFixture() { channel->onMessage = {}; }
    ModbusFixture(const ModbusFixture &) = delete;
    ModbusFixture &operator=(const ModbusFixture &) = delete;

    static devices::ModbusUnitPolicy known()
    {
        devices::ModbusUnitPolicy policy;
        policy.identify = devices::modbus::readRequest(devices::ModbusTable::Holding, 0, 1);
        policy.identityText = [](const QByteArray &reply) { return QString::number(devices::modbus::registers(reply).front()); };
        policy.identity = QRegularExpression(QStringLiteral("^7$"));
        policy.heartbeat = {};
        return policy;
    }

    /// A unit, not opened.
    devices::ModbusUnit &add(quint8 number, const devices::ModbusUnitPolicy &policy = known())
    {
        slaves[number].holding[0] = 7;
        units.push_back(std::make_unique<devices::ModbusUnit>(engine, QStringLiteral("unit%1").arg(number), link, number, policy));
        return *units.back();
    }
    /// Unit 1, up.
    devices::ModbusUnit &up()
    {
        auto &unit = add(1);
        unit.open();
        advance(std::chrono::milliseconds(20));
        return unit;
    }
    void advance(std::chrono::milliseconds by) { time->advance(by); }
    engine::Task<QByteArray> query(devices::ModbusUnit &unit, const QByteArray &pdu,
                                   devices::MessageClass messageClass = devices::MessageClass::Read)
    {
        return engine.run(QStringLiteral("query"), unit.query(pdu, messageClass));
    }
    static QByteArray read(int address, int count = 1)
    {
        return devices::modbus::readRequest(devices::ModbusTable::Holding, static_cast<quint16>(address), count);
    }

    /// The frames that were sent, in one connection or (0) in all, without ids and checksums: unit and PDU.
    QByteArrayList sent(int connection = 0) const
    {
        QByteArrayList result;
        for (const auto &entry : channel->sent)
            if (connection == 0 || entry.connection == connection)
                result << (isRtu ? entry.message.chopped(2) : entry.message.mid(6));
        return result;
    }
    quint16 lastId() const
    {
        const auto &frame = channel->sent.back().message;
        return static_cast<quint16>((static_cast<quint8>(frame.at(0)) << 8) | static_cast<quint8>(frame.at(1)));
    }
    QByteArray frame(quint16 id, quint8 unit, const QByteArray &pdu) const
    {
        if (isRtu)
            return devices::RtuFramer().framed({id, unit, pdu, {}});
        return devices::MbapFramer().framed({id, unit, pdu, {}});
    }

    engine::ManualScheduler *time;
    engine::Engine engine;
    bool isRtu;
    ScriptedChannel *channel = nullptr;
    std::shared_ptr<devices::ModbusLink> link;
    std::vector<std::unique_ptr<devices::ModbusUnit>> units;
    std::map<quint8, ModbusSlave> slaves;
    QSet<int> mute;
    std::function<void(quint16 id, const QByteArray &reply)> onRequest; ///< of a mute unit: what it would have answered

private:
    ModbusFixture(std::unique_ptr<engine::ManualScheduler> scheduler, const char *address)
        : time(scheduler.get())
        , engine(std::move(scheduler))
    {
        const auto place = devices::ModbusAddress::parse(QString::fromLatin1(address));
        isRtu = place.isRtu;
        auto scripted = std::make_unique<ScriptedChannel>(engine);
        channel = scripted.get();
        channel->onMessage = [this](const QByteArray &) { answer(channel->sent.back().message); };
        link = std::make_shared<devices::ModbusLink>(engine, std::move(scripted), place);
    }
    void answer(const QByteArray &request)
    {
        const auto unit = static_cast<quint8>(request.at(isRtu ? 0 : 6));
        const auto reply = slaves[unit].answer(isRtu ? request.mid(1).chopped(2) : request.mid(7));
        const auto id = isRtu ? quint16(0) : lastId();
        if (!mute.contains(unit))
            channel->deliver(frame(id, unit, reply), std::chrono::milliseconds(1));
        else if (onRequest)
            onRequest(id, reply);
    }
};
} // namespace podium::tests
