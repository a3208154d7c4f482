// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sim/faultplan.h"
#include "app/sim/simlog.h"

#include <QIODevice>
#include <QObject>
#include <QTimer>

#include <functional>

namespace podium::app
{

/// Sends one reply at a time to a stream, with what goes wrong with it.
/// Thread: one (the event loop of the process).
class ReplyWriter : public QObject
{
public:
    using Log = std::function<void(LogTime time, char direction, const QByteArray &text)>;

    ReplyWriter(QIODevice *stream, Log log);

    /// Sends `reply` and a line end; `done` is called once all bytes are handed to the system, possibly at once.
    void send(const QByteArray &reply, const MessageFaults &faults, const std::function<void()> &done);

    /// What is on its way is not sent any more.
    void forget();

private:
    void later(std::chrono::milliseconds delay, const std::function<void()> &act);
    void deliver(const QByteArray &reply, const MessageFaults &faults);
    void writeNextByte();
    void end();

    QIODevice *m_stream;
    Log m_log;
    QTimer m_delay;
    QTimer m_byteTimer;
    QByteArray m_rest;
    std::function<void()> m_done;
};

} // namespace podium::app
