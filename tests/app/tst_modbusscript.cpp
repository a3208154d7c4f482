// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/linklanguage.h"
#include "devices/modbus/modbusframer.h"
#include "tests/support/modbusserver.h"
#include "tests/support/replay.h"
#include "tests/support/testmain.h"
#include "ui/traffic/trafficscript.h"

#include <QSocketNotifier>

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

using namespace podium;
using engine::MessageClass;
using engine::TraceKind;
using podium::tests::Replay;

namespace
{
QByteArray hex(const char *text) { return QByteArray::fromHex(text); }

/// The traffic of one line, as it was noted.
class Trace
{
public:
    explicit Trace(bool isRtu) : m_isRtu(isRtu) {}

    /// A request and its answer, PDUs in hexadecimal.
    Trace &exchange(const char *request, const char *answer, MessageClass messageClass = MessageClass::Read)
    {
        ++m_id;
        add(TraceKind::Sent, hex(request), messageClass);
        add(TraceKind::Received, hex(answer), messageClass);
        return *this;
    }
    void add(TraceKind kind, const QByteArray &pdu, MessageClass messageClass = MessageClass::Read)
    {
        const devices::ModbusFrame frame{m_id, 1, pdu, {}};
        const auto bytes = m_isRtu ? devices::RtuFramer().framed(frame) : devices::MbapFramer().framed(frame);
        engine::TraceEntry entry;
        entry.kind = kind;
        entry.messageClass = messageClass;
        entry.when = engine::TimePoint(std::chrono::milliseconds(20 * rows.size()));
        entry.text = bytes.first(std::min<qsizetype>(256, bytes.size()));
        entry.size = bytes.size();
        if (kind == TraceKind::Received)
            entry.took = std::chrono::milliseconds(20);
        rows.push_back({entry, QDateTime::fromMSecsSinceEpoch(0), {}});
    }
    QString program() const
    {
        const auto address = m_isRtu ? QStringLiteral("modbus+rtu:///dev/null") : QStringLiteral("modbus+tcp://127.0.0.1:1");
        const auto language = app::linkLanguage({QStringLiteral("line"), address, {QStringLiteral("d")}});
        return ui::trafficScript(QStringLiteral("line"), address, rows, language.script());
    }

    std::vector<ui::TrafficRow> rows;

private:
    bool m_isRtu;
    quint16 m_id = 0;
};

/// Unit 1 at the far end of a serial line.
class SerialUnit
{
public:
    explicit SerialUnit(tests::ModbusSlave &slave)
        : m_slave(slave)
        , m_master(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC))
        , m_notifier(m_master, QSocketNotifier::Read)
    {
        if (::grantpt(m_master) != 0 || ::unlockpt(m_master) != 0)
            qFatal("There is no pseudo-terminal.");
        m_path = QString::fromLatin1(::ptsname(m_master));
        m_open = ::open(qPrintable(m_path), O_RDWR | O_NOCTTY | O_CLOEXEC); // else the line hangs up before the program is there
        termios line{};
        ::tcgetattr(m_open, &line);
        ::cfmakeraw(&line);
        ::tcsetattr(m_open, TCSANOW, &line);
        QObject::connect(&m_notifier, &QSocketNotifier::activated, &m_notifier, [this] { read(); });
    }
    ~SerialUnit()
    {
        m_notifier.setEnabled(false);
        ::close(m_open);
        ::close(m_master);
    }
    SerialUnit(const SerialUnit &) = delete;
    SerialUnit &operator=(const SerialUnit &) = delete;

    const QString &path() const { return m_path; }

private:
    void read()
    {
        char buffer[512];
        m_came += QByteArray(buffer, std::max<ssize_t>(0, ::read(m_master, buffer, sizeof buffer)));
        while (m_came.size() >= 8) {
            const qsizetype length = m_came.at(1) < 15 ? 8 : 9 + static_cast<quint8>(m_came.at(6));
            if (m_came.size() < length)
                return;
            const auto frame = m_came.first(length);
            m_came.remove(0, length);
            if (devices::modbusCrc(frame) != 0)
                qFatal("The checksum of a request is wrong.");
            const auto answer = devices::RtuFramer().framed({0, 1, m_slave.answer(frame.mid(1).chopped(2)), {}});
            if (::write(m_master, answer.constData(), std::size_t(answer.size())) != answer.size())
                qFatal("The pseudo-terminal takes no bytes.");
        }
    }

    tests::ModbusSlave &m_slave;
    int m_master;
    int m_open = -1;
    QSocketNotifier m_notifier;
    QString m_path;
    QByteArray m_came;
};

/// A unit over the network or at a serial line.
struct Peer {
    explicit Peer(bool isRtu)
    {
        auto &slave = server.slave;
        for (int at = 0; at < 130; ++at)
            slave.holding[at] = static_cast<quint16>(at);
        slave.coils = {{3, true}, {4, false}};
        if (isRtu)
            serial = std::make_unique<SerialUnit>(slave);
        address = isRtu ? QStringLiteral("modbus+rtu://%1?baud=19200&unit=1").arg(serial->path())
                        : QStringLiteral("modbus+tcp://127.0.0.1:%1?unit=1").arg(server.port());
    }
    QByteArrayList requests() const { return server.slave.requests; }

    tests::ModbusServer server;
    std::unique_ptr<SerialUnit> serial;
    QString address;
};

void lines()
{
    QTest::addColumn<bool>("isRtu");
    QTest::newRow("with transaction ids") << false;
    QTest::newRow("a serial line") << true;
}
} // namespace

/// The traffic of a Modbus line, copied as a program and run against a unit.
class ModbusScriptTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!Replay::isPossible())
            QSKIP("python3 is not installed, so the copied program cannot be run");
    }

    void programAsksForTheSame_data() { lines(); }
    void programAsksForTheSame()
    {
        QFETCH(bool, isRtu);
        Trace trace(isRtu);
        trace.exchange("03 0000 0002", "03 04 0000 0001").exchange("01 0003 0002", "01 01 01").exchange("04 0009 0001", "84 02");
        trace.exchange("08 0000 a537", "08 0000 a537"); // nobody can say that by hand
        trace.exchange("06 0064 002a", "06 0064 002a", MessageClass::Write);
        trace.exchange("10 0064 0001 02 002b", "10 0064 0001", MessageClass::Harmless);
        trace.exchange("0f 0003 0002 01 02", "0f 0003 0002", MessageClass::Stop);
        QByteArray answer("03fa");
        for (int word = 0; word < 125; ++word)
            answer += QByteArray::number(word == 100 ? 43 : word, 16).rightJustified(4, '0');
        trace.exchange("03 0000 007d", answer.constData()); // longer than what is kept of it

        const auto program = trace.program();
        QVERIFY2(program.contains(QStringLiteral("\"unit 1 read holding 0 2\", False),")), qPrintable(program));
        QVERIFY2(program.contains(QStringLiteral("\"exception 2\", \"unit 1 read input 9 1\", True,")), qPrintable(program));
        QVERIFY2(program.contains(QStringLiteral("\"unit 1 write multiple holding 100 43\", False),")), qPrintable(program));
        QVERIFY2(program.contains(QStringLiteral("    # 0.120000 s: is not sent, since nobody can say it by hand: b\"")), qPrintable(program));
        QVERIFY2(program.contains(QStringLiteral("    # 0.140000 s: answers what was not sent here: b\"")), qPrintable(program));
        Peer peer(isRtu);
        Replay replay(program, {QStringLiteral("--strict"), QStringLiteral("--writes"), peer.address});
        QTRY_VERIFY_WITH_TIMEOUT(replay.hasEnded(), 60000);
        QVERIFY2(replay.process.exitCode() == 0, replay.said().constData());
        QCOMPARE(peer.requests(), (QByteArrayList{hex("03 0000 0002"), hex("01 0003 0002"), hex("04 0009 0001"), hex("06 0064 002a"),
                                                  hex("10 0064 0001 02 002b"), hex("0f 0003 0002 01 02"), hex("03 0000 007d")}));
        QVERIFY(!peer.server.slave.coils[3] && peer.server.slave.coils[4]);
    }

    void writeIsSentOnlyIfThatIsSaid_data() { lines(); }
    void writeIsSentOnlyIfThatIsSaid()
    {
        QFETCH(bool, isRtu);
        Trace trace(isRtu);
        trace.exchange("03 0000 0001", "03 02 0000").exchange("05 0003 0000", "05 0003 0000", MessageClass::Write);
        Peer peer(isRtu);
        Replay replay(trace.program(), {peer.address});
        QTRY_VERIFY_WITH_TIMEOUT(replay.hasEnded(), 60000);
        QVERIFY2(replay.said().contains("add --writes"), replay.said().constData());
        QVERIFY(replay.process.exitCode() != 0);
        QCOMPARE(peer.requests(), QByteArrayList{hex("03 0000 0001")});
    }

    void answerThatDiffersIsTold_data() { lines(); }
    void answerThatDiffersIsTold()
    {
        QFETCH(bool, isRtu);
        Trace trace(isRtu);
        trace.exchange("03 0005 0002", "03 04 0005 0007").exchange("03 0000 0001", "03 02 0000");
        Peer peer(isRtu);
        Replay replay(trace.program(), {QStringLiteral("--strict"), peer.address});
        QTRY_VERIFY_WITH_TIMEOUT(replay.hasEnded(), 60000);
        QCOMPARE(replay.process.exitCode(), 1);
        QVERIFY2(replay.said().contains("< 5 6   expected 5 7"), replay.said().constData());
        QVERIFY2(replay.said().contains("0 replies are missing, 1 differ."), replay.said().constData());
        QCOMPARE(peer.requests().size(), 2);
    }

    void addressThatIsNoModbusLineIsRefused()
    {
        Trace trace(false);
        trace.exchange("03 0000 0001", "03 02 0000");
        Replay replay(trace.program(), {QStringLiteral("tcp://127.0.0.1:502")});
        QTRY_VERIFY_WITH_TIMEOUT(replay.hasEnded(), 60000);
        QVERIFY2(replay.said().contains("tcp://127.0.0.1:502 is no address for this program: give modbus+tcp://host:502"), replay.said().constData());
        QVERIFY(replay.process.exitCode() != 0);
    }
};

PODIUM_TEST_MAIN(ModbusScriptTest)
#include "tst_modbusscript.moc"
