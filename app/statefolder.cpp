// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/statefolder.h"

#include <QCoreApplication>
#include <QDir>
#include <QStandardPaths>

namespace podium::app
{
StateFolder::StateFolder(const QString &path)
    : m_path(path.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) : QDir(path).absolutePath())
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("podium::app::StateFolder", text); };
    if (!QDir().mkpath(m_path)) {
        m_problem = tr("The folder %1 cannot be made; name another one with --state.").arg(m_path);
        return;
    }
    m_lock = std::make_unique<QLockFile>(file(QStringLiteral("podium.lock")));
    m_lock->setStaleLockTime(0); // the owner's process tells whether it still lives, not the age of the file
    if (m_lock->tryLock(0))
        return;
    qint64 process = 0;
    QString host;
    QString program;
    if (m_lock->error() == QLockFile::LockFailedError && m_lock->getLockInfo(&process, &host, &program))
        m_problem = tr("The folder %1 is in use by %2, process %3 on %4; end it, or name another folder with --state.")
                        .arg(m_path, program, QString::number(process), host);
    else
        m_problem = tr("The folder %1 cannot be written; name another one with --state.").arg(m_path);
}
} // namespace podium::app
