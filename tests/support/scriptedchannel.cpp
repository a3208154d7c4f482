// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scriptedchannel.h"

namespace podium::tests
{
void ScriptedChannel::later(engine::Duration after, std::function<void()> function)
{
    m_engine.at(m_engine.now() + after,
                [alive = std::weak_ptr(m_session), session = *m_session, function = std::move(function)] {
                    if (const auto now = alive.lock(); now && *now == session)
                        function();
                });
}

void ScriptedChannel::open()
{
    ++attempts;
    switch (peer) {
    case Peer::Accepts:
        later(connectDelay, [this] {
            m_open = true;
            ++connections;
            if (!m_kept.isEmpty())
                later({}, [this, kept = std::exchange(m_kept, {})] { received(kept); });
            opened();
        });
        return;
    case Peer::Refuses:
        later(connectDelay, [this] { hangUp(QStringLiteral("connection refused")); });
        return;
    case Peer::Silent:
        return;
    }
}

void ScriptedChannel::close()
{
    ++*m_session;
    m_open = false;
}

void ScriptedChannel::send(QByteArrayView message)
{
    if (!m_open)
        return;
    sent.push_back({message.toByteArray(), m_engine.now(), connections});
    if (onMessage)
        onMessage(sent.back().message.chopped(1));
}

void ScriptedChannel::deliver(const QByteArray &bytes, engine::Duration after)
{
    if (anew) {
        later(after, [this, bytes] { received(bytes); });
        return;
    }
    m_engine.at(m_engine.now() + after, [this, alive = std::weak_ptr(m_session), bytes] {
        if (!alive.lock())
            return;
        if (m_open)
            received(bytes);
        else if (keeps)
            m_kept += bytes;
    });
}

void ScriptedChannel::deliverPieces(const QByteArray &bytes, engine::Duration after, engine::Duration between, qsizetype piece)
{
    for (qsizetype at = 0; at < bytes.size(); at += piece, after += between)
        deliver(bytes.mid(at, piece), after);
}

void ScriptedChannel::hangUp(const QString &reason, engine::Duration after)
{
    later(after, [this, reason] {
        close();
        closed(reason);
    });
}

void ScriptedChannel::makeRoom()
{
    full = false;
    drained();
}

QByteArrayList ScriptedChannel::messages(int connection) const
{
    QByteArrayList list;
    for (const auto &entry : sent)
        if (connection == 0 || entry.connection == connection)
            list << entry.message.chopped(1);
    return list;
}
} // namespace podium::tests
