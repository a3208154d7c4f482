// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/recordingrelay.h"
#include "tests/support/simprocess.h"

#include <QProcess>

#include <optional>

namespace podium::tests
{
/// The other end of a driver contract: a real process behind a relay that notes every message.
/// Thread: main thread.
class ContractPeer
{
public:
    /// Kind: "motion", "supply" or "meter" of podium-sim, or "rotctld".
    explicit ContractPeer(const QString &kind)
    {
        if (kind == QLatin1String("rotctld"))
            startRotctld();
        else
            startSim(kind);
    }
    ~ContractPeer()
    {
        if (m_rotctld.state() == QProcess::NotRunning)
            return;
        m_rotctld.terminate();
        m_rotctld.waitForFinished(5000);
    }
    ContractPeer(const ContractPeer &) = delete;
    ContractPeer &operator=(const ContractPeer &) = delete;

    /// Why it is not there.
    const QString &problem() const { return m_problem; }
    RecordingRelay *relay() { return m_relay ? &*m_relay : nullptr; }
    quint16 port() const { return m_relay ? m_relay->port() : 0; }
    /// What podium-sim says that it received; for others what the relay passed on.
    QByteArrayList log(const QByteArray &instrument) const
    {
        QByteArrayList result;
        if (!m_sim)
            return m_relay ? m_relay->received() : result;
        for (const auto &message : m_sim->messages(instrument))
            if (message.startsWith("< "))
                result << message.mid(2);
        return result;
    }

private:
    void startSim(const QString &kind)
    {
        m_sim.emplace(QStringList{QStringLiteral("--instrument"), kind});
        m_problem = m_sim->error();
        m_relay.emplace(m_sim->port(kind.toLatin1()));
    }
    void startRotctld()
    {
        quint16 port = 0;
        {
            QTcpServer finder;
            finder.listen(QHostAddress::LocalHost);
            port = finder.serverPort();
        }
        m_rotctld.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_rotctld.start(QStringLiteral("rotctld"),
                        {QStringLiteral("-m"), QStringLiteral("1"), QStringLiteral("-T"), QStringLiteral("127.0.0.1"),
                         QStringLiteral("-t"), QString::number(port)});
        if (!m_rotctld.waitForStarted(5000))
            m_problem = QStringLiteral("rotctld is missing; install libhamlib-utils");
        m_relay.emplace(port);
    }

    std::optional<SimProcess> m_sim;
    QProcess m_rotctld;
    std::optional<RecordingRelay> m_relay;
    QString m_problem;
};
} // namespace podium::tests
