// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <algorithm>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace podium::tests
{
/// A bare TCP server on loopback for one peer, used without an event loop.
/// Thread: one at a time.
class RawServer
{
public:
    RawServer()
        : m_listening(::socket(AF_INET, SOCK_STREAM, 0))
    {
        sockaddr_in name{};
        name.sin_family = AF_INET;
        name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof name;
        if (::bind(m_listening, reinterpret_cast<sockaddr *>(&name), size) != 0 || ::listen(m_listening, 4) != 0)
            qFatal("No port of this machine can be listened to.");
        ::getsockname(m_listening, reinterpret_cast<sockaddr *>(&name), &size);
        m_port = ntohs(name.sin_port);
    }
    ~RawServer()
    {
        hangUp();
        ::close(m_listening);
    }
    RawServer(const RawServer &) = delete;
    RawServer &operator=(const RawServer &) = delete;

    quint16 port() const { return m_port; }
    /// Waits for the next peer and drops the former one.
    void accept()
    {
        hangUp();
        m_peer = ::accept(m_listening, nullptr, nullptr);
    }
    void hangUp()
    {
        if (m_peer >= 0)
            ::close(m_peer);
        m_peer = -1;
    }
    int socket() const { return m_peer; }
    /// What has arrived by now.
    QByteArray readNow() const
    {
        QByteArray bytes(qsizetype(256) * 1024, '\0');
        const auto count = ::recv(m_peer, bytes.data(), static_cast<std::size_t>(bytes.size()), MSG_DONTWAIT);
        return bytes.first(std::max<qsizetype>(0, count));
    }

private:
    int m_listening;
    int m_peer = -1;
    quint16 m_port = 0;
};
} // namespace podium::tests
