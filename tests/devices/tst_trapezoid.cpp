// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/sim/trapezoid.h"

#include "tests/support/testmain.h"

#include <QTest>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <random>

using namespace std::chrono_literals;
using podium::devices::TimePoint;
using podium::devices::Trapezoid;

namespace
{

constexpr TimePoint start{1000s};
constexpr double tiny = 1.0e-9;

bool isNear(double actual, double expected, double tolerance = tiny)
{
    return std::abs(actual - expected) <= tolerance;
}

TimePoint after(double seconds)
{
    return start + std::chrono::nanoseconds(static_cast<std::chrono::nanoseconds::rep>(seconds * 1.0e9));
}

/// Walks through the motion: no jump of position or velocity, no velocity above the larger of start and maximum,
/// and exactly at rest on the target at its end.
void checkMotion(const Trapezoid &motion, double from, double velocity, double maxVelocity, double acceleration)
{
    const std::chrono::nanoseconds step = std::max<std::chrono::nanoseconds>(motion.duration() / 1000, 1ns);
    const double stepSeconds = std::chrono::duration<double>(step).count();
    const double fastest = std::max(std::abs(velocity), maxVelocity);
    QCOMPARE(motion.position(start), from);
    QCOMPARE(motion.velocity(start), motion.duration() > 0ns ? velocity : 0.0);
    for (TimePoint now = start; now < start + motion.duration() + 3 * step; now += step) {
        const double moved = motion.position(now + step) - motion.position(now);
        const double sped = motion.velocity(now + step) - motion.velocity(now);
        const double mean = 0.5 * (motion.velocity(now) + motion.velocity(now + step));
        QVERIFY(std::abs(motion.velocity(now)) <= fastest + tiny);
        QVERIFY(std::abs(sped) <= acceleration * stepSeconds + tiny);
        QVERIFY(std::abs(moved - mean * stepSeconds) <= acceleration * stepSeconds * stepSeconds + tiny);
    }
    const TimePoint end = start + motion.duration();
    QVERIFY(motion.isFinished(end));
    QVERIFY(motion.duration() == 0ns || !motion.isFinished(end - 1ns));
    QCOMPARE(motion.position(end), motion.target());
    QCOMPARE(motion.velocity(end), 0.0);
    QVERIFY(isNear(motion.position(end - 1ns), motion.target(), 1.0e-6 + fastest * 2.0e-9));
}

} // namespace

class TestTrapezoid : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void motions_data()
    {
        QTest::addColumn<double>("from");
        QTest::addColumn<double>("velocity");
        QTest::addColumn<double>("target");
        QTest::addColumn<double>("seconds");
        // maximum velocity 5, acceleration 20: a full ramp takes 0.25 s and 0.625 units
        QTest::newRow("a long way is a trapezoid") << 0.0 << 0.0 << 10.0 << 2.25;
        QTest::newRow("a long way back is a trapezoid") << 10.0 << 0.0 << -5.0 << 3.25;
        QTest::newRow("a way of two ramps has no cruise") << 0.0 << 0.0 << 1.25 << 0.5;
        QTest::newRow("a short way is a triangle") << 0.0 << 0.0 << 0.05 << 0.1;
        QTest::newRow("no way at rest takes no time") << 3.0 << 0.0 << 3.0 << 0.0;
        QTest::newRow("a start at full speed only brakes late") << 0.0 << 5.0 << 10.0 << 2.125;
        QTest::newRow("a target at the brake point is braked to") << 0.0 << 5.0 << 0.625 << 0.25;
        QTest::newRow("a target too near is passed and returned to") << 0.0 << 5.0 << 0.575 << 0.35;
        QTest::newRow("a target behind is turned to") << 0.0 << 5.0 << -10.0 << 2.625;
        QTest::newRow("no way in flight passes and returns") << 0.0 << 4.0 << 0.0 << 0.2 + 2.0 * std::sqrt(0.4 / 20.0);
        QTest::newRow("a start faster than allowed is slowed first") << 0.0 << 10.0 << 20.0 << 4.0;
    }

    void motions()
    {
        QFETCH(double, from);
        QFETCH(double, velocity);
        QFETCH(double, target);
        QFETCH(double, seconds);
        const Trapezoid motion(from, velocity, target, 5.0, 20.0, start);
        QCOMPARE(motion.target(), target);
        const double took = std::chrono::duration<double>(motion.duration()).count();
        QVERIFY2(isNear(took, seconds, 2.0e-9), qPrintable(QStringLiteral("took %1 s").arg(took)));
        checkMotion(motion, from, velocity, 5.0, 20.0);
    }

    void anyMotionIsContinuousAndEndsAtItsTarget()
    {
        constexpr unsigned seed = 20240611;
        std::mt19937 generator(seed);
        std::uniform_real_distribution<double> place(-30.0, 30.0);
        std::uniform_real_distribution<double> share(-1.0, 1.0);
        std::uniform_real_distribution<double> positive(0.01, 50.0);
        for (int run = 0; run < 300; ++run) {
            const double from = place(generator);
            const double target = place(generator);
            const double maxVelocity = positive(generator);
            const double acceleration = positive(generator);
            const double velocity = maxVelocity * share(generator);
            checkMotion(Trapezoid(from, velocity, target, maxVelocity, acceleration, start), from, velocity,
                        maxVelocity, acceleration);
            if (QTest::currentTestFailed())
                QFAIL(qPrintable(QStringLiteral("run %1 of seed %2").arg(run).arg(seed)));
        }
    }

    void valuesOnTheWay()
    {
        const Trapezoid motion(0.0, 0.0, 10.0, 5.0, 20.0, start);
        QVERIFY(isNear(motion.position(after(0.125)), 0.15625));
        QVERIFY(isNear(motion.velocity(after(0.125)), 2.5));
        QVERIFY(isNear(motion.position(after(1.25)), 5.625));
        QVERIFY(isNear(motion.velocity(after(1.25)), 5.0));
        QVERIFY(isNear(motion.velocity(after(2.125)), 2.5));
        QCOMPARE(motion.position(start - 1s), 0.0);
        QCOMPARE(motion.position(after(60.0)), 10.0);
    }

    void stopping_data()
    {
        QTest::addColumn<double>("velocity");
        QTest::addColumn<double>("distance");
        QTest::newRow("forward it rests after velocity squared over twice the acceleration") << 5.0 << 0.625;
        QTest::newRow("backward it rests on the other side") << -3.0 << -0.225;
        QTest::newRow("at rest it stays") << 0.0 << 0.0;
    }

    void stopping()
    {
        QFETCH(double, velocity);
        QFETCH(double, distance);
        const Trapezoid motion = Trapezoid::stopping(7.0, velocity, 20.0, start);
        QVERIFY(isNear(motion.target(), 7.0 + distance));
        QVERIFY(isNear(std::chrono::duration<double>(motion.duration()).count(), std::abs(velocity) / 20.0));
        checkMotion(motion, 7.0, velocity, 0.0, 20.0);
    }

    void restingTakesNoTime()
    {
        const Trapezoid motion = Trapezoid::resting(4.0, start);
        QCOMPARE(motion.duration(), 0ns);
        QVERIFY(motion.isFinished(start));
        QCOMPARE(motion.position(after(1.0)), 4.0);
        QCOMPARE(motion.velocity(after(1.0)), 0.0);
    }
};

PODIUM_TEST_MAIN(TestTrapezoid)
#include "tst_trapezoid.moc"
