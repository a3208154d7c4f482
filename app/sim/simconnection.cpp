// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sim/simconnection.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace podium::app
{

namespace
{

constexpr qsizetype longestMessage = 65536;

} // namespace

SimConnection::SimConnection(QTcpSocket *socket, SimInstrument &instrument, FaultPlan &plan, ReplyWriter::Log log)
    : m_socket(socket)
    , m_instrument(instrument)
    , m_plan(plan)
    , m_log(std::move(log))
    , m_writer(socket, m_log)
{
    m_socket->setParent(this);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(m_socket, &QTcpSocket::readyRead, this, &SimConnection::read);
    connect(m_socket, &QTcpSocket::disconnected, this, &SimConnection::drop);
    m_log(LogTime::clock::now(), '#', "connected from port " + QByteArray::number(m_socket->peerPort()));
}

SimConnection::~SimConnection() { m_socket->disconnect(this); }

void SimConnection::setFrozen(bool frozen)
{
    m_frozen = frozen;
    pump();
}

void SimConnection::voidWaiting(const QByteArray &urgent)
{
    for (Message &message : m_waiting)
        message.units.removeIf([&](const QByteArray &unit) { return m_instrument.isVoidedBy(unit, urgent); });
}

void SimConnection::drop()
{
    if (std::exchange(m_dropped, true))
        return;
    const QByteArray rest = m_received.isEmpty() ? QByteArray() : " with an unfinished message: " + m_received;
    m_log(LogTime::clock::now(), '#', "disconnected" + rest);
    m_waiting.clear();
    m_socket->abort();
    deleteLater();
}

void SimConnection::read()
{
    const QByteArray bytes = m_socket->readAll();
    const LogTime arrival = LogTime::clock::now();
    m_received += bytes;
    for (qsizetype end = m_received.indexOf('\n'); end >= 0; end = m_received.indexOf('\n')) {
        QByteArray message = m_received.left(end);
        m_received.remove(0, end + 1);
        if (message.endsWith('\r'))
            message.chop(1);
        receive(message, arrival);
    }
    if (m_received.size() <= longestMessage)
        return;
    m_log(arrival, '#', "message longer than " + QByteArray::number(longestMessage) + " bytes");
    m_received.clear();
    drop();
}

void SimConnection::receive(const QByteArray &message, LogTime time)
{
    m_log(time, '<', message);
    if (m_dropped)
        return;
    const QList<QByteArray> units = ScpiTree::units(message);
    const bool isStop =
        std::any_of(units.begin(), units.end(), [this](const QByteArray &unit) { return m_instrument.isStop(unit); });
    const MessageFaults faults = m_plan.strike(message, isStop);
    if (!faults.names.isEmpty())
        m_log(time, '#', "fault " + faults.names);
    if (faults.freeze)
        Q_EMIT freezeRequested(*faults.freeze);
    if (faults.reboot)
        Q_EMIT rebootRequested(*faults.reboot);
    else if (!faults.dropRequest)
        takeUnits(units, faults);
}

/// Puts the units of one message behind the others; an urgent one that would have to wait is executed at once.
void SimConnection::takeUnits(const QList<QByteArray> &units, const MessageFaults &faults)
{
    m_waiting.enqueue({.units = {}, .replies = {}, .faults = faults, .complete = false});
    for (const QByteArray &unit : units) {
        if (faults.ignoreStop && m_instrument.isStop(unit))
            continue;
        if (m_busy && !m_frozen && m_instrument.isUrgent(unit)) {
            execute(unit, [](const QByteArray &) {});
            continue;
        }
        m_waiting.last().units.append(unit);
        pump();
        if (m_dropped)
            return;
    }
    m_waiting.last().complete = true;
    pump();
}

/// Executes what can be executed now. A unit that answers at once brings the loop to the next one.
void SimConnection::pump()
{
    if (std::exchange(m_pumping, true))
        return;
    while (!m_busy && !m_frozen && !m_waiting.isEmpty()) {
        Message &head = m_waiting.head();
        if (!head.units.isEmpty()) {
            m_busy = true;
            execute(head.units.takeFirst(), [self = QPointer(this)](const QByteArray &reply) {
                if (self && !self->m_dropped)
                    self->unitDone(reply);
            });
        } else if (head.complete) {
            m_busy = true;
            finish(m_waiting.dequeue());
        } else {
            break;
        }
    }
    m_pumping = false;
}

void SimConnection::execute(const QByteArray &unit, const Answer &answer)
{
    m_instrument.execute(unit, answer);
    if (m_instrument.isUrgent(unit))
        Q_EMIT urgentExecuted(unit);
}

void SimConnection::unitDone(const QByteArray &reply)
{
    if (!reply.isNull())
        m_waiting.head().replies.append(reply);
    m_busy = false;
    pump();
}

void SimConnection::finish(const Message &message)
{
    const auto done = [this] {
        m_busy = false;
        pump();
    };
    if (message.replies.isEmpty())
        done();
    else
        m_writer.send(message.replies.join(';'), message.faults, done);
}

} // namespace podium::app
