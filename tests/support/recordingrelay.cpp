// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/recordingrelay.h"

#include <utility>

namespace podium::tests
{
RecordingRelay::RecordingRelay(quint16 target, QByteArray end)
    : m_target(target)
    , m_end(std::move(end))
{
    QObject::connect(&m_server, &QTcpServer::newConnection, this, &RecordingRelay::accept);
    plug();
}

RecordingRelay::~RecordingRelay() { pull(); }

void RecordingRelay::plug()
{
    if (m_server.listen(QHostAddress::LocalHost, m_port))
        m_port = m_server.serverPort();
}

void RecordingRelay::pull()
{
    m_server.close();
    for (const auto &pair : m_pairs)
        for (auto *socket : {pair->client.get(), pair->instrument.get()}) {
            socket->disconnect(this);
            socket->abort();
        }
}

void RecordingRelay::thaw()
{
    m_frozen = false;
    for (const auto &pair : m_pairs)
        passOn(*pair);
}

void RecordingRelay::accept()
{
    while (auto *client = m_server.nextPendingConnection()) {
        client->setParent(nullptr);
        auto &pair = *m_pairs.emplace_back(std::make_unique<Pair>());
        pair.client.reset(client);
        pair.instrument = std::make_unique<QTcpSocket>();
        auto *instrument = pair.instrument.get();
        QObject::connect(client, &QTcpSocket::readyRead, this, [this, &pair] {
            const auto bytes = pair.client->readAll();
            note(pair, bytes);
            pair.toInstrument += bytes;
            passOn(pair);
        });
        QObject::connect(instrument, &QTcpSocket::readyRead, this, [this, &pair] {
            pair.toClient += pair.instrument->readAll();
            passOn(pair);
        });
        QObject::connect(instrument, &QTcpSocket::connected, this, [this, &pair] { passOn(pair); });
        QObject::connect(client, &QTcpSocket::disconnected, this, [instrument] { instrument->disconnectFromHost(); });
        QObject::connect(instrument, &QTcpSocket::disconnected, this, [client] { client->disconnectFromHost(); });
        QObject::connect(instrument, &QTcpSocket::errorOccurred, this, [client] { client->abort(); });
        instrument->connectToHost(QHostAddress(QHostAddress::LocalHost), m_target);
    }
}

void RecordingRelay::note(Pair &pair, const QByteArray &bytes)
{
    pair.line += bytes;
    for (auto end = pair.line.indexOf(m_end); end >= 0; end = pair.line.indexOf(m_end)) {
        m_received << pair.line.left(end);
        pair.received << m_received.back();
        pair.line.remove(0, end + m_end.size());
    }
}

void RecordingRelay::passOn(Pair &pair)
{
    if (m_frozen)
        return;
    if (pair.instrument->state() == QAbstractSocket::ConnectedState)
        pair.instrument->write(std::exchange(pair.toInstrument, {}));
    if (pair.client->state() == QAbstractSocket::ConnectedState)
        pair.client->write(std::exchange(pair.toClient, {}));
}
} // namespace podium::tests
