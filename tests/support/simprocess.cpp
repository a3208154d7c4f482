// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/simprocess.h"

#include <QDeadlineTimer>
#include <QFile>

namespace podium::tests
{

namespace
{

constexpr int startLimit = 20000;
constexpr int endLimit = 5000;

QString logName(const QTemporaryDir &folder) { return folder.filePath(QStringLiteral("podium-sim.log")); }

} // namespace

SimProcess::SimProcess(const QStringList &arguments)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(program(), arguments + QStringList{QStringLiteral("--log"), logName(m_folder)});
    const qsizetype expected = arguments.count(QStringLiteral("--instrument")) +
                               arguments.count(QStringLiteral("--vxi11")) + arguments.count(QStringLiteral("--portmapper"));
    const QDeadlineTimer deadline(startLimit);
    while (m_ports.size() < expected) {
        if (!m_process.canReadLine() && !m_process.waitForReadyRead(static_cast<int>(deadline.remainingTime()))) {
            m_error = QStringLiteral("podium-sim printed %1 of %2 ports: %3")
                          .arg(QString::number(m_ports.size()), QString::number(expected), m_process.errorString());
            return;
        }
        const QList<QByteArray> words = m_process.readLine().trimmed().split(' ');
        m_ports.insert(words.constFirst(), words.constLast().split(':').constLast().toUShort());
    }
}

SimProcess::~SimProcess()
{
    m_process.terminate();
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(endLimit)) {
        m_process.kill();
        m_process.waitForFinished(endLimit);
    }
}

QList<SimLine> SimProcess::log() const
{
    QFile file(logName(m_folder));
    if (!file.open(QIODevice::ReadOnly) || !file.seek(m_read))
        return m_lines;
    while (true) {
        const auto line = file.readLine();
        if (!line.endsWith('\n'))
            return m_lines; // the rest of it is still to come
        m_read += line.size();
        const QList<QByteArray> words = line.chopped(1).split(' ');
        if (words.size() < 5)
            continue;
        m_lines.append({std::chrono::nanoseconds(words.at(0).toLongLong()), words.at(1), words.at(2).toInt(),
                        words.at(3).at(0), words.mid(4).join(' ')});
    }
}

QList<QByteArray> SimProcess::messages(const QByteArray &instrument) const
{
    QList<QByteArray> result;
    for (const SimLine &line : log()) {
        if (line.instrument == instrument && line.direction != '#')
            result.append(QByteArray(1, line.direction) + ' ' + line.text);
    }
    return result;
}

QString SimProcess::program() { return QStringLiteral(PODIUM_SIM_PROGRAM); }

SimClient::SimClient(quint16 port)
{
    m_socket.connectToHost(QStringLiteral("127.0.0.1"), port);
    m_socket.waitForConnected(endLimit);
}

void SimClient::send(const QByteArray &message)
{
    m_socket.write(message + '\n');
    m_socket.flush();
}

QByteArray SimClient::line(std::chrono::milliseconds limit)
{
    const QDeadlineTimer deadline(limit);
    while (!m_socket.canReadLine()) {
        if (deadline.hasExpired() || !m_socket.waitForReadyRead(static_cast<int>(deadline.remainingTime())))
            return m_socket.canReadLine() ? m_socket.readLine().chopped(1) : QByteArray();
    }
    return m_socket.readLine().chopped(1);
}

QByteArray SimClient::ask(const QByteArray &message)
{
    send(message);
    return line();
}

} // namespace podium::tests
