// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sim/simserver.h"

#include "app/sim/simconnection.h"

#include <QHostAddress>

#include <utility>

namespace podium::app
{

SimServer::SimServer(const QByteArray &name, std::unique_ptr<SimInstrument> instrument, const FaultPlan &plan,
                     SimLog &log)
    : m_name(name)
    , m_instrument(std::move(instrument))
    , m_plan(plan)
    , m_log(log)
{
    connect(&m_server, &QTcpServer::newConnection, this, &SimServer::acceptAll);
    m_thawTimer.setTimerType(Qt::PreciseTimer);
    m_thawTimer.setSingleShot(true);
    m_thawTimer.callOnTimeout(this, [this] { thaw(); });
}

SimServer::~SimServer()
{
    for (const QPointer<SimConnection> &connection : std::as_const(m_connections))
        delete connection;
}

bool SimServer::listen(quint16 port) { return m_server.listen(QHostAddress::LocalHost, port); }

void SimServer::acceptAll()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection())
        accept(socket);
}

void SimServer::accept(QTcpSocket *socket)
{
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    auto *connection = serve(socket, "port " + QByteArray::number(socket->peerPort()));
    connect(socket, &QTcpSocket::disconnected, connection, &SimConnection::drop);
}

SimConnection *SimServer::serve(QIODevice *stream, const QByteArray &origin)
{
    const int number = ++m_lastConnection;
    auto *connection = new SimConnection(stream, origin, *m_instrument, m_plan,
                                         [this, number](LogTime time, char direction, const QByteArray &text) {
                                             m_log.write(time, m_name, number, direction, text);
                                         });
    connection->setFrozen(m_frozen);
    connect(connection, &SimConnection::freezeRequested, this, &SimServer::freeze);
    connect(connection, &SimConnection::rebootRequested, this, &SimServer::reboot);
    connect(connection, &SimConnection::urgentExecuted, this,
            [this](const QByteArray &unit) { forEach([&](SimConnection &each) { each.voidWaiting(unit); }); });
    m_connections.removeAll(nullptr);
    m_connections.append(connection);
    return connection;
}

/// A line of the log that belongs to no connection.
void SimServer::note(const QByteArray &text) { m_log.write(LogTime::clock::now(), m_name, 0, '#', text); }

void SimServer::forEach(const std::function<void(SimConnection &)> &act)
{
    for (const QPointer<SimConnection> &connection : std::as_const(m_connections)) {
        if (connection)
            act(*connection);
    }
}

void SimServer::freeze(std::chrono::milliseconds time)
{
    m_frozen = true;
    forEach([](SimConnection &each) { each.setFrozen(true); });
    if (time.count() > 0)
        m_thawTimer.start(time);
}

void SimServer::thaw()
{
    note("thawed");
    m_frozen = false;
    forEach([](SimConnection &each) { each.setFrozen(false); });
}

void SimServer::reboot(std::chrono::milliseconds time)
{
    note("off");
    const quint16 samePort = port();
    m_server.close();
    m_thawTimer.stop();
    m_frozen = false;
    forEach([](SimConnection &each) { each.drop(); });
    m_instrument->powerCycle();
    QTimer::singleShot(time, Qt::PreciseTimer, this, [this, samePort] {
        if (listen(samePort))
            note("on");
        else
            Q_EMIT failed(errorText());
    });
}

} // namespace podium::app
