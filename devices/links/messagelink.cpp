// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/messagelink.h"

#include "devices/links/exchangewait.h"
#include "devices/links/linktext.h"

namespace podium::devices
{
namespace
{
/// A port of this machine costs nobody anything while it is looked for.
LinkPolicy adapted(LinkPolicy policy, const Channel &channel)
{
    if (!channel.beginsAnew())
        policy.backoffLast = std::min<engine::Duration>(policy.backoffLast, std::chrono::seconds(2));
    return policy;
}
} // namespace

MessageLink::MessageLink(engine::Engine &engine, const QString &name, std::unique_ptr<Channel> channel, const LinkPolicy &policy,
                         QObject *parent)
    : QObject(parent)
    , m_engine(engine)
    , m_name(name)
    , m_policy(adapted(policy, *channel))
    , m_connection(engine, *this, std::move(channel), policy.connectLimit,
                   Backoff(m_policy.backoffFirst, m_policy.backoffLast, m_policy.seed))
    , m_exchanger(engine, *this, m_policy, m_name)
    , m_handshake(engine, *this, m_exchanger, m_policy)
    , m_heartbeat(engine, [this] { beat(); })
    , m_intake(engine, [this] { takeIn(); })
    , m_why(QStringLiteral("not opened"))
{
    qRegisterMetaType<podium::devices::LinkState>();
    qRegisterMetaType<podium::devices::TraceEntry>();
    m_connection.channel().received = [this](QByteArrayView bytes) { receive(bytes); };
    m_connection.channel().drained = [this] { m_exchanger.pump(); };
    prepareBus();
}

MessageLink::~MessageLink()
{
    const QSignalBlocker silent(this);
    close();
    m_exchanger.failRemembered(QStringLiteral("it was removed"));
}

void MessageLink::open()
{
    if (m_state == LinkState::Down)
        m_connection.reconnect(QStringLiteral("opened"));
}

void MessageLink::close()
{
    const auto why = QStringLiteral("closed");
    m_connection.close();
    m_handshake.stop();
    m_heartbeat.stop();
    m_exchanger.closed(why);
    m_exchanger.failQueue(why);
    setState(LinkState::Down, why);
}

void MessageLink::connectNow()
{
    if (m_state == LinkState::Down || m_state == LinkState::Backoff)
        m_connection.reconnect(QStringLiteral("asked to connect now"));
}

void MessageLink::handOver(const QByteArray &message, MessageClass messageClass)
{
    auto &channel = m_connection.channel();
    messageClass == MessageClass::Stop ? channel.sendStop(message) : channel.send(message);
}

void MessageLink::receive(QByteArrayView bytes)
{
    m_arrived = bytes;
    beginIntake();
}

void MessageLink::beginIntake()
{
    if (m_engine.isDraining()) {
        takeIn();
        return;
    }
    // Begins a slice of the engine, so that what the bytes wake goes on before the event loop turns once more; ahead of every
    // alarm, so that bytes keep their order and beat a deadline of the same moment.
    m_intake.startFirst();
    m_engine.drain();
}

void MessageLink::takeIn()
{
    m_heard = m_engine.now();
    if (std::exchange(m_ended, false))
        m_exchanger.messageEnded();
    else
        m_exchanger.received(m_arrived);
}

void MessageLink::connecting(const QString &why)
{
    m_clearing = false;
    setState(LinkState::Connecting, why);
}

void MessageLink::connected()
{
    const bool anew = m_connection.channel().beginsAnew();
    m_exchanger.opened(anew); // remembered stops go first, before anybody is told anything
    setState(LinkState::Identifying, QStringLiteral("connected"));
    if (m_state == LinkState::Identifying && anew)
        m_handshake.start();
    else if (m_state == LinkState::Identifying)
        m_handshake.startDrain(true);
}

void MessageLink::lost(const QString &why)
{
    m_handshake.stop();
    m_heartbeat.stop();
    ++m_exchanger.counters().losses;
    m_exchanger.closed(why);
    m_exchanger.failQueue(why);
}

void MessageLink::waiting(const QString &why, engine::Duration retryIn)
{
    setState(LinkState::Backoff, QStringLiteral("%1; next attempt in %2").arg(why, inSeconds(retryIn)));
}

void MessageLink::identified(const QByteArray &identity)
{
    m_identity = identity;
    m_heard = m_engine.now();
    m_connection.confirm();
    if (m_policy.heartbeat > engine::Duration::zero())
        m_heartbeat.start(m_policy.heartbeat);
    setState(LinkState::Up, identity.isEmpty() ? QStringLiteral("connected") : QStringLiteral("answers as %1").arg(shown(identity)));
    if (m_state == LinkState::Up)
        m_exchanger.resume();
}

void MessageLink::notIdentified(const QString &why, bool afterDrain)
{
    if (afterDrain && m_connection.channel().beginsAnew())
        reconnect(why);
    else
        m_connection.fail(why);
}

void MessageLink::misaligned(const QString &why)
{
    ++m_exchanger.counters().resyncs;
    m_handshake.stop();
    m_heartbeat.stop();
    if (isBus()) {
        clearAndIdentify(why);
        return;
    }
    const bool anew = m_connection.channel().beginsAnew();
    const bool canDrain = m_policy.resync == Resync::Drain && m_policy.identity
        && !m_exchanger.isInFlight(m_policy.identify + m_policy.framing.sendEnd); // else nobody could tell its answer from the next
    if (anew && !canDrain) {
        reconnect(why);
        return;
    }
    m_exchanger.suspend(why);
    setState(LinkState::Identifying, QStringLiteral("resynchronising: %1").arg(why));
    if (m_state == LinkState::Identifying)
        m_handshake.startDrain(!anew);
}

void MessageLink::reconnect(const QString &why)
{
    m_exchanger.closed(why);
    m_exchanger.failQueue(why, true);
    m_connection.reconnectInTurn(QStringLiteral("resynchronising: %1").arg(why));
}

bool MessageLink::isDrained() const
{
    return m_connection.channel().isDrained();
}

void MessageLink::setState(LinkState state, const QString &why)
{
    if (m_state == state && m_why == why)
        return;
    m_state = state;
    m_why = why;
    Q_EMIT stateChanged(state, why);
}

void MessageLink::beat()
{
    const auto &message = m_policy.heartbeatMessage.isEmpty() ? m_policy.identify : m_policy.heartbeatMessage;
    const auto due = m_heard + m_policy.heartbeat;
    if (message.isEmpty())
        return;
    if (m_engine.now() < due) {
        m_heartbeat.startAt(due);
        return;
    }
    m_heartbeat.start(m_policy.heartbeat);
    if (!m_exchanger.isIdle())
        return; // what is under way has a limit of its own
    const auto question = Handshake::question(m_policy, message);
    question->done = [](ExchangeResult &&) {}; // no answer makes the link dirty, that is all
    m_exchanger.submit(question);
}

bool MessageLink::accepts() const
{
    switch (m_state) {
    case LinkState::Up:
        return true;
    case LinkState::Connecting:
    case LinkState::Identifying:
        return m_connection.failures() == 0; // the first attempt, or a resynchronisation: it will not take long
    case LinkState::Down:
    case LinkState::Backoff:
        return false;
    }
    Q_UNREACHABLE();
}

void MessageLink::checkAccepts(const QByteArray &message) const
{
    if (accepts())
        return;
    throw engine::Error(engine::ErrorKind::Disconnected,
                        QStringLiteral("The link to %1 (%2) is not up (%3); %4 was not sent. Check the device and its cable, or "
                                       "connect now.")
                            .arg(m_name, address(), m_why, shown(message)),
                        m_name)
        .withTraffic(recentTraffic());
}

ExchangePtr MessageLink::prepare(const QByteArray &message, MessageClass messageClass, int replies,
                                 std::optional<engine::Duration> limit) const
{
    auto exchange = std::make_shared<Exchange>();
    exchange->message = message + m_policy.framing.sendEnd;
    exchange->messageClass = messageClass;
    exchange->replies = replies;
    exchange->limit = limit.value_or(m_policy.replyLimit);
    exchange->shape = m_policy.framing.reply;
    if (auto *task = engine::currentTask()) {
        exchange->epoch = task->epoch();
        exchange->task = task->weak_from_this();
        exchange->device = task->record().peek().owners.value(0);
    }
    return exchange;
}

engine::Op<Reply> MessageLink::query(QByteArray message, MessageClass messageClass, std::optional<engine::Duration> limit,
                                     std::optional<ReplyShape> shape)
{
    if (messageClass != MessageClass::Stop)
        checkAccepts(message);
    const auto exchange = prepare(message, messageClass, 1, limit);
    if (shape)
        exchange->shape = *std::move(shape);
    auto result = co_await ExchangeWait(m_exchanger, exchange);
    if (result.error)
        std::rethrow_exception(result.error);
    co_return std::move(result.reply);
}

engine::Op<void> MessageLink::send(QByteArray message, MessageClass messageClass)
{
    if (messageClass != MessageClass::Stop)
        checkAccepts(message);
    const auto result = co_await ExchangeWait(m_exchanger, prepare(message, messageClass, 0, {}));
    if (result.error)
        std::rethrow_exception(result.error);
}

engine::Op<ExchangeResult> MessageLink::urgent(QByteArray message, int replies, std::optional<engine::Duration> limit)
{
    m_connection.hurry();
    co_return co_await ExchangeWait(m_exchanger, prepare(message, MessageClass::Stop, replies, limit));
}

std::optional<engine::TimePoint> MessageLink::urgentNow(const QByteArray &message, int replies, StopReceived received)
{
    const auto exchange = prepare(message, MessageClass::Stop, replies, {});
    exchange->done = [this, received = std::move(received)](ExchangeResult &&result) {
        m_engine.at(m_engine.now(), [received, result = std::move(result)] { received(result); });
    };
    m_exchanger.submit(exchange);
    m_connection.hurry();
    return exchange->written;
}
} // namespace podium::devices
