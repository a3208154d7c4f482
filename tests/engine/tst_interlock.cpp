// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/interlock.h"
#include "tests/engine/operationrack.h"
#include "tests/support/testmain.h"

using namespace podium::engine;
using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
/// Two devices: x with velocity 20 mm/s, mode slow, name "it's x", counts 7, on; 2nd with velocity 3 cm/s.
struct InterlockRack : Rack {
    InterlockRack() : second(add(QStringLiteral("2nd")))
    {
        device.velocity().setReading(quantity(20, "mm/s"));
        device.named("mode").setReading(QStringLiteral("slow"));
        device.named("name").setReading(QStringLiteral("it's x"));
        device.named("counts").setReading(qint64(7));
        device.named("on").setReading(true);
        second.velocity().setReading(quantity(3, "cm/s"));
    }
    InterlockCondition parse(const QString &text) const
    {
        return InterlockCondition::parse(text, [this](const Address &address) { return bench.find(address); });
    }
    void refuse(const char *address, const char *unless, const char *reason)
    {
        bench.interlocks().add({QString::fromLatin1(address), parse(QString::fromLatin1(unless)), QString::fromLatin1(reason)});
    }
    QStringList messages(const char *address) const
    {
        QStringList all;
        for (const auto &refusal : bench.interlocks().check(QString::fromLatin1(address)))
            all << refusal.message;
        return all;
    }

    TestDevice &second;
};
} // namespace

class TestInterlock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void conditions_data();
    void conditions();
    void parseErrors_data();
    void parseErrors();
    void whatIsNotValidRefuses_data();
    void whatIsNotValidRefuses();
    void eachRuleThatIsBrokenGivesOneRefusal();
    void aRuleForAWholeDeviceCoversOnlyThatDevice();
    void aConditionFollowsTheReadings();
    void theVerdictNamesEveryReadingOnce();
    void anInterlockedWriteNeverReachesTheDevice();
};

void TestInterlock::conditions_data()
{
    QTest::addColumn<bool>("holds");
    const auto row = [](const char *condition, bool holds) { QTest::newRow(condition) << holds; };
    row("x.velocity < 30 mm/s", true);
    row("x.velocity < 20 mm/s", false);
    row("x.velocity <= 20 mm/s", true);
    row("x.velocity > 20 mm/s", false);
    row("x.velocity >= 20 mm/s", true);
    row("x.velocity == 20 mm/s", true);
    row("x.velocity != 20 mm/s", false);
    row("x.velocity < 2.5 cm/s", true);
    row("x.velocity > 1e-3 m s-1", true);
    row("x.velocity<30mm/s", true);
    row("30 mm/s > x.velocity", true);
    row("19 mm/s > x.velocity", false);
    row("x.velocity > -5 mm/s", true);
    row("x.velocity < 2nd.velocity", true);
    row("2nd.velocity < x.velocity", false);
    row("2nd.velocity == 30 mm/s", true);
    row("x.counts == 7", true);
    row("x.counts >= 8", false);
    row("x.on == true", true);
    row("x.on == false", false);
    row("x.on != false", true);
    row("x.mode == \"slow\"", true);
    row("x.mode != \"slow\"", false);
    row("x.name == \"it's x\"", true);
    row("x.name == \"\"", false);
    row("not x.on == false", true);
    row("not not x.on == true", true);
    row("not x.on == true or x.counts == 7", true);
    row("not (x.on == true or x.counts == 7)", false);
    row("x.on == false and x.counts == 8 or x.counts == 7", true);
    row("x.on == false and (x.counts == 8 or x.counts == 7)", false);
    row("x.counts == 7 or x.on == false and x.counts == 8", true);
    row("x.velocity < 30 mm/s and x.on == true", true);
    row("x.velocity < 30 mm/s or x.on == false", true);
    row("((x.on == true))", true);
    row("  x.on  ==  true  ", true);
}

void TestInterlock::conditions()
{
    QFETCH(bool, holds);
    const InterlockRack rack;
    const auto condition = rack.parse(QString::fromLatin1(QTest::currentDataTag()));
    const auto verdict = condition.evaluate();
    QCOMPARE(verdict.holds, holds);
    QVERIFY(verdict.unknown.isEmpty());
    QCOMPARE(verdict.now.isEmpty(), holds);
}

void TestInterlock::parseErrors_data()
{
    QTest::addColumn<QString>("condition");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *sentence, const char *condition, int column, const char *expected) {
        QTest::newRow(sentence) << QString::fromUtf8(condition) << column << QString::fromUtf8(expected);
    };
    row("nothing at all", "", 1, "an address such as supply.voltage");
    row("no right side", "x.velocity <", 13, "was expected");
    row("no comparison", "x.velocity", 11, "one of < <= > >= == !=");
    row("a value in the place of the comparison", "x.on true", 6, "one of < <= > >= == !=");
    row("a single equals sign", "x.on = true", 6, "'=' is not expected here");
    row("two comparisons in a row", "x.counts < 7 < 9", 14, "'and', 'or' or the end");
    row("two operators", "x.counts < < 9", 12, "not \"<\"");
    row("an and without a right side", "x.on == true and", 17, "was expected");
    row("an or without a left side", "or x.on == true", 1, "not \"or\"");
    row("a not alone", "not", 4, "was expected");
    row("an open bracket", "(x.on == true", 14, "a closing bracket");
    row("a closed bracket too many", "x.on == true)", 13, "not \")\"");
    row("an open quotation", "x.name == \"abc", 11, "'\"' is not expected here");
    row("a text without quotes", "x.mode == slow", 11, "texts stand in double quotes");
    row("a foreign letter", "x.on == µ", 9, "'µ' is not expected here");
    row("an unknown parameter", "x.nothing < 5 mm", 1, "no parameter x.nothing on this bench");
    row("an unknown device", "x.on == true and z.on == true", 18, "no parameter z.on on this bench");
    row("a unit of another dimension", "x.velocity < 5 K", 14, "mm/s");
    row("an unknown unit", "x.velocity < 5 furlongs/fortnite", 14, "furlongs/fortnite");
    row("no unit where one is needed", "x.velocity < 5", 14, "mm/s");
    row("a unit where none is", "x.counts < 5 mm", 12, "x.counts");
    row("a fraction for an integer", "x.counts < 5.5", 12, "x.counts");
    row("a truth value for a quantity", "x.velocity == true", 15, "x.velocity");
    row("a number for a truth value", "x.on == 3", 9, "x.on");
    row("a text for a number", "x.velocity == \"slow\"", 15, "x.velocity");
    row("a choice that does not exist", "x.mode == \"medium\"", 11, "slow");
    row("two numbers", "5 mm < 6 mm", 1, "one side of a comparison has to be an address");
    row("two types", "x.velocity < x.counts", 12, "cannot be compared");
    row("two dimensions", "x.velocity < x.position", 12, "cannot be compared");
    row("an order of texts", "x.mode < \"slow\"", 8, "only == and !=");
    row("an order of truth values", "x.on > false", 6, "only == and !=");
    row("an order of two truth values", "x.on > 2nd.on", 6, "only == and !=");
    row("no number", "x.velocity < - mm/s", 14, "-");
    row("a number with two points", "x.velocity < 1.2.3 mm/s", 14, "1.2.3");
    row("infinity", "x.velocity < 1e999 mm/s", 14, "1e999");
    row("brackets without end", QByteArray(1'000'000, '(').constData(), 1001, "at most 1000 characters");
}

void TestInterlock::parseErrors()
{
    QFETCH(QString, condition);
    QFETCH(int, column);
    QFETCH(QString, expected);
    const InterlockRack rack;
    QString message;
    try {
        rack.parse(condition);
    } catch (const Error &error) {
        QCOMPARE(error.kind(), ErrorKind::Refused);
        message = error.message();
    }
    const auto place = QStringLiteral("column %1: ").arg(column);
    QVERIFY2(message.contains(place), qPrintable(QStringLiteral("%1 / %2").arg(place, message)));
    QVERIFY2(message.contains(QStringLiteral("In \"%1").arg(condition.left(60))), qPrintable(message));
    QVERIFY2(message.section(place, 1).contains(expected), qPrintable(message));
}

void TestInterlock::whatIsNotValidRefuses_data()
{
    QTest::addColumn<QString>("condition");
    const QStringList conditions{
        QStringLiteral("x.velocity < 30 mm/s"),
        QStringLiteral("x.velocity != 30 mm/s"),
        QStringLiteral("30 mm/s > x.velocity"),
        QStringLiteral("not x.velocity > 30 mm/s"),
        QStringLiteral("x.counts == 7 or x.velocity < 30 mm/s"),
        QStringLiteral("x.velocity < 30 mm/s or x.counts == 7"),
        QStringLiteral("not (x.counts == 8 and x.velocity > 30 mm/s)"),
        QStringLiteral("x.velocity == x.velocity"),
        QStringLiteral("2nd.velocity > x.velocity"),
    };
    for (const auto &condition : conditions)
        QTest::newRow(qPrintable(condition)) << condition;
}

void TestInterlock::whatIsNotValidRefuses()
{
    QFETCH(QString, condition);
    const InterlockRack rack;
    const auto parsed = rack.parse(condition);
    QVERIFY(parsed.evaluate().holds);
    for (const auto quality : {Quality::Stale, Quality::Invalid, Quality::Lost}) {
        rack.device.velocity().setQuality(quality, QStringLiteral("no answer for 3 s"));
        const auto verdict = parsed.evaluate();
        QVERIFY(!verdict.holds);
        QCOMPARE(verdict.unknown, QStringLiteral("x.velocity is %1: no answer for 3 s").arg(QString(name(quality)).toLower()));
    }
    rack.device.velocity().setReading(rack.quantity(20, "mm/s"));
    QVERIFY(parsed.evaluate().holds);
}

void TestInterlock::eachRuleThatIsBrokenGivesOneRefusal()
{
    InterlockRack rack;
    rack.refuse("x.home", "x.velocity < 10 mm/s", "The stage is too fast.");
    rack.refuse("x.home", "x.counts == 7", "Somebody is counting.");
    rack.refuse("x.home", "x.on == false", "The output is on");
    const auto refusals = rack.bench.interlocks().check(QStringLiteral("x.home"));
    QCOMPARE(refusals.size(), 2U);
    for (const auto &refusal : refusals) {
        QCOMPARE(refusal.kind, RefusalKind::Interlock);
        QCOMPARE(refusal.address, QStringLiteral("x.home"));
    }
    QCOMPARE(refusals[0].message,
             QStringLiteral("x.home is refused: The stage is too fast. It needs x.velocity < 10 mm/s; x.velocity is 20 mm/s."));
    QCOMPARE(refusals[1].message,
             QStringLiteral("x.home is refused: The output is on. It needs x.on == false; x.on is on."));
    QVERIFY(rack.messages("x.position").isEmpty());
}

void TestInterlock::aRuleForAWholeDeviceCoversOnlyThatDevice()
{
    InterlockRack rack;
    rack.refuse("x.*", "x.on == false", "No.");
    QCOMPARE(rack.messages("x.home").size(), 1);
    QCOMPARE(rack.messages("x.position").size(), 1);
    QVERIFY(rack.messages("xy.position").isEmpty());
    QVERIFY(rack.messages("x/fine.position").isEmpty());
    QVERIFY(rack.messages("2nd.position").isEmpty());
}

void TestInterlock::aConditionFollowsTheReadings()
{
    InterlockRack rack;
    rack.refuse("x.home", "x.velocity < 2nd.velocity", "Too fast.");
    QVERIFY(rack.messages("x.home").isEmpty());
    rack.second.velocity().setReading(rack.quantity(10, "mm/s"));
    QCOMPARE(rack.messages("x.home").size(), 1);
    rack.device.velocity().setReading(rack.quantity(9, "mm/s"));
    QVERIFY(rack.messages("x.home").isEmpty());
    rack.device.setState(DeviceState::Disconnected, QStringLiteral("the cable"));
    QVERIFY(rack.messages("x.home").front().contains(QStringLiteral("x.velocity is lost: the cable")));
}

void TestInterlock::theVerdictNamesEveryReadingOnce()
{
    const InterlockRack rack;
    const auto verdict = rack.parse(QStringLiteral("x.velocity > 30 mm/s and x.velocity < 50 mm/s or x.counts > 9")).evaluate();
    QCOMPARE(verdict.now, QStringLiteral("x.velocity is 20 mm/s, x.counts is 7"));
}

void TestInterlock::anInterlockedWriteNeverReachesTheDevice()
{
    InterlockRack rack;
    rack.refuse("x.position", "x.velocity < 10 mm/s", "Too fast.");
    const auto refused = rack.move(rack.quantity(5, "mm"), MoveKind::Absolute);
    QCOMPARE(kinds(refused), QList<RefusalKind>{RefusalKind::Interlock});
    QVERIFY(rack.device.sent.isEmpty());
    rack.device.velocity().setReading(rack.quantity(9, "mm/s"));
    const auto allowed = rack.move(rack.quantity(5, "mm"), MoveKind::Absolute);
    rack.advance(2s);
    QVERIFY(allowed.info().succeeded());
}

PODIUM_TEST_MAIN(TestInterlock)
#include "tst_interlock.moc"
