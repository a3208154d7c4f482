// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/indi/indimessage.h"
#include "devices/indi/indisplitter.h"
#include "devices/links/exchange.h"
#include "devices/links/linkconnection.h"
#include "devices/links/linkstate.h"
#include "devices/links/linktrace.h"
#include "engine/model/address.h"
#include "engine/model/linkport.h"

#include <QHash>
#include <QObject>
#include <QStringList>

namespace podium::devices
{
/// What an INDI connection has seen since it was made.
struct IndiCounters {
    quint64 received = 0;   ///< elements
    quint64 unknown = 0;    ///< elements that INDI does not know, left out
    quint64 malformed = 0;  ///< elements that could not be understood, left out
    quint64 passedOver = 0; ///< BLOBs above the cap
    quint64 heldBack = 0;   ///< writes that died at the writer: older epoch or latch
    quint64 losses = 0;     ///< attempts that failed and connections that were lost
};

/// How an INDI connection waits and what it takes.
struct IndiPolicy {
    IndiCaps caps;
    engine::Duration connectLimit = std::chrono::seconds(3);
    engine::Duration quiet = std::chrono::seconds(1); ///< asks for a sign of life when this long nothing came
    engine::Duration mute = std::chrono::milliseconds(1500); ///< the server has gone when this long nothing comes then
    engine::Duration muteDriver = std::chrono::seconds(8); ///< the same for a server that knows no ping, so that its drivers answer
    engine::Duration askAgain = std::chrono::seconds(2); ///< for a device that the server has not defined, or after what was malformed
    engine::Duration backoffFirst = std::chrono::milliseconds(100);
    engine::Duration backoffLast = std::chrono::seconds(5);
    quint32 seed = 0;              ///< of the backoff's jitter; 0: by chance
    std::size_t traceLength = 500; ///< Unit: messages
};

/// A connection to one INDI server, for all its devices on this bench: open while one of them is.
///
/// It is Up once the server has sent an INDI element. INDI is full duplex and has no replies: a message is handed to the system
/// at once, or not at all, so that nothing of ours stands before a stop. Stops that nobody has answered when the connection
/// ends, sent or not, are the first bytes of the next one, which is then made as soon as possible.
/// Thread: the engine's; destroy it before the engine, and not inside one of its signals.
class IndiConnection final : public QObject, public engine::LinkPort, private LinkConnection::Host
{
    Q_OBJECT

public:
    using Written = std::function<void(engine::TimePoint)>;
    static constexpr engine::Duration stopMemory = std::chrono::seconds(30);

    IndiConnection(engine::Engine &engine, const QString &name, std::unique_ptr<Channel> channel, const IndiPolicy &policy = {});
    ~IndiConnection() override;

    /// Begins to watch a device: asks for its definitions now, after each reconnect, and while it has none. Id: what it is on the
    /// bench, for the trace.
    void open(const QString &device, const engine::DeviceId &id);
    /// The last one that is closed ends the connection; a stop not answered by then stays remembered.
    void close(const QString &device);
    /// Drops the connection and makes a new one now, unless the one that there is was begun just now: all devices of a server
    /// may want that at the same time.
    void reconnect();
    /// BLOBs of so many bytes are taken; never fewer than before.
    void allowBlobs(qsizetype bytes);

    const QString &name() const override { return m_name; }
    QString address() const override { return m_connection.channel().address(); }
    LinkState state() const { return m_state; }
    /// Why the connection stands as it does: a sentence part for the operator.
    const QString &why() const { return m_why; }
    /// The devices that the server has told of, in that order.
    const QStringList &devices() const { return m_devices; }
    /// Whether it has been asked for all its devices, and had time to answer.
    bool knowsAll() const { return m_engine.now() - m_askedAll >= m_policy.quiet; }
    const IndiCounters &counters() const { return m_counters; }
    std::vector<TraceEntry> trace() const override { return m_trace.snapshot(); }
    QStringList recentTraffic() const;

    /// Hands a message to the system. Errors: Disconnected, Timeout when the server takes no bytes; for a Write that the gate
    /// holds back Cancelled/Stopped or Refused/Latched. Nothing was sent then.
    void send(const QByteArray &message, MessageClass messageClass);
    /// Hands a stop to the system now, or remembers it, once, for the next connection. Written: told when that was. Until the
    /// device tells of this vector it is sent again in each new connection, unless one has stood for `stopMemory` since.
    void sendStop(const QString &device, const QString &vector, const QByteArray &message, const Written &written);
    /// Nobody has answered the stop yet.
    bool isStopOpen(const QString &device, const QString &vector) const;

    /// Sends whole INDI elements, and returns what comes for the devices and vectors that they name until nothing of it comes for
    /// a moment, each element cut. Errors: Refused for what is no element of a client, and for one that writes as a Read; Timeout
    /// when a Read is not answered.
    engine::Op<QByteArray> sendByHand(QByteArray message, MessageClass messageClass) override;

Q_SIGNALS:
    void stateChanged(podium::devices::LinkState state, const QString &why);
    void elementReceived(const podium::devices::indi::Element &element);
    /// The device's BLOB was longer than the cap and is lost. Beginning: that of its element.
    void blobPassedOver(const QByteArray &beginning);
    void messageTraced(const podium::devices::TraceEntry &entry);

private:
    struct Watched {
        int times = 0;
        engine::DeviceId id;
    };
    /// Somebody who waits for what comes.
    struct Listener {
        std::function<void(const indi::Element &element, const QByteArray &xml)> hear;
    };
    /// A stop that nobody has answered.
    struct OpenStop {
        QString device;
        QString vector;
        QByteArray message;
        std::vector<Written> written;               ///< not told yet
        std::optional<engine::TimePoint> sent = {}; ///< in this connection
        bool isUnheard = false;                     ///< its driver has gone since, and comes anew
    };

    void connecting(const QString &why) override;
    void connected() override;
    void lost(const QString &why) override;
    void waiting(const QString &why, engine::Duration retryIn) override;
    bool hurries() const override { return !m_stops.empty(); }

    /// False: there is none.
    bool handOverStops();
    void noteAnswer(const indi::Element &element);
    void loseStops();
    void receive(QByteArrayView bytes);
    void takeIn();
    void take(const QByteArray &xml);
    void noteDevice(const indi::Element &element);
    void beat();
    void ask();
    void askFor(const QString &device);
    void askForMissing();
    void askAgainInDoubt();
    void handOver(const QByteArray &message, MessageClass messageClass);
    void note(TraceKind kind, MessageClass messageClass, const QByteArray &message, const engine::DeviceId &device = {});
    engine::DeviceId deviceIn(const QByteArray &message) const;
    void setState(LinkState state, const QString &why);
    engine::Duration patience() const { return m_pings ? m_policy.mute : m_policy.muteDriver; }

    engine::Engine &m_engine;
    QString m_name;
    const IndiPolicy m_policy;
    LinkConnection m_connection;
    IndiSplitter m_splitter;
    LinkTrace m_trace;
    LinkTimer m_beat;
    LinkTimer m_intake;
    QByteArrayView m_arrived; // valid within receive()
    LinkState m_state = LinkState::Down;
    QString m_why;
    QHash<QString, Watched> m_watched;
    std::vector<const Listener *> m_listeners;
    QHash<QString, engine::TimePoint> m_asked;
    QStringList m_devices;
    std::vector<OpenStop> m_stops;
    IndiCounters m_counters;
    engine::TimePoint m_heard{};
    engine::TimePoint m_begun{}; ///< the last attempt to connect
    std::optional<engine::TimePoint> m_waiting;  ///< since then for a sign of life
    engine::TimePoint m_askedAll{};              ///< in this connection
    quint64 m_session = 0;
    engine::TimePoint m_askedInDoubt{};
    int m_doubts = 0;       ///< asked so often in this connection
    bool m_inDoubt = false; ///< what could not be understood may have been about one of ours
    bool m_pings = false; ///< this server answers them
    bool m_open = false;
};
} // namespace podium::devices
