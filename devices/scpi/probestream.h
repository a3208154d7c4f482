// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/channel.h"
#include "engine/tasks/operation.h"

#include <QByteArray>

#include <memory>
#include <vector>

namespace podium::devices
{
/// A channel to an instrument of which nobody knows yet what it is: asks, and gathers the bytes that come, unframed.
/// Thread: the engine's, inside a task; must outlive its operations.
class ProbeStream
{
public:
    ProbeStream(engine::Engine &engine, std::unique_ptr<Channel> channel);
    ~ProbeStream();
    ProbeStream(const ProbeStream &) = delete;
    ProbeStream &operator=(const ProbeStream &) = delete;

    QString address() const { return m_channel->address(); }
    /// Makes a new connection, so that nothing that was asked before is answered now. Returns why there is none.
    engine::Op<QString> connect(engine::Duration limit);
    /// Whether the connection still stands.
    bool isOpen() const { return m_open; }
    /// Sends a message as it is and returns what comes until one of these ends and a short silence, or until the limit. On a bus
    /// the end of the reply counts; it comes as a line feed if it has none.
    engine::Op<QByteArray> ask(QByteArray message, std::vector<QByteArray> ends, engine::Duration limit);

private:
    engine::Engine &m_engine;
    std::unique_ptr<Channel> m_channel;
    QByteArray m_received;
    engine::TimePoint m_heard{};
    QString m_closed;
    bool m_open = false;
    bool m_asking = false;
    bool m_ended = false; // on a bus: the reply
};
} // namespace podium::devices
