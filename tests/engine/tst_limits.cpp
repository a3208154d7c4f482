// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/limits.h"

#include "engine/tasks/error.h"
#include "tests/support/testmain.h"

#include <cmath>
#include <limits>

using namespace podium::engine;

namespace
{
using Limit = std::optional<double>;

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
const Limit none;

Unit millimetre() { return Unit::parse(QStringLiteral("mm")); }
} // namespace

Q_DECLARE_METATYPE(Limit)

class TestLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void containing_data();
    void containing();
    void wrongLimits_data();
    void wrongLimits();
    void goodLimitsAreTaken();
    void theNarrower_data();
    void theNarrower();
    void texts();
    void severities_data();
    void severities();
    void words();
};

void TestLimits::containing_data()
{
    QTest::addColumn<Limit>("low");
    QTest::addColumn<Limit>("high");
    QTest::addColumn<double>("value");
    QTest::addColumn<bool>("contained");
    QTest::newRow("a value between") << Limit(-5) << Limit(25) << 0.0 << true;
    QTest::newRow("the low limit itself") << Limit(-5) << Limit(25) << -5.0 << true;
    QTest::newRow("the high limit itself") << Limit(-5) << Limit(25) << 25.0 << true;
    QTest::newRow("just above") << Limit(-5) << Limit(25) << std::nextafter(25.0, 26.0) << false;
    QTest::newRow("just below") << Limit(-5) << Limit(25) << std::nextafter(-5.0, -6.0) << false;
    QTest::newRow("far below without a low limit") << none << Limit(25) << -1e300 << true;
    QTest::newRow("far above without a high limit") << Limit(-5) << none << 1e300 << true;
    QTest::newRow("anything without limits") << none << none << 1e300 << true;
    QTest::newRow("NaN without limits") << none << none << notANumber << false;
    QTest::newRow("NaN with limits") << Limit(-5) << Limit(25) << notANumber << false;
    QTest::newRow("infinity above a limit") << Limit(-5) << Limit(25) << infinite << false;
    QTest::newRow("a value where the low limit is NaN") << Limit(notANumber) << Limit(25) << 0.0 << false;
    QTest::newRow("a value where the high limit is NaN") << Limit(-5) << Limit(notANumber) << 0.0 << false;
    QTest::newRow("a value between crossed limits") << Limit(25) << Limit(-5) << 0.0 << false;
}

void TestLimits::containing()
{
    QFETCH(Limit, low);
    QFETCH(Limit, high);
    QFETCH(double, value);
    QTEST((Limits{low, high}.contains(value)), "contained");
}

void TestLimits::wrongLimits_data()
{
    QTest::addColumn<Limit>("low");
    QTest::addColumn<Limit>("high");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("message");
    QTest::newRow("low above high")
        << Limit(25) << Limit(-5) << int(RefusalKind::Type)
        << QStringLiteral("Limits are refused: the low limit 25 mm must be below the high limit -5 mm.");
    QTest::newRow("low equal to high")
        << Limit(25) << Limit(25) << int(RefusalKind::Type)
        << QStringLiteral("Limits are refused: the low limit 25 mm must be below the high limit 25 mm.");
    QTest::newRow("NaN below") << Limit(notANumber) << Limit(25) << int(RefusalKind::NotFinite)
                               << QStringLiteral(
                                      "Limits are refused: the low limit is NaN mm, give a finite number or none.");
    QTest::newRow("infinity above")
        << none << Limit(infinite) << int(RefusalKind::NotFinite)
        << QStringLiteral("Limits are refused: the high limit is Inf mm, give a finite number or none.");
}

void TestLimits::wrongLimits()
{
    QFETCH(Limit, low);
    QFETCH(Limit, high);
    QFETCH(int, kind);
    try {
        Limits::checked(low, high, millimetre());
        QFAIL("no error");
    } catch (const Error &error) {
        QCOMPARE(error.kind(), ErrorKind::Refused);
        QCOMPARE(int(error.refusals().at(0).kind), kind);
        QTEST(error.message(), "message");
    }
}

void TestLimits::goodLimitsAreTaken()
{
    QCOMPARE(Limits::checked(-5, 25, millimetre()), (Limits{-5, 25}));
    QCOMPARE(Limits::checked(none, none, millimetre()), Limits());
    QCOMPARE(Limits::checked(none, 25, millimetre()), (Limits{none, 25}));
}

void TestLimits::theNarrower_data()
{
    QTest::addColumn<Limit>("low");
    QTest::addColumn<Limit>("high");
    QTest::addColumn<Limit>("otherLow");
    QTest::addColumn<Limit>("otherHigh");
    QTest::addColumn<Limit>("narrowLow");
    QTest::addColumn<Limit>("narrowHigh");
    QTest::addColumn<bool>("isEmpty");
    QTest::newRow("one inside the other")
        << Limit(-5) << Limit(25) << Limit(0) << Limit(10) << Limit(0) << Limit(10) << false;
    QTest::newRow("overlapping") << Limit(-5) << Limit(5) << Limit(0) << Limit(10) << Limit(0) << Limit(5) << false;
    QTest::newRow("one side open") << Limit(-5) << none << none << Limit(10) << Limit(-5) << Limit(10) << false;
    QTest::newRow("no limits at all") << none << none << none << none << none << none << false;
    QTest::newRow("touching: one value is left")
        << Limit(0) << Limit(5) << Limit(5) << Limit(9) << Limit(5) << Limit(5) << false;
    QTest::newRow("apart: nothing is left")
        << Limit(0) << Limit(1) << Limit(2) << Limit(3) << Limit(2) << Limit(1) << true;
}

void TestLimits::theNarrower()
{
    QFETCH(Limit, low);
    QFETCH(Limit, high);
    QFETCH(Limit, otherLow);
    QFETCH(Limit, otherHigh);
    QFETCH(Limit, narrowLow);
    QFETCH(Limit, narrowHigh);
    const Limits one{low, high};
    const Limits other{otherLow, otherHigh};
    QCOMPARE(Limits::narrower(one, other), (Limits{narrowLow, narrowHigh}));
    QCOMPARE(Limits::narrower(other, one), (Limits{narrowLow, narrowHigh}));
    QTEST(Limits::narrower(one, other).isEmpty(), "isEmpty");
    const Limits wrong = Limits::narrower(one, Limits{notANumber, none});
    QVERIFY2(wrong.isEmpty() && Limits::narrower(wrong, one).isEmpty(), "a NaN limit cannot get lost");
}

void TestLimits::texts()
{
    QCOMPARE((Limits{-5, 25}.text(millimetre())), QStringLiteral("-5 mm to 25 mm"));
    QCOMPARE((Limits{-5, none}.text(millimetre())), QStringLiteral("at least -5 mm"));
    QCOMPARE((Limits{none, 25}.text(millimetre())), QStringLiteral("at most 25 mm"));
    QCOMPARE(Limits().text(millimetre()), QStringLiteral("without limits"));
}

void TestLimits::severities_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<int>("severity");
    QTest::newRow("inside both") << 50.0 << int(Severity::None);
    QTest::newRow("at the minor threshold") << 80.0 << int(Severity::None);
    QTest::newRow("above the minor one") << 80.1 << int(Severity::Minor);
    QTest::newRow("below the minor one") << 9.0 << int(Severity::Minor);
    QTest::newRow("at the major threshold") << 90.0 << int(Severity::Minor);
    QTest::newRow("above the major one") << 90.1 << int(Severity::Major);
    QTest::newRow("below the major one") << -1.0 << int(Severity::Major);
    QTest::newRow("NaN") << notANumber << int(Severity::Major);
    QTest::newRow("infinity") << infinite << int(Severity::Major);
}

void TestLimits::severities()
{
    QFETCH(double, value);
    const AlarmLimits alarms{{10, 80}, {0, 90}};
    QTEST(int(alarms.severity(value)), "severity");
    const bool isFinite = std::isfinite(value);
    QCOMPARE(AlarmLimits().severity(value), isFinite ? Severity::None : Severity::Major);
}

void TestLimits::words()
{
    QCOMPARE(name(Severity::None), QLatin1StringView("None"));
    QCOMPARE(name(Severity::Minor), QLatin1StringView("Minor"));
    QCOMPARE(name(Severity::Major), QLatin1StringView("Major"));
    QCOMPARE(name(Quality::Valid), QLatin1StringView("Valid"));
    QCOMPARE(name(Quality::Stale), QLatin1StringView("Stale"));
    QCOMPARE(name(Quality::Invalid), QLatin1StringView("Invalid"));
    QCOMPARE(name(Quality::Lost), QLatin1StringView("Lost"));
}

PODIUM_TEST_MAIN(TestLimits)
#include "tst_limits.moc"
