// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/modbus/modbushand.h"
#include "devices/modbus/modbustraffic.h"
#include "tests/support/checks.h"
#include "tests/support/modbusfixture.h"
#include "tests/support/testmain.h"

using namespace podium;
using namespace podium::devices;
using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
QByteArray hex(const char *text) { return QByteArray::fromHex(text); }

/// Somebody who watches a line, and reads it in words.
class Watcher final : public engine::LinkPort::Watcher
{
public:
    explicit Watcher(ModbusFixture &fixture)
        : m_line(*fixture.link)
        , m_traffic(fixture.isRtu)
    {
        m_line.addWatcher(*this);
    }
    ~Watcher() { m_line.removeWatcher(*this); }
    void traced(const TraceEntry &entry) override
    {
        entries.push_back(entry);
        words << m_traffic.inWords(entry);
    }
    void linkRemoved() override {}

    std::vector<TraceEntry> entries;
    QStringList words;

private:
    ModbusLink &m_line;
    ModbusTraffic m_traffic;
};

struct Line : ModbusFixture {
    explicit Line(const char *address = "modbus+tcp://h:502?unit=1") : ModbusFixture(address) { up(); }
    engine::Task<QByteArray> send(const QByteArray &line, MessageClass messageClass = MessageClass::Read)
    {
        const auto task = engine.run(QStringLiteral("hand"), link->sendByHand(line, messageClass));
        task.record()->observe();
        advance(50ms);
        return task;
    }
};

void line(const char *sentence, void (*body)(Line &))
{
    check(sentence, [body] {
        Line f;
        body(f);
    });
}
} // namespace

/// A Modbus line as people see it: its messages in words, and one sent by hand.
class TstModbusTraffic : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void words_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<QString>("asked");
        QTest::addColumn<QString>("answered");
        const auto row = [](const char *name, const char *request, const char *reply, const char *asked, const char *answered) {
            QTest::newRow(name) << hex(request) << hex(reply) << QString::fromLatin1(asked) << QString::fromLatin1(answered);
        };
        row("holding registers", "03 0000 0002", "03 04 0005 0007", "read 2 holding registers at 40001 (address 0)", "40001 = 5, 40002 = 7");
        row("one input register", "04 0008 0001", "04 02 000a", "read 1 input register at 30009 (address 8)", "30009 = 10");
        row("a high address has six digits", "03 270f 0001", "03 02 0001", "read 1 holding register at 410000 (address 9999)", "410000 = 1");
        row("coils", "01 0013 0003", "01 01 05", "read 3 coils at 00020 (address 19)", "00020 = on, 00021 = off, 00022 = on");
        row("a discrete input", "02 00c4 0001", "02 01 00", "read 1 discrete input at 10197 (address 196)", "10197 = off");
        row("a coil is written", "05 00ac ff00", "05 00ac ff00", "write coil 00173 (address 172): on", "has written 00173 (address 172)");
        row("a register is written", "06 0001 0003", "06 0001 0003", "write holding register 40002 (address 1): 3", "has written 40002 (address 1)");
        row("registers are written", "10 0001 0002 04 000a 0102", "10 0001 0002", "write 2 holding registers at 40002 (address 1): 10, 258",
            "has written 2 holding registers at 40002 (address 1)");
        row("coils are written", "0f 0013 0002 01 02", "0f 0013 0002", "write 2 coils at 00020 (address 19): off, on", "has written 2 coils at 00020 (address 19)");
        row("a refusal has its name", "03 ffff 0001", "83 02", "read 1 holding register at 465536 (address 65535)", "exception 2 \"illegal data address\"");
        row("the reply to something else stands alone", "06 0001 0003", "03 02 0007", "write holding register 40002 (address 1): 3", "7");
        row("the echo", "08 0000 a537", "08 0000 a537", "asks for an echo of 42295", "the echo");
        row("a function that is not known", "2b 0e", "2b 0e 01", "function 43", "function 43");
    }
    void words()
    {
        QFETCH(QByteArray, request);
        QFETCH(QByteArray, reply);
        QTEST(modbus::requestText(request), "asked");
        QTEST(modbus::replyText(request, reply), "answered");
        for (qsizetype size = 0; size < reply.size(); ++size) // whatever is cut says something, or nothing
            (void)(modbus::replyText(request, reply.first(size)) + modbus::requestText(request.first(std::min(size, request.size()))));
    }

    void repliesAreKnownThoughTheIdsBeginAnew()
    {
        ModbusTraffic traffic(false);
        for (int i = 65'400; i < 65'800; ++i) {
            const auto id = static_cast<quint16>(i);
            const auto entry = [&](TraceKind kind, const char *pdu) {
                TraceEntry result;
                result.kind = kind;
                result.text = MbapFramer().framed({id, 1, hex(pdu), {}});
                result.size = result.text.size();
                return result;
            };
            (void)traffic.inWords(entry(TraceKind::Sent, "03 0000 0001"));
            QCOMPARE(traffic.inWords(entry(TraceKind::Received, "03 02 0005")), QStringLiteral("unit 1: 40001 = 5"));
        }
    }

    void handLines_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<QString>("line");
        const auto row = [](const char *name, const char *request, const char *line) { QTest::newRow(name) << hex(request) << QString::fromLatin1(line); };
        row("coils are read", "01 0013 0003", "read coil 19 3");
        row("a discrete input", "02 00c4 0001", "read discrete 196 1");
        row("holding registers", "03 0000 007d", "read holding 0 125");
        row("the last input register", "04 ffff 0001", "read input 65535 1");
        row("a coil is written", "05 00ac ff00", "write coil 172 on");
        row("a coil is written off", "05 00ac 0000", "write coil 172 off");
        row("a register is written", "06 0001 ffff", "write holding 1 65535");
        row("registers are written", "10 0001 0002 04 000a 0102", "write holding 1 10 258");
        row("one register is written as several", "10 0001 0001 02 000a", "write multiple holding 1 10");
        row("coils are written", "0f 0013 0009 02 0201", "write coil 19 off on off off off off off off on");
        row("one coil is written as several", "0f 0013 0001 01 01", "write multiple coil 19 on");
        row("the echo is none", "08 0000 a537", "");
        row("nor is another function", "2b 0e 01 00", "");
        row("nor a coil that is neither on nor off", "05 00ac 0001", "");
        row("nor more than a read may ask for", "03 0000 007e", "");
        row("nor none at all", "03 0000 0000", "");
        row("nor a write whose length is wrong", "10 0001 0002 04 000a", "");
        row("nor what is cut", "03 00", "");
        row("nor nothing", "", "");
    }
    void handLines()
    {
        QFETCH(QByteArray, request);
        QFETCH(QString, line);
        QCOMPARE(modbus::handLine(request), line);
        if (!line.isEmpty())
            QCOMPARE(modbus::handRequest(line.toLatin1()).pdu, request);
    }

    void watching_data()
    {
        QTest::addColumn<QByteArray>("address");
        QTest::newRow("with transaction ids") << QByteArray("modbus+tcp://h:502?unit=1");
        QTest::newRow("a serial line") << QByteArray("modbus+rtu:///dev/x?baud=9600&unit=1");
    }
    void watching()
    {
        QFETCH(QByteArray, address);
        Line f(address.constData());
        f.slaves[1].holding[1] = 12;
        Watcher watcher(f);
        engine::TaskOptions options;
        options.owners = {QStringLiteral("oven")};
        (void)f.engine.run(QStringLiteral("read"), f.units.front()->query(Line::read(0, 2), MessageClass::Read), options);
        f.advance(50ms);
        QCOMPARE(watcher.words, QStringList({QStringLiteral("unit 1: read 2 holding registers at 40001 (address 0)"),
                                             QStringLiteral("unit 1: 40001 = 7, 40002 = 12")}));
        const auto &asked = watcher.entries.at(0);
        const auto &answered = watcher.entries.at(1);
        QCOMPARE(asked.kind, TraceKind::Sent);
        QCOMPARE(asked.text, f.channel->sent.back().message);
        QCOMPARE(asked.device, QStringLiteral("oven"));
        QVERIFY(!asked.took);
        QCOMPARE(answered.kind, TraceKind::Received);
        QCOMPARE(answered.device, QStringLiteral("oven"));
        QVERIFY(answered.took && *answered.took == answered.when - asked.when && *answered.took >= 1ms);
        QCOMPARE(f.link->trace().back().number, answered.number);
    }

    void whatIsNotAnsweredIsToldAsItWasSent()
    {
        Line f;
        Watcher watcher(f);
        f.mute.insert(1);
        const auto task = f.query(*f.units.front(), Line::read(5));
        f.advance(1100ms);
        task.record()->observe();
        const auto silent = std::find_if(watcher.entries.begin(), watcher.entries.end(), [](const auto &each) { return each.kind == TraceKind::TimedOut; });
        QVERIFY(silent != watcher.entries.end());
        QCOMPARE(silent->text, watcher.entries.front().text);
        QCOMPARE(silent->took, std::optional<engine::Duration>(1s));
        QCOMPARE(watcher.words.at(silent - watcher.entries.begin()), QStringLiteral("unit 1: read 1 holding register at 40006 (address 5)"));
    }

    void theLineSaysWhereItIs_data()
    {
        QTest::addColumn<QByteArray>("address");
        QTest::addColumn<QString>("name");
        QTest::newRow("with transaction ids") << QByteArray("modbus+tcp://h:502?unit=1") << QStringLiteral("Modbus TCP");
        QTest::newRow("a serial line") << QByteArray("modbus+rtu:///dev/x?baud=9600&unit=1") << QStringLiteral("Modbus serial line");
    }
    void theLineSaysWhereItIs()
    {
        QFETCH(QByteArray, address);
        const Line f(address.constData());
        QTEST(f.link->name(), "name");
        QVERIFY(f.link->address().startsWith(QString::fromLatin1(address.left(10))));
    }

    void hand_data()
    {
        checkTable();
        line("A read by hand comes back in words", [](Line &f) {
            f.slaves[1].holding[1] = 12;
            QCOMPARE(f.send("read holding 0 2").result(), QByteArray("40001 = 7, 40002 = 12"));
            QCOMPARE(f.send("  READ  holding 1 ").result(), QByteArray("40002 = 12"));
        });
        line("A write by hand reaches the unit", [](Line &f) {
            f.slaves[1].holding[100] = 0;
            f.slaves[1].coils[3] = false;
            QCOMPARE(f.send("write holding 100 5", MessageClass::Write).result(), QByteArray("has written 40101 (address 100)"));
            QCOMPARE(f.slaves[1].holding[100], quint16(5));
            (void)f.send("write coil 3 on", MessageClass::Write);
            QVERIFY(f.slaves[1].coils[3]);
        });
        line("Several values are written at once, and one as several", [](Line &f) {
            for (int at = 0; at < 3; ++at)
                f.slaves[1].coils[at] = f.slaves[1].holding[100 + at] = 0;
            QCOMPARE(f.send("write holding 100 5 -1", MessageClass::Write).result(), QByteArray("has written 2 holding registers at 40101 (address 100)"));
            QCOMPARE(f.slaves[1].holding[101], quint16(0xffff));
            (void)f.send("write coil 0 on off on", MessageClass::Write);
            QVERIFY(f.slaves[1].coils[0] && !f.slaves[1].coils[1] && f.slaves[1].coils[2]);
            QCOMPARE(f.send("write multiple holding 102 7", MessageClass::Write).result(), QByteArray("has written 1 holding register at 40103 (address 102)"));
            QCOMPARE(f.slaves[1].requests.last().at(0), char(16));
            (void)f.send("write multiple coil 1 on", MessageClass::Write);
            QCOMPARE(f.slaves[1].requests.last().at(0), char(15));
        });
        line("A write is none that asks only", [](Line &f) {
            const auto before = f.sent().size();
            const auto task = f.send("write holding 0 5");
            QCOMPARE(task.info().errorKind, engine::ErrorKind::Refused);
            QCOMPARE(f.sent().size(), before);
        });
        line("A refusal of the unit is told with its name", [](Line &f) {
            const auto task = f.send("read input 9");
            QVERIFY2(task.info().error.contains(QStringLiteral("exception 2 \"illegal data address\"")), qPrintable(task.info().error));
        });
        line("With several units on the line one must be named", [](Line &f) {
            auto &other = f.add(4);
            other.open();
            f.advance(50ms);
            f.slaves[4].holding[1] = 44;
            const auto task = f.send("read holding 1");
            QVERIFY2(task.info().error.contains(QStringLiteral("begin with unit and one of 1, 4")), qPrintable(task.info().error));
            QCOMPARE(f.send("unit 4 read holding 1").result(), QByteArray("40002 = 44"));
            const auto third = f.send("unit 5 read holding 1");
            QVERIFY2(third.info().error.contains(QStringLiteral("there are 1, 4")), qPrintable(third.info().error));
        });
        line("What is no request is refused with what may be written, and nothing is sent", [](Line &f) {
            const auto before = f.sent().size();
            for (const QByteArray text : {"*IDN?", "read", "read lamp 1", "read holding x", "read holding 65536", "read holding 1 126", "read coil 1 2001",
                                          "read holding 1 2 3", "write", "write input 1 2", "write coil 1 perhaps", "write coil 1 on maybe", "write multiple", "write multiple input 1 2", "write holding 1", "write holding 1 70000",
                                          "unit", "unit x read holding 1", "unit 256 read holding 1"}) {
                const auto task = f.send(text, MessageClass::Write);
                QCOMPARE(task.info().errorKind, engine::ErrorKind::Refused);
                QVERIFY2(task.info().error.contains(QStringLiteral("read holding 100 2")), qPrintable(task.info().error));
            }
            QCOMPARE(f.sent().size(), before);
        });
    }
    void hand() { runCheck(); }
};

PODIUM_TEST_MAIN(TstModbusTraffic)
#include "tst_modbustraffic.moc"
