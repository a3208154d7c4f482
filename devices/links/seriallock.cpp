// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/seriallock.h"

#include "engine/model/quoted.h"
#include "engine/tasks/error.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <map>
#include <thread>

#include <csignal>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

namespace podium::devices
{
namespace
{
[[noreturn]] void fail(const QString &why) { throw engine::Error(engine::ErrorKind::Disconnected, why); }

/// The ports that this program holds, by device number, each with its user.
std::map<quint64, QString> &held()
{
    static std::map<quint64, QString> ports;
    return ports;
}

QString busy(const QString &path, const QString &who)
{
    return QStringLiteral("%1 has %2; close it there").arg(who, path);
}

/// The program that keeps a lock file for this port; empty: none that lives.
QString lockFileOwner(const QString &path)
{
    auto name = QFileInfo(path).canonicalFilePath().mid(QStringLiteral("/dev/").size());
    QFile file(QStringLiteral("/var/lock/LCK..") + name.replace(QLatin1Char('/'), QLatin1Char('_')));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    constexpr qint64 longest = 64;
    const auto process = file.readLine(longest).trimmed().toInt();
    if (process <= 0 || process == ::getpid() || (::kill(process, 0) != 0 && errno == ESRCH))
        return {};
    QFile about(QStringLiteral("/proc/%1/comm").arg(process));
    const auto program = about.open(QIODevice::ReadOnly) ? about.readLine(longest).trimmed() : QByteArray();
    return QStringLiteral("another program (%1, process %2)")
        .arg(engine::quoted(QString::fromLocal8Bit(program)), QString::number(process));
}

QString notAllowed(const QString &path)
{
    struct stat about {};
    const auto *group = ::stat(QFile::encodeName(path).constData(), &about) == 0 ? ::getgrgid(about.st_gid) : nullptr;
    const auto *user = ::getpwuid(::geteuid());
    constexpr mode_t groupMay = S_IRGRP | S_IWGRP;
    if (!group || !user || (about.st_mode & groupMay) != groupMay)
        return QStringLiteral("you may not use %1: ask an administrator for the right to read and write it").arg(path);
    return QStringLiteral("you may not use %1, because you are not in the group %2: have an administrator run "
                          "\"usermod -aG %2 %3\", then log in anew")
        .arg(path, QString::fromLocal8Bit(group->gr_name), QString::fromLocal8Bit(user->pw_name));
}
} // namespace

SerialLock::SerialLock(const QString &path, const QString &user, const SerialPortList &ports)
{
    if (const auto owner = lockFileOwner(path); !owner.isEmpty())
        fail(busy(path, owner));
    const auto name = QFile::encodeName(path);
    m_descriptor = ::open(name.constData(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    const int error = errno;
    if (m_descriptor < 0 && error == ENOENT)
        fail(QStringLiteral("there is no port %1; %2").arg(path, portsInWords(ports())));
    if (m_descriptor < 0 && (error == EACCES || error == EPERM))
        fail(notAllowed(path));
    if (m_descriptor < 0 && error == EBUSY)
        fail(busy(path, QStringLiteral("another program")));
    if (m_descriptor < 0)
        fail(QStringLiteral("%1 cannot be opened (%2); is its hardware there?").arg(path, qt_error_string(error)));
    try {
        take(path);
    } catch (const engine::Error &) {
        ::close(m_descriptor);
        throw;
    }
    held()[m_device] = user;
}

void SerialLock::take(const QString &path)
{
    struct stat about {};
    if (!::isatty(m_descriptor) || ::fstat(m_descriptor, &about) != 0)
        fail(QStringLiteral("%1 is no serial port").arg(path));
    m_device = about.st_rdev;
    if (const auto user = held().find(m_device); user != held().end())
        fail(QStringLiteral("%1 is in use already as %2; give both devices the same address").arg(path, user->second));
    int exclusive = 0;
    ::ioctl(m_descriptor, TIOCGEXCL, &exclusive);
    if (exclusive != 0 || ::flock(m_descriptor, LOCK_EX | LOCK_NB) != 0)
        fail(busy(path, QStringLiteral("another program")));
}

SerialLock::~SerialLock()
{
    held().erase(m_device);
    termios line{};
    if (::tcgetattr(m_descriptor, &line) == 0) {
        line.c_cflag &= ~static_cast<tcflag_t>(HUPCL);
        ::tcsetattr(m_descriptor, TCSANOW, &line);
    }
    ::ioctl(m_descriptor, TIOCNXCL);
    ::flock(m_descriptor, LOCK_UN);
    if (unsent() > 0) // close() waits until the bytes have left, for half a minute if the peer does not take them
        std::thread([descriptor = m_descriptor] { ::close(descriptor); }).detach();
    else
        ::close(m_descriptor);
}

int SerialLock::unsent() const
{
    int count = 0;
    return ::ioctl(m_descriptor, TIOCOUTQ, &count) == 0 ? count : 0;
}
} // namespace podium::devices
