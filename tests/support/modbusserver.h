// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/modbusslave.h"

#include <QTcpServer>
#include <QTcpSocket>

#include <memory>
#include <vector>

namespace podium::tests
{
/// A Modbus unit on a TCP port of this machine, whose line the test can freeze and pull.
/// Thread: main thread.
class ModbusServer : public QObject
{
public:
    ModbusServer()
    {
        connect(&m_server, &QTcpServer::newConnection, this, [this] { accept(); });
        plug();
    }
    ~ModbusServer() override { pull(); }

    quint16 port() const { return m_port; }
    /// Takes what comes and answers nothing.
    void freeze() { m_frozen = true; }
    void thaw()
    {
        m_frozen = false;
        for (const auto &peer : m_peers)
            take(*peer);
    }
    /// Ends every connection and accepts none.
    void pull()
    {
        m_server.close();
        for (const auto &peer : m_peers) {
            peer->socket->disconnect(this);
            peer->socket->abort();
        }
    }
    void plug()
    {
        if (m_server.listen(QHostAddress::LocalHost, m_port))
            m_port = m_server.serverPort();
    }

    ModbusSlave slave;

private:
    struct Peer {
        std::unique_ptr<QTcpSocket> socket;
        QByteArray bytes;
    };
    void accept()
    {
        while (auto *socket = m_server.nextPendingConnection()) {
            socket->setParent(nullptr);
            auto &peer = *m_peers.emplace_back(std::make_unique<Peer>());
            peer.socket.reset(socket);
            connect(socket, &QTcpSocket::readyRead, this, [this, &peer] {
                peer.bytes += peer.socket->readAll();
                take(peer);
            });
        }
    }
    void take(Peer &peer)
    {
        constexpr qsizetype header = 6;
        while (!m_frozen && peer.bytes.size() > header) {
            const auto size = header + static_cast<quint8>(peer.bytes.at(5));
            if (peer.bytes.size() < size)
                return;
            const auto frame = peer.bytes.first(size);
            peer.bytes.remove(0, size);
            const auto reply = slave.answer(frame.mid(header + 1));
            peer.socket->write(frame.first(4) + QByteArray(1, '\0') + QByteArray(1, static_cast<char>(reply.size() + 1)) +
                               frame.mid(header, 1) + reply);
        }
    }

    QTcpServer m_server;
    quint16 m_port = 0;
    std::vector<std::unique_ptr<Peer>> m_peers;
    bool m_frozen = false;
};
} // namespace podium::tests
