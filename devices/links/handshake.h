// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/exchanger.h"

namespace podium::devices
{
/// Finds out who is at the other end and where its next reply begins.
///
/// On a fresh stream it asks the identity. On a dirty stream it first waits for silence; whatever comes before the answer, late
/// replies among it, is discarded. It must not be asked to drain while an older identity question is unanswered.
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
    void startDrain();
    void stop();
    /// Something came: silence begins anew.
    void bytesCame();

    /// The identity question of a policy, or its heartbeat's, ready to be written.
    static ExchangePtr question(const LinkPolicy &policy, const QByteArray &message);

private:
    void ask();
    void giveUp(const QString &why);
    void answered(ExchangeResult &&result);

    Host &m_host;
    Exchanger &m_exchanger;
    const LinkPolicy &m_policy;
    LinkTimer m_silence;
    LinkTimer m_giveUp;
    ExchangePtr m_question;
    bool m_draining = false;
};
} // namespace podium::devices
