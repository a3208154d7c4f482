// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sim/simconnection.h"

#include <QAbstractSocket>
#include <QPointer>

#include <algorithm>
#include <utility>

namespace podium::app
{

namespace
{

constexpr qsizetype longestMessage = 65536;

} // namespace

SimConnection::SimConnection(QIODevice *stream, const QByteArray &origin, SimInstrument &instrument, FaultPlan &plan,
                             ReplyWriter::Log log)
    : m_stream(stream)
    , m_instrument(instrument)
    , m_plan(plan)
    , m_log(std::move(log))
    , m_writer(stream, m_log)
{
    m_stream->setParent(this);
    connect(m_stream, &QIODevice::readyRead, this, &SimConnection::read);
    note("connected from " + origin);
}

SimConnection::~SimConnection() { m_stream->disconnect(this); }

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

void SimConnection::clear()
{
    note("cleared");
    ++m_clears;
    m_received.clear();
    m_waiting.clear();
    m_writer.forget();
    m_busy = false;
}

void SimConnection::drop()
{
    if (std::exchange(m_dropped, true))
        return;
    const QByteArray rest = m_received.isEmpty() ? QByteArray() : " with an unfinished message: " + m_received;
    note("disconnected" + rest);
    m_waiting.clear();
    m_writer.forget();
    if (auto *socket = qobject_cast<QAbstractSocket *>(m_stream))
        socket->abort();
    else
        m_stream->close();
    deleteLater();
}

void SimConnection::read()
{
    const QByteArray bytes = m_stream->readAll();
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
            execute(head.units.takeFirst(), [self = QPointer(this), clears = m_clears](const QByteArray &reply) {
                if (self && !self->m_dropped && self->m_clears == clears)
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
    const auto done = [this, clears = m_clears] {
        if (m_clears != clears)
            return;
        m_busy = false;
        pump();
    };
    if (message.replies.isEmpty())
        done();
    else
        m_writer.send(message.replies.join(';'), message.faults, done);
}

} // namespace podium::app
