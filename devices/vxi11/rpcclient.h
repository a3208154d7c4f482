// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/tcpchannel.h"
#include "devices/vxi11/records.h"
#include "devices/vxi11/rpcmessage.h"

#include <map>

namespace podium::devices::vxi11
{
/// Calls the procedures of one remote program over one TCP connection; answers are matched by their ids.
///
/// The callbacks are never run inside a call of this interface, and after close() none of the former connection comes.
/// Thread: the engine's. Source: RFC 5531.
class RpcClient : public QObject
{
    Q_OBJECT

public:
    using Answered = std::function<void(const RpcReply &reply)>;

    /// Longest: of a record that is taken. Unit: bytes.
    explicit RpcClient(qsizetype longest) : m_reader(longest) {}

    /// Begins to connect, in place of what was before; ends in opened or closed.
    void open(const TcpAddress &address);
    /// Drops the connection; calls that were not answered are forgotten.
    void close();
    bool isOpen() const { return m_isOpen; }
    /// The connection must be open.
    void call(const Procedure &procedure, const QByteArray &arguments, Answered answered);

    std::function<void()> opened;
    std::function<void(const QString &reason)> closed;

private:
    void receive(QByteArrayView bytes);
    void take(const QByteArray &record);
    void end(const QString &reason);

    RecordReader m_reader;
    TcpChannel *m_channel = nullptr; // a child of this
    std::map<quint32, Answered> m_calls;
    quint32 m_lastId = 0;
    quint64 m_session = 0;
    bool m_isOpen = false;
};
} // namespace podium::devices::vxi11
