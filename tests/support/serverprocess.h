// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QProcess>
#include <QTcpServer>
#include <QTest>

namespace podium::tests
{
/// A server program on a port of this machine; ends with this object.
/// Thread: main thread.
class ServerProcess
{
public:
    /// Starts it, with PORT in its arguments replaced, and comes back when it listens. When somebody has taken the port meanwhile
    /// and it ends, it is tried with another one.
    ServerProcess(const QString &program, const QStringList &arguments)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        for (int attempt = 0; attempt < 5 && !isListening(); ++attempt) {
            m_port = freePort();
            auto filled = arguments;
            m_process.start(program, filled.replaceInStrings(QStringLiteral("PORT"), QString::number(m_port)));
            if (!m_process.waitForStarted(patienceMs))
                break;
            (void)QTest::qWaitFor([this] { return isListening() || m_process.state() == QProcess::NotRunning; }, patienceMs);
        }
        if (!isListening())
            m_problem = QStringLiteral("%1 does not serve: %2").arg(program, m_process.errorString());
    }
    ~ServerProcess()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(5000))
            m_process.kill();
        m_process.waitForFinished(patienceMs);
    }

    /// Empty: it serves.
    const QString &problem() const { return m_problem; }
    quint16 port() const { return m_port; }
    QProcess &process() { return m_process; }

private:
    static constexpr int patienceMs = 30000;

    static quint16 freePort()
    {
        QTcpServer finder;
        return finder.listen(QHostAddress::LocalHost) ? finder.serverPort() : quint16(0);
    }
    /// Not by a connection: the servers of Hamlib serve the next client badly when one has just gone.
    bool isListening() const
    {
        if (m_process.state() != QProcess::Running)
            return false;
        QFile sockets(QStringLiteral("/proc/%1/net/tcp").arg(m_process.processId()));
        if (!sockets.open(QIODevice::ReadOnly))
            return false;
        const auto listening = ":" + QByteArray::number(m_port, 16).toUpper().rightJustified(4, '0') + " 00000000:0000 0A";
        return sockets.readAll().contains(listening);
    }

    QProcess m_process;
    quint16 m_port = 0;
    QString m_problem;
};

inline QStringList hamlibArguments() { return QStringLiteral("-m 1 -T 127.0.0.1 -t PORT").split(QLatin1Char(' ')); }
} // namespace podium::tests
