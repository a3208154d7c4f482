// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/faults/proxy/proxyconnection.h"
#include "tests/faults/proxy/proxyport.h"

namespace podium::tests
{
/// Where a proxy stands, and how it cuts.
struct ProxyPlace {
    QByteArray host = "127.0.0.1"; ///< of the instrument
    quint16 target = 0;            ///< its port; 0: it is a terminal
    QByteArray terminal = {};      ///< the instrument's, for example "/dev/ttyUSB0"
    bool isPty = false;            ///< the client opens a pseudo-terminal, else a port of 127.0.0.1
    quint16 port = 0;              ///< of the client's side; 0: any that is free
    QString link = {};             ///< a name that always leads to the pseudo-terminal of the moment
    Cut cut = Cut::Lines;
    quint32 seed = 0; ///< 0: by chance
};

/// Stands between a program and an instrument, notes every byte, and lets each message suffer what its rules say.
/// Thread: that of its event loop; nothing here blocks.
class FaultProxy : public QObject
{
    Q_OBJECT

public:
    explicit FaultProxy(const ProxyPlace &place);
    ~FaultProxy() override;

    /// What went wrong at the start; empty: nothing.
    const QString &problem() const { return m_problem; }
    /// What the client connects to: a port, or a terminal.
    quint16 port() const { return m_port ? m_port->port() : 0; }
    QByteArray terminal() const { return m_terminal.name; }

    /// One line of control: a rule ("on message 3 of client: drop") or one of commands(). Errors: what is wrong with it;
    /// empty: done.
    QString command(const QString &line);
    /// What command() knows besides rules, each with what it does.
    static QStringList commands();

    FaultScript &script() { return m_script; }
    ProxyLog &log() { return m_log; }
    const ProxyLog &log() const { return m_log; }
    /// How many connections there have been, and how many there are.
    int connections() const { return m_number; }
    qsizetype open() const { return qsizetype(m_connections.size()); }

private:
    void accept(int client);
    void plug();
    void pull();
    void setFrozen(bool frozen);
    void setMood(ProxyPort::Mood mood);
    int connectInstrument() const;
    bool obey(const QString &word, QStringView rest);

    ProxyPlace m_place;
    QString m_problem;
    FaultScript m_script;
    ProxyLog m_log;
    std::unique_ptr<ProxyPort> m_port;
    Terminal m_terminal;
    std::vector<std::unique_ptr<ProxyConnection>> m_connections;
    int m_number = 0;
    bool m_frozen = false;
    bool m_oneClient = false;
};
} // namespace podium::tests
