// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/tcpchannel.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace podium::devices
{
namespace
{
template <class T>
void setOption(int socket, int level, int name, T value)
{
    // A kernel that lacks one of these still carries the messages; the heartbeat of the link then finds the dead peer.
    ::setsockopt(socket, level, name, &value, sizeof value);
}
} // namespace

LinkKind TcpChannel::kind()
{
    return {QStringLiteral("tcp"), QStringLiteral("tcp://192.168.1.20:5025"),
            QStringLiteral("a raw TCP port: the host and the port that the instrument's manual names"),
            [](const QString &address) { return std::make_unique<TcpChannel>(TcpAddress::parse(address)); }};
}

TcpChannel::TcpChannel(TcpAddress address, std::chrono::milliseconds userTimeout)
    : m_address(std::move(address))
    , m_userTimeout(userTimeout)
{
    // Queued: the socket is still inside its own doings.
    QObject::connect(&m_socket, &QTcpSocket::connected, this, [this] {
        QMetaObject::invokeMethod(this, [this, session = m_session] {
            if (session == m_session)
                socketConnected();
        }, Qt::QueuedConnection);
    });
    QObject::connect(&m_socket, &QTcpSocket::errorOccurred, this, [this] {
        QMetaObject::invokeMethod(this, [this, session = m_session, reason = m_socket.errorString()] {
            if (session == m_session && !m_stream)
                end(reason);
        }, Qt::QueuedConnection);
    });
}

TcpChannel::~TcpChannel()
{
    m_socket.disconnect(this);
    close();
}

void TcpChannel::open()
{
    ++m_session;
    m_socket.connectToHost(m_address.host, m_address.port);
}

void TcpChannel::close()
{
    ++m_session;
    m_socket.abort();
    if (!m_stream)
        return;
    m_stream->shut();
    m_stream->deleteLater(); // it may be the caller
    m_stream = nullptr;
}

void TcpChannel::socketConnected()
{
    const auto early = m_socket.readAll(); // it reads ahead
    const int socket = ::dup(static_cast<int>(m_socket.socketDescriptor()));
    if (socket < 0) {
        end(m_socket.errorString());
        return;
    }
    m_socket.abort();
    setOption<int>(socket, IPPROTO_TCP, TCP_NODELAY, 1);
    setOption<int>(socket, SOL_SOCKET, SO_KEEPALIVE, 1);
    setOption<int>(socket, IPPROTO_TCP, TCP_KEEPIDLE, 1);
    setOption<int>(socket, IPPROTO_TCP, TCP_KEEPINTVL, 1);
    setOption<int>(socket, IPPROTO_TCP, TCP_KEEPCNT, 2);
    setOption<unsigned>(socket, IPPROTO_TCP, TCP_USER_TIMEOUT, static_cast<unsigned>(m_userTimeout.count()));
    SocketStream::Events events;
    events.received = [this](QByteArrayView bytes) { received(bytes); };
    events.drained = [this] { drained(); };
    events.ended = [this](const QString &reason) { end(reason); };
    m_stream = new SocketStream(socket, std::move(events), this);
    const auto session = m_session;
    opened();
    if (session == m_session && !early.isEmpty())
        received(early);
}

void TcpChannel::send(QByteArrayView message)
{
    if (m_stream)
        m_stream->send(message);
}

void TcpChannel::end(const QString &reason)
{
    close();
    closed(reason);
}
} // namespace podium::devices
