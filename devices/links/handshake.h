// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/exchanger.h"

namespace podium::devices
{
/// Finds out who is at the other end and where its next reply begins.
///
/// On a fresh stream it asks the identity. On a dirty one it waits for silence, asks, and discards what comes before the answer:
/// the peer answers in order, so nothing from before can come behind it. Only an older identity question that was never answered
/// could be taken for ours. While one is owed, the silence is longer than any answer takes, before the question and, where the
/// stream may hold more than this session's, behind the answer, too; a line that follows begins it all anew, within a limit.
/// Thread: the engine's.
class Handshake
{
public:
    class Host
    {
    public:
        virtual ~Host() = default;
        virtual void identified(const QByteArray &identity) = 0;
        virtual void notIdentified(const QString &why, bool afterDrain) = 0;
    };

    Handshake(engine::Engine &engine, Host &host, Exchanger &exchanger, const LinkPolicy &policy);
    ~Handshake();

    void start();
    /// Thorough: nothing may follow the answer, and older identity questions may be owed. Without an identity question the
    /// silence alone must do.
    void startDrain(bool thorough);
    void stop();
    /// See Exchanger::Host.
    void discarded();

    /// The identity question of a policy, or its heartbeat's, ready to be written.
    static ExchangePtr question(const LinkPolicy &policy, const QByteArray &message);

private:
    enum class Step : quint8 { Idle, Silence, Question, Check };
    void awaitSilence();
    void silent();
    void ask();
    void giveUp(const QString &why);
    void answered(ExchangeResult &&result);
    /// How long nothing must come, so that nothing more will.
    engine::Duration silence() const;

    Host &m_host;
    engine::Engine &m_engine;
    Exchanger &m_exchanger;
    const LinkPolicy &m_policy;
    LinkTimer m_silence;
    LinkTimer m_limit;
    ExchangePtr m_question;
    QByteArray m_identity;
    engine::TimePoint m_from{}; // of the silence, if nothing has come or gone since
    Step m_step = Step::Idle;
    bool m_draining = false;
    bool m_thorough = false;
    bool m_unsure = false; // older identity questions were owed
    int m_lines = 0;       // discarded
};
} // namespace podium::devices
