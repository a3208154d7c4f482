// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// How a unit becomes Up: what was asked before is over, and who answers is whom the file names.
#include "devices/links/linktext.h"
#include "devices/modbus/modbusunit.h"
#include "engine/model/quoted.h"

namespace podium::devices
{
using namespace engine;
using namespace std::chrono_literals;

namespace
{
constexpr Duration shortSilence = 100ms; // before the echo, so that it meets no reply on the line
} // namespace

void ModbusUnit::begin()
{
    stopAgain();
    if (m_owes && m_link->isRtu())
        m_silence.start(m_policy.echo ? shortSilence : m_policy.replyLimit);
    else
        askIdentity();
}

void ModbusUnit::ask(const QByteArray &pdu, std::function<void(const QByteArray &)> answered)
{
    m_question = prepare(pdu, MessageClass::Read);
    m_question->done = [this, answered = std::move(answered)](ModbusResult &&result) {
        m_question.reset();
        if (result.error)
            giveUp(Error::from(result.error).message());
        else
            answered(result.reply);
    };
    m_link->exchanger().submitOwn(m_question);
}

/// Whatever an earlier request has caused comes before the answer to this one, and does not look like it.
void ModbusUnit::askEcho()
{
    m_question = prepare(modbus::echoRequest(++m_echo), MessageClass::Read);
    m_question->done = [this](ModbusResult &&result) {
        m_question.reset();
        if (result.error && Error::from(result.error).kind() != ErrorKind::Device) { // an exception answers, too
            giveUp(QStringLiteral("%1 If it answers nothing at all to functions that it does not know, give "
                                  "resync = \"silence\" in the [link] of its file.")
                       .arg(Error::from(result.error).message()));
            return;
        }
        m_owes = false;
        askIdentity();
    };
    m_link->exchanger().submitOwn(m_question);
}

void ModbusUnit::askIdentity() { ask(m_policy.identify, [this](const QByteArray &reply) { identified(reply); }); }

void ModbusUnit::identified(const QByteArray &reply)
{
    QString identity;
    try {
        identity = m_policy.identityText(reply);
    } catch (const Error &error) {
        giveUp(QStringLiteral("it does not say what it is: %1").arg(error.message()));
        return;
    }
    if (m_policy.identity && !m_policy.identity->match(identity).hasMatch()) {
        giveUp(QStringLiteral("it says that it is %1, which does not match %2")
                   .arg(quoted(identity), quoted(m_policy.identity->pattern())));
        return;
    }
    m_owes = false;
    m_identity = identity;
    m_heard = m_engine.now();
    m_backoff.reset();
    m_link->confirm();
    stopAgain();
    m_unheard.clear();
    if (m_policy.heartbeat > Duration::zero())
        m_heartbeat.start(m_policy.heartbeat);
    setState(LinkState::Up, identity.isEmpty() ? QStringLiteral("answers") : QStringLiteral("answers as %1").arg(quoted(identity)));
    if (m_state == LinkState::Up)
        m_link->exchanger().setHeld(m_number, false);
}

void ModbusUnit::giveUp(const QString &why)
{
    forget();
    if (!m_link->isConnected())
        return; // the line was lost, and tells so itself
    if (!m_link->isAtWorkWithout(*this)) {
        m_link->fail(why); // tells lost()
        return;
    }
    m_link->exchanger().setHeld(m_number, true);
    m_link->exchanger().fail(m_number, why);
    const auto delay = m_backoff.next();
    m_retry.start(delay);
    setState(LinkState::Backoff, QStringLiteral("%1; next attempt in %2").arg(why, inSeconds(delay)));
}
} // namespace podium::devices
