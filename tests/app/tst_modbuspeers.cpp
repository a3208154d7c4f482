// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/benchfile.h"
#include "app/linkcatalog.h"
#include "engine/model/operations.h"
#include "engine/model/valuecheck.h"
#include "tests/support/linkfixture.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTemporaryDir>

using namespace podium;
using namespace podium::engine;
using tests::ended;

namespace
{
/// How the server is reached.
enum class Way : quint8 { Tcp, CarriedRtu, SerialRtu };

quint16 freePort()
{
    QTcpServer finder;
    finder.listen(QHostAddress::LocalHost);
    return finder.serverPort();
}

void end(QProcess &process)
{
    if (process.state() == QProcess::NotRunning)
        return;
    process.kill();
    process.waitForFinished(5000);
}

/// A power supply of python3-pymodbus, on a TCP port or on a serial line of socat, which may carry it to a TCP port.
class Server
{
public:
    explicit Server(Way way)
        : m_way(way)
        , m_port(freePort())
    {
        m_python.setProcessChannelMode(QProcess::SeparateChannels);
        start();
    }
    ~Server() { kill(); }

    /// The line is there once the server is.
    void start()
    {
        m_said.clear();
        const auto place = m_way == Way::Tcp ? QString::number(m_port) : m_folder.filePath(QStringLiteral("line"));
        const auto hidden = m_folder.filePath(QStringLiteral("hidden"));
        if (m_way != Way::Tcp) {
            m_line.start(QStringLiteral("socat"), {QStringLiteral("PTY,raw,echo=0,link=%1").arg(place),
                                                   QStringLiteral("PTY,raw,echo=0,link=%1").arg(hidden)});
            QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(place) && QFile::exists(hidden), 10000);
        }
        m_python.start(QStringLiteral(PODIUM_DEBIAN_PYTHON), {QStringLiteral(PODIUM_MODBUS_SERVER), place});
        QTRY_VERIFY_WITH_TIMEOUT(said("ready") || m_python.state() == QProcess::NotRunning, 30000);
        if (m_way == Way::Tcp || m_python.state() == QProcess::NotRunning)
            return;
        QTRY_VERIFY_WITH_TIMEOUT(hasOpened(QFileInfo(place).canonicalFilePath()), 30000);
        if (m_way == Way::SerialRtu) {
            QVERIFY(QFile::link(hidden, otherEnd()));
            return;
        }
        m_socat.start(QStringLiteral("socat"), {QStringLiteral("TCP-LISTEN:%1,bind=127.0.0.1,reuseaddr,fork").arg(m_port),
                                                QStringLiteral("FILE:%1,raw,echo=0").arg(hidden)});
        m_socat.waitForStarted(5000);
    }
    void kill()
    {
        QFile::remove(otherEnd());
        end(m_python);
        end(m_line); // a connection that socat carries ends with it
        end(m_socat);
    }
    bool isMissing() { return m_python.state() == QProcess::NotRunning && m_python.exitCode() == 77; }
    QString address() const
    {
        if (m_way == Way::SerialRtu)
            return QStringLiteral("modbus+rtu://%1?baud=115200&unit=1").arg(otherEnd());
        return QStringLiteral("modbus+%1://127.0.0.1:%2?unit=1").arg(m_way == Way::Tcp ? QStringLiteral("tcp") : QStringLiteral("rtu")).arg(m_port);
    }
    quint16 port() const { return m_port; }
    /// A line that the server has written: "18=[0]" when register 18 became 0.
    bool said(const QByteArray &line)
    {
        m_said += m_python.readAllStandardOutput();
        return m_said.split('\n').contains(line);
    }
    void forget() { m_said.clear(); }

private:
    bool hasOpened(const QString &terminal) const
    {
        const QDir open(QStringLiteral("/proc/%1/fd").arg(m_python.processId()));
        const auto all = open.entryInfoList(QDir::System | QDir::Files | QDir::NoDotAndDotDot);
        return std::any_of(all.begin(), all.end(), [&](const QFileInfo &each) { return each.symLinkTarget() == terminal; });
    }
    QString otherEnd() const { return m_folder.filePath(QStringLiteral("other")); }

    Way m_way;
    quint16 m_port;
    QTemporaryDir m_folder;
    QProcess m_line;
    QProcess m_socat;
    QProcess m_python;
    QByteArray m_said;
};

/// A bench with the supply "psu" at an address.
class World
{
public:
    explicit World(const QString &address)
    {
        QFile file(m_folder.filePath(QStringLiteral("bench.toml")));
        if (!file.open(QIODevice::WriteOnly))
            return;
        file.write(QStringLiteral("name = 'Peers'\n[[device]]\nid = 'psu'\naddress = '%1'\ninstrument = 'riden-rd6006'\n").arg(address).toUtf8());
        file.close();
        const auto loaded = app::loadBench(file.fileName());
        auto problems = loaded.problems;
        if (loaded.plan)
            for (const auto &problem : app::buildBench(*loaded.plan, core))
                problems.push_back(problem);
        for (const auto &problem : problems)
            QTest::qFail(qPrintable(problem.text()), __FILE__, __LINE__);
        if (problems.empty())
            core.ready();
    }
    Device &device() { return core.bench.device(QStringLiteral("psu")); }
    Reading reading(const char *name) { return device().parameter(QString::fromLatin1(name))->reading(); }
    bool isUp() { return device().state() != DeviceState::Disconnected && reading("voltage").quality == Quality::Valid; }
    bool isStopped()
    {
        const auto receipts = core.stops->receipts();
        return !receipts.empty() && receipts.front().isConfirmed();
    }
    QString set(const char *name, const char *value)
    {
        auto &parameter = *device().parameter(QString::fromLatin1(name));
        const auto task = core.engine.run(QStringLiteral("set"), operations::write(core.bench, *Address::parse(parameter.address()),
                                                                                   parseValue(parameter.spec(), QString::fromLatin1(value))));
        [&] { QTRY_VERIFY_WITH_TIMEOUT(task.isFinished(), 20000); }();
        return ended(task);
    }

    Core core{std::make_unique<LiveScheduler>()};

private:
    QTemporaryDir m_folder;
};

/// What mbpoll reads from a holding register of the server.
int polled(quint16 port, int address)
{
    QProcess mbpoll;
    mbpoll.start(QStringLiteral("mbpoll"), {QStringLiteral("-m"), QStringLiteral("tcp"), QStringLiteral("-p"), QString::number(port),
                                            QStringLiteral("-a"), QStringLiteral("1"), QStringLiteral("-0"), QStringLiteral("-r"),
                                            QString::number(address), QStringLiteral("-t"), QStringLiteral("4"), QStringLiteral("-1"),
                                            QStringLiteral("-o"), QStringLiteral("10"), QStringLiteral("127.0.0.1")});
    mbpoll.waitForFinished(30000);
    const auto out = QString::fromLatin1(mbpoll.readAllStandardOutput());
    const auto match = QRegularExpression(QStringLiteral("\\[%1\\]:\\s*(-?\\d+)").arg(address)).match(out);
    return match.hasMatch() ? match.captured(1).toInt() : -1;
}

bool hasSerialPorts()
{
    const auto &kinds = app::linkKinds();
    return std::any_of(kinds.begin(), kinds.end(), [](const auto &kind) { return kind.scheme == QLatin1String("serial"); });
}

} // namespace

Q_DECLARE_METATYPE(Way)

#define IN_WORLD(server, world)                                                                                        \
    QFETCH(Way, way);                                                                                                  \
    if (way == Way::SerialRtu && !hasSerialPorts())                                                                    \
        QSKIP("this program has no serial ports");                                                                     \
    if (way != Way::Tcp && QStandardPaths::findExecutable(QStringLiteral("socat")).isEmpty())                                   \
        QSKIP("socat is missing; install the package socat");                                                          \
    Server server(way);                                                                                                \
    if (server.isMissing())                                                                                            \
        QSKIP("pymodbus is missing; install python3-pymodbus and python3-serial-asyncio");                             \
    World world(server.address());                                                                                     \
    QTRY_VERIFY_WITH_TIMEOUT(world.isUp(), 30000)

/// Podium against a Modbus server that nobody here wrote, looked at by a client that nobody here wrote.
class ModbusPeersTest : public QObject
{
    Q_OBJECT

private:
    static void lines()
    {
        QTest::addColumn<Way>("way");
        QTest::newRow("Modbus TCP") << Way::Tcp;
        QTest::newRow("Modbus RTU, carried by TCP") << Way::CarriedRtu;
        QTest::newRow("Modbus RTU on a serial port") << Way::SerialRtu;
    }

private Q_SLOTS:
    void valuesAreLiveAndSetpointsAreSeenThere_data() { lines(); }
    void valuesAreLiveAndSetpointsAreSeenThere()
    {
        IN_WORLD(server, world);
        QCOMPARE(world.reading("voltage").value, Value(Quantity(12.34, Unit::parse(QStringLiteral("V")))));
        QCOMPARE(world.set("current_limit", "1.5 A"), QStringLiteral("succeeded"));
        QTRY_VERIFY_WITH_TIMEOUT(server.said("9=[1500]"), 10000);
        QCOMPARE(world.set("voltage", "5 V"), QStringLiteral("succeeded"));
        QTRY_VERIFY_WITH_TIMEOUT(server.said("8=[500]"), 10000);
        QTRY_COMPARE_WITH_TIMEOUT(world.reading("current_limit").value, Value(Quantity(1.5, Unit::parse(QStringLiteral("A")))), 10000);
    }

    void mbpollReadsWhatPodiumWrote()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("mbpoll")).isEmpty())
            QSKIP("mbpoll is missing; install the package mbpoll");
        Server server(Way::Tcp);
        if (server.isMissing())
            QSKIP("pymodbus is missing; install python3-pymodbus");
        World world(server.address());
        QTRY_VERIFY_WITH_TIMEOUT(world.isUp(), 30000);
        QCOMPARE(world.set("current_limit", "2.25 A"), QStringLiteral("succeeded"));
        QCOMPARE(world.set("output", "on"), QStringLiteral("succeeded"));
        QCOMPARE(polled(server.port(), 9), 2250);
        QCOMPARE(polled(server.port(), 18), 1);
        world.core.stops->stopAll(QStringLiteral("test"));
        QTRY_VERIFY_WITH_TIMEOUT(world.isStopped(), 20000);
        QCOMPARE(polled(server.port(), 18), 0);
    }

    void stopIsSeenInTheServersRegisters_data() { lines(); }
    void stopIsSeenInTheServersRegisters()
    {
        IN_WORLD(server, world);
        QCOMPARE(world.set("output", "on"), QStringLiteral("succeeded"));
        QTRY_VERIFY_WITH_TIMEOUT(server.said("18=[1]"), 10000);
        server.forget();
        world.core.stops->stopAll(QStringLiteral("test"));
        QTRY_VERIFY_WITH_TIMEOUT(server.said("18=[0]"), 10000);
        QTRY_VERIFY_WITH_TIMEOUT(world.isStopped(), 20000);
        QVERIFY(!server.said("18=[1]"));
    }

    void killedServerIsShownAndComesBack_data() { lines(); }
    void killedServerIsShownAndComesBack()
    {
        IN_WORLD(server, world);
        server.kill();
        QTRY_COMPARE_WITH_TIMEOUT(world.device().state(), DeviceState::Disconnected, 3000);
        QCOMPARE(world.reading("voltage").quality, Quality::Lost);
        world.core.stops->stopAll(QStringLiteral("test"));
        QTRY_VERIFY(!world.core.stops->receipts().empty());
        server.start();
        QTRY_VERIFY_WITH_TIMEOUT(world.isUp(), 30000);
        QVERIFY(server.said("18=[0]")); // the stop that was pressed meanwhile
    }
};

PODIUM_TEST_MAIN(ModbusPeersTest)
#include "tst_modbuspeers.moc"
