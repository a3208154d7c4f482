// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/handshake.h"
#include "devices/links/linkconnection.h"
#include "devices/links/linkstate.h"
#include "engine/model/linkport.h"

#include <QObject>

namespace podium::devices
{
/// A link to one instrument that asks and answers in messages; it is Up once the expected identity has answered.
///
/// No reply ever answers another question: replies match in the order of writing, and after a timeout, or a cancel in flight
/// whose reply does not follow soon, the link resynchronises before the next query. A loss ends everything that waits at once,
/// except stops that were not sent: those are the first bytes after the reconnect, before the identity. On a channel that does
/// not begin anew what may still come from before is waited for and discarded.
/// Thread: the engine's; destroy it before the engine, and not inside one of its signals.
class MessageLink : public QObject, public engine::LinkPort, private LinkConnection::Host, private Exchanger::Host, private Handshake::Host
{
    Q_OBJECT

public:
    using StopReceived = std::function<void(const ExchangeResult &)>;

    /// Errors: Refused for a framing that cannot work (see Framer).
    MessageLink(engine::Engine &engine, const QString &name, std::unique_ptr<Channel> channel, const LinkPolicy &policy = {},
                QObject *parent = nullptr);
    ~MessageLink() override;

    /// Begins to connect, and keeps the link connected from now on.
    void open();
    /// Ends everything that waits as Disconnected and makes no further attempt; stops not yet sent stay remembered.
    void close();
    /// Opens, or ends the backoff: the next attempt begins now.
    void connectNow();

    const QString &name() const override { return m_name; }
    QString address() const override { return m_connection.channel().address(); }
    LinkState state() const { return m_state; }
    /// Why the link stands as it does: a sentence part for the operator.
    const QString &why() const { return m_why; }
    /// What the peer answered to the identity question; empty before the first time.
    const QByteArray &identity() const { return m_identity; }
    const LinkCounters &counters() const { return m_exchanger.counters(); }
    /// The last messages, oldest first.
    std::vector<TraceEntry> trace() const override { return m_exchanger.trace().snapshot(); }
    /// The last of them as text, a line for each with its time before now; every error of this link carries them.
    QStringList recentTraffic() const { return m_exchanger.recentTraffic(); }

    /// Sends a message and returns its reply without the line end. The limit runs from the writing to the reply's last byte.
    ///
    /// Errors: Timeout, Disconnected, Device (longer than the cap, broken framing); for a Write that the gate holds back
    /// Cancelled/Stopped or Refused/Latched; each says whether the message may have been executed.
    /// Cancel: not sent if still queued; in flight, its reply is discarded and the link resynchronises if it does not come.
    engine::Op<Reply> query(QByteArray message, MessageClass messageClass = MessageClass::Read,
                            std::optional<engine::Duration> limit = {}, std::optional<ReplyShape> shape = {});
    /// Sends a message that nothing answers; ends when its bytes are handed to the system. Errors: as for query().
    engine::Op<void> send(QByteArray message, MessageClass messageClass);
    engine::Op<QByteArray> sendByHand(QByteArray message, MessageClass messageClass) override;
    /// Sends a stop ahead of everything, or remembers it while the link is down, and waits for this many replies.
    /// Errors: none; the result says when it was written, what came back, and what went wrong.
    /// Cancel: the stop is sent all the same.
    engine::Op<ExchangeResult> urgent(QByteArray message, int replies = 0, std::optional<engine::Duration> limit = {});
    /// The same for the stop path, outside of any task: written inside this call if the stream is open.
    /// Returns when its first byte was handed over; empty: remembered, or on a bus held back until what is under way has ended.
    /// The receipt is told once, later, and says when.
    std::optional<engine::TimePoint> urgentNow(const QByteArray &message, int replies, StopReceived received);

Q_SIGNALS:
    void stateChanged(podium::devices::LinkState state, const QString &why);
    void messageTraced(const podium::devices::TraceEntry &entry);
    /// A person has sent something, so that nobody knows what the instrument makes of it.
    void handUsed();
    /// A line that nobody had asked for; it has been counted and given to no query.
    void unsolicitedReceived(const QByteArray &line);

private:
    void connecting(const QString &why) override;
    void connected() override;
    void lost(const QString &why) override;
    void waiting(const QString &why, engine::Duration retryIn) override;
    bool hurries() const override { return m_exchanger.remembers(); }
    void handOver(const QByteArray &message, MessageClass messageClass) override;
    bool isDrained() const override;
    void traced(const TraceEntry &entry) override;
    bool isWatched() const override;
    void unsolicited(const QByteArray &line) override { Q_EMIT unsolicitedReceived(line); }
    bool isBus() const override { return m_connection.channel().isBus(); }
    void clearBus() override { m_connection.channel().clear(); }
    bool isHeldBack() const override { return m_connection.channel().isHeldBack(); }
    void misaligned(const QString &why) override;
    void discarded() override { m_handshake.discarded(); }
    void identified(const QByteArray &identity) override;
    void notIdentified(const QString &why, bool afterDrain) override;

    void receive(QByteArrayView bytes);
    void beginIntake();
    void prepareBus();
    void clearAndIdentify(const QString &why);
    void takeIn();
    void setState(LinkState state, const QString &why);
    void reconnect(const QString &why);
    void beat();
    bool accepts() const;
    void checkAccepts(const QByteArray &message) const;
    ExchangePtr prepare(const QByteArray &message, MessageClass messageClass, int replies,
                        std::optional<engine::Duration> limit) const;

    engine::Engine &m_engine;
    QString m_name;
    LinkPolicy m_policy;
    LinkConnection m_connection;
    Exchanger m_exchanger;
    Handshake m_handshake;
    LinkTimer m_heartbeat;
    LinkTimer m_intake;
    QByteArrayView m_arrived; // valid within receive()
    bool m_ended = false;     // not bytes came, but the end of a message
    bool m_clearing = false;  // to resynchronise
    LinkState m_state = LinkState::Down;
    QString m_why;
    QByteArray m_identity;
    engine::TimePoint m_heard{};
};
} // namespace podium::devices
