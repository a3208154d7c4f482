// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sim/replywriter.h"

#include <utility>

namespace podium::app
{

ReplyWriter::ReplyWriter(QTcpSocket *socket, Log log)
    : m_socket(socket)
    , m_log(std::move(log))
{
    m_byteTimer.setTimerType(Qt::PreciseTimer);
    m_byteTimer.callOnTimeout(this, [this] { writeNextByte(); });
}

void ReplyWriter::send(const QByteArray &reply, const MessageFaults &faults, const std::function<void()> &done)
{
    m_done = done;
    if (faults.dropReply) {
        end();
        return;
    }
    const QByteArray text = faults.garbage.value_or(reply);
    if (faults.delay.count() == 0)
        deliver(text, faults);
    else
        QTimer::singleShot(faults.delay, Qt::PreciseTimer, this, [this, text, faults] { deliver(text, faults); });
}

void ReplyWriter::deliver(const QByteArray &reply, const MessageFaults &faults)
{
    QByteArray bytes = reply + '\n';
    m_log(LogTime::clock::now(), '>', reply);
    if (faults.duplicate) {
        m_log(LogTime::clock::now(), '>', reply);
        bytes += bytes;
    }
    if (faults.oneByte) {
        m_rest = bytes;
        m_byteTimer.start(*faults.oneByte);
        return;
    }
    m_socket->write(bytes);
    end();
}

void ReplyWriter::writeNextByte()
{
    m_socket->write(m_rest.constData(), 1);
    m_rest.remove(0, 1);
    if (!m_rest.isEmpty())
        return;
    m_byteTimer.stop();
    end();
}

void ReplyWriter::end() { std::exchange(m_done, nullptr)(); }

} // namespace podium::app
