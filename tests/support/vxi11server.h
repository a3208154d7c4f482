// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/vxi11/protocol.h"
#include "devices/vxi11/records.h"

#include <QByteArrayList>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include <deque>

namespace podium::tests
{
/// A VXI-11 instrument on loopback that does what a test sets, and notes every call in the order of arrival; it has a
/// portmapper on a port of its own. As real ones do, it executes one call at a time: a read that waits blocks the next.
/// Thread: main thread.
class Vxi11Server : public QObject
{
    Q_OBJECT

public:
    Vxi11Server();

    /// "vxi11://127.0.0.1/inst0" and how to reach this one; more keys may follow.
    QString address(bool byPortmapper = false) const;
    /// "device_write STOP", "device_read", "device_abort" and so on, in the order of their arrival.
    QByteArrayList calls;
    std::function<void(const QByteArray &call)> onCall; ///< told at its arrival
    /// The messages that were written, whole.
    QByteArrayList messages;

    // --- what it does
    std::function<void(const QByteArray &message)> onMessage = [this](const QByteArray &message) {
        if (message == "*IDN?\n")
            say("ACME,1\n");
    };
    /// A reply that a read fetches; without END something follows.
    void say(const QByteArray &reply, bool end = true);
    quint32 longestWrite = 1024;
    qsizetype longestRead = 1 << 20;
    quint32 createError = 0;
    quint32 writeError = 0; ///< of messages that hold writeErrorIn
    QByteArray writeErrorIn;
    quint32 readError = 0;
    quint32 clearError = 0;
    quint32 abortError = 0;
    bool readsEnd = true;    ///< false: a read without data never ends by itself
    bool abortAnswers = true;
    std::chrono::milliseconds clearTime{0};
    std::chrono::milliseconds writeTime{0};
    bool executesWrites = true; ///< false: a write hangs until it is aborted
    QByteArray rawAnswer;    ///< goes out as it is, once, in place of the answer to a call that begins with rawAnswerTo
    QByteArray rawAnswerTo;
    void listenForAborts(bool listen);
    quint16 corePort() const { return m_port; }
    quint16 abortPort() const { return m_abort.serverPort(); }
    quint16 toldAbortPort = 0; ///< 0: its own
    void pull();
    void plug() { m_core.listen(QHostAddress::LocalHost, m_port); }
    int connections() const { return m_connections; }

private:
    struct Output {
        QByteArray bytes;
        bool end = true;
    };
    void serve(QTcpServer &server, const std::function<void(const devices::vxi11::RpcCall &, QTcpSocket *)> &execute);
    void note(const QByteArray &call);
    void executeNext();
    void execute(const devices::vxi11::RpcCall &call, QTcpSocket *socket);
    /// After this time, if the call has not been ended by then.
    void later(std::chrono::milliseconds time, const std::function<void()> &act);
    void write(devices::vxi11::XdrReader arguments);
    void takeIn(const QByteArray &data, bool isLast);
    void read(devices::vxi11::XdrReader arguments);
    void abort(const devices::vxi11::RpcCall &call, QTcpSocket *socket);
    void tryToRead();
    void answer(const QByteArray &results);

    QTcpServer m_core;
    QTcpServer m_abort;
    QTcpServer m_portmapper;
    quint16 m_port = 0;
    int m_connections = 0;
    std::deque<std::pair<devices::vxi11::RpcCall, QTcpSocket *>> m_waiting;
    std::optional<std::pair<devices::vxi11::RpcCall, QTcpSocket *>> m_current;
    bool m_reads = false;
    qsizetype m_size = 0;
    std::optional<char> m_termChar;
    QTimer m_readLimit;
    QByteArray m_input;
    std::deque<Output> m_output;
};
} // namespace podium::tests
