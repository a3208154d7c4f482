// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/linkkind.h"
#include "devices/vxi11/address.h"
#include "devices/vxi11/rpcclient.h"

#include <QTimer>

#include <deque>

namespace podium::devices
{
/// An instrument on the network that speaks VXI-11: one link of its core channel, and the abort channel beside it.
///
/// A reply is fetched only while one is expected, and fetching occupies the link until clear() aborts it; without an abort
/// channel the link is fetching for 200 ms at a time, so that a stop waits no longer. Behind a call that is answered by
/// nothing at all a stop is sent all the same, and again in its turn. Any error of a procedure but an I/O timeout ends the
/// stream.
/// Thread: the engine's. Source: VXI-11 TCP/IP Instrument Protocol Specification, revision 1.0.
class Vxi11Channel final : public QObject, public Channel
{
    Q_OBJECT

public:
    /// Addresses vxi11://host/inst0.
    static LinkKind kind();

    explicit Vxi11Channel(vxi11::Address address);
    ~Vxi11Channel() override;

    QString address() const override { return m_address.toString(); }
    void open() override;
    void close() override;
    void send(QByteArrayView message) override { enqueue({.message = message.toByteArray()}); }
    void sendStop(QByteArrayView message) override { enqueue({.message = message.toByteArray(), .isStop = true}); }
    bool isDrained() const override { return m_jobs.empty(); }
    bool isBus() const override { return true; }
    void clear() override;
    bool isHeldBack() const override { return !m_jobs.empty() && m_jobs.back().waits; }

private:
    enum class Call : quint8 { None, Write, Read, Clear };
    struct Job {
        QByteArray message = {};
        bool isClear = false;
        bool isStop = false;
        qsizetype sent = 0;
        bool wasAborted = false;
        bool waits = true; ///< not one byte of it has left
        bool wentAhead = false; ///< behind a call that hangs
    };

    // --- opening
    void askPortmapper();
    void openCore(quint16 port);
    void createLink();
    void linkCreated(const vxi11::RpcReply &reply);
    void abortChannelEnded();
    void end(const QString &reason);

    // --- the calls of an open link
    void enqueue(Job job);
    void next();
    void callWrite();
    void callRead();
    void callClear();
    void begin(Call call);
    void written(qsizetype asked, const vxi11::RpcReply &reply);
    void fetched(const vxi11::RpcReply &reply);
    void deliver(const vxi11::ReadData &read);
    void clearDone(const vxi11::RpcReply &reply);
    void goOn();
    bool runAgain(quint32 error);
    void giveUpCall();
    void abort();
    void impatient();
    void sendAhead();
    vxi11::Timeouts timeouts() const { return {m_address.ioTimeout, m_address.lockTimeout}; }
    quint32 flags() const { return m_address.lockTimeout > 0 ? vxi11::flag::waitLock : 0; }

    vxi11::Address m_address;
    vxi11::RpcClient m_portmapper;
    vxi11::RpcClient m_core;
    vxi11::RpcClient m_abort;
    QTimer m_limit;    // of the call
    QTimer m_patience; // with what a stop waits for
    quint32 m_link = 0;
    quint32 m_longestWrite = 0;
    quint16 m_abortPort = 0;
    std::deque<Job> m_jobs; // the first is under way if m_call says so
    Call m_call = Call::None;
    quint64 m_session = 0;
    QString m_endWhy;           // the stream ends once the jobs are done
    bool m_linked = false;
    bool m_opening = false;     // the first clear is under way
    bool m_void = false;        // what the call comes to does not matter any more
    bool m_clearAsked = false;
    bool m_wentAhead = false;   // a stop behind the clear that is under way: what answers it is cleared away before it goes again
    bool m_aborting = false;    // its answer is awaited, lest it hits the next call
    bool m_abortWasOpen = false;
    bool m_sending = false; ///< within send(), which tells by itself what has left
};
} // namespace podium::devices
