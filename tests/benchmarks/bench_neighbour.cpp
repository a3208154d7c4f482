// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/messagelink.h"
#include "devices/links/tcpchannel.h"
#include "engine/tasks/operation.h"
#include "tests/benchmarks/stopwatch.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>
#include <QTimer>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

/// How long a device waits for its answer while another on the same engine is mute, or sends one byte in 200 ms: the p99 of its
/// queries without it, with the mute one and with the slow one in turns. The floor is a raw blocking socket at the same server
/// in the same run. Prints one line of JSON; times in milliseconds.
namespace
{
using namespace podium;
using namespace std::chrono_literals;
using devices::LinkState;
using devices::MessageLink;
using Clock = std::chrono::steady_clock;

constexpr int rounds = 6;
constexpr auto roundTime = 700ms;
constexpr auto pause = 2ms; // between two queries
const QByteArray question = "MEAS:VOLT?";

enum class Manner { Answers, Mute, Slow };

/// Instruments on loopback ports, in a thread of their own.
class Servers : public QThread
{
public:
    Servers()
    {
        start();
        while (!m_ready.load())
            QThread::usleep(100);
    }
    ~Servers() override
    {
        quit();
        wait();
    }
    quint16 port(Manner manner) const { return m_ports[std::size_t(manner)]; }

protected:
    void run() override
    {
        std::array<QTcpServer, 3> servers;
        for (const auto manner : {Manner::Answers, Manner::Mute, Manner::Slow}) {
            auto &server = servers[std::size_t(manner)];
            server.listen(QHostAddress::LocalHost);
            m_ports[std::size_t(manner)] = server.serverPort();
            QObject::connect(&server, &QTcpServer::newConnection, &server, [&server, manner] {
                auto *socket = server.nextPendingConnection();
                socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
                QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket, manner] { answer(*socket, manner); });
            });
        }
        m_ready = true;
        exec();
    }

private:
    static void answer(QTcpSocket &socket, Manner manner)
    {
        const auto asked = socket.readAll();
        if (manner == Manner::Answers)
            socket.write(QByteArray("1.25\n").repeated(asked.count('\n')));
        if (manner != Manner::Slow || !socket.findChildren<QTimer *>().isEmpty())
            return;
        auto *timer = new QTimer(&socket);
        QObject::connect(timer, &QTimer::timeout, &socket, [&socket] { socket.write("1"); });
        timer->start(200ms);
    }

    std::array<quint16, 3> m_ports{};
    std::atomic<bool> m_ready = false;
};

double since(Clock::time_point begun) { return std::chrono::duration<double, std::milli>(Clock::now() - begun).count(); }

void floorRound(quint16 port, std::vector<double> &took)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in name{};
    name.sin_family = AF_INET;
    name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    name.sin_port = htons(port);
    if (::connect(socket, reinterpret_cast<sockaddr *>(&name), sizeof name) != 0)
        qFatal("The server cannot be reached.");
    const auto end = Clock::now() + roundTime;
    while (Clock::now() < end) {
        const auto begun = Clock::now();
        char buffer[64];
        ssize_t got = 0;
        ::send(socket, (question + '\n').constData(), std::size_t(question.size() + 1), 0);
        while (got == 0 || buffer[got - 1] != '\n')
            got += std::max<ssize_t>(0, ::recv(socket, buffer + got, sizeof buffer - std::size_t(got), 0));
        took.push_back(since(begun));
        QThread::usleep(std::chrono::microseconds(pause).count());
    }
    ::close(socket);
}

std::unique_ptr<MessageLink> linkTo(engine::Engine &engine, quint16 port)
{
    devices::LinkPolicy policy;
    policy.replyLimit = 100ms;
    policy.backoffLast = 100ms; // it is tried again and again
    return std::make_unique<MessageLink>(engine, QStringLiteral("link"),
                                         std::make_unique<devices::TcpChannel>(devices::TcpAddress{QStringLiteral("127.0.0.1"), port}),
                                         policy);
}

engine::Op<void> neighbour(MessageLink &link, std::vector<double> &took)
{
    co_await engine::until(&link, &MessageLink::stateChanged, [&link] { return link.state() == LinkState::Up; });
    const auto end = Clock::now() + roundTime;
    while (Clock::now() < end) {
        const auto begun = Clock::now();
        (void)co_await link.query(question);
        took.push_back(since(begun));
        co_await engine::sleep(pause);
    }
}

/// Asks as often as it can; each question fails.
engine::Op<void> beside(MessageLink &link)
{
    for (;;) {
        try {
            (void)co_await link.query(question);
        } catch (const engine::Error &) { // swallowed: nobody answers there
        }
        co_await engine::sleep(5ms);
    }
}

void linkRound(const Servers &servers, std::optional<Manner> other, std::vector<double> &took)
{
    engine::Engine engine(std::make_unique<engine::LiveScheduler>());
    const auto link = linkTo(engine, servers.port(Manner::Answers));
    link->open();
    std::unique_ptr<MessageLink> bad;
    std::optional<engine::Task<void>> asking;
    if (other) {
        bad = linkTo(engine, servers.port(*other));
        bad->open();
        engine::TaskOptions options;
        options.service = true;
        asking = engine.run(QStringLiteral("beside"), beside(*bad), options);
    }
    const auto task = engine.run(QStringLiteral("neighbour"), neighbour(*link, took));
    while (!task.isFinished())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    if (asking)
        asking->cancel();
    while (asking && !asking->isFinished())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}
} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const Servers servers;
    std::vector<double> floor;
    std::vector<double> alone;
    std::vector<double> mute;
    std::vector<double> slow;
    for (int round = 0; round < rounds; ++round) { // in turns, so that a busy moment of the machine meets all
        floorRound(servers.port(Manner::Answers), floor);
        linkRound(servers, std::nullopt, alone);
        linkRound(servers, Manner::Mute, mute);
        linkRound(servers, Manner::Slow, slow);
    }
    const auto p99 = [](const std::vector<double> &values) { return tests::spread(values)[QStringLiteral("p99")].toDouble(); };
    tests::print({{QStringLiteral("bench"), QStringLiteral("neighbour")},
                  {QStringLiteral("floor_ms"), tests::spread(floor)},
                  {QStringLiteral("alone_ms"), tests::spread(alone)},
                  {QStringLiteral("beside_mute_ms"), tests::spread(mute)},
                  {QStringLiteral("beside_slow_ms"), tests::spread(slow)},
                  {QStringLiteral("mute_delays_ms"), p99(mute) - p99(alone)},
                  {QStringLiteral("slow_delays_ms"), p99(slow) - p99(alone)},
                  {QStringLiteral("alone_to_floor"), p99(alone) / p99(floor)},
                  {QStringLiteral("mute_to_floor"), p99(mute) / p99(floor)},
                  {QStringLiteral("slow_to_floor"), p99(slow) / p99(floor)}});
    return 0;
}
