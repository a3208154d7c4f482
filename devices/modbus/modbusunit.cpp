// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/modbus/modbusunit.h"

#include "devices/links/exchangewait.h"
#include "devices/links/linktext.h"
#include "engine/tasks/taskcore.h"

namespace podium::devices
{
using namespace engine;
using namespace std::chrono_literals;

namespace
{
constexpr Duration retryFirst = 500ms;
constexpr Duration retryLast = 30s;

using ModbusWait = WaitForExchange<ModbusExchanger, ModbusExchange, ModbusResult>;
} // namespace

ModbusUnit::ModbusUnit(Engine &engine, const QString &name, std::shared_ptr<ModbusLink> link, quint8 number,
                       ModbusUnitPolicy policy)
    : m_engine(engine)
    , m_name(name)
    , m_link(std::move(link))
    , m_number(number)
    , m_policy(std::move(policy))
    , m_backoff(retryFirst, retryLast, 0)
    , m_silence(engine, [this] { m_policy.echo ? askEcho() : askIdentity(); })
    , m_retry(engine, [this] { connected(); })
    , m_heartbeat(engine, [this] { beat(); })
    , m_why(QStringLiteral("not opened"))
{
    qRegisterMetaType<podium::devices::LinkState>();
}

ModbusUnit::~ModbusUnit()
{
    const QSignalBlocker silent(this);
    m_users = std::min(m_users, 1);
    if (m_users > 0)
        close();
    m_link->exchanger().fail(m_number, QStringLiteral("it was removed"), true);
}

void ModbusUnit::open()
{
    if (m_users++ == 0)
        m_link->open(*this);
}

void ModbusUnit::close()
{
    if (--m_users > 0)
        return;
    forget();
    m_link->exchanger().setHeld(m_number, true);
    m_link->exchanger().fail(m_number, QStringLiteral("closed"));
    m_link->close(*this);
    setState(LinkState::Down, QStringLiteral("closed"));
}

void ModbusUnit::reconnect()
{
    if (m_users == 0)
        return;
    if (m_link->isConnected() && m_link->isAtWorkWithout(*this))
        connected(); // the line is good
    else
        m_link->reconnect(QStringLiteral("asked to connect now"));
}

void ModbusUnit::forget()
{
    m_silence.stop();
    m_retry.stop();
    m_heartbeat.stop();
    if (const auto question = std::exchange(m_question, nullptr))
        m_link->exchanger().abandon(question);
}

void ModbusUnit::connecting(const QString &why) { setState(LinkState::Connecting, why); }

void ModbusUnit::connected()
{
    forget();
    m_link->exchanger().setHeld(m_number, true);
    setState(LinkState::Identifying, QStringLiteral("connected"));
    if (m_state == LinkState::Identifying) // else whoever was told has closed it
        begin();
}

void ModbusUnit::stopAgain()
{
    for (const auto &pdu : m_unheard)
        m_link->exchanger().submit(prepare(pdu, MessageClass::Stop));
}

void ModbusUnit::lost(const QString &why)
{
    m_owes = m_link->isRtu(); // a line that is opened again may still carry what was asked before
    forget();
    m_link->exchanger().setHeld(m_number, true);
    m_link->exchanger().fail(m_number, why);
    setState(LinkState::Backoff, why);
}

void ModbusUnit::unanswered(const QString &why)
{
    m_owes = true;
    if (m_question || m_state != LinkState::Up)
        return; // its own question tells how that ends
    resynchronise(why);
}

void ModbusUnit::resynchronise(const QString &why)
{
    m_heartbeat.stop();
    m_link->exchanger().setHeld(m_number, true);
    setState(LinkState::Identifying, QStringLiteral("resynchronising: %1").arg(why));
    if (m_state == LinkState::Identifying)
        begin();
}

void ModbusUnit::setState(LinkState state, const QString &why)
{
    if (m_state == state && m_why == why)
        return;
    m_state = state;
    m_why = why;
    Q_EMIT stateChanged(state, why);
}

void ModbusUnit::beat()
{
    const auto due = m_heard + m_policy.heartbeat;
    if (m_engine.now() < due) {
        m_heartbeat.startAt(due);
        return;
    }
    m_heartbeat.start(m_policy.heartbeat);
    if (m_state == LinkState::Up && !m_question && m_link->exchanger().isIdle(m_number))
        ask(m_policy.identify, [this](const QByteArray &reply) { identified(reply); });
}

bool ModbusUnit::accepts() const
{
    switch (m_state) {
    case LinkState::Up:
        return true;
    case LinkState::Connecting:
    case LinkState::Identifying: // the first attempt, or a resynchronisation: it will not take long
        return m_link->failures() == 0 && m_backoff.failures() == 0;
    case LinkState::Down:
    case LinkState::Backoff:
        return false;
    }
    Q_UNREACHABLE();
}

ModbusExchangePtr ModbusUnit::prepare(const QByteArray &pdu, MessageClass messageClass) const
{
    auto exchange = std::make_shared<ModbusExchange>();
    exchange->unit = m_number;
    exchange->who = m_name;
    exchange->pdu = pdu;
    exchange->messageClass = messageClass;
    exchange->limit = m_policy.replyLimit;
    if (auto *task = currentTask()) {
        exchange->epoch = task->epoch();
        exchange->task = task->weak_from_this();
        exchange->device = task->record().peek().owners.value(0);
    }
    return exchange;
}

Op<QByteArray> ModbusUnit::query(QByteArray pdu, MessageClass messageClass)
{
    if (!accepts())
        throw Error(ErrorKind::Disconnected,
                    QStringLiteral("%1 (unit %2 at %3) is not up (%4); %5 was not sent. Check the device and its cable, or "
                                   "connect now.")
                        .arg(m_name, QString::number(m_number), m_link->carrier(), m_why, modbus::inWords(pdu)),
                    m_name)
            .withTraffic(recentTraffic());
    auto result = co_await ModbusWait(m_link->exchanger(), prepare(pdu, messageClass));
    if (result.error)
        std::rethrow_exception(result.error);
    co_return std::move(result.reply);
}

void ModbusUnit::lastWords(const std::vector<QByteArray> &requests)
{
    bool isAnyWritten = requests.empty();
    for (const auto &request : requests) {
        const auto exchange = prepare(request, MessageClass::Stop);
        exchange->isLast = true;
        m_link->exchanger().submit(exchange);
        isAnyWritten = isAnyWritten || exchange->written;
    }
    if (!isAnyWritten)
        m_link->exchanger().hurry();
}

std::optional<TimePoint> ModbusUnit::urgentNow(const QByteArray &pdu, StopReceived received)
{
    const auto exchange = prepare(pdu, MessageClass::Stop);
    // Not by way of this unit: on a line that others use, too, a stop outlives it.
    exchange->done = [&engine = m_engine, received = std::move(received)](ModbusResult &&result) {
        engine.at(engine.now(), [received, result = std::move(result)] { received(result); });
    };
    if (m_link->isRtu() && m_state != LinkState::Up && !m_unheard.contains(pdu))
        m_unheard << pdu;
    m_link->exchanger().submit(exchange);
    m_link->hurry();
    return exchange->written;
}
} // namespace podium::devices
