// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/handshake.h"

#include "devices/links/linktext.h"

namespace podium::devices
{
Handshake::Handshake(engine::Engine &engine, Host &host, Exchanger &exchanger, const LinkPolicy &policy)
    : m_host(host)
    , m_engine(engine)
    , m_exchanger(exchanger)
    , m_policy(policy)
    , m_silence(engine, [this] { silent(); })
    , m_limit(engine, [this] {
        giveUp(m_lines > 0 ? QStringLiteral("it does not fall silent: %1 lines came that nobody had asked for; look whether it sends "
                                            "by itself, and at the settings of its line")
                                 .arg(m_lines)
                           : QStringLiteral("it does not fall silent, and what it sends is no line; look at the settings of its line"));
    })
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

void Handshake::startDrain(bool thorough)
{
    stop();
    m_draining = true;
    m_thorough = thorough;
    constexpr int trials = 2;
    const auto silences = m_policy.silence * 10 + (thorough ? 2 * trials * (m_policy.replyLimit + m_policy.longestDelay) : engine::Duration());
    m_limit.start(trials * m_policy.replyLimit + silences);
    awaitSilence();
}

void Handshake::stop()
{
    m_silence.stop();
    m_limit.stop();
    m_step = Step::Idle;
    m_draining = false;
    m_lines = 0;
    m_exchanger.setDiscarding(false);
    if (m_question)
        m_question->done = {};
    m_question.reset();
}

engine::Duration Handshake::silence() const
{
    return m_unsure ? m_policy.replyLimit + m_policy.longestDelay : m_policy.silence;
}

void Handshake::awaitSilence()
{
    m_step = Step::Silence;
    m_unsure = m_thorough && m_exchanger.owed() > 0;
    m_exchanger.setDiscarding(true);
    m_from = m_engine.now() - silence() + m_policy.silence; // what was quiet before counts, but for what may lie ready
    m_silence.startAt(m_engine.now() + m_policy.silence);
}

void Handshake::silent()
{
    const auto due = std::max(m_from, m_exchanger.lastActive()) + silence();
    if (m_engine.now() < due) {
        m_silence.startAt(due);
    } else if (m_step == Step::Check) {
        const auto identity = m_identity; // stop() ends this handshake, and the host may begin the next
        stop();
        m_host.identified(identity);
    } else {
        ask();
    }
}

void Handshake::discarded()
{
    ++m_lines;
    if (m_step != Step::Check)
        return;
    m_exchanger.owe(); // the answer may have been that to an older question
    awaitSilence();
}

void Handshake::ask()
{
    if (m_thorough)
        m_exchanger.dropPartial(); // if its rest comes after all, it does not look like the identity
    if (m_policy.identify.isEmpty()) {
        stop();
        m_host.identified({});
        return;
    }
    m_step = Step::Question;
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
    if (m_thorough && m_draining) {
        m_step = Step::Check;
        m_identity = result.reply;
        m_exchanger.setDiscarding(true);
        m_from = m_engine.now();
        m_silence.start(silence());
        return;
    }
    stop();
    m_host.identified(result.reply);
}
} // namespace podium::devices
