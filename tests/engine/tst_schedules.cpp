// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/schedule.h"
#include "tests/support/testmain.h"

using namespace podium::tests;

/// Thousands of random schedules: nothing is stuck, ends twice, leaks, or is unwound before its stop has ended.
class TestSchedules : public QObject
{
    Q_OBJECT

    static constexpr unsigned seedsPerRow = 200;

private Q_SLOTS:
    void schedules_data()
    {
        QTest::addColumn<unsigned>("first");
        for (unsigned first = 0; first < 2000; first += seedsPerRow)
            QTest::addRow("every task of the seeds from %u on ends once and leaves nothing", first) << first;
        const unsigned fresh = std::random_device()();
        QTest::addRow("and so it is for the fresh seeds from %u on", fresh) << fresh;
    }
    void schedules()
    {
        QFETCH(unsigned, first);
        const LogCatcher quiet; // the failures are meant
        for (unsigned seed = first; seed != first + seedsPerRow; ++seed) {
            const auto faults = Schedule(seed).run(12);
            QVERIFY2(faults.isEmpty(), qUtf8Printable(u"seed %1: %2"_qs.arg(QString::number(seed), faults)));
        }
    }
};

PODIUM_TEST_MAIN(TestSchedules)
#include "tst_schedules.moc"
