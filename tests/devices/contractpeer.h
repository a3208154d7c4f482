// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/recordingrelay.h"
#include "tests/support/scriptedinstrument.h"
#include "tests/support/serverprocess.h"
#include "tests/support/simprocess.h"

#include <QTest>

#include <optional>

namespace podium::tests
{
/// The other end of a driver contract: a real process behind a relay that notes every message.
/// Thread: main thread.
class ContractPeer
{
public:
    /// Kind: "motion", "supply" or "meter" of podium-sim, "rotctld" or "rigctld", or the name of a script in `peers`.
    explicit ContractPeer(const QString &kind)
    {
        static const QStringList simulated{QStringLiteral("motion"), QStringLiteral("supply"), QStringLiteral("meter")};
        if (kind == QLatin1String("rotctld") || kind == QLatin1String("rigctld"))
            startHamlib(kind);
        else if (simulated.contains(kind))
            startSim(kind);
        else
            startScript(kind);
    }
    ContractPeer(const ContractPeer &) = delete;
    ContractPeer &operator=(const ContractPeer &) = delete;

    /// Why it is not there.
    const QString &problem() const { return m_problem; }
    /// What a script had no rule for, or empty.
    QString scriptProblem() const { return m_script ? m_script->problem() : QString(); }
    RecordingRelay *relay() { return m_relay ? &*m_relay : nullptr; }
    quint16 port() const { return m_relay ? m_relay->port() : 0; }
    /// What podium-sim says that it received; for others what the relay passed on.
    QByteArrayList log(const QByteArray &instrument) const
    {
        QByteArrayList result;
        if (m_script)
            return m_script->received();
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
    void startScript(const QString &name)
    {
        m_script.emplace(QStringLiteral(PODIUM_TESTS "/devices/peers/%1.peer").arg(name));
        m_relay.emplace(m_script->port(), m_script->messageEnd());
    }
    void startHamlib(const QString &program)
    {
        m_server.emplace(program, hamlibArguments());
        m_problem = m_server->problem();
        m_relay.emplace(m_server->port());
    }

    std::optional<SimProcess> m_sim;
    std::optional<ScriptedInstrument> m_script;
    std::optional<ServerProcess> m_server;
    std::optional<RecordingRelay> m_relay;
    QString m_problem;
};
} // namespace podium::tests
