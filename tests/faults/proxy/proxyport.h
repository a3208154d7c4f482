// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <functional>
#include <memory>
#include <vector>

class QSocketNotifier;

namespace podium::tests
{
/// A TCP port of this machine that can refuse, or be too full to answer, and stays its owner's meanwhile.
/// Thread: that of its event loop.
class ProxyPort
{
public:
    enum class Mood : quint8 { Accepts, Refuses, Full };

    /// Port 0: any free one. `accepted` gets each new descriptor, which does not block.
    ProxyPort(quint16 port, std::function<void(int descriptor)> accepted);
    ~ProxyPort();
    ProxyPort(const ProxyPort &) = delete;
    ProxyPort &operator=(const ProxyPort &) = delete;

    quint16 port() const { return m_port; }
    /// What went wrong at the start; empty: nothing.
    const QString &problem() const { return m_problem; }
    void setMood(Mood mood);

private:
    void bind();
    void take();

    quint16 m_port;
    std::function<void(int)> m_accepted;
    QString m_problem;
    int m_listening = -1;
    bool m_listens = false;
    std::vector<int> m_crowd; // connections that fill its queue
    std::unique_ptr<QSocketNotifier> m_notifier;
};

/// Connects to a port of a machine. Errors: -1. The connection may still be under way.
int connectTo(const QByteArray &host, quint16 port);

/// A pseudo-terminal whose other end plays the instrument's cable.
struct Terminal {
    int master = -1;
    int slave = -1; ///< kept open, so that the line stays while nobody else has it open
    QByteArray name;

    /// Errors: master is -1.
    static Terminal make();
    /// A terminal that exists, for example "/dev/ttyUSB0". Errors: -1.
    static int open(const QByteArray &name);
};
} // namespace podium::tests
