// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/operationrack.h"
#include "tests/support/testmain.h"

#include <cmath>

using namespace podium::engine;
using namespace podium::tests;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(podium::engine::Value)

class TestParameter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNewParameterWasNeverReadAndNeverSet();
    void aReadingIsConvertedToTheParametersUnit();
    void aReadingOfTheWrongKindIsNoReading_data();
    void aReadingOfTheWrongKindIsNoReading();
    void aReadingThatIsNoNumberIsInvalid();
    void aBadQualityKeepsTheLastValue();
    void severityFollowsTheAlarmLimits_data();
    void severityFollowsTheAlarmLimits();
    void newAlarmLimitsColourAtOnce();
    void theTargetIsTheSetpointElseTheReadback();
    void theSetpointKnowsWhoAskedForIt();
    void twoStashesComeBackInReverseOrder();
    void whatWasNeverKnownIsStashedAsNothing();
    void everyChangeIsToldWithWhatItTouched();
    void twoDevicesShareNothing();
};

void TestParameter::aNewParameterWasNeverReadAndNeverSet()
{
    Rack rack;
    const auto &position = rack.device.position();
    QCOMPARE(position.address(), QStringLiteral("x.position"));
    QCOMPARE(position.reading().value, Value());
    QCOMPARE(position.reading().quality, Quality::Lost);
    QCOMPARE(position.setpoint(), Value());
    QVERIFY(!position.hasStash());
    QVERIFY(!position.protection().isOn());
}

void TestParameter::aReadingIsConvertedToTheParametersUnit()
{
    Rack rack;
    rack.advance(3s);
    rack.device.position().setReading(rack.quantity(250, "um"));
    const auto &reading = rack.device.position().reading();
    QCOMPARE(reading.value, Value(rack.quantity(0.25, "mm")));
    QCOMPARE(reading.quality, Quality::Valid);
    QVERIFY(reading.time == rack.engine.now());
    QVERIFY(reading.reason.isEmpty());
}

void TestParameter::aReadingOfTheWrongKindIsNoReading_data()
{
    QTest::addColumn<Value>("value");
    const Rack rack;
    QTest::newRow("another dimension") << Value(rack.quantity(1, "s"));
    QTest::newRow("no unit") << Value(Quantity(1, Unit()));
    QTest::newRow("a text") << Value(QStringLiteral("12.5 mm"));
    QTest::newRow("nothing") << Value();
}

void TestParameter::aReadingOfTheWrongKindIsNoReading()
{
    QFETCH(Value, value);
    Rack rack;
    auto &position = rack.device.position();
    position.setReading(rack.quantity(3, "mm"));
    QVERIFY_THROWS_EXCEPTION(Error, position.setReading(value));
    QCOMPARE(position.reading().value, Value(rack.quantity(3, "mm")));
}

void TestParameter::aReadingThatIsNoNumberIsInvalid()
{
    Rack rack;
    auto &position = rack.device.position();
    for (const double bad : {std::nan(""), double(INFINITY), -double(INFINITY)}) {
        position.setReading(rack.quantity(3, "mm"));
        position.setReading(Quantity(bad, position.spec().unit));
        QCOMPARE(position.reading().quality, Quality::Invalid);
        QVERIFY2(position.reading().reason.contains(QStringLiteral("no number")), qPrintable(position.reading().reason));
        QCOMPARE(refusalOf([&] { position.target(); }), RefusalKind::Disconnected);
    }
    position.setReading(rack.quantity(4, "mm"));
    QCOMPARE(position.reading().quality, Quality::Valid);
    QVERIFY(position.reading().reason.isEmpty());
}

void TestParameter::aBadQualityKeepsTheLastValue()
{
    Rack rack;
    auto &position = rack.device.position();
    position.setReading(rack.quantity(3, "mm"));
    const auto time = position.reading().time;
    rack.advance(5s);
    position.setQuality(Quality::Stale, QStringLiteral("no answer for 5 s"));
    QCOMPARE(position.reading().value, Value(rack.quantity(3, "mm")));
    QCOMPARE(position.reading().quality, Quality::Stale);
    QCOMPARE(position.reading().reason, QStringLiteral("no answer for 5 s"));
    QVERIFY(position.reading().time == time); // its age goes on
}

void TestParameter::severityFollowsTheAlarmLimits_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<Severity>("severity");
    QTest::newRow("inside") << 0.0 << Severity::None;
    QTest::newRow("at the minor limit") << 5.0 << Severity::None;
    QTest::newRow("beyond the minor limit") << 5.001 << Severity::Minor;
    QTest::newRow("at the major limit") << 10.0 << Severity::Minor;
    QTest::newRow("beyond the major limit") << 10.001 << Severity::Major;
    QTest::newRow("below the minor limit") << -5.5 << Severity::Minor;
    QTest::newRow("below the major limit") << -11.0 << Severity::Major;
}

void TestParameter::severityFollowsTheAlarmLimits()
{
    QFETCH(double, value);
    QFETCH(Severity, severity);
    Rack rack;
    auto &position = rack.device.position();
    position.setAlarmLimits({{-5.0, 5.0}, {-10.0, 10.0}});
    position.setReading(rack.quantity(value, "mm"));
    QCOMPARE(position.reading().severity, severity);
}

void TestParameter::newAlarmLimitsColourAtOnce()
{
    Rack rack;
    auto &position = rack.device.position();
    position.setReading(rack.quantity(7, "mm"));
    QCOMPARE(position.reading().severity, Severity::None);
    position.setAlarmLimits({{-5.0, 5.0}, {}});
    QCOMPARE(position.reading().severity, Severity::Minor);
    position.setAlarmLimits({});
    QCOMPARE(position.reading().severity, Severity::None);
}

void TestParameter::theTargetIsTheSetpointElseTheReadback()
{
    Rack rack;
    auto &position = rack.device.position();
    QCOMPARE(refusalOf([&] { position.target(); }), RefusalKind::Disconnected);
    position.setReading(rack.quantity(3, "mm"));
    QCOMPARE(position.target(), Value(rack.quantity(3, "mm")));
    position.setSetpoint(rack.quantity(5, "mm"));
    QCOMPARE(position.target(), Value(rack.quantity(5, "mm")));
    position.setReading(rack.quantity(4.9, "mm"));
    QCOMPARE(position.target(), Value(rack.quantity(5, "mm"))); // the noise of a measurement is not asked for
}

void TestParameter::theSetpointKnowsWhoAskedForIt()
{
    Rack rack;
    auto &velocity = rack.device.velocity();
    velocity.setSetpoint(rack.quantity(2, "mm/s"), QStringLiteral("anna"), 7);
    QCOMPARE(velocity.origin().by, QStringLiteral("anna"));
    QCOMPARE(velocity.origin().task, TaskId(7));
    QCOMPARE(velocity.origin().time, rack.bench.engine().now());
    velocity.setSetpoint(rack.quantity(3, "mm/s"));
    QCOMPARE(velocity.origin().by, QString()); // the device itself
    QCOMPARE(velocity.origin().task, TaskId(0));
}

void TestParameter::twoStashesComeBackInReverseOrder()
{
    Rack rack;
    auto &velocity = rack.device.velocity();
    for (const double value : {1.0, 2.0}) {
        velocity.setSetpoint(rack.quantity(value, "mm/s"));
        velocity.stash();
    }
    velocity.setSetpoint(rack.quantity(3, "mm/s"));
    QCOMPARE(velocity.stashed(), Value(rack.quantity(2, "mm/s")));
    velocity.dropStash(velocity.stashHeight());
    QCOMPARE(velocity.stashed(), Value(rack.quantity(1, "mm/s")));
    velocity.dropStash(velocity.stashHeight());
    QVERIFY(!velocity.hasStash());
}

void TestParameter::whatWasNeverKnownIsStashedAsNothing()
{
    Rack rack;
    rack.device.velocity().stash();
    QCOMPARE(rack.device.velocity().stashed(), Value());
}

void TestParameter::everyChangeIsToldWithWhatItTouched()
{
    Rack rack;
    auto &velocity = rack.device.velocity();
    QList<ParameterChange> told;
    QObject::connect(&rack.bench, &Bench::parameterChanged, &rack.bench, [&](Parameter &parameter, ParameterChange what) {
        if (&parameter == &velocity)
            told << what;
    });
    velocity.setReading(rack.quantity(1, "mm/s"));
    velocity.setQuality(Quality::Stale, QStringLiteral("late"));
    velocity.setQuality(Quality::Stale, QStringLiteral("late")); // nothing new
    velocity.setSetpoint(rack.quantity(2, "mm/s"));
    velocity.setSoftLimits({1, 2});
    velocity.setAlarmLimits({});
    velocity.setProtection({Protection::Kind::Plain, QString(), QString()});
    QCOMPARE(told, (QList<ParameterChange>{ParameterChange::Reading, ParameterChange::Reading, ParameterChange::Setpoint,
                                           ParameterChange::Limits, ParameterChange::Limits, ParameterChange::Protection}));
}

void TestParameter::twoDevicesShareNothing()
{
    Rack rack;
    auto &other = rack.add(QStringLiteral("y"));
    rack.device.velocity().setSetpoint(rack.quantity(2, "mm/s"));
    rack.device.velocity().setSoftLimits({1, 2});
    QCOMPARE(other.velocity().setpoint(), Value());
    QCOMPARE(other.velocity().softLimits(), Limits());
}

PODIUM_TEST_MAIN(TestParameter)
#include "tst_parameter.moc"
