// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sim/faultplan.h"
#include "app/sim/siminstrument.h"
#include "app/sim/simlog.h"

#include <QList>
#include <QObject>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <memory>

namespace podium::app
{

class SimConnection;

/// Serves one instrument on one port of 127.0.0.1, to any number of clients.
/// Thread: one (the event loop of the process).
class SimServer : public QObject
{
    Q_OBJECT
public:
    /// The log must outlive the server.
    SimServer(const QByteArray &name, std::unique_ptr<SimInstrument> instrument, const FaultPlan &plan, SimLog &log);
    ~SimServer() override;

    /// Port 0 takes any free one. Errors: false, with `errorText()`.
    bool listen(quint16 port);
    QString errorText() const { return m_server.errorString(); }
    /// Serves a stream that came another way than to the port. Origin: for the log.
    SimConnection *serve(QIODevice *stream, const QByteArray &origin);
    QByteArray name() const { return m_name; }
    quint16 port() const { return m_server.serverPort(); }
    bool isOn() const { return m_server.isListening(); }

Q_SIGNALS:
    /// The port was taken by somebody else while the instrument was off.
    void failed(const QString &reason);

private:
    void acceptAll();
    void accept(QTcpSocket *socket);
    void note(const QByteArray &text);
    void forEach(const std::function<void(SimConnection &)> &act);
    void freeze(std::chrono::milliseconds time);
    void thaw();
    void reboot(std::chrono::milliseconds time);

    QByteArray m_name;
    std::unique_ptr<SimInstrument> m_instrument;
    FaultPlan m_plan;
    SimLog &m_log;
    QTcpServer m_server;
    QList<QPointer<SimConnection>> m_connections;
    QTimer m_thawTimer;
    int m_lastConnection = 0;
    bool m_frozen = false;
};

} // namespace podium::app
