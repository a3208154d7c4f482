// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

namespace podium::tests
{
/// A copied program, run by the Python of this machine. Thread: main thread.
class Replay
{
public:
    Replay(const QString &program, const QStringList &arguments)
    {
        QFile file(m_folder.filePath(QStringLiteral("exchange.py")));
        if (!file.open(QIODevice::WriteOnly) || file.write(program.toLatin1()) != program.size())
            qFatal("The program cannot be written.");
        file.close();
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(QStringLiteral("python3"), QStringList(file.fileName()) + arguments);
    }

    static bool isPossible() { return !QStandardPaths::findExecutable(QStringLiteral("python3")).isEmpty(); }
    bool hasEnded() const { return process.state() == QProcess::NotRunning; }
    QByteArray said() { return m_output += process.readAll(); }

    QProcess process;

private:
    QTemporaryDir m_folder;
    QByteArray m_output;
};
} // namespace podium::tests
