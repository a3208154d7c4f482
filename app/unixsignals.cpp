// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/unixsignals.h"

#include <QSocketNotifier>

#include <array>
#include <atomic>
#include <csignal>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace podium::app
{
namespace
{
constexpr std::array<int, 3> caught{SIGINT, SIGTERM, SIGHUP};
std::atomic<int> s_writeEnd{-1};

extern "C" void passOn(int signal)
{
    const int saved = errno;
    const auto byte = static_cast<char>(signal);
    [[maybe_unused]] const auto written = ::write(s_writeEnd.load(), &byte, 1);
    errno = saved;
}

void handleWith(void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    for (const int signal : caught)
        ::sigaction(signal, &action, nullptr);
}
} // namespace

UnixSignals::UnixSignals(QObject *parent) : QObject(parent)
{
    if (::pipe2(m_pipe, O_CLOEXEC | O_NONBLOCK) != 0)
        return; // without a pipe the signals keep their default, which ends the program
    s_writeEnd = m_pipe[1];
    m_notifier = new QSocketNotifier(m_pipe[0], QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &UnixSignals::read);
    handleWith(passOn);
}

UnixSignals::~UnixSignals()
{
    if (!m_notifier)
        return;
    handleWith(SIG_DFL);
    delete m_notifier;
    s_writeEnd = -1;
    ::close(m_pipe[0]);
    ::close(m_pipe[1]);
}

void UnixSignals::read()
{
    char signal = 0;
    while (::read(m_pipe[0], &signal, 1) == 1) {
        if (signal == SIGINT)
            Q_EMIT interrupted();
        else
            Q_EMIT terminated();
    }
}
} // namespace podium::app
