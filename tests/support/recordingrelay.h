// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QTcpServer>
#include <QTcpSocket>

#include <memory>
#include <vector>

namespace podium::tests
{
/// Stands between a link and an instrument: notes every message that arrives for the instrument, and breaks the line
/// when it is told to. Thread: main thread.
class RecordingRelay : public QObject
{
    Q_OBJECT

public:
    /// Target: the instrument's port on this machine; end: of the messages that it is sent.
    explicit RecordingRelay(quint16 target, QByteArray end = "\n");
    ~RecordingRelay() override;

    quint16 port() const { return m_port; }
    /// The messages so far without their line ends, in the order of their arrival.
    const QByteArrayList &received() const { return m_received; }
    /// Those of the newest connection.
    QByteArrayList newest() const { return m_pairs.empty() ? QByteArrayList() : m_pairs.back()->received; }
    std::size_t connections() const { return m_pairs.size(); }

    /// Takes and notes what comes, and passes nothing on in either direction.
    void freeze() { m_frozen = true; }
    void thaw();
    /// Ends every connection and accepts none.
    void pull();
    void plug();

private:
    struct Pair {
        std::unique_ptr<QTcpSocket> client;
        std::unique_ptr<QTcpSocket> instrument;
        QByteArray toInstrument; // not passed on yet
        QByteArray toClient;
        QByteArray line; // the message that is coming in
        QByteArrayList received;
    };
    void accept();
    void note(Pair &pair, const QByteArray &bytes);
    void passOn(Pair &pair);

    quint16 m_target;
    QByteArray m_end;
    quint16 m_port = 0;
    QTcpServer m_server;
    std::vector<std::unique_ptr<Pair>> m_pairs;
    QByteArrayList m_received;
    bool m_frozen = false;
};
} // namespace podium::tests
