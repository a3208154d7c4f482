// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sim/faultplan.h"
#include "app/sim/replywriter.h"
#include "app/sim/siminstrument.h"

#include <QIODevice>
#include <QObject>
#include <QQueue>

namespace podium::app
{

/// One client of one instrument: cuts the bytes into messages, logs each on arrival, executes their units in order and
/// sends the replies in order. Urgent units overtake what waits for a slow query.
/// Thread: one (the event loop of the process).
class SimConnection : public QObject
{
    Q_OBJECT
public:
    /// Takes the stream over. Instrument and plan must outlive the connection; origin: where it comes from, for the log.
    SimConnection(QIODevice *stream, const QByteArray &origin, SimInstrument &instrument, FaultPlan &plan,
                  ReplyWriter::Log log);
    ~SimConnection() override;

    /// A frozen connection goes on reading and logging but executes and sends nothing.
    void setFrozen(bool frozen);
    /// Forgets the waiting units that this urgent one makes void.
    void voidWaiting(const QByteArray &urgent);
    /// Forgets what came in and what is to go out, as an instrument does when its bus is cleared.
    void clear();
    /// A line of the log that is no message.
    void note(const QByteArray &text) { m_log(LogTime::clock::now(), '#', text); }
    /// Closes at once and forgets what waits; the object deletes itself later.
    void drop();

Q_SIGNALS:
    void urgentExecuted(const QByteArray &unit);
    /// Unit: 0 is for ever.
    void freezeRequested(std::chrono::milliseconds time);
    void rebootRequested(std::chrono::milliseconds time);

private:
    struct Message {
        QList<QByteArray> units;
        QList<QByteArray> replies;
        MessageFaults faults;
        bool complete = false;
    };

    void read();
    void receive(const QByteArray &message, LogTime time);
    void takeUnits(const QList<QByteArray> &units, const MessageFaults &faults);
    void pump();
    void execute(const QByteArray &unit, const Answer &answer);
    void unitDone(const QByteArray &reply);
    void finish(const Message &message);

    QIODevice *m_stream;
    SimInstrument &m_instrument;
    FaultPlan &m_plan;
    ReplyWriter::Log m_log;
    ReplyWriter m_writer;
    QByteArray m_received;
    QQueue<Message> m_waiting;
    bool m_busy = false;
    int m_clears = 0; ///< what is answered late, from before the last one, is forgotten
    bool m_pumping = false;
    bool m_frozen = false;
    bool m_dropped = false;
};

} // namespace podium::app
