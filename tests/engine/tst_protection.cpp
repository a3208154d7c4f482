// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/operationrack.h"
#include "tests/support/testmain.h"

#include <cmath>

using namespace podium::engine;
using namespace podium::tests;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(podium::engine::Limits)

/// What people set to keep a parameter from being written: limits and protection.
class TestProtection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNarrowerLimitsCount_data();
    void theNarrowerLimitsCount();
    void limitsThatAreNoneAreRefused_data();
    void limitsThatAreNoneAreRefused();
    void lockedLimitsRefuseAChangeAndAClear();
    void changedLimitsCountForTheVeryNextWrite();
    void protectionRefusesWritesOfItsParameterOnly();
    void protectionOfADeviceCoversAllItsParameters();
    void aPermanentProtectionCannotBeTakenOff();
};

void TestProtection::theNarrowerLimitsCount_data()
{
    QTest::addColumn<Limits>("soft");
    QTest::addColumn<Limits>("effective");
    QTest::newRow("no soft limits") << Limits() << Limits{-100, 100};
    QTest::newRow("narrower soft limits") << Limits{-10, 10} << Limits{-10, 10};
    QTest::newRow("wider soft limits") << Limits{-1000, 1000} << Limits{-100, 100};
    QTest::newRow("one side narrower, one wider") << Limits{-1000, 10} << Limits{-100, 10};
    QTest::newRow("one side only") << Limits{-10, std::nullopt} << Limits{-10, 100};
}

void TestProtection::theNarrowerLimitsCount()
{
    QFETCH(Limits, soft);
    QFETCH(Limits, effective);
    Rack rack;
    rack.device.position().setSoftLimits(soft);
    QCOMPARE(rack.device.position().effectiveLimits(), effective);
}

void TestProtection::limitsThatAreNoneAreRefused_data()
{
    QTest::addColumn<Limits>("limits");
    QTest::newRow("the low one above the high one") << Limits{5, -5};
    QTest::newRow("both alike") << Limits{5, 5};
    QTest::newRow("NaN") << Limits{std::nan(""), 5};
    QTest::newRow("infinity") << Limits{-5, double(INFINITY)};
}

void TestProtection::limitsThatAreNoneAreRefused()
{
    QFETCH(Limits, limits);
    Rack rack;
    auto &position = rack.device.position();
    position.setSoftLimits({-1, 1});
    QVERIFY(refusalOf([&] { position.setSoftLimits(limits); }));
    QCOMPARE(position.softLimits(), (Limits{-1, 1}));
}

void TestProtection::lockedLimitsRefuseAChangeAndAClear()
{
    Rack rack;
    auto &position = rack.device.position();
    position.setSoftLimits({-1, 1});
    position.setLimitsLocked(true);
    QCOMPARE(refusalOf([&] { position.setSoftLimits({-2, 2}); }), RefusalKind::Protected);
    QCOMPARE(refusalOf([&] { position.setSoftLimits({}); }), RefusalKind::Protected);
    QCOMPARE(position.softLimits(), (Limits{-1, 1}));
    position.setLimitsLocked(false);
    position.setSoftLimits({});
    QCOMPARE(position.softLimits(), Limits());
}

void TestProtection::changedLimitsCountForTheVeryNextWrite()
{
    Rack rack;
    auto &velocity = rack.device.velocity();
    QVERIFY(rack.write("velocity", rack.quantity(50, "mm/s")).info().succeeded());
    velocity.setSoftLimits({std::nullopt, 40});
    QCOMPARE(kinds(rack.write("velocity", rack.quantity(50, "mm/s"))), QList<RefusalKind>{RefusalKind::SoftLimit});
    velocity.setSoftLimits({});
    QVERIFY(rack.write("velocity", rack.quantity(50, "mm/s")).info().succeeded());
}

void TestProtection::protectionRefusesWritesOfItsParameterOnly()
{
    Rack rack;
    auto &velocity = rack.device.velocity();
    velocity.setProtection({Protection::Kind::Plain, QStringLiteral("anna"), QStringLiteral("aligned")});
    QCOMPARE(kinds(rack.write("velocity", rack.quantity(50, "mm/s"))), QList<RefusalKind>{RefusalKind::Protected});
    QVERIFY(rack.write("name", QStringLiteral("stage")).info().succeeded());
    velocity.setProtection({});
    QVERIFY(rack.write("velocity", rack.quantity(50, "mm/s")).info().succeeded());
}

void TestProtection::protectionOfADeviceCoversAllItsParameters()
{
    Rack rack;
    rack.device.setProtection({Protection::Kind::Plain, QStringLiteral("anna"), QString()});
    QVERIFY(kinds(rack.write("velocity", rack.quantity(1, "mm/s"))).contains(RefusalKind::Protected));
    QVERIFY(kinds(rack.write("position", rack.quantity(1, "mm"))).contains(RefusalKind::Protected));
    QVERIFY(kinds(rack.call("home")).contains(RefusalKind::Protected));
    QVERIFY(rack.device.sent.isEmpty());
    rack.device.setProtection({});
    QVERIFY(rack.write("velocity", rack.quantity(1, "mm/s")).info().succeeded());
}

void TestProtection::aPermanentProtectionCannotBeTakenOff()
{
    Rack rack;
    auto &velocity = rack.device.velocity();
    const Protection permanent{Protection::Kind::Permanent, QStringLiteral("anna"), QString()};
    velocity.setProtection(permanent);
    QCOMPARE(refusalOf([&] { velocity.setProtection({}); }), RefusalKind::Protected);
    QCOMPARE(velocity.protection(), permanent);
    rack.device.setProtection(permanent);
    QCOMPARE(refusalOf([&] { rack.device.setProtection({}); }), RefusalKind::Protected);
    QCOMPARE(rack.device.protection(), permanent);
}

PODIUM_TEST_MAIN(TestProtection)
#include "tst_protection.moc"
