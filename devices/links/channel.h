// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <functional>

namespace podium::devices
{
/// A two-way stream of bytes to one instrument: a socket, a serial port, or a script in a test. Nothing here blocks.
///
/// The callbacks are never run inside a call of this interface, and after close() none of the former stream comes.
/// Thread: the engine's.
class Channel
{
public:
    Channel() = default;
    Channel(const Channel &) = delete;
    Channel &operator=(const Channel &) = delete;
    virtual ~Channel() = default;

    /// What it connects to, for example "tcp://psu.lab:5025".
    virtual QString address() const = 0;
    /// Begins to connect; ends in opened or closed. Call it on a closed channel only.
    virtual void open() = 0;
    /// Drops the stream, and what was not sent, at once; harmless on a closed channel.
    virtual void close() = 0;
    /// Hands one whole message to the system now, as far as the system takes it; the rest follows by itself.
    virtual void send(QByteArrayView message) = 0;
    /// The same for a stop, which nothing that is sent later may displace.
    virtual void sendStop(QByteArrayView message) { send(message); }
    /// True when the system has taken every byte, so that the next message would not wait behind ours.
    virtual bool isDrained() const = 0;
    /// True when open() begins a stream that holds nothing of the former one. A serial port does not: its instrument may still be
    /// answering what was asked before.
    virtual bool beginsAnew() const { return true; }

    /// True for an instrument bus: it carries one message or one reply at a time, marks where a reply ends, and can be cleared.
    virtual bool isBus() const { return false; }
    /// Ends what is under way on a bus and empties the instrument's buffers, ahead of what is sent afterwards: nothing that
    /// was sent before is answered any more; what was held back still leaves. Ends in cleared or closed.
    virtual void clear() {}
    /// True for a bus when the message that was sent last has not begun to leave, because something has to end before it.
    virtual bool isHeldBack() const { return false; }

    std::function<void()> opened;
    std::function<void(const QString &reason)> closed; ///< by the peer, the network or a failed open(), not by close()
    std::function<void(QByteArrayView bytes)> received;
    std::function<void()> drained; ///< isDrained() became true again
    std::function<void()> messageEnded; ///< on a bus: a reply ends with what was received last
    std::function<void()> cleared;
    std::function<void()> left; ///< the first of the messages that were held back begins to leave
    std::function<bool()> expecting; ///< asked by a bus, which fetches a reply only if one is expected
};
} // namespace podium::devices
