// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/devices/instrumentsamples.h"
#include "tests/support/engineprobe.h"
#include "tests/support/testmain.h"

using namespace podium;
using namespace podium::engine;
using namespace std::chrono_literals;
using tests::ended;
using tests::mm;

namespace
{
const QByteArray stageFile = R"toml(
name = "Stage"
family = "motor"
manual = "none"
[identity]
query = "ID"
pattern = '^[A-Z] (?<unit>ACME,\d+)$'
[error_query]
query = "ERR?"
pattern = '^(?<code>-?\d+)$'
warnings = ["10", '/-4\d\d/']
ignored = "20"
[[error_register]]
query = "ESR?"
pattern = '^R(?<value>\d+)$'
bits = { 4 = "lost", 32 = "command error" }
warnings = "4"
[errors]
7 = "beyond"
[[parameter]]
name = "position"
title = "Position"
unit = "mm"
query = "POS?"
write = "MOV {value}"
motion = true
limits = { low = "0 mm", high = { query = "MAX?" } }
settled = { tolerance = "0.01 mm", query = "ONT?", times = 3, apart = "100 ms", patience = "2 s" }
poll = "100 s"
[[parameter]]
name = "speed"
unit = "mm s-1"
query = "VEL?"
write = "VEL {value}"
harmless = true
limits = { query = "LIM?", pattern = '^(?<low>[^,]*),(?<high>.*)$' }
poll = "100 s"
[[parameter]]
name = "trace"
type = "waveform"
unit = "V"
query = "CURV?"
block = "int16"
byte_order = "little"
scale = 0.5
poll = "100 s"
[[parameter]]
name = "script"
type = "text"
query = "TEXT?"
block = "text"
poll = "100 s"
[stop]
send = "HLT"
)toml";

struct Stage : tests::InstrumentFixture {
    Stage()
        : InstrumentFixture(stageFile)
    {
        replies = {{"ID", "S ACME,1"}, {"ERR?", "0"}, {"ESR?", "R0"},   {"POS?", "0.000"}, {"MAX?", "20"},
                   {"ONT?", "1"},      {"VEL?", "1"}, {"LIM?", "0.1,5"}, {"CURV?", QByteArray("#14\x01\x00\xff\xff", 7)},
                   {"TEXT?", "#17line\n12"}};
    }
    devices::InstrumentDevice &up()
    {
        auto &device = add();
        comeUp();
        return device;
    }
    /// The answers to one question, in turn; then the last for ever.
    void answers(const QByteArray &question, QByteArrayList queue)
    {
        onMessage = [this, question, queue](const QByteArray &message) mutable {
            if (message != question)
                return;
            replies[question] = queue.constFirst();
            if (queue.size() > 1)
                queue.removeFirst();
        };
    }
};
Quantity speed(double value) { return {value, Unit::parse(QStringLiteral("mm s-1"))}; }
} // namespace

class InstrumentSchemaTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void limitThatTheInstrumentTellsIsShownAndHolds()
    {
        Stage f;
        f.up();
        const auto &highest = f.parameter("a.position_highest");
        QCOMPARE(highest.reading().value, Value(mm(20)));
        QCOMPARE(highest.spec().title, QStringLiteral("Position: highest"));
        QCOMPARE(highest.spec().access, Access::ReadOnly);
        QCOMPARE(f.parameter("a.position").spec().deviceLimits, (Limits{0.0, std::nullopt}));
        QVERIFY(!f.core.bench.find(*Address::parse(QStringLiteral("a.position_lowest"))));
        const auto beyond = f.set("a.position", mm(20.5));
        f.advance(50ms);
        QCOMPARE(beyond.info().errorKind, std::optional(ErrorKind::Refused));
        QCOMPARE(beyond.info().refusals.front().kind, RefusalKind::DeviceLimit);
        QVERIFY2(ended(beyond).contains(QLatin1String("20.5 mm is above 20 mm, the highest that the device allows now (a.position_highest)")),
                 qPrintable(ended(beyond)));
        QCOMPARE(f.count("HLT"), 0); // what is refused stops nothing
        QVERIFY(!f.channel->messages().join('|').contains("MOV"));
    }

    void nothingIsWrittenBeforeTheLimitIsKnown()
    {
        Stage f;
        f.replies["LIM?"] = "nonsense";
        f.up();
        const auto early = f.set("a.speed", speed(1));
        f.advance(50ms);
        QVERIFY2(ended(early).contains(QLatin1String("nothing is written before the device has told the lowest value")),
                 qPrintable(ended(early)));
        QVERIFY(!f.channel->messages().join('|').contains("VEL "));
        f.replies["LIM?"] = "0.5,5";
        const auto asked = f.run(operations::read(f.core.bench, *Address::parse(QStringLiteral("a.speed_lowest"))));
        f.advance(50ms);
        QCOMPARE(ended(asked), QStringLiteral("succeeded"));
        QCOMPARE(f.parameter("a.speed_highest").reading().value, Value(speed(5))); // of the same answer
        const auto below = f.set("a.speed", speed(0.2));
        const auto within = f.set("a.speed", speed(0.5));
        f.advance(50ms);
        QVERIFY2(ended(below).contains(QLatin1String("below 0.5 mm s-1, the lowest")), qPrintable(ended(below)));
        QCOMPARE(ended(within), QStringLiteral("succeeded"));
    }

    void motionEndsWhenTheInstrumentHasSaidSoOftenEnough()
    {
        Stage f;
        f.up();
        f.replies["ONT?"] = "0";
        const auto move = f.set("a.position", mm(10));
        f.replies["POS?"] = "10.000";
        f.advance(1s);
        QVERIFY(!move.isFinished()); // it is there, and the instrument does not say so
        f.replies["ONT?"] = "1";
        f.advance(200ms);
        QVERIFY(!move.isFinished());
        f.advance(150ms);
        QCOMPARE(ended(move), QStringLiteral("succeeded"));
    }

    void motionIsPatientAsTheFileSays()
    {
        Stage f;
        f.up();
        const auto move = f.set("a.position", mm(10));
        f.replies["POS?"] = "7.000";
        f.advance(1900ms);
        QVERIFY(!move.isFinished());
        f.advance(1s);
        QVERIFY2(ended(move).contains(QLatin1String("came to rest at 7 mm, not at 10 mm")), qPrintable(ended(move)));
    }

    void motionThatNeverSaysItIsThereEnds()
    {
        Stage f;
        f.up();
        f.replies["ONT?"] = "0";
        const auto move = f.set("a.position", mm(10));
        f.replies["POS?"] = "10.000";
        f.advance(11s);
        QVERIFY2(ended(move).contains(QLatin1String("has not said that it is there")), qPrintable(ended(move)));
    }

    void codeIsAsBadAsTheFileSays_data()
    {
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QString>("end");
        QTest::addColumn<int>("logged");
        QTest::newRow("an error fails the write") << QByteArray("7") << QStringLiteral("\"beyond\"") << 0;
        QTest::newRow("a warning is logged") << QByteArray("10") << QStringLiteral("succeeded") << 1;
        QTest::newRow("a warning by its pattern") << QByteArray("-410") << QStringLiteral("succeeded") << 1;
        QTest::newRow("a pattern is for the whole code") << QByteArray("-4100") << QStringLiteral("-4100") << 0;
        QTest::newRow("an ignored one is told nobody") << QByteArray("20") << QStringLiteral("succeeded") << 0;
    }
    void codeIsAsBadAsTheFileSays()
    {
        QFETCH(QByteArray, code);
        QFETCH(QString, end);
        QFETCH(int, logged);
        Stage f;
        f.up();
        const tests::LogCatcher log;
        f.answers("ERR?", {code, "0"});
        const auto write = f.set("a.speed", speed(2));
        f.advance(50ms);
        QVERIFY2(ended(write).contains(end), qPrintable(ended(write)));
        QCOMPARE(log.count(QString::fromLatin1(code)), logged);
    }

    void bitsOfARegisterAreErrors_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("end");
        QTest::newRow("no bit") << QByteArray("R0") << QStringLiteral("succeeded");
        QTest::newRow("a bit without a text") << QByteArray("R128") << QStringLiteral("succeeded");
        QTest::newRow("a warning") << QByteArray("R4") << QStringLiteral("succeeded");
        QTest::newRow("an error among others") << QByteArray("R164") << QStringLiteral("\"command error\" (bit 32 of \"ESR?\")");
        QTest::newRow("no number") << QByteArray("Rx") << QStringLiteral("there is no whole number");
    }
    void bitsOfARegisterAreErrors()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QString, end);
        Stage f;
        f.up();
        f.answers("ESR?", {answer, "R0"});
        const auto write = f.set("a.speed", speed(2));
        f.advance(50ms);
        QVERIFY2(ended(write).contains(end), qPrintable(ended(write)));
    }

    void blocksAreReadAsTheFileSays()
    {
        Stage f;
        f.up();
        QCOMPARE(f.parameter("a.trace").reading().value, Value(Waveform{{0.5, -0.5}, Unit::parse(QStringLiteral("V"))}));
        QCOMPARE(f.parameter("a.script").reading().value, Value(QStringLiteral("line\n12")));
        for (const QByteArray &broken : {QByteArray("#13\x01\x00\xff", 6), QByteArray("1,2"), QByteArray("#0")}) {
            f.replies["CURV?"] = broken;
            const auto read = f.run(operations::read(f.core.bench, *Address::parse(QStringLiteral("a.trace"))));
            f.advance(50ms);
            QVERIFY2(ended(read).contains(QLatin1String("no valid value")), qPrintable(ended(read)));
        }
    }

    void blockIsUnpackedInEveryFormat_data()
    {
        using Content = devices::BlockFormat::Content;
        QTest::addColumn<devices::BlockFormat>("format");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QList<double>>("numbers");
        const auto row = [](const char *name, Content content, bool little, const QByteArray &bytes, const QList<double> &numbers) {
            QTest::newRow(name) << devices::BlockFormat{content, little} << bytes << numbers;
        };
        row("int8", Content::Int8, false, QByteArray("\xff\x7f", 2), {-1, 127});
        row("uint8", Content::UInt8, false, QByteArray("\xff\x7f", 2), {255, 127});
        row("int16, big end first", Content::Int16, false, QByteArray("\xff\xfe\x01\x00", 4), {-2, 256});
        row("uint16, little end first", Content::UInt16, true, QByteArray("\xfe\xff\x01\x00", 4), {65534, 1});
        row("int32", Content::Int32, false, QByteArray("\xff\xff\xff\xff", 4), {-1});
        row("uint32", Content::UInt32, false, QByteArray("\xff\xff\xff\xff", 4), {4294967295.0});
        row("float32", Content::Float32, false, QByteArray("\x3f\xc0\x00\x00", 4), {1.5});
        row("float64, little end first", Content::Float64, true, QByteArray("\x00\x00\x00\x00\x00\x00\xf8\xbf", 8), {-1.5});
        row("nothing", Content::Int16, false, QByteArray(), {});
    }
    void blockIsUnpackedInEveryFormat()
    {
        QFETCH(devices::BlockFormat, format);
        QFETCH(QByteArray, bytes);
        QFETCH(QList<double>, numbers);
        const auto header = QByteArray("#2") + QByteArray::number(bytes.size()).rightJustified(2, '0');
        QCOMPARE(format.numbers(QString::fromLatin1(header + bytes)), numbers);
    }

    void unitIsTheNamedPartOfTheIdentity()
    {
        Stage f;
        auto &device = f.up();
        QCOMPARE(device.state(), DeviceState::Standby);
        f.replies["ID"] = "M ACME,1"; // the same unit, in another state
        device.reconnect();
        f.advance(100ms);
        QCOMPARE(device.state(), DeviceState::Standby);
        f.replies["ID"] = "S ACME,2";
        device.reconnect();
        f.advance(100ms);
        QCOMPARE(device.state(), DeviceState::Fault);
        QVERIFY2(device.stateReason().contains(QLatin1String("Another unit answers")), qPrintable(device.stateReason()));
    }
};

PODIUM_TEST_MAIN(InstrumentSchemaTest)
#include "tst_instrumentschema.moc"
