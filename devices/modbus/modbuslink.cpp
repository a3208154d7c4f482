// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/modbus/modbuslink.h"

#include "devices/links/linktext.h"
#include "devices/modbus/modbushand.h"

#include <algorithm>

namespace podium::devices
{
using namespace std::chrono_literals;

namespace
{
constexpr engine::Duration connectLimit = 3s;
constexpr engine::Duration backoffFirst = 100ms;
constexpr engine::Duration backoffLast = 5s;
} // namespace

ModbusLink::ModbusLink(engine::Engine &engine, std::unique_ptr<Channel> channel, const ModbusAddress &address)
    : m_engine(engine)
    , m_name(address.isRtu ? QStringLiteral("Modbus serial line") : QStringLiteral("Modbus TCP"))
    , m_connection(engine, *this, std::move(channel), connectLimit, Backoff(backoffFirst, backoffLast, 0))
    , m_exchanger(engine, *this, address)
    , m_intake(engine, [this] { takeIn(); })
    , m_isRtu(address.isRtu)
{
    m_connection.channel().received = [this](QByteArrayView bytes) { receive(bytes); };
    m_connection.channel().drained = [this] { m_exchanger.pump(); };
}

ModbusLink::~ModbusLink()
{
    m_connection.close();
    m_exchanger.closed(QStringLiteral("it was removed"));
}

void ModbusLink::open(Unit &unit)
{
    m_units[unit.number()] = &unit;
    if (m_units.size() == 1)
        m_connection.reconnect(QStringLiteral("opened"));
    else if (m_connected)
        unit.connected();
    else
        unit.connecting(QStringLiteral("the line is being connected"));
}

void ModbusLink::close(Unit &unit)
{
    m_units.erase(unit.number());
    if (!m_units.empty())
        return;
    m_connected = false;
    m_connection.close();
    m_exchanger.closed(QStringLiteral("closed"));
}

bool ModbusLink::isAtWorkWithout(const Unit &unit) const
{
    return std::any_of(m_units.begin(), m_units.end(),
                       [&](const auto &each) { return each.second != &unit && each.second->isAtWork(); });
}

void ModbusLink::receive(QByteArrayView bytes)
{
    m_arrived = bytes;
    if (m_engine.isDraining()) {
        takeIn();
        return;
    }
    m_intake.startFirst(); // what the bytes wake goes on in this slice; they beat a deadline of the same moment
    m_engine.drain();
}

void ModbusLink::takeIn() { m_exchanger.received(m_arrived); }

void ModbusLink::connecting(const QString &why)
{
    for (const auto &[number, unit] : std::map(m_units))
        unit->connecting(why);
}

void ModbusLink::connected()
{
    m_connected = true;
    m_exchanger.opened(); // remembered stops go first, before anybody is told anything
    for (const auto &[number, unit] : std::map(m_units))
        unit->connected();
}

void ModbusLink::lost(const QString &why)
{
    m_connected = false;
    ++m_exchanger.counters().losses;
    m_exchanger.closed(why);
}

void ModbusLink::waiting(const QString &why, engine::Duration retryIn)
{
    dropped(QStringLiteral("%1; next attempt in %2").arg(why, inSeconds(retryIn)));
}

void ModbusLink::dropped(const QString &why)
{
    m_connected = false;
    for (const auto &[number, unit] : std::map(m_units))
        unit->lost(why);
}

void ModbusLink::reconnect(const QString &why)
{
    m_exchanger.closed(why);
    dropped(why);
    if (!m_units.empty())
        m_connection.reconnect(why);
}

void ModbusLink::handOver(const QByteArray &frame) { m_connection.channel().send(frame); }

bool ModbusLink::isDrained() const { return m_connection.channel().isDrained(); }

void ModbusLink::heard(quint8 unit)
{
    if (const auto found = m_units.find(unit); found != m_units.end())
        found->second->heard();
}

void ModbusLink::unanswered(quint8 unit, const QString &why)
{
    ++m_exchanger.counters().resyncs;
    if (const auto found = m_units.find(unit); found != m_units.end())
        found->second->unanswered(why);
}

void ModbusLink::broken(const QString &why) { m_connection.fail(why); }

QString ModbusLink::address() const
{
    const auto bytes = carrier();
    return ModbusAddress::scheme(m_isRtu) + bytes.mid(bytes.indexOf(QLatin1Char(':')));
}

ModbusLink::Unit &ModbusLink::unit(std::optional<quint8> number)
{
    if (number)
        if (const auto found = m_units.find(*number); found != m_units.end())
            return *found->second;
    if (!number && m_units.size() == 1)
        return *m_units.begin()->second;
    QStringList known;
    for (const auto &each : m_units)
        known << QString::number(each.first);
    const auto units = known.isEmpty() ? QStringLiteral("none") : known.join(QStringLiteral(", "));
    throw engine::Error(engine::ErrorKind::Refused,
                        number ? QStringLiteral("Unit %1 is none of this bench on %2; there are %3.").arg(QString::number(*number), address(), units)
                               : QStringLiteral("It is not said for which unit on %1 that is; begin with unit and one of %2.").arg(address(), units),
                        address());
}

engine::Op<QByteArray> ModbusLink::sendByHand(QByteArray message, MessageClass messageClass)
{
    const auto request = modbus::handRequest(message);
    if (request.writes && messageClass == MessageClass::Read)
        throw engine::Error(engine::ErrorKind::Refused, QStringLiteral("A write does not ask only; take that mark away."), address());
    const auto reply = co_await unit(request.unit).query(request.pdu, messageClass);
    co_return modbus::replyText(request.pdu, reply).toLatin1();
}
} // namespace podium::devices
