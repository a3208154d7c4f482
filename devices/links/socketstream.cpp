// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/socketstream.h"

#include <algorithm>
#include <cerrno>
#include <utility>

#include <sys/socket.h>
#include <unistd.h>

namespace podium::devices
{
SocketStream::SocketStream(int descriptor, Events events, QObject *parent)
    : QObject(parent)
    , m_descriptor(descriptor)
    , m_events(std::move(events))
    , m_readable(descriptor, QSocketNotifier::Read)
    , m_writable(descriptor, QSocketNotifier::Write)
    , m_chunk(std::size_t{64} * 1024)
{
    m_writable.setEnabled(false);
    QObject::connect(&m_readable, &QSocketNotifier::activated, this, &SocketStream::readable);
    QObject::connect(&m_writable, &QSocketNotifier::activated, this, &SocketStream::writable);
}

SocketStream::~SocketStream()
{
    shut();
}

void SocketStream::shut()
{
    m_readable.setEnabled(false);
    m_writable.setEnabled(false);
    if (m_descriptor >= 0)
        ::close(std::exchange(m_descriptor, -1));
}

void SocketStream::readable()
{
    // One piece for each round of the event loop: a flood on one link must not starve the others.
    const auto count = ::recv(m_descriptor, m_chunk.data(), m_chunk.size(), MSG_DONTWAIT);
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (count > 0)
        m_events.received(QByteArrayView(m_chunk.data(), count));
    else
        m_events.ended(count == 0 ? QStringLiteral("the peer closed the connection") : qt_error_string(errno));
}

qsizetype SocketStream::writeSome(QByteArrayView bytes)
{
    const auto count = ::send(m_descriptor, bytes.data(), static_cast<std::size_t>(bytes.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
    return std::max<qsizetype>(0, count); // a broken connection becomes readable and ends there
}

void SocketStream::send(QByteArrayView bytes)
{
    if (!m_unsent.isEmpty()) {
        m_unsent.append(bytes);
        return;
    }
    const auto count = writeSome(bytes);
    if (count == bytes.size())
        return;
    m_unsent = bytes.sliced(count).toByteArray();
    m_writable.setEnabled(true);
}

void SocketStream::writable()
{
    const auto count = writeSome(m_unsent);
    m_unsent.remove(0, count);
    if (!m_unsent.isEmpty())
        return;
    m_writable.setEnabled(false);
    m_events.drained();
}
} // namespace podium::devices
