// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/faults/proxy/faultproxy.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

namespace podium::tests
{
/// An instrument that answers "NAME?" with "NAME", and notes what it got.
/// Thread: main thread.
class EchoInstrument : public QObject
{
    Q_OBJECT

public:
    EchoInstrument()
    {
        m_server.listen(QHostAddress::LocalHost);
        QObject::connect(&m_server, &QTcpServer::newConnection, this, [this] {
            auto *socket = m_server.nextPendingConnection();
            QObject::connect(socket, &QTcpSocket::readyRead, this, [this, socket] { answer(socket); });
        });
    }
    quint16 port() const { return m_server.serverPort(); }
    QByteArrayList received;

private:
    void answer(QTcpSocket *socket)
    {
        while (socket->canReadLine()) {
            const auto line = socket->readLine();
            received << line.chopped(1);
            if (line.endsWith("?\n"))
                socket->write(line.chopped(2) + '\n');
        }
    }
    QTcpServer m_server;
};

/// A proxy before such an instrument, and a client.
class ProxyDesk
{
public:
    explicit ProxyDesk(const QString &rule = {}, quint32 seed = 7)
        : proxy(ProxyPlace{.target = instrument.port(), .seed = seed})
    {
        give(rule);
        client.connectToHost(QHostAddress(QHostAddress::LocalHost), proxy.port());
    }
    /// A wrong one fails the test.
    void give(const QString &line)
    {
        const auto problem = line.isEmpty() ? QString() : proxy.command(line);
        if (!problem.isEmpty())
            QTest::qFail(qPrintable(problem), __FILE__, __LINE__);
    }
    void send(const QByteArray &bytes) { client.write(bytes); }
    /// All that has come to the client.
    const QByteArray &got()
    {
        m_got += client.readAll();
        return m_got;
    }
    /// The sizes of the pieces that went one way.
    QList<qsizetype> pieces(const char *way) const
    {
        QList<qsizetype> sizes;
        for (const auto &line : proxy.log().lines())
            if (line.way == way)
                sizes << line.bytes.size();
        return sizes;
    }
    /// When the first piece went this way.
    std::chrono::nanoseconds when(const char *way) const
    {
        for (const auto &line : proxy.log().lines())
            if (line.way == way)
                return line.time;
        return {};
    }

    EchoInstrument instrument;
    FaultProxy proxy;
    QTcpSocket client;

private:
    QByteArray m_got;
};
} // namespace podium::tests
