// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/faults/proxy/proxyend.h"
#include "tests/faults/proxy/proxylog.h"

namespace podium::tests
{
/// One connection through a proxy: the client's end, the instrument's, and a lane for each direction.
/// Thread: that of its event loop.
class ProxyConnection : public QObject
{
    Q_OBJECT

public:
    struct Surroundings {
        FaultScript &script;
        ProxyLog &log;
        Cut cut;
        std::function<int()> connectInstrument; ///< a descriptor, -1: there is none
        std::function<void()> freeze;
        bool isCable = false; ///< the client's end is a terminal: it stays when the instrument goes
    };

    ProxyConnection(int number, int client, const Surroundings &surroundings);
    ~ProxyConnection() override;

    bool isOver() const { return m_over; }
    void setFrozen(bool frozen);
    void release();
    void insert(const QByteArray &bytes);
    /// Ends it as if the client's peer did; the instrument's end goes, too.
    void end(Ending ending);
    void halfClose(Party sender);

Q_SIGNALS:
    void over();

private:
    FaultLane::Ports ports(Party sender);
    void connectInstrument();
    void arrived(Party sender, QByteArrayView bytes);
    void left(Party sender, Ending ending);
    void pass(Party sender, QByteArrayView bytes);
    void endBy(Party sender, Ending ending);
    void finishIfDone();

    int m_number;
    Surroundings m_around;
    FaultLane m_toInstrument;
    FaultLane m_toClient;
    std::unique_ptr<ProxyEnd> m_client;
    std::unique_ptr<ProxyEnd> m_instrument;
    bool m_over = false;
};
} // namespace podium::tests
