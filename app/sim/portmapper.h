// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/vxi11/rpcmessage.h"

#include <QTcpServer>
#include <QUdpSocket>

namespace podium::app
{

/// Tells clients on 127.0.0.1, over TCP and UDP, on which port VXI-11 is served.
/// Thread: one (the event loop of the process).
class Portmapper : public QObject
{
    Q_OBJECT
public:
    explicit Portmapper(quint16 vxi11Port);

    /// 0: any port. Errors: false, with errorText().
    bool listen(quint16 port);
    QString errorText() const { return m_errorText; }
    quint16 port() const { return m_tcp.serverPort(); }

private:
    void acceptAll();
    void readDatagrams();
    QByteArray answer(const devices::vxi11::RpcCall &call) const;

    quint16 m_vxi11Port;
    QTcpServer m_tcp;
    QUdpSocket m_udp;
    QString m_errorText;
};

} // namespace podium::app
