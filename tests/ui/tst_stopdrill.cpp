// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testmain.h"
#include "tests/ui/drilldesk.h"
#include "ui/stop/drillhistogram.h"
#include "ui/stop/drillrecord.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTreeWidget>

using namespace podium::tests;

namespace
{
void rows()
{
    desk("a drill stops everything that moves, twenty times, and returns it to where it was", [](DrillDesk &d) {
        d.start();
        QVERIFY(d.drill->isRunning());
        d.run();
        QCOMPARE(d.problem, QString());
        QCOMPARE(d.ends, 1);
        QCOMPARE(d.stopsOf(d.a()).size(), 20);
        QCOMPARE(d.stopsOf(d.b()).size(), 20);
        QCOMPARE(d.a().here(), 0.0);
        QCOMPARE(d.a().sent.last(), u"position 0.000 mm"_qs);
        QVERIFY(!d.stops->isLatched());
        QCOMPARE(d.core.engine.activeTasks(), 0);
    });
    desk("every round moves first: a stop without a motion would prove nothing", [](DrillDesk &d) {
        d.start();
        d.run();
        for (qsizetype i = 0; i < d.a().sent.size(); ++i)
            if (d.a().sent.at(i) == u"stop")
                QVERIFY(d.a().sent.at(i - 1).startsWith(u"position"));
    });
    desk("what the steps took is told for each device, against the budget", [](DrillDesk &d) {
        d.b().delay = 30ms;
        d.start();
        d.run();
        QCOMPARE(d.problem, QString());
        const auto &samples = d.drill->samples();
        QCOMPARE(samples.devices(), (QStringList{u"a"_qs, u"b"_qs}));
        QCOMPARE(samples.spread(DrillSamples::Step::Acknowledged, u"b"_qs).count, std::size_t(20));
        QVERIFY(samples.spread(DrillSamples::Step::Acknowledged, u"b"_qs).median >= 30);
        QVERIFY(samples.spread(DrillSamples::Step::Acknowledged, u"a"_qs).worst < 30);
        QVERIFY2(d.panel->verdict().startsWith(u"Budget met"_qs), qUtf8Printable(d.panel->verdict()));
        QCOMPARE(d.panel->table().topLevelItemCount(), 3);
        QCOMPARE(d.panel->table().topLevelItem(0)->text(0), u"all"_qs);
        QCOMPARE(d.panel->table().topLevelItem(1)->text(1), u"20"_qs);
    });
    desk("selecting a device shows its times alone", [](DrillDesk &d) {
        d.b().delay = 30ms;
        d.start();
        d.run();
        const auto everybody = d.panel->histogram().accessibleDescription();
        d.panel->table().setFocus();
        QTest::keyClick(&d.panel->table(), Qt::Key_Down);
        QTest::keyClick(&d.panel->table(), Qt::Key_Down);
        QVERIFY(d.panel->histogram().accessibleDescription() != everybody);
    });
    desk("a device that does not stop ends the drill, and STOP ALL stays latched", [](DrillDesk &d) {
        d.start();
        d.settle();
        d.b().ignoresStop = true;
        d.run();
        QVERIFY2(d.problem.contains(u"b is not confirmed stopped"_qs), qUtf8Printable(d.problem));
        QVERIFY(d.stops->isLatched());
        QVERIFY(d.panel->verdict().contains(u"stays latched"_qs));
        d.b().ignoresStop = false;
    });
    desk("somebody else's STOP ALL ends the drill, and nothing is reset after it", [](DrillDesk &d) {
        d.start();
        for (int i = 0; i < 10; ++i)
            d.settle();
        d.client->stopAll();
        for (int i = 0; i < 100; ++i)
            d.settle();
        QVERIFY2(d.problem.contains(u"operator stopped something"_qs), qUtf8Printable(d.problem));
        QVERIFY(d.stops->isLatched());
        QVERIFY(!d.drill->isRunning());
    });
    desk("a motion that is refused ends the drill with the reason, and the others stop", [](DrillDesk &d) {
        d.client->setProtection(u"b"_qs, {}, {Protection::Kind::Plain, u"op"_qs, {}}).finally(&*d.drill, [](const TaskInfo &) {});
        d.settle();
        d.start();
        d.run(100);
        QVERIFY2(d.problem.contains(u"protected"_qs), qUtf8Printable(d.problem));
        d.advance(1s);
        QCOMPARE(d.core.engine.activeTasks(), 0);
        QCOMPARE(d.a().state(), DeviceState::Standby);
    });
    desk("what does not begin to move within 20 s ends the drill", [](DrillDesk &d) {
        QObject::connect(&*d.drill, &StopDrill::changed, &*d.drill, [&d] { d.b().hangs = d.drill->round() == 1; });
        d.start();
        for (int i = 0; i < 200; ++i)
            d.settle();
        d.drill->checkTime();
        QVERIFY2(d.problem.contains(u"not everything began to move"_qs), qUtf8Printable(d.problem));
        d.b().hangs = false;
        d.advance(5s);
    });
    desk("it can be ended: the round under way is finished, and everything returns", [](DrillDesk &d) {
        d.start();
        d.settle();
        QCOMPARE(d.panel->button()->text(), u"End drill"_qs);
        const int round = d.drill->round();
        d.start();
        d.run();
        QCOMPARE(d.problem, QString());
        QCOMPARE(d.stopsOf(d.a()).size(), round);
        QVERIFY(round < DrillPanel::rounds);
        QCOMPARE(d.a().here(), 0.0);
    });
    check("on a bench that is not simulated the button says why it is disabled", [] {
        DrillDesk d(false);
        QVERIFY(!d.panel->button()->isEnabled());
        QVERIFY(d.panel->button()->toolTip().contains(u"not simulated"_qs));
        d.drill->start(1);
        d.settle();
        QVERIFY(d.a().sent.isEmpty());
    });
    desk("it does not begin while tasks are active, or STOP ALL is latched", [](DrillDesk &d) {
        const auto task = d.client->move(d.address("a.position"), Quantity(90, d.mm), MoveKind::Absolute);
        task.finally(&*d.drill, [](const TaskInfo &) {});
        d.settle();
        QVERIFY(d.drill->whyNot().contains(u"active: 1"_qs));
        d.client->stopAll();
        d.advance(1s);
        d.settle();
        QVERIFY(d.drill->whyNot().contains(u"latched"_qs));
        d.drill->start(1);
        QVERIFY(!d.drill->isRunning());
    });
    desk("the record of the day is kept, told, and read again", [](DrillDesk &d) {
        const QTemporaryDir folder;
        const auto file = folder.filePath(u"window.ini"_qs);
        QDate day(2026, 1, 1);
        const DrillRecord record(*d.drill, file, u"test bench"_qs, nullptr, [&day] { return day; });
        d.start();
        d.settle();
        d.start(); // which ends it
        d.run();
        d.settle();
        QCOMPARE(record.text(), QString()); // cut short
        d.start();
        d.run();
        QVERIFY2(record.text().endsWith(u"ms (today)"_qs), qUtf8Printable(record.text()));
        day = day.addDays(1);
        QVERIFY2(record.text().endsWith(u"ms (2026-01-01)"_qs), qUtf8Printable(record.text()));
        QCOMPARE(DrillRecord(*d.drill, file, u"test bench"_qs).text(), record.text());
        QCOMPARE(DrillRecord(*d.drill, file, u"another"_qs).text(), QString());
        QSettings(file, QSettings::IniFormat).setValue(u"stopDrill/test bench/day"_qs, u"2026-01-02"_qs);
        QVERIFY(DrillRecord(*d.drill, file, u"test bench"_qs).text().endsWith(u"(2026-01-02)"_qs));
        for (const auto *bad : {"nan", "-3", "x", "1e300"}) {
            QSettings(file, QSettings::IniFormat).setValue(u"stopDrill/test bench/worstMs"_qs, QString::fromLatin1(bad));
            QCOMPARE(DrillRecord(*d.drill, file, u"test bench"_qs).text(), QString());
        }
    });
    check("the histogram has five bins in each decade, and none gets lost", [] {
        QCOMPARE(DrillHistogram::binOf(0), 0);
        QCOMPARE(DrillHistogram::binOf(0.1), 0);
        QCOMPARE(DrillHistogram::binOf(0.16), 1);
        QCOMPARE(DrillHistogram::binOf(1.01), 5);
        QCOMPARE(DrillHistogram::binOf(9.9), 9);
        QCOMPARE(DrillHistogram::binOf(1e9), DrillHistogram::bins - 1);
        const auto counts = DrillHistogram::counted({0.05, 1.1, 1.2, 5000, 1e6});
        QCOMPARE(std::accumulate(counts.begin(), counts.end(), 0), 5);
        QCOMPARE(counts[5], 2);
    });
    check("the spread of times is that of their ranks", [] {
        DrillSamples samples;
        for (int i = 1; i <= 100; ++i) {
            StopReceipt receipt;
            receipt.device = u"a"_qs;
            receipt.firstByte = receipt.requested + std::chrono::milliseconds(i);
            samples.add(receipt);
        }
        const auto spread = samples.spread(DrillSamples::Step::FirstByte);
        QCOMPARE(spread.median, 50.0);
        QCOMPARE(spread.p99, 99.0);
        QCOMPARE(spread.worst, 100.0);
        QCOMPARE(samples.spread(DrillSamples::Step::Confirmed).count, std::size_t(0));
    });
}
} // namespace

class TestStopDrill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void drill_data()
    {
        checkTable();
        rows();
    }
    void drill() { runCheck(); }
};

PODIUM_TEST_MAIN(TestStopDrill)
#include "tst_stopdrill.moc"
