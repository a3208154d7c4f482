// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sim/vxi11gateway.h"

#include "app/sim/vxi11session.h"

#include <QHostAddress>

namespace podium::app
{

using namespace devices::vxi11;

namespace
{

constexpr qsizetype longestRecord = 1024;

} // namespace

Vxi11Gateway::Vxi11Gateway(const std::vector<std::unique_ptr<SimServer>> &servers)
    : m_servers(servers)
{
    connect(&m_core, &QTcpServer::newConnection, this, [this] {
        while (auto *socket = m_core.nextPendingConnection())
            (new Vxi11Session(socket, *this))->setParent(this);
    });
    connect(&m_abort, &QTcpServer::newConnection, this, &Vxi11Gateway::acceptAborts);
}

Vxi11Gateway::~Vxi11Gateway()
{
    for (auto *session : findChildren<Vxi11Session *>())
        delete session;
}

bool Vxi11Gateway::listen(quint16 port)
{
    return m_core.listen(QHostAddress::LocalHost, port) && m_abort.listen(QHostAddress::LocalHost);
}

SimServer *Vxi11Gateway::server(const QByteArray &device) const
{
    for (std::size_t i = 0; i < m_servers.size(); ++i) {
        if (device == "inst" + QByteArray::number(static_cast<int>(i)))
            return m_servers.at(i).get();
    }
    return nullptr;
}

bool Vxi11Gateway::lock(const QByteArray &device, quint32 link)
{
    return m_locks.try_emplace(device, link).first->second == link;
}

bool Vxi11Gateway::unlock(const QByteArray &device, quint32 link)
{
    const auto held = m_locks.find(device);
    if (held == m_locks.end() || held->second != link)
        return false;
    m_locks.erase(held);
    return true;
}

bool Vxi11Gateway::isFree(const QByteArray &device, quint32 link) const
{
    const auto held = m_locks.find(device);
    return held == m_locks.end() || held->second == link;
}

void Vxi11Gateway::acceptAborts()
{
    while (auto *socket = m_abort.nextPendingConnection()) {
        auto records = std::make_shared<RecordReader>(longestRecord);
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, socket, [this, socket, records] {
            records->append(socket->readAll());
            while (const auto record = records->next()) {
                const auto call = RpcCall::parse(*record);
                const auto link = call ? parseNumber(call->arguments) : std::nullopt;
                if (!call)
                    continue;
                if (call->procedure == core::abort && link)
                    socket->write(markedRecord(RpcReply::record(
                        call->id, RpcReply::Accepted::Success,
                        numberResult(abort(*link) ? 0 : quint32(DeviceError::InvalidLink)))));
                else
                    socket->write(markedRecord(RpcReply::record(call->id, RpcReply::Accepted::NoProcedure)));
            }
        });
    }
}

bool Vxi11Gateway::abort(quint32 link)
{
    for (auto *session : findChildren<Vxi11Session *>(Qt::FindDirectChildrenOnly)) {
        if (session->abort(link))
            return true;
    }
    return false;
}

} // namespace podium::app
