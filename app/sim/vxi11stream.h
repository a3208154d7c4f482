// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIODevice>

namespace podium::app
{

/// What the messages of one VXI-11 link are to the instrument: a stream like that of a socket.
/// Thread: one.
class Vxi11Stream : public QIODevice
{
    Q_OBJECT
public:
    Vxi11Stream() { open(QIODevice::ReadWrite | QIODevice::Unbuffered); }

    /// Bytes of the client for the instrument; a message that ends here gets its line feed.
    void put(const QByteArray &bytes, bool end);
    /// At most so many bytes of the first reply, and whether it ends with them; empty if there is none yet.
    QByteArray take(qsizetype most, bool *ends);
    bool hasReply() const { return !m_replies.isEmpty(); }
    void clear();

    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override { return m_messages.size() + QIODevice::bytesAvailable(); }

Q_SIGNALS:
    /// The instrument has said something.
    void replied();

protected:
    qint64 readData(char *data, qint64 size) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    QByteArray m_messages;
    QByteArray m_replies;
};

} // namespace podium::app
