// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/vxi11/rpcclient.h"

#include <utility>

namespace podium::devices::vxi11
{
void RpcClient::open(const TcpAddress &address)
{
    close();
    m_channel = new TcpChannel(address);
    m_channel->setParent(this);
    m_channel->opened = [this] {
        m_isOpen = true;
        opened();
    };
    m_channel->closed = [this](const QString &reason) { end(reason); };
    m_channel->received = [this](QByteArrayView bytes) { receive(bytes); };
    m_channel->drained = [] {};
    m_channel->open();
}

void RpcClient::close()
{
    ++m_session;
    m_isOpen = false;
    m_calls.clear();
    m_reader.reset();
    if (!m_channel)
        return;
    m_channel->close();
    std::exchange(m_channel, nullptr)->deleteLater(); // it may be the caller
}

void RpcClient::call(const Procedure &procedure, const QByteArray &arguments, Answered answered)
{
    const auto id = ++m_lastId;
    m_calls[id] = std::move(answered);
    m_channel->send(markedRecord(RpcCall{id, procedure, arguments}.record()));
}

void RpcClient::receive(QByteArrayView bytes)
{
    const auto session = m_session;
    m_reader.append(bytes);
    while (const auto record = session == m_session ? m_reader.next() : std::nullopt)
        take(*record);
    if (session == m_session && !m_reader.fault().isEmpty())
        end(QString(m_reader.fault()));
}

void RpcClient::take(const QByteArray &record)
{
    const auto reply = RpcReply::parse(record);
    const auto call = reply ? m_calls.find(reply->id) : m_calls.end();
    if (call == m_calls.end()) {
        end(reply ? QStringLiteral("it answered call %1, which nobody made").arg(reply->id)
                  : QStringLiteral("it sent a record that is no answer of ONC RPC"));
        return;
    }
    const auto answered = std::move(call->second);
    m_calls.erase(call);
    answered(*reply);
}

void RpcClient::end(const QString &reason)
{
    close();
    closed(reason);
}
} // namespace podium::devices::vxi11
