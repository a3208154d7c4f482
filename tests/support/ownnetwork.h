// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace podium::tests
{
/// Plugs the cable of this machine with itself in, or pulls it: nothing arrives any more, and nobody is told. Returns why it
/// could not; empty: it could. Only in a network of its own.
inline QString setLoopback(bool plugged)
{
    const int socket = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    ifreq request{};
    request.ifr_name[0] = 'l';
    request.ifr_name[1] = 'o';
    bool isDone = socket >= 0 && ::ioctl(socket, SIOCGIFFLAGS, &request) == 0;
    request.ifr_flags = static_cast<short>(plugged ? request.ifr_flags | IFF_UP : request.ifr_flags & ~IFF_UP);
    isDone = isDone && ::ioctl(socket, SIOCSIFFLAGS, &request) == 0;
    const auto why = qt_error_string(errno);
    if (socket >= 0)
        ::close(socket);
    return isDone ? QString() : why;
}

/// Puts this process, and all that it starts from now on, in a network of its own, which has nothing but loopback: for servers
/// that listen on every interface. Call it before there is a second thread. Returns why it could not; empty: it could.
inline QString enterOwnNetwork()
{
    const int what = ::geteuid() == 0 ? CLONE_NEWNET : CLONE_NEWNET | CLONE_NEWUSER;
    if (::unshare(what) != 0)
        return QStringLiteral("there is no right to make a network namespace (%1)").arg(qt_error_string(errno));
    const auto problem = setLoopback(true);
    return problem.isEmpty() ? QString() : QStringLiteral("loopback does not come up in a network namespace (%1)").arg(problem);
}
} // namespace podium::tests
