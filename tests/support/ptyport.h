// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QFile>
#include <QSocketNotifier>

#include <functional>
#include <memory>
#include <utility>

#include <fcntl.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

namespace podium::tests
{
/// The instrument's end of a pseudo-terminal: a serial port without hardware. It answers "NAME?" with "NAME", or as told.
/// Thread: that of its event loop.
class PtyPort
{
public:
    PtyPort()
        : m_master(::posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC))
    {
        char name[64] = {};
        if (m_master < 0 || ::grantpt(m_master) != 0 || ::unlockpt(m_master) != 0 || ::ptsname_r(m_master, name, sizeof name) != 0)
            qFatal("There is no pseudo-terminal.");
        m_path = QFile::decodeName(name);
        m_slave = ::open(name, O_RDWR | O_NOCTTY | O_CLOEXEC); // else the port is no port while nobody has it open
        termios line{};
        ::tcgetattr(m_slave, &line);
        ::cfmakeraw(&line);
        ::tcsetattr(m_slave, TCSANOW, &line);
        m_notifier = std::make_unique<QSocketNotifier>(m_master, QSocketNotifier::Read);
        QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [this] { read(); });
    }
    ~PtyPort() { pull(); }
    PtyPort(const PtyPort &) = delete;
    PtyPort &operator=(const PtyPort &) = delete;

    /// The device file of the computer's end.
    const QString &path() const { return m_path; }
    QString address() const { return QStringLiteral("serial://") + m_path; }
    int descriptor() const { return m_master; }
    /// The instrument's end vanishes, as an adapter that is pulled out.
    void pull()
    {
        m_notifier.reset();
        if (m_master >= 0)
            ::close(std::exchange(m_master, -1));
        if (m_slave >= 0)
            ::close(std::exchange(m_slave, -1));
    }
    /// How the line is set up now.
    termios line() const
    {
        termios line{};
        ::tcgetattr(m_slave, &line);
        return line;
    }
    void send(const QByteArray &bytes)
    {
        if (::write(m_master, bytes.constData(), static_cast<std::size_t>(bytes.size())) != bytes.size())
            qFatal("The pseudo-terminal takes no bytes.");
    }
    /// The messages that have come by now, without their line ends, with or without the event loop.
    const QByteArrayList &messages()
    {
        read();
        return m_messages;
    }

    std::function<void(const QByteArray &message)> handler = [this](const QByteArray &message) {
        if (message == "*IDN?")
            send("ACME,PSU,1\n");
        else if (message.endsWith('?'))
            send(message.chopped(1) + "\n");
    };

private:
    void read()
    {
        char chunk[4096];
        for (;;) {
            const auto count = m_master < 0 ? -1 : ::read(m_master, chunk, sizeof chunk);
            if (count <= 0)
                return;
            m_partial.append(chunk, count);
            for (auto end = m_partial.indexOf('\n'); end >= 0; end = m_partial.indexOf('\n')) {
                const auto message = m_partial.first(end);
                m_partial.remove(0, end + 1);
                m_messages << message;
                handler(message);
            }
        }
    }

    int m_master;
    int m_slave = -1;
    QString m_path;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QByteArray m_partial;
    QByteArrayList m_messages;
};
} // namespace podium::tests
