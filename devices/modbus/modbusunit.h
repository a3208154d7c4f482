// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/backoff.h"
#include "devices/links/linkstate.h"
#include "devices/links/turns.h"
#include "devices/modbus/modbuslink.h"
#include "engine/tasks/operation.h"

#include <QByteArrayList>
#include <QRegularExpression>

namespace podium::devices
{
/// How a unit is known, and how long it may take.
struct ModbusUnitPolicy {
    QByteArray identify; ///< the request that is asked after connecting; any answer will do without a pattern
    /// What it says it is; empty where that may change. Errors: Device for what is no value.
    std::function<QString(const QByteArray &reply)> identityText;
    std::optional<QRegularExpression> identity;                  ///< what that text must match
    engine::Duration replyLimit = std::chrono::seconds(1);
    engine::Duration heartbeat = std::chrono::seconds(2); ///< asks when this long nothing came; zero: never
    /// Serial line: after a reply that did not come the unit is asked for an echo, so that a late one is known; else it is
    /// left alone for the reply limit.
    bool echo = true;
};

/// One unit of a Modbus line; it is Up once the expected identity has answered.
///
/// No reply ever answers another question: after one that did not come the unit is asked who it is before its next exchange,
/// on a serial line behind an echo that no earlier request can have caused. A mute unit costs the others no more than its
/// reply limit at each attempt, and the attempts become rare. Thread: the engine's; it must not outlive the engine.
class ModbusUnit : public QObject, private ModbusLink::Unit
{
    Q_OBJECT

public:
    using StopReceived = std::function<void(const ModbusResult &)>;

    ModbusUnit(engine::Engine &engine, const QString &name, std::shared_ptr<ModbusLink> link, quint8 number,
               ModbusUnitPolicy policy);
    ~ModbusUnit() override;

    /// Counted: it is in use until it was closed as often.
    void open();
    void close();
    /// Stops that were remembered go first.
    void reconnect();

    const QString &name() const { return m_name; }
    LinkState state() const { return m_state; }
    const QString &why() const { return m_why; }
    /// What it said it is, as text.
    const QString &identity() const { return m_identity; }
    const ModbusLink &link() const { return *m_link; }
    engine::LinkPort &port() const { return *m_link; }
    QStringList recentTraffic() const { return m_link->exchanger().recentTraffic(); }
    /// For requests that belong together: the read and the write of one bit.
    Turns &turns() { return m_turns; }

    /// Sends a request and returns the PDU that answers it. The limit runs from the writing.
    /// Errors: Timeout, Disconnected, Device (an exception, a bad reply); for a Write that the gate holds back
    /// Cancelled/Stopped or Refused/Latched; each says whether it may have been executed.
    /// Cancel: not sent if still queued; in flight, its reply is discarded.
    engine::Op<QByteArray> query(QByteArray pdu, MessageClass messageClass) override;
    /// Ahead of everything, outside of any task: with transaction ids written inside this call if there is a connection.
    /// While nobody can tell whether a unit on a serial line hears anything, it goes again at each attempt, and once it has answered.
    /// Returns when its first byte was handed over; empty: not yet. The receipt is told once, later.
    std::optional<engine::TimePoint> urgentNow(const QByteArray &pdu, StopReceived received);
    /// Sends what leaves the unit safe, ahead of everything and without waiting, before the line is closed.
    void lastWords(const std::vector<QByteArray> &requests);

Q_SIGNALS:
    void stateChanged(podium::devices::LinkState state, const QString &why);

private:
    quint8 number() const override { return m_number; }
    bool isAtWork() const override { return m_state == LinkState::Up || m_state == LinkState::Identifying; }
    void connecting(const QString &why) override;
    void connected() override;
    void lost(const QString &why) override;
    void heard() override { m_heard = m_engine.now(); }
    void unanswered(const QString &why) override;

    ModbusExchangePtr prepare(const QByteArray &pdu, MessageClass messageClass) const;
    void ask(const QByteArray &pdu, std::function<void(const QByteArray &reply)> answered);
    void resynchronise(const QString &why);
    void begin();
    void askEcho();
    void askIdentity();
    void stopAgain();
    void identified(const QByteArray &reply);
    void giveUp(const QString &why);
    void forget();
    void setState(LinkState state, const QString &why);
    void beat();
    bool accepts() const;

    engine::Engine &m_engine;
    QString m_name;
    std::shared_ptr<ModbusLink> m_link;
    quint8 m_number;
    ModbusUnitPolicy m_policy;
    Turns m_turns;
    Backoff m_backoff;
    LinkTimer m_silence;
    LinkTimer m_retry;
    LinkTimer m_heartbeat;
    ModbusExchangePtr m_question; // of its own, under way
    LinkState m_state = LinkState::Down;
    QString m_why;
    QString m_identity;
    engine::TimePoint m_heard{};
    QByteArrayList m_unheard; // stops that a serial line has carried, perhaps: nothing came since
    quint16 m_echo = 0;
    int m_users = 0;
    bool m_owes = false; ///< a reply may still come, and has no id
};
} // namespace podium::devices
