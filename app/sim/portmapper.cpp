// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sim/portmapper.h"

#include "devices/vxi11/protocol.h"
#include "devices/vxi11/records.h"

#include <QHostAddress>
#include <QNetworkDatagram>
#include <QTcpSocket>

#include <memory>

namespace podium::app
{

using namespace devices::vxi11;

namespace
{

constexpr qsizetype longestRecord = 1024;

} // namespace

Portmapper::Portmapper(quint16 vxi11Port)
    : m_vxi11Port(vxi11Port)
{
    connect(&m_tcp, &QTcpServer::newConnection, this, &Portmapper::acceptAll);
    connect(&m_udp, &QUdpSocket::readyRead, this, &Portmapper::readDatagrams);
}

bool Portmapper::listen(quint16 port)
{
    if (!m_tcp.listen(QHostAddress::LocalHost, port))
        m_errorText = m_tcp.errorString();
    else if (!m_udp.bind(QHostAddress::LocalHost, m_tcp.serverPort()))
        m_errorText = m_udp.errorString();
    return m_errorText.isEmpty();
}

QByteArray Portmapper::answer(const RpcCall &call) const
{
    using Accepted = RpcReply::Accepted;
    if (call.procedure.program != portmap::getPort.program)
        return RpcReply::record(call.id, Accepted::NoProgram);
    if (call.procedure.version != portmap::getPort.version)
        return RpcReply::record(call.id, Accepted::OtherVersion);
    if (call.procedure == portmap::nothing)
        return RpcReply::record(call.id, Accepted::Success);
    if (!(call.procedure == portmap::getPort))
        return RpcReply::record(call.id, Accepted::NoProcedure);
    XdrReader arguments(call.arguments);
    const bool isOurs = arguments.number() == core::program && arguments.number() == core::createLink.version &&
                        arguments.number() == portmap::tcp;
    return RpcReply::record(call.id, Accepted::Success, numberResult(isOurs ? m_vxi11Port : 0));
}

void Portmapper::acceptAll()
{
    while (auto *socket = m_tcp.nextPendingConnection()) {
        auto records = std::make_shared<RecordReader>(longestRecord);
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, socket, [this, socket, records] {
            records->append(socket->readAll());
            while (const auto record = records->next()) {
                if (const auto call = RpcCall::parse(*record))
                    socket->write(markedRecord(answer(*call)));
            }
        });
    }
}

void Portmapper::readDatagrams()
{
    while (m_udp.hasPendingDatagrams()) {
        const QNetworkDatagram datagram = m_udp.receiveDatagram();
        if (const auto call = RpcCall::parse(datagram.data()))
            m_udp.writeDatagram(datagram.makeReply(answer(*call)));
    }
}

} // namespace podium::app
