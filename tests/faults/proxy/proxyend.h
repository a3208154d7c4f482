// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/faults/proxy/faultlane.h"

#include <QObject>
#include <QSocketNotifier>

namespace podium::tests
{
/// One end of a connection on a bare descriptor: a socket, which may still be connecting, or a terminal.
/// Thread: that of its event loop.
class ProxyEnd final : public QObject
{
    Q_OBJECT

public:
    struct Events {
        std::function<void(QByteArrayView bytes)> received;
        std::function<void()> drained;
        std::function<void(Ending ending)> ended; ///< by its peer; nothing else is told afterwards
    };

    /// Takes the descriptor over, which must not block.
    ProxyEnd(int descriptor, Events events);
    ~ProxyEnd() override;

    void send(QByteArrayView bytes);
    /// False while much of what was sent has not been taken.
    bool hasRoom() const { return m_unsent.size() < qsizetype(256) * 1024; }
    /// Reset: now, and what was not sent is lost. Else when everything is sent. Nothing is told afterwards, but after HalfClose.
    void end(Ending ending);
    bool isOpen() const { return m_descriptor >= 0; }

private:
    void readable();
    void writable();
    void endNow();
    void shut();
    void lost(Ending ending);

    int m_descriptor;
    Events m_events;
    QSocketNotifier m_readable;
    QSocketNotifier m_writable;
    QByteArray m_unsent;
    std::optional<Ending> m_ending; // when all is sent
    bool m_deaf = false;            // its peer sends nothing more
    bool m_mute = false;            // we send nothing more
};
} // namespace podium::tests
