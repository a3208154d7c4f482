// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/handshake.h"

#include "devices/links/linktext.h"

namespace podium::devices
{
Handshake::Handshake(engine::Engine &engine, Host &host, Exchanger &exchanger, const LinkPolicy &policy)
    : m_host(host)
    , m_exchanger(exchanger)
    , m_policy(policy)
    , m_silence(engine, [this] { ask(); })
    , m_giveUp(engine, [this] { giveUp(QStringLiteral("it does not fall silent")); })
{
}

Handshake::~Handshake()
{
    stop();
}

ExchangePtr Handshake::question(const LinkPolicy &policy, const QByteArray &message)
{
    auto exchange = std::make_shared<Exchange>();
    exchange->message = message + policy.framing.sendEnd;
    exchange->limit = policy.replyLimit;
    if (message == policy.identify)
        exchange->shape.first = policy.identity;
    return exchange;
}

void Handshake::start()
{
    stop();
    if (m_policy.identify.isEmpty())
        m_host.identified({});
    else
        ask();
}

void Handshake::startDrain()
{
    stop();
    m_draining = true;
    m_exchanger.setDiscarding(true);
    m_silence.start(m_policy.silence);
    m_giveUp.start(2 * m_policy.replyLimit + 10 * m_policy.silence);
}

void Handshake::stop()
{
    m_silence.stop();
    m_giveUp.stop();
    m_draining = false;
    m_exchanger.setDiscarding(false);
    if (m_question)
        m_question->done = {};
    m_question.reset();
}

void Handshake::bytesCame()
{
    if (m_silence.isActive())
        m_silence.start(m_policy.silence);
}

void Handshake::ask()
{
    m_exchanger.setDiscarding(false);
    m_question = question(m_policy, m_policy.identify);
    m_question->done = [this](ExchangeResult &&result) { answered(std::move(result)); };
    m_exchanger.write(m_question);
}

void Handshake::giveUp(const QString &why)
{
    const bool drained = m_draining;
    stop();
    m_host.notIdentified(why, drained);
}

void Handshake::answered(ExchangeResult &&result)
{
    m_question.reset();
    if (result.error) {
        giveUp(engine::Error::from(result.error).message());
        return;
    }
    stop();
    m_host.identified(result.reply);
}
} // namespace podium::devices
