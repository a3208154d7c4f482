// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/linkkind.h"
#include "devices/links/socketstream.h"
#include "devices/links/tcpaddress.h"

#include <QTcpSocket>

#include <chrono>

namespace podium::devices
{
/// A TCP connection that notices a vanished peer: small packets go at once, keep-alive probes an idle line, and unacknowledged
/// bytes end the connection after the user timeout.
/// Thread: the engine's.
class TcpChannel final : public QObject, public Channel
{
    Q_OBJECT

public:
    /// Addresses tcp://host:port.
    static LinkKind kind();

    /// Keep-alive probes after 1 s idle and every second; with the heartbeat of a link a pulled cable is found within 3 s.
    explicit TcpChannel(TcpAddress address, std::chrono::milliseconds userTimeout = std::chrono::milliseconds(1300));
    ~TcpChannel() override;

    QString address() const override { return m_address.toString(); }
    void open() override;
    void close() override;
    void send(QByteArrayView message) override;
    bool isDrained() const override { return !m_stream || m_stream->isDrained(); }
    /// The descriptor of the connected socket, -1 if there is none.
    int descriptor() const { return m_stream ? m_stream->descriptor() : -1; }

private:
    void socketConnected();
    void end(const QString &reason);

    TcpAddress m_address;
    std::chrono::milliseconds m_userTimeout;
    QTcpSocket m_socket; // looks up and connects
    SocketStream *m_stream = nullptr; // a child of this
    quint64 m_session = 0;
};
} // namespace podium::devices
