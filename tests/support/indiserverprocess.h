// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

namespace podium::tests
{
/// Debian's indiserver with simulators. It listens on every interface, so it runs in a network of its own.
/// Thread: main thread.
class IndiServerProcess
{
public:
    static constexpr quint16 port = 7624;

    ~IndiServerProcess() { kill(); }
    void start()
    {
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("HOME"), m_home.path()); // the drivers keep settings there
        m_process.setProcessEnvironment(environment);
        m_process.setStandardErrorFile(m_home.filePath(QStringLiteral("log")));
        m_process.start(QStringLiteral("indiserver"),
                        {QStringLiteral("-p"), QString::number(port), QStringLiteral("indi_simulator_telescope"),
                         QStringLiteral("indi_simulator_focus"), QStringLiteral("indi_simulator_ccd"),
                         QStringLiteral("indi_simulator_wheel"), QStringLiteral("indi_simulator_dome")});
        m_process.waitForStarted();
    }
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

private:
    QTemporaryDir m_home;
    QProcess m_process;
};
} // namespace podium::tests
