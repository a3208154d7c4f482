// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

#include <functional>
#include <vector>

namespace podium::devices
{
/// The bytes of a connected stream socket, with one system call for each message sent and one for each piece received.
///
/// QTcpSocket needs about four times as many, which cost a third of the query rate over loopback.
/// Thread: that of its event loop; inside its callbacks end it by shut() and deleteLater().
class SocketStream final : public QObject
{
    Q_OBJECT

public:
    struct Events {
        std::function<void(QByteArrayView bytes)> received;
        std::function<void()> drained;
        std::function<void(const QString &reason)> ended; ///< once; nothing else is told afterwards
    };

    /// Takes the descriptor over and closes it in the end.
    SocketStream(int descriptor, Events events, QObject *parent);
    ~SocketStream() override;

    /// Closes the descriptor; nothing is told afterwards.
    void shut();
    int descriptor() const { return m_descriptor; }
    /// Writes what the system takes now; the rest follows by itself. A failure is told by `ended`, later.
    void send(QByteArrayView bytes);
    bool isDrained() const { return m_unsent.isEmpty(); }

private:
    void readable();
    void writable();
    qsizetype writeSome(QByteArrayView bytes);

    int m_descriptor;
    Events m_events;
    QSocketNotifier m_readable;
    QSocketNotifier m_writable;
    QByteArray m_unsent;
    std::vector<char> m_chunk;
};
} // namespace podium::devices
