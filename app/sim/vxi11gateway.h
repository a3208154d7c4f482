// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sim/simserver.h"

#include <QTcpServer>

#include <map>
#include <memory>
#include <vector>

namespace podium::app
{

/// Serves the instruments of the rack over VXI-11 on 127.0.0.1, too, as inst0, inst1, ... in their order.
/// Thread: one (the event loop of the process).
class Vxi11Gateway : public QObject
{
    Q_OBJECT
public:
    /// The servers must outlive the gateway.
    explicit Vxi11Gateway(const std::vector<std::unique_ptr<SimServer>> &servers);
    ~Vxi11Gateway() override;

    /// Opens the core channel on this port, 0 for any, and the abort channel on any. Errors: false, with errorText().
    bool listen(quint16 port);
    QString errorText() const { return m_core.errorString(); }
    quint16 port() const { return m_core.serverPort(); }

    // --- for its sessions
    quint16 abortPort() const { return m_abort.serverPort(); }
    /// Null for a device that does not exist.
    SimServer *server(const QByteArray &device) const;
    quint32 newLink() { return ++m_lastLink; }
    /// False if another link has the lock.
    bool lock(const QByteArray &device, quint32 link);
    /// False if this link has no lock.
    bool unlock(const QByteArray &device, quint32 link);
    bool isFree(const QByteArray &device, quint32 link) const;

private:
    void acceptAborts();
    bool abort(quint32 link);

    const std::vector<std::unique_ptr<SimServer>> &m_servers;
    QTcpServer m_core;
    QTcpServer m_abort;
    std::map<QByteArray, quint32> m_locks;
    quint32 m_lastLink = 0;
};

} // namespace podium::app
