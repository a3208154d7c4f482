// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sim/replywriter.h"

#include <utility>

namespace podium::app
{

ReplyWriter::ReplyWriter(QIODevice *stream, Log log)
    : m_stream(stream)
    , m_log(std::move(log))
{
    m_delay.setTimerType(Qt::PreciseTimer);
    m_delay.setSingleShot(true);
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
        later(faults.delay, [this, text, faults] { deliver(text, faults); });
}

void ReplyWriter::later(std::chrono::milliseconds delay, const std::function<void()> &act)
{
    m_delay.disconnect(this);
    m_delay.callOnTimeout(this, act);
    m_delay.start(delay);
}

void ReplyWriter::forget()
{
    m_delay.stop();
    m_byteTimer.stop();
    m_done = nullptr;
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
    m_stream->write(bytes);
    end();
}

void ReplyWriter::writeNextByte()
{
    m_stream->write(m_rest.constData(), 1);
    m_rest.remove(0, 1);
    if (!m_rest.isEmpty())
        return;
    m_byteTimer.stop();
    end();
}

void ReplyWriter::end() { std::exchange(m_done, nullptr)(); }

} // namespace podium::app
