// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/messagelink.h"
#include "devices/links/tcpchannel.h"
#include "engine/dispatch/boundedqueue.h"
#include "engine/tasks/operation.h"
#include "tests/support/rawserver.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>
#include <thread>

#include <netinet/tcp.h>

/// Queries per second over loopback TCP: a raw blocking socket against MessageLink::query() from a coroutine, both asking the
/// same echoing server thread in the same run, in alternating rounds. Prints one line of JSON with the medians,
/// and what it costs a query that somebody watches the traffic.
namespace
{
using namespace podium;
using Clock = std::chrono::steady_clock;
constexpr int rounds = 7;
constexpr auto roundTime = std::chrono::milliseconds(700);
constexpr char question[] = "MEAS:VOLT?\n";
constexpr std::size_t length = sizeof question - 1;

void setNoDelay(int socket)
{
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

/// Echoes what each of these many peers sends, one peer after the other.
void serve(tests::RawServer &server, int peers)
{
    for (int i = 0; i < peers; ++i) {
        server.accept();
        setNoDelay(server.socket());
        char buffer[4096];
        for (;;) {
            const auto count = ::recv(server.socket(), buffer, sizeof buffer, 0);
            if (count <= 0 || ::send(server.socket(), buffer, static_cast<std::size_t>(count), MSG_NOSIGNAL) != count)
                break;
        }
    }
}

double perSecond(int count, Clock::time_point begun)
{
    return count / std::chrono::duration<double>(Clock::now() - begun).count();
}

double rawRound(quint16 port)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in name{};
    name.sin_family = AF_INET;
    name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    name.sin_port = htons(port);
    if (::connect(socket, reinterpret_cast<sockaddr *>(&name), sizeof name) != 0)
        qFatal("The server cannot be reached.");
    setNoDelay(socket);
    const auto begun = Clock::now();
    int count = 0;
    for (; Clock::now() - begun < roundTime; ++count) {
        char buffer[64];
        std::size_t got = 0;
        ::send(socket, question, length, 0);
        while (got == 0 || buffer[got - 1] != '\n')
            got += static_cast<std::size_t>(std::max<ssize_t>(0, ::recv(socket, buffer + got, sizeof buffer - got, 0)));
    }
    const auto rate = perSecond(count, begun);
    ::close(socket);
    return rate;
}

engine::Op<double> askForAWhile(devices::MessageLink &link)
{
    co_await engine::until(&link, &devices::MessageLink::stateChanged, [&link] { return link.state() == devices::LinkState::Up; });
    const auto begun = Clock::now();
    int count = 0;
    for (; Clock::now() - begun < roundTime; ++count)
        (void)co_await link.query(QByteArray(question, length - 1));
    co_return perSecond(count, begun);
}

/// As a view that is open: it keeps what it is told.
struct View final : engine::LinkPort::Watcher {
    void traced(const devices::TraceEntry &entry) override { kept.push(entry); }
    void linkRemoved() override {}
    engine::BoundedQueue<devices::TraceEntry> kept{5000};
};

double linkRound(quint16 port, bool isWatched)
{
    engine::Engine engine;
    devices::MessageLink link(engine, QStringLiteral("bench"),
                              std::make_unique<devices::TcpChannel>(devices::TcpAddress{QStringLiteral("127.0.0.1"), port}));
    View view;
    if (isWatched)
        link.addWatcher(view);
    link.open();
    const auto task = engine.run(QStringLiteral("bench"), askForAWhile(link));
    task.finally(qApp, [](const engine::TaskInfo &) { QCoreApplication::quit(); });
    QCoreApplication::exec();
    link.removeWatcher(view);
    return task.result();
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}
} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    tests::RawServer server;
    std::thread thread([&server] { serve(server, 3 * rounds); });
    std::vector<double> raw;
    std::vector<double> link;
    std::vector<double> ratio;
    std::vector<double> watched;
    for (int i = 0; i < rounds; ++i) {
        raw.push_back(rawRound(server.port()));
        link.push_back(linkRound(server.port(), false));
        watched.push_back(linkRound(server.port(), true));
        ratio.push_back(link.back() / raw.back());
    }
    thread.join();
    std::printf("{\"benchmark\": \"link\", \"rounds\": %d, \"raw_per_s\": %.0f, \"link_per_s\": %.0f, \"ratio\": %.3f, \"watched_per_s\": %.0f, "
                "\"watching_us_per_query\": %.2f}\n",
                rounds, median(raw), median(link), median(ratio), median(watched), 1e6 / median(watched) - 1e6 / median(link));
    return 0;
}
