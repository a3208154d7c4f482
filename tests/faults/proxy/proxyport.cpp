// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/proxy/proxyport.h"

#include <QSocketNotifier>

#include <cerrno>
#include <cstdlib>
#include <utility>

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <termios.h>
#include <unistd.h>

namespace podium::tests
{
namespace
{
constexpr int flags = SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC;

sockaddr_in loopback(quint16 port)
{
    sockaddr_in name{};
    name.sin_family = AF_INET;
    name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    name.sin_port = htons(port);
    return name;
}

void setOption(int socket, int level, int option, int value = 1)
{
    ::setsockopt(socket, level, option, &value, sizeof value);
}

void makeRaw(int terminal)
{
    termios settings{};
    if (::tcgetattr(terminal, &settings) != 0)
        return;
    ::cfmakeraw(&settings);
    ::tcsetattr(terminal, TCSANOW, &settings);
}
} // namespace

ProxyPort::ProxyPort(quint16 port, std::function<void(int)> accepted)
    : m_port(port)
    , m_accepted(std::move(accepted))
{
    for (int attempt = 0; attempt < 20 && m_listening < 0; ++attempt)
        bind();
    if (m_listening < 0) {
        m_problem = QStringLiteral("port %1 of 127.0.0.1 cannot be listened to: %2").arg(m_port).arg(qt_error_string());
        return;
    }
    m_notifier = std::make_unique<QSocketNotifier>(m_listening, QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [this] { take(); });
    setMood(Mood::Accepts);
}

ProxyPort::~ProxyPort()
{
    m_notifier.reset();
    for (const int socket : m_crowd)
        ::close(socket);
    if (m_listening >= 0)
        ::close(m_listening);
}

/// A port that was asked for by its number stays ours while nobody listens; so one that is free is asked for twice.
void ProxyPort::bind()
{
    const int socket = ::socket(AF_INET, flags, 0);
    setOption(socket, SOL_SOCKET, SO_REUSEADDR);
    auto name = loopback(m_port);
    socklen_t size = sizeof name;
    if (::bind(socket, reinterpret_cast<sockaddr *>(&name), size) != 0) {
        ::close(socket);
        return;
    }
    if (m_port != 0) {
        m_listening = socket;
        return;
    }
    ::getsockname(socket, reinterpret_cast<sockaddr *>(&name), &size);
    ::close(socket);
    m_port = ntohs(name.sin_port);
    bind();
    if (m_listening < 0)
        m_port = 0;
}

void ProxyPort::setMood(Mood mood)
{
    constexpr int backlog = 64;
    constexpr int enough = 8;
    for (const int socket : std::exchange(m_crowd, {}))
        ::close(socket);
    if (std::exchange(m_listens, mood != Mood::Refuses))
        ::shutdown(m_listening, SHUT_RDWR); // it stays bound; if it did not listen, what it accepts later would be shut
    m_notifier->setEnabled(mood == Mood::Accepts);
    // While nobody listens the port must not be taken by another; later our own old connections must not be in the way.
    setOption(m_listening, SOL_SOCKET, SO_REUSEADDR, m_listens ? 1 : 0);
    if (mood == Mood::Refuses)
        return;
    ::listen(m_listening, mood == Mood::Full ? 0 : backlog);
    while (mood == Mood::Full && m_crowd.size() < enough)
        m_crowd.push_back(connectTo("127.0.0.1", m_port));
}

void ProxyPort::take()
{
    for (;;) {
        const int socket = ::accept4(m_listening, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (socket < 0)
            return;
        setOption(socket, IPPROTO_TCP, TCP_NODELAY);
        m_accepted(socket);
    }
}

int connectTo(const QByteArray &host, quint16 port)
{
    addrinfo hints{};
    hints.ai_family = AF_INET;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *found = nullptr;
    if (::getaddrinfo(host.constData(), nullptr, &hints, &found) != 0)
        return -1;
    auto name = *reinterpret_cast<sockaddr_in *>(found->ai_addr);
    ::freeaddrinfo(found);
    name.sin_port = htons(port);
    const int socket = ::socket(AF_INET, flags, 0);
    setOption(socket, IPPROTO_TCP, TCP_NODELAY);
    if (::connect(socket, reinterpret_cast<sockaddr *>(&name), sizeof name) == 0 || errno == EINPROGRESS)
        return socket;
    ::close(socket);
    return -1;
}

Terminal Terminal::make()
{
    Terminal terminal;
    terminal.master = ::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (terminal.master < 0 || ::grantpt(terminal.master) != 0 || ::unlockpt(terminal.master) != 0)
        return {};
    char name[128] = {};
    if (::ptsname_r(terminal.master, name, sizeof name) != 0)
        return {};
    terminal.name = name;
    terminal.slave = open(terminal.name);
    return terminal;
}

int Terminal::open(const QByteArray &name)
{
    const int terminal = ::open(name.constData(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (terminal >= 0)
        makeRaw(terminal);
    return terminal;
}
} // namespace podium::tests
