// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sim/faultplan.h"
#include "app/sim/simlog.h"

#include <QObject>
#include <QTcpSocket>
#include <QTimer>

#include <functional>

namespace podium::app
{

/// Sends one reply at a time to a socket, with what goes wrong with it.
/// Thread: one (the event loop of the process).
class ReplyWriter : public QObject
{
public:
    using Log = std::function<void(LogTime time, char direction, const QByteArray &text)>;

    ReplyWriter(QTcpSocket *socket, Log log);

    /// Sends `reply` and a line end; `done` is called once all bytes are handed to the system, possibly at once.
    void send(const QByteArray &reply, const MessageFaults &faults, const std::function<void()> &done);

private:
    void deliver(const QByteArray &reply, const MessageFaults &faults);
    void writeNextByte();
    void end();

    QTcpSocket *m_socket;
    Log m_log;
    QTimer m_byteTimer;
    QByteArray m_rest;
    std::function<void()> m_done;
};

} // namespace podium::app
