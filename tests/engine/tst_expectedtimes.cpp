// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/record/expectedtimes.h"
#include "tests/support/checks.h"
#include "tests/support/testmain.h"

using namespace podium::engine;
using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
const auto home = QStringLiteral("call z.home");

struct Times : ExpectedTimes {
    void learn(const std::vector<double> &seconds, const QString &operation = home)
    {
        for (const double each : seconds)
            add({operation, each, {}});
    }
    void learnMove(double distance, double seconds) { add({home, seconds, distance}); }
    /// "8.1 0.6 5", or "none"
    QString of(std::optional<double> distance = {}, const QString &operation = home) const
    {
        const auto time = expected(operation, distance);
        if (!time)
            return QStringLiteral("none");
        const auto seconds = [](Duration duration) {
            return QString::number(std::chrono::duration<double>(duration).count(), 'f', 2);
        };
        return QStringLiteral("%1 %2 %3")
            .arg(seconds(time->typical), seconds(time->spread), QString::number(time->runs));
    }
};

void times(const char *sentence, void (*body)(Times &))
{
    check(sentence, [body] {
        Times learned;
        body(learned);
    });
}
} // namespace

/// How long tasks should take, learned from those that came to their end.
class TstExpectedTimes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void learning_data()
    {
        checkTable();
        times("Nothing is expected before three runs", [](Times &learned) {
            learned.learn({8, 8});
            QCOMPARE(learned.of(), QStringLiteral("none"));
            learned.learn({9});
            QCOMPARE(learned.of(), QStringLiteral("8.00 0.00 3"));
        });
        times("The median is expected, with 1.48 times the median deviation", [](Times &learned) {
            learned.learn({8.0, 8.4, 7.6, 8.2, 9.0});
            QCOMPARE(learned.of(), QStringLiteral("8.20 0.30 5"));
        });
        times("The middle of an even number of runs is between two", [](Times &learned) {
            learned.learn({1, 2, 3, 10});
            QCOMPARE(learned.of(), QStringLiteral("2.50 1.48 4"));
        });
        times("One odd run changes little", [](Times &learned) {
            learned.learn({8, 8, 8, 8, 300});
            QCOMPARE(learned.of(), QStringLiteral("8.00 0.00 5"));
        });
        times("The last ten runs count", [](Times &learned) {
            learned.learn(std::vector<double>(30, 8.0));
            learned.learn(std::vector<double>(10, 2.0));
            QCOMPARE(learned.of(), QStringLiteral("2.00 0.00 10"));
        });
        times("Operations do not teach each other", [](Times &learned) {
            learned.learn({8, 8, 8}, QStringLiteral("call y.home"));
            QCOMPARE(learned.of(), QStringLiteral("none"));
        });
        times("What has no operation, and what took no number of seconds, teaches nothing", [](Times &learned) {
            learned.learn({8, 8, 8}, QString());
            learned.learn({-1, qQNaN(), qInf()});
            QCOMPARE(learned.operations(), 0);
        });
        times("Of motions of different lengths the time grows with the distance", [](Times &learned) {
            for (const double distance : {10.0, 20.0, 40.0})
                learned.learnMove(distance, 1 + distance / 10);
            QCOMPARE(learned.of(30), QStringLiteral("4.00 0.00 3"));
            QCOMPARE(learned.of(80), QStringLiteral("9.00 0.00 3"));
            QCOMPARE(learned.of(5), QStringLiteral("1.50 0.00 3"));
        });
        times("Far from the distances that were seen nothing is expected", [](Times &learned) {
            for (const double distance : {10.0, 20.0, 40.0})
                learned.learnMove(distance, 1 + distance / 10);
            QCOMPARE(learned.of(81), QStringLiteral("none"));
            QCOMPARE(learned.of(4.9), QStringLiteral("none"));
            QCOMPARE(learned.of(), QStringLiteral("none"));
        });
        times("One odd motion does not bend the line", [](Times &learned) {
            for (const double distance : {10.0, 20.0, 30.0, 40.0, 50.0})
                learned.learnMove(distance, distance / 10);
            learned.learnMove(45, 60);
            const auto time = learned.expected(home, 25);
            QVERIFY(time);
            QVERIFY2(std::abs(std::chrono::duration<double>(time->typical).count() - 2.5) < 0.5,
                     qPrintable(learned.of(25)));
        });
        times("Of motions of one length only that length is known", [](Times &learned) {
            for (const double distance : {10.0, 10.1, 9.9})
                learned.learnMove(distance, 3);
            QCOMPARE(learned.of(10.5), QStringLiteral("3.00 0.00 3"));
            QCOMPARE(learned.of(20), QStringLiteral("none"));
        });
        times("A longer motion is never expected to be quicker", [](Times &learned) {
            for (const double distance : {10.0, 20.0, 40.0})
                learned.learnMove(distance, 10 - distance / 10);
            QVERIFY(learned.expected(home, 40)->typical >= learned.expected(home, 10)->typical);
        });
        times("Of more than 500 operations the one that was learned from longest ago goes", [](Times &learned) {
            learned.learn({1, 1, 1}, QStringLiteral("first"));
            learned.learn({1, 1, 1}, QStringLiteral("second"));
            learned.learn({1}, QStringLiteral("first"));
            for (int i = 0; i < 499; ++i)
                learned.learn({1, 1, 1}, QStringLiteral("op %1").arg(i));
            QCOMPARE(learned.operations(), ExpectedTimes::keptOperations);
            QVERIFY(learned.of({}, QStringLiteral("first")) != QStringLiteral("none"));
            QCOMPARE(learned.of({}, QStringLiteral("second")), QStringLiteral("none"));
        });
        times("Runs of earlier sessions count less than those of this one", [](Times &learned) {
            learned.learn({2, 2, 2, 2});
            std::vector<TaskRun> former(10, {home, 8, {}});
            former.push_back({QStringLiteral("other"), 5, {}});
            learned.addFormer(former);
            learned.learn({2, 2, 2});
            QCOMPARE(learned.of(), QStringLiteral("2.00 0.00 10")); // three of the former are left
            QCOMPARE(learned.operations(), 2);
        });
    }
    void learning() { runCheck(); }

    void overdue_data()
    {
        QTest::addColumn<int>("typical");
        QTest::addColumn<int>("spread");
        QTest::addColumn<int>("limit"); // all in ms
        QTest::newRow("by half of it") << 8000 << 600 << 12'000;
        QTest::newRow("by three spreads") << 8000 << 2000 << 14'000;
        QTest::newRow("by two seconds at least") << 100 << 0 << 2100;
    }
    void overdue()
    {
        QFETCH(int, typical);
        QFETCH(int, spread);
        QFETCH(int, limit);
        const ExpectedTime time{std::chrono::milliseconds(typical), std::chrono::milliseconds(spread), 3};
        QVERIFY(!time.isExceededBy(std::chrono::milliseconds(limit)));
        QVERIFY(time.isExceededBy(std::chrono::milliseconds(limit + 1)));
    }
};

PODIUM_TEST_MAIN(TstExpectedTimes)
#include "tst_expectedtimes.moc"
