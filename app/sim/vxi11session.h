// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sim/simconnection.h"
#include "app/sim/vxi11stream.h"
#include "devices/vxi11/protocol.h"
#include "devices/vxi11/records.h"

#include <QPointer>
#include <QTcpSocket>
#include <QTimer>

#include <map>

namespace podium::app
{

class Vxi11Gateway;

/// One core channel of the gateway with its links. As in real instruments one call is executed at a time: a read that
/// waits keeps the next call waiting, until there is a reply, its time is over, or it is aborted.
/// Thread: one (the event loop of the process).
class Vxi11Session : public QObject
{
    Q_OBJECT
public:
    /// Takes the socket over; deletes itself when the client has gone.
    Vxi11Session(QTcpSocket *socket, Vxi11Gateway &gateway);
    ~Vxi11Session() override;

    /// False if the link is none of this session's.
    bool abort(quint32 link);

private:
    struct Link {
        QByteArray device;
        QPointer<Vxi11Stream> stream;
        QPointer<SimConnection> connection;
    };
    using Call = devices::vxi11::RpcCall;

    void read();
    void executeNext();
    void execute(const Call &call);
    void createLink(devices::vxi11::XdrReader arguments);
    void write(devices::vxi11::XdrReader arguments);
    void beginRead(devices::vxi11::XdrReader arguments);
    void tryToRead();
    void endRead(devices::vxi11::DeviceError error);
    quint32 clear(Link &link);
    quint32 lock(quint32 link, bool wanted);
    quint32 destroy(quint32 link);
    /// Null, and the error, for a link that is none, or whose device another one has locked.
    Link *usable(quint32 link, quint32 *error);
    void answer(const QByteArray &results);
    void answer(devices::vxi11::RpcReply::Accepted how, const QByteArray &results = {});

    QTcpSocket *m_socket;
    Vxi11Gateway &m_gateway;
    devices::vxi11::RecordReader m_records;
    std::map<quint32, Link> m_links;
    QList<Call> m_waiting;
    std::optional<Call> m_current;
    quint32 m_readLink = 0; ///< 0: no read waits
    qsizetype m_readSize = 0;
    QTimer m_readLimit;
};

} // namespace podium::app
