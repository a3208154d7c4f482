// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/exchange.h"
#include "devices/links/framer.h"
#include "devices/links/linkcounters.h"
#include "devices/links/linkpolicy.h"
#include "devices/links/linktimer.h"
#include "devices/links/linktrace.h"

#include <deque>

namespace podium::devices
{
/// Sends messages and gives each reply to the one that asked: one exchange in flight, a queue behind it, an urgent lane
/// ahead of both that does not wait, and a gate at the moment of writing.
///
/// Replies match in the order of writing; those of messages that were in flight together are told together, when the last has
/// come. Whenever that order can no longer be trusted the host is told misaligned(). What is traced is told last of all.
/// Thread: the engine's.
class Exchanger
{
public:
    class Host
    {
    public:
        virtual ~Host() = default;
        virtual void handOver(const QByteArray &message, MessageClass messageClass) = 0;
        virtual bool isDrained() const = 0;
        virtual void traced(const TraceEntry &entry) = 0;
        /// Whether anybody wants to know what is traced.
        virtual bool isWatched() const = 0;
        virtual void unsolicited(const QByteArray &line) = 0;
        /// The link is dirty: it must call suspend() and resynchronise before the next query.
        virtual void misaligned(const QString &why) = 0;
        /// While lines are discarded: one was.
        virtual void discarded() = 0;
        /// See Channel.
        virtual bool isBus() const { return false; }
        virtual void clearBus() {}
        virtual bool isHeldBack() const { return false; }
    };

    Exchanger(engine::Engine &engine, Host &host, const LinkPolicy &policy, const QString &linkName);

    /// Stop: written in this call if the stream is open, else remembered as the first bytes after connecting. Others: queued.
    void submit(const ExchangePtr &exchange);
    /// Writes now, ahead of the queue and of the gate; for the link's own questions.
    void write(const ExchangePtr &exchange);
    /// Nobody waits for it any more: not sent if still queued (a Stop is sent all the same), its reply discarded if in flight.
    void abandon(const ExchangePtr &exchange);

    /// The stream is open: remembered stops are written. If it does not begin anew, lines are discarded from now on; and as nobody
    /// can tell whether the peer hears anything, stops are written again at each opening and before each question who it is.
    void opened(bool anew);
    /// It is known whose answer the next line is: ordinary messages may leave.
    void resume();
    /// Ordinary messages wait; what is in flight ends as Disconnected.
    void suspend(const QString &why);
    /// The stream has ended.
    void closed(const QString &why);
    /// Everything that waits unsent ends as Disconnected; remembered stops stay.
    /// Ends what is queued, or the Writes alone: what comes up after a reconnect may be another unit, or the same one
    /// without its settings.
    void failQueue(const QString &why, bool writesOnly = false);
    /// Stops remembered for a stream that will not come end as Disconnected.
    void failRemembered(const QString &why);
    /// While set, every line is dropped: nobody can tell what it answers.
    void setDiscarding(bool discarding) { m_discarding = discarding; }
    /// Lines that look like the answer to the identity question and may still come, from before this stream, too.
    int owed() const { return m_owed; }
    /// One more than was known.
    void owe() { ++m_owed; }
    /// When something was written or came last.
    engine::TimePoint lastActive() const { return m_lastActive; }
    /// The rest of the line that has begun will not come.
    void dropPartial();

    void received(QByteArrayView bytes);
    /// On a bus: the peer's message ends with what was received last.
    void messageEnded();
    /// The bus was cleared: the stream goes on without anything from before; remembered stops are written.
    void cleared();
    /// On a bus: the first of the messages that were held back, which are stops, leaves now.
    void left();
    /// True while a reply is to come, wanted or not.
    bool isAwaiting() const { return !m_inFlight.empty(); }
    /// Sends the next message if nothing is in flight.
    void pump();

    /// True while this message, with its line end, has been sent and not been answered.
    bool isInFlight(const QByteArray &message) const;
    /// True while a stop waits for the stream to open, or is to be written once more when it does.
    bool remembers() const { return !m_remembered.empty() || !m_unheard.empty(); }
    bool isIdle() const { return m_inFlight.empty() && m_queue.empty(); }
    LinkCounters &counters() { return m_counters; }
    const LinkCounters &counters() const { return m_counters; }
    const LinkTrace &trace() const { return m_trace; }
    /// The last messages as text, for an error that is made now.
    QStringList recentTraffic() const;

private:
    /// While one lives nobody is told of what is noted in the trace: who is told may send, and finds the exchanger in order.
    class Change
    {
    public:
        explicit Change(Exchanger &exchanger) : m_exchanger(exchanger) { ++exchanger.m_changes; }
        ~Change()
        {
            if (--m_exchanger.m_changes == 0)
                m_exchanger.tellTraced();
        }
        Change(const Change &) = delete;
        Change &operator=(const Change &) = delete;

    private:
        Exchanger &m_exchanger;
    };

    bool makeWay(const ExchangePtr &exchange);
    bool takeTurn();
    /// The first byte is handed to the system.
    void leave(const ExchangePtr &exchange);
    /// A stream begins, without half a line from before.
    void begin(bool discarding = false);
    std::exception_ptr givenUp(const Exchange &exchange) const;
    void handleLine(const QByteArray &line);
    void answer(const QByteArray &line);
    void discard(const QByteArray &line);
    bool isEvent(const QByteArray &line) const;
    /// True when its answer could be taken for that to the identity question.
    bool looksLikeIdentity(const Exchange &exchange) const;
    /// By hand: waits for more, and ends when it was quiet long enough. True: it has ended.
    void awaitMore(Exchange &exchange);
    bool endQuietOne();
    /// Before another message follows one by hand: what came up to now was its reply.
    void cutQuietOne();
    void stray(const QByteArray &line, MessageClass messageClass);
    void spoil(const QString &why);
    void settle(const ExchangePtr &exchange, std::exception_ptr error);
    void popFront();
    /// It is written once more when that may be of use.
    void doubt(const Exchange &stop);
    void deadlinePassed();
    std::exception_ptr timedOut(const Exchange &exchange) const;
    std::exception_ptr spoilt(const Exchange &exchange, const QString &why) const;
    std::exception_ptr lost(const Exchange &exchange, const QString &why, const QStringList &traffic) const;
    void note(TraceKind kind, MessageClass messageClass, const QByteArray &message,
              std::optional<engine::Duration> took = std::nullopt, const Exchange *exchange = nullptr);
    void noteLine(TraceKind kind, MessageClass messageClass, const QByteArray &line,
                  std::optional<engine::Duration> took = std::nullopt, const Exchange *exchange = nullptr);
    void store(TraceEntry entry, const QByteArray &message, const Exchange *exchange);
    void tellTraced();
    /// What has come of a line that nobody waits for any more.
    void noteUnfinished(MessageClass messageClass);

    engine::Engine &m_engine;
    Host &m_host;
    const LinkPolicy &m_policy;
    const QString &m_linkName;
    Framer m_framer;
    LinkTrace m_trace;
    LinkCounters m_counters;
    LinkTimer m_deadline;
    std::deque<ExchangePtr> m_queue;
    std::deque<ExchangePtr> m_inFlight;
    std::vector<ExchangePtr> m_answered; // told when the last in flight is answered too
    std::deque<ExchangePtr> m_remembered;
    std::deque<ExchangePtr> m_held;  // on a bus: stops that the host has, but that have not begun to leave
    std::vector<ExchangePtr> m_unheard; // stops, perhaps: nothing came since they were written
    std::deque<ExchangePtr> m_turns; // on a bus: written, as far as the host is concerned, once nothing is in flight
    QByteArray m_lastLine;
    std::deque<TraceEntry> m_untold; // what the host is told of when all changes are over
    engine::TimePoint m_lastActive{};
    int m_owed = 0;
    int m_changes = 0;
    quint64 m_stream = 0; // changes when what is received now belongs to another stream
    bool m_open = false;
    bool m_anew = true;
    bool m_up = false;
    bool m_reading = false;
    bool m_discarding = false;
    bool m_lineCame = false; // since the last end of a message
    bool m_dropLine = false; // half of the next line came before the question, so it is no answer
};
} // namespace podium::devices
