// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QSet>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>
#include <QTimer>

#include <atomic>
#include <chrono>
#include <memory>
#include <vector>

namespace podium::tests
{
/// Many instruments of the simplest kind, each on a port of its own, on a thread of their own: they say who they are, answer
/// "V?" with a number, and can all die and return.
/// Thread: the one that made it.
class CrowdServer
{
public:
    enum class Manner { Good, Mute, OneByteAtATime };

    explicit CrowdServer(int count)
    {
        m_thread.start();
        m_worker.moveToThread(&m_thread);
        call([this, count] {
            for (int i = 0; i < count; ++i) {
                m_instruments.push_back(std::make_unique<Instrument>());
                listen(*m_instruments.back());
            }
        });
    }
    ~CrowdServer()
    {
        call([this] { m_instruments.clear(); });
        m_thread.quit();
        m_thread.wait();
    }
    CrowdServer(const CrowdServer &) = delete;
    CrowdServer &operator=(const CrowdServer &) = delete;

    quint16 port(int index) const { return m_instruments[std::size_t(index)]->port; }
    /// How many have been asked for their value since they began to listen: a client has accepted them.
    int asked() const { return m_asked; }
    void die()
    {
        call([this] {
            for (auto &instrument : m_instruments)
                instrument->server.reset();
            m_asked = 0;
        });
    }
    void comeBack()
    {
        call([this] {
            for (auto &instrument : m_instruments)
                listen(*instrument);
        });
    }
    void setManner(int index, Manner manner)
    {
        call([this, index, manner] { m_instruments[std::size_t(index)]->manner = manner; });
    }

private:
    struct Instrument {
        std::unique_ptr<QTcpServer> server;
        quint16 port = 0;
        Manner manner = Manner::Good;
        bool asked = false;
    };

    template <class Function>
    void call(Function function)
    {
        QMetaObject::invokeMethod(&m_worker, function, Qt::BlockingQueuedConnection);
    }
    void listen(Instrument &instrument)
    {
        instrument.asked = false;
        instrument.server = std::make_unique<QTcpServer>();
        auto *server = instrument.server.get();
        if (!server->listen(QHostAddress::LocalHost, instrument.port))
            qFatal("A port that was free is taken.");
        instrument.port = server->serverPort();
        QObject::connect(server, &QTcpServer::newConnection, server, [this, server, &instrument] {
            auto *peer = server->nextPendingConnection();
            peer->setSocketOption(QAbstractSocket::LowDelayOption, 1);
            QObject::connect(peer, &QTcpSocket::readyRead, peer, [this, peer, &instrument] {
                while (peer->canReadLine())
                    answer(instrument, *peer, peer->readLine());
            });
        });
    }
    void answer(Instrument &instrument, QTcpSocket &peer, const QByteArray &line)
    {
        if (line == "V?\n" && !std::exchange(instrument.asked, true))
            ++m_asked;
        const QByteArray reply = line == "*IDN?\n" ? "CROWD,1\n" : "1.25\n";
        if (instrument.manner == Manner::Good) {
            peer.write(reply);
        } else if (instrument.manner == Manner::OneByteAtATime) {
            auto *timer = new QTimer(&peer);
            QObject::connect(timer, &QTimer::timeout, &peer, [&peer, timer] {
                peer.write("1");
                if (!peer.isOpen())
                    timer->deleteLater();
            });
            timer->start(std::chrono::milliseconds(20));
        }
    }

    QThread m_thread;
    QObject m_worker;
    std::vector<std::unique_ptr<Instrument>> m_instruments;
    std::atomic<int> m_asked = 0;
};
} // namespace podium::tests
