// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/linkconnection.h"
#include "devices/modbus/modbusexchanger.h"
#include "engine/model/linkport.h"

namespace podium::devices
{
/// One Modbus line, to which several units may be connected: keeps it connected while one of them is in use, and carries
/// their exchanges.
///
/// Thread: the engine's; destroy it before the engine, and not inside one of its signals.
class ModbusLink : public engine::LinkPort, private LinkConnection::Host, private ModbusExchanger::Host
{
public:
    /// A unit on this line, and what it is told of.
    class Unit
    {
    public:
        virtual ~Unit() = default;
        virtual quint8 number() const = 0;
        virtual bool isAtWork() const = 0; ///< it answers, or is being asked who it is
        virtual void connecting(const QString &why) = 0;
        virtual void connected() = 0;
        virtual void lost(const QString &why) = 0;
        virtual void heard() = 0;
        /// A reply did not come; nobody can tell whether it still will.
        virtual void unanswered(const QString &why) = 0;
        /// Sends a request and returns the PDU that answers it.
        virtual engine::Op<QByteArray> query(QByteArray pdu, MessageClass messageClass) = 0;
    };

    ModbusLink(engine::Engine &engine, std::unique_ptr<Channel> channel, const ModbusAddress &address);
    ~ModbusLink() override;

    /// This unit is in use from now on: the first one begins to connect.
    void open(Unit &unit);
    /// This unit is in use no more: the last one ends the connection.
    void close(Unit &unit);
    /// A new connection at once.
    void reconnect(const QString &why);
    /// No unit answers any more: a new connection after the backoff.
    void fail(const QString &why) { m_connection.fail(why); }
    /// A stop waits for the line to be connected.
    void hurry() { m_connection.hurry(); }
    /// A unit is who it should be: the backoff begins anew.
    void confirm() { m_connection.confirm(); }

    bool isConnected() const { return m_connected; }
    /// Attempts to connect that failed since a unit was up.
    int failures() const { return m_connection.failures(); }
    /// Another unit answers or may, so the connection is needed.
    bool isAtWorkWithout(const Unit &unit) const;
    bool isRtu() const { return m_isRtu; }
    const QString &name() const override { return m_name; }
    /// "modbus+tcp://host:502", without a unit.
    QString address() const override;
    /// What carries the bytes: "tcp://host:502".
    QString carrier() const { return m_connection.channel().address(); }
    ModbusExchanger &exchanger() { return m_exchanger; }
    const ModbusExchanger &exchanger() const { return m_exchanger; }
    const ModbusCounters &counters() const { return m_exchanger.counters(); }
    /// The last frames, oldest first.
    std::vector<TraceEntry> trace() const override { return m_exchanger.trace().snapshot(); }
    /// A line as modbus::handRequest() reads it; what comes back is told in words, too.
    engine::Op<QByteArray> sendByHand(QByteArray message, MessageClass messageClass) override;

private:
    void connecting(const QString &why) override;
    void connected() override;
    void lost(const QString &why) override;
    void waiting(const QString &why, engine::Duration retryIn) override;
    bool hurries() const override { return m_exchanger.hasStops(); }
    void handOver(const QByteArray &frame) override;
    bool isDrained() const override;
    void traced(const TraceEntry &entry) override { tellWatchers(entry); }
    bool isWatched() const override { return LinkPort::isWatched(); }
    void heard(quint8 unit) override;
    void unanswered(quint8 unit, const QString &why) override;
    void broken(const QString &why) override;

    void receive(QByteArrayView bytes);
    void takeIn();
    void dropped(const QString &why);

    Unit &unit(std::optional<quint8> number);

    engine::Engine &m_engine;
    QString m_name;
    LinkConnection m_connection;
    ModbusExchanger m_exchanger;
    LinkTimer m_intake;
    QByteArrayView m_arrived; // valid within receive()
    std::map<quint8, Unit *> m_units; // in use
    bool m_isRtu;
    bool m_connected = false;
};
} // namespace podium::devices
