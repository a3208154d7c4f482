// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/sim/axismodel.h"

#include "tests/support/testmain.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <utility>

using namespace std::chrono_literals;
using podium::devices::AxisConfig;
using podium::devices::AxisModel;
using podium::devices::TimePoint;

namespace
{

bool isNear(double actual, double expected) { return std::abs(actual - expected) < 1.0e-6; }

} // namespace

/// Limits -5 and 25, maximum velocity 5, acceleration 20.
class TestAxisModel : public QObject
{
    Q_OBJECT
private:
    TimePoint m_now{1000s};

    AxisModel axisAt(double position)
    {
        AxisConfig config;
        config.startPosition = position;
        return AxisModel(config, [this] { return m_now; });
    }

private Q_SLOTS:
    void moveRunsAndArrives()
    {
        AxisModel axis = axisAt(0.0);
        QVERIFY(!axis.isMoving());
        QVERIFY(axis.moveTo(10.0));
        m_now += 1s;
        QVERIFY(axis.isMoving());
        QCOMPARE(axis.velocity(), 5.0);
        QVERIFY(isNear(axis.position(), 4.375));
        QCOMPARE(axis.target(), 10.0);
        m_now += 1250ms;
        QVERIFY(!axis.isMoving());
        QCOMPARE(axis.position(), 10.0);
    }

    void refusals_data()
    {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        QTest::addColumn<double>("value");
        QTest::addColumn<bool>("move");
        QTest::addColumn<bool>("jog");
        QTest::addColumn<bool>("speed");
        QTest::addColumn<bool>("acceleration");
        QTest::newRow("the high limit is a target but no speed") << 25.0 << true << false << false << true;
        QTest::newRow("beyond the high limit is no target") << 25.1 << false << false << false << true;
        QTest::newRow("the low limit is a target and a jog") << -5.0 << true << true << false << false;
        QTest::newRow("beyond the low limit is nothing") << -5.1 << false << false << false << false;
        QTest::newRow("zero is only a target") << 0.0 << true << false << false << false;
        QTest::newRow("the maximum velocity is a speed") << 5.0 << true << true << true << true;
        QTest::newRow("more than the maximum acceleration is nothing") << 100.5 << false << false << false << false;
        QTest::newRow("not a number is nothing") << nan << false << false << false << false;
        QTest::newRow("infinity is nothing") << HUGE_VAL << false << false << false << false;
    }

    void refusals()
    {
        QFETCH(double, value);
        AxisModel axis = axisAt(3.0);
        QTEST(axis.setSpeed(value), "speed");
        QTEST(axis.setAcceleration(value), "acceleration");
        QTEST(axis.moveTo(value), "move");
        axis.abort();
        QTEST(axis.jog(value), "jog");
    }

    void refusedValuesChangeNothing()
    {
        AxisModel axis = axisAt(3.0);
        QVERIFY(axis.moveTo(10.0));
        QVERIFY(!axis.moveTo(26.0));
        QVERIFY(!axis.setSpeed(6.0));
        QVERIFY(!axis.setAcceleration(0.0));
        QCOMPARE(axis.target(), 10.0);
        QCOMPARE(axis.speed(), 5.0);
        QCOMPARE(axis.acceleration(), 20.0);
    }

    void stopBrakesAndAbortStandsStill()
    {
        AxisModel axis = axisAt(0.0);
        axis.moveTo(20.0);
        m_now += 1s;
        axis.stop();
        QVERIFY(axis.isMoving());
        m_now += 250ms;
        QVERIFY(!axis.isMoving());
        QVERIFY(isNear(axis.position(), 4.375 + 0.625));
        axis.moveTo(20.0);
        m_now += 1s;
        axis.abort();
        QVERIFY(!axis.isMoving());
        QCOMPARE(axis.velocity(), 0.0);
        QVERIFY(isNear(axis.position(), 5.0 + 4.375));
    }

    void ignoredStopLetsItRun()
    {
        AxisModel axis = axisAt(0.0);
        axis.setIgnoreStop(true);
        axis.moveTo(10.0);
        m_now += 1s;
        axis.stop();
        axis.abort();
        m_now += 1250ms;
        QCOMPARE(axis.position(), 10.0);
    }

    void retargetKeepsPositionAndVelocity()
    {
        AxisModel axis = axisAt(0.0);
        axis.moveTo(20.0);
        m_now += 1s;
        const double before = axis.position();
        QVERIFY(axis.moveTo(-4.0));
        QCOMPARE(axis.position(), before);
        QCOMPARE(axis.velocity(), 5.0);
        m_now += 10s;
        QCOMPARE(axis.position(), -4.0);
    }

    void jogRunsToTheSwitch_data()
    {
        QTest::addColumn<double>("velocity");
        QTest::addColumn<double>("end");
        QTest::newRow("upward to the high limit") << 1.0 << 25.0;
        QTest::newRow("downward to the low limit") << -1.0 << -5.0;
    }

    void jogRunsToTheSwitch()
    {
        QFETCH(double, velocity);
        QFETCH(double, end);
        AxisModel axis = axisAt(0.0);
        QVERIFY(axis.jog(velocity));
        m_now += 2s;
        QCOMPARE(axis.velocity(), velocity);
        QVERIFY(!axis.atLowLimit() && !axis.atHighLimit());
        m_now += 60s;
        QCOMPARE(axis.position(), end);
        QCOMPARE(axis.atLowLimit(), end < 0.0);
        QCOMPARE(axis.atHighLimit(), end > 0.0);
        QVERIFY(!axis.isMoving());
    }

    void homeThatCannotBrakeIsNoReference()
    {
        AxisModel axis = axisAt(20.0);
        axis.moveTo(25.0);
        m_now += 900ms;
        axis.setAcceleration(1.0);
        axis.home();
        m_now += 60s;
        QCOMPARE(axis.position(), 25.0);
        QVERIFY(!axis.isReferenced());
    }

    void motionThatCannotBrakeEndsOnTheSwitch_data()
    {
        QTest::addColumn<bool>("retarget");
        QTest::newRow("a stop too late") << false;
        QTest::newRow("a new target too late") << true;
    }

    void motionThatCannotBrakeEndsOnTheSwitch()
    {
        QFETCH(bool, retarget);
        AxisModel axis = axisAt(20.0);
        axis.moveTo(25.0);
        m_now += 900ms;
        axis.setAcceleration(1.0);
        if (retarget)
            axis.moveTo(0.0);
        else
            axis.stop();
        QVERIFY(axis.isMoving());
        m_now += 2s;
        QCOMPARE(axis.position(), 25.0);
        QCOMPARE(axis.velocity(), 0.0);
        QCOMPARE(axis.target(), 25.0);
        QVERIFY(axis.atHighLimit() && !axis.isMoving());
        QVERIFY(axis.moveTo(24.0));
        m_now += 60s;
        QCOMPARE(axis.position(), 24.0);
    }

    void homeReferencesOnArrivalOnly()
    {
        AxisModel axis = axisAt(5.0);
        axis.home();
        m_now += 1s;
        QCOMPARE(axis.velocity(), -1.25);
        QVERIFY(!axis.isReferenced());
        axis.stop();
        m_now += 10s;
        QVERIFY(!axis.isReferenced());
        axis.home();
        m_now += 10s;
        QCOMPARE(axis.position(), 0.0);
        QVERIFY(axis.isReferenced());
        axis.moveTo(3.0);
        QVERIFY(axis.isReferenced());
    }

    void powerCycleForgetsAllButThePlace()
    {
        AxisModel axis = axisAt(0.0);
        axis.home();
        axis.setSpeed(1.0);
        axis.setAcceleration(2.0);
        axis.setIgnoreStop(true);
        axis.moveTo(20.0);
        m_now += 5s;
        const double place = axis.position();
        axis.powerCycle();
        QVERIFY(!axis.isMoving() && !axis.isReferenced());
        QCOMPARE(axis.position(), place);
        QCOMPARE(axis.speed(), 5.0);
        QCOMPARE(axis.acceleration(), 20.0);
    }
};

PODIUM_TEST_MAIN(TestAxisModel)
#include "tst_axismodel.moc"
