// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/proxy/proxyend.h"

#include <cerrno>

#include <sys/socket.h>
#include <unistd.h>

namespace podium::tests
{
namespace
{
constexpr std::size_t chunk = std::size_t{64} * 1024;

ssize_t writeTo(int descriptor, const QByteArray &bytes)
{
    const auto size = std::size_t(bytes.size());
    const auto count = ::send(descriptor, bytes.constData(), size, MSG_NOSIGNAL);
    return count < 0 && errno == ENOTSOCK ? ::write(descriptor, bytes.constData(), size) : count;
}
} // namespace

ProxyEnd::ProxyEnd(int descriptor, Events events)
    : m_descriptor(descriptor)
    , m_events(std::move(events))
    , m_readable(descriptor, QSocketNotifier::Read)
    , m_writable(descriptor, QSocketNotifier::Write) // is told, too, when a connection has come about
{
    QObject::connect(&m_readable, &QSocketNotifier::activated, this, &ProxyEnd::readable);
    QObject::connect(&m_writable, &QSocketNotifier::activated, this, &ProxyEnd::writable);
}

ProxyEnd::~ProxyEnd() { shut(); }

void ProxyEnd::shut()
{
    m_readable.setEnabled(false);
    m_writable.setEnabled(false);
    if (m_descriptor >= 0)
        ::close(std::exchange(m_descriptor, -1));
}

void ProxyEnd::lost(Ending ending)
{
    const bool told = !m_ending.has_value();
    if (ending == Ending::HalfClose && !m_mute) {
        m_deaf = true;
        m_readable.setEnabled(false);
    } else {
        shut();
    }
    if (told)
        m_events.ended(ending);
}

void ProxyEnd::readable()
{
    char bytes[chunk];
    const auto count = ::read(m_descriptor, bytes, sizeof bytes);
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (count > 0 && !m_ending)
        m_events.received(QByteArrayView(bytes, count));
    else if (count <= 0)
        lost(count == 0 ? Ending::HalfClose : Ending::Reset);
}

void ProxyEnd::send(QByteArrayView bytes)
{
    if (!isOpen() || m_ending)
        return;
    m_unsent += bytes;
    if (m_writable.isEnabled())
        return; // it waits already
    writable();
}

void ProxyEnd::writable()
{
    const auto size = m_unsent.size();
    const auto count = size == 0 ? 0 : writeTo(m_descriptor, m_unsent);
    if (count > 0)
        m_unsent.remove(0, count);
    const bool isBroken = count < 0 && errno != EAGAIN && errno != EINTR && errno != ENOTCONN;
    if (isBroken)
        m_unsent.clear(); // it becomes readable and ends there
    m_writable.setEnabled(!m_unsent.isEmpty());
    if (!m_unsent.isEmpty())
        return;
    if (m_ending)
        endNow();
    else if (size > 0)
        m_events.drained();
}

void ProxyEnd::end(Ending ending)
{
    if (!isOpen())
        return;
    if (ending == Ending::Reset) {
        const linger abrupt{1, 0};
        ::setsockopt(m_descriptor, SOL_SOCKET, SO_LINGER, &abrupt, sizeof abrupt);
        shut();
        return;
    }
    m_ending = ending;
    if (m_unsent.isEmpty())
        endNow();
}

void ProxyEnd::endNow()
{
    if (std::exchange(m_ending, std::nullopt) != Ending::HalfClose || m_deaf)
        shut();
    else
        m_mute = ::shutdown(m_descriptor, SHUT_WR) == 0;
}
} // namespace podium::tests
