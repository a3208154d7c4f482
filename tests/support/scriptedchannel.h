// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/channel.h"
#include "engine/tasks/engine.h"

#include <deque>

namespace podium::tests
{
/// A channel without a wire: records what is sent and plays a peer by the engine's clock.
/// Thread: the engine's.
class ScriptedChannel final : public devices::Channel
{
public:
    struct Sent {
        QByteArray message;
        engine::TimePoint when;
        int connection; ///< counts from 1
    };

    explicit ScriptedChannel(engine::Engine &engine) : m_engine(engine) {}

    // --- what the peer does
    enum class Peer { Accepts, Refuses, Silent };
    Peer peer = Peer::Accepts;
    engine::Duration connectDelay{};
    std::function<void(const QByteArray &message)> onMessage; ///< called within send(), after the message is recorded
    bool full = false;                                        ///< the system takes no more bytes
    std::vector<Sent> sent;
    bool anew = true;  ///< false: as a serial port, bytes may come in a later session than they were sent in ...
    bool keeps = true; ///< ... those that come while it is closed, too, when it opens; else these are lost
    int attempts = 0;
    int connections = 0;

    /// These bytes arrive after this time, unless the connection has ended by then (see anew).
    void deliver(const QByteArray &bytes, engine::Duration after = {});
    /// The same, cut into pieces that arrive one after another.
    void deliverPieces(const QByteArray &bytes, engine::Duration after, engine::Duration between, qsizetype piece);
    /// The peer ends the connection.
    void hangUp(const QString &reason, engine::Duration after = {});
    /// The system takes bytes again.
    void makeRoom();
    /// The messages of one connection without their line ends; 0: of all.
    QByteArrayList messages(int connection = 0) const;

    QString address() const override { return QStringLiteral("scripted:"); }
    void open() override;
    void close() override;
    void send(QByteArrayView message) override;
    bool isDrained() const override { return !full; }
    bool beginsAnew() const override { return anew; }

private:
    void later(engine::Duration after, std::function<void()> function);

    engine::Engine &m_engine;
    std::shared_ptr<int> m_session = std::make_shared<int>(0); // outlived by timers; void for those of a former session
    QByteArray m_kept;
    bool m_open = false;
};
} // namespace podium::tests
