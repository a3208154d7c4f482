// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/record/journalrecorder.h"
#include "tests/engine/journalfixture.h"
#include "tests/engine/operationrack.h"
#include "tests/support/testmain.h"

#include <QJsonArray>

using namespace podium::engine;
using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
/// A rack whose events go to a journal.
struct RecordedRack {
    explicit RecordedRack(const QString &file)
        : journal(file)
        , recorder(journal, rack.engine, rack.bench, rack.stops)
    {
    }
    std::vector<JournalRow> find(JournalKind kind) { return rows(journal, {QString(), kind, 100}); }
    Task<Value> move(double to)
    {
        TaskOptions options;
        options.startedBy = QStringLiteral("operator");
        options.owners = QStringList{x};
        return Rack::observed(rack.engine.run(
            QStringLiteral("move x"),
            operations::move(rack.bench, {x, QStringLiteral("position")}, rack.quantity(to, "mm"), MoveKind::Absolute), options));
    }

    Rack rack;
    Journal journal;
    JournalRecorder recorder;
};
} // namespace

class TestJournalRecorder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTaskHasOneRowWhenItBeginsAndOneWhenItEnds();
    void aFailedTaskTellsItsErrorAndACancelledOneItsReason();
    void aWriteTellsWhoAndTheOldValue();
    void aWriteThatWasNotAcknowledgedIsUnknown();
    void anAcknowledgementForgetsADeviceThatIsGone();
    void aRefusalTellsWhatWasSaid();
    void aStopAllLeavesStopLatchAndReceipts();
    void aDeviceThatDoesNotStopIsRememberedAndALateConfirmationForgetsIt();
    void anEndInTheMidstOfAMotionIsRemembered();
    void aFaultAndALostConnectionAreTold();
    void aBrokenLockTellsByWhom();
    void readingsAndProgressLeaveNoRow();
};

void TestJournalRecorder::aTaskHasOneRowWhenItBeginsAndOneWhenItEnds()
{
    JournalFolder place;
    RecordedRack recorded(place.file());
    const auto task = recorded.move(5);
    recorded.rack.advance(2s);
    const auto started = recorded.find(JournalKind::TaskStarted);
    const auto finished = recorded.find(JournalKind::TaskFinished);
    QCOMPARE(started.size(), 1U);
    QCOMPARE(finished.size(), 1U);
    QCOMPARE(started.front().task, task.id());
    QCOMPARE(started.front().by, QStringLiteral("operator"));
    QCOMPARE(started.front().address, x);
    QCOMPARE(finished.front().text, QStringLiteral("move x"));
    QCOMPARE(finished.front().outcome, QStringLiteral("Succeeded"));
    QVERIFY(finished.front().details[QStringLiteral("duration_ms")].toDouble() > 400);
    QVERIFY(finished.front().time > started.front().time);
}

void TestJournalRecorder::aFailedTaskTellsItsErrorAndACancelledOneItsReason()
{
    JournalFolder place;
    RecordedRack recorded(place.file());
    recorded.rack.device.failsNextWrite = true;
    recorded.move(5);
    recorded.rack.advance(2s); // its stop is confirmed first
    const auto failed = recorded.find(JournalKind::TaskFinished).front();
    QCOMPARE(failed.outcome, QStringLiteral("Failed"));
    QCOMPARE(failed.details[QStringLiteral("error_kind")].toString(), QStringLiteral("Device"));
    QVERIFY(failed.details[QStringLiteral("error")].toString().contains(QStringLiteral("x.position cannot be written")));
    const auto task = recorded.move(50);
    recorded.rack.advance(500ms);
    task.cancel();
    recorded.rack.advance(2s);
    const auto cancelled = recorded.find(JournalKind::TaskFinished).front();
    QCOMPARE(cancelled.outcome, QStringLiteral("Cancelled"));
    QCOMPARE(cancelled.details[QStringLiteral("reason")].toString(), QStringLiteral("User"));
    QCOMPARE(cancelled.details[QStringLiteral("stop_confirmed")].toBool(), true);
}

void TestJournalRecorder::aWriteTellsWhoAndTheOldValue()
{
    JournalFolder place;
    RecordedRack recorded(place.file());
    recorded.rack.write("velocity", recorded.rack.quantity(20, "mm/s"));
    TaskOptions options;
    options.startedBy = QStringLiteral("anna");
    const auto task = recorded.rack.engine.run(
        QStringLiteral("write"),
        operations::write(recorded.rack.bench, {x, QStringLiteral("velocity")}, recorded.rack.quantity(3, "cm/s")), options);
    const auto found = rows(recorded.journal, {QStringLiteral("x.velocity"), JournalKind::Write, 1});
    QCOMPARE(found.size(), 1U);
    QCOMPARE(found.front().before, QStringLiteral("20 mm/s"));
    QCOMPARE(found.front().after, QStringLiteral("30 mm/s"));
    QCOMPARE(found.front().by, QStringLiteral("anna"));
    QCOMPARE(found.front().task, task.id());
}

void TestJournalRecorder::aWriteThatWasNotAcknowledgedIsUnknown()
{
    JournalFolder place;
    RecordedRack recorded(place.file());
    recorded.rack.device.failsNextWrite = true;
    recorded.rack.write("velocity", recorded.rack.quantity(20, "mm/s"));
    const auto found = recorded.find(JournalKind::Write).front();
    QCOMPARE(found.after, QStringLiteral("20 mm/s"));
    QCOMPARE(found.outcome, QStringLiteral("Unknown"));
    QVERIFY2(found.text.contains(QStringLiteral("cannot be written")), qPrintable(found.text));
}

void TestJournalRecorder::anAcknowledgementForgetsADeviceThatIsGone()
{
    JournalFolder place;
    {
        Journal before(place.file());
        before.append(entry(JournalKind::MotionStarted, QStringLiteral("gone")));
    }
    {
        RecordedRack recorded(place.file());
        recorded.rack.stops.restore(false, recorded.journal.lastSession().unconfirmed);
        recorded.rack.stops.acknowledge(QStringLiteral("gone"), QStringLiteral("anna"));
        QCOMPARE(recorded.find(JournalKind::MarkTaken).front().by, QStringLiteral("anna"));
    }
    QVERIFY(Journal(place.file()).lastSession().unconfirmed.isEmpty());
}

void TestJournalRecorder::aRefusalTellsWhatWasSaid()
{
    JournalFolder place;
    RecordedRack recorded(place.file());
    recorded.move(500);
    const auto found = recorded.find(JournalKind::Refusal);
    QCOMPARE(found.size(), 1U);
    QCOMPARE(found.front().address, QStringLiteral("x.position"));
    QCOMPARE(found.front().by, QStringLiteral("operator"));
    QVERIFY2(found.front().text.contains(QStringLiteral("100 mm")), qPrintable(found.front().text));
    QVERIFY(recorded.find(JournalKind::Write).empty());
}

void TestJournalRecorder::aStopAllLeavesStopLatchAndReceipts()
{
    JournalFolder place;
    RecordedRack recorded(place.file());
    recorded.move(50);
    recorded.rack.advance(500ms);
    recorded.rack.stops.stopAll(QStringLiteral("operator"));
    recorded.rack.advance(2s);
    const auto stops = recorded.find(JournalKind::Stop);
    QCOMPARE(stops.size(), 1U);
    QCOMPARE(stops.front().address, QStringLiteral("all"));
    QCOMPARE(stops.front().by, QStringLiteral("operator"));
    QCOMPARE(recorded.find(JournalKind::Latch).front().after, QStringLiteral("on"));
    const auto receipts = recorded.find(JournalKind::Receipt);
    QCOMPARE(receipts.size(), 1U);
    QCOMPARE(receipts.front().address, x);
    QCOMPARE(receipts.front().after, QStringLiteral("on"));
    QVERIFY(receipts.front().details[QStringLiteral("first_byte_ms")].isDouble());
    QVERIFY(receipts.front().details[QStringLiteral("confirmed_ms")].toDouble() >= 50);
    QVERIFY(!receipts.front().details[QStringLiteral("steps")].toArray().isEmpty());
    recorded.rack.stops.reset(QStringLiteral("anna"));
    const auto latches = recorded.find(JournalKind::Latch);
    QCOMPARE(latches.size(), 2U);
    QCOMPARE(latches.front().after, QStringLiteral("off"));
    QCOMPARE(latches.front().by, QStringLiteral("anna"));
}

void TestJournalRecorder::aDeviceThatDoesNotStopIsRememberedAndALateConfirmationForgetsIt()
{
    JournalFolder place;
    {
        RecordedRack recorded(place.file());
        recorded.rack.device.hangs = true;
        recorded.rack.stops.stopAll(QStringLiteral("operator"));
        recorded.rack.advance(10s);
        const auto receipts = recorded.find(JournalKind::Receipt);
        QCOMPARE(receipts.size(), 1U);
        QCOMPARE(receipts.front().after, QStringLiteral("off"));
        QVERIFY(receipts.front().text.contains(QStringLiteral("NOT CONFIRMED")));
    }
    {
        RecordedRack recorded(place.file());
        const auto &last = recorded.journal.lastSession();
        QVERIFY(last.latched);
        QCOMPARE(last.unconfirmed, QStringList{x});
        recorded.rack.stops.restore(last.latched, last.unconfirmed);
        recorded.rack.advance(3s); // the device answers now, and stands still
        QCOMPARE(recorded.rack.stops.status().unconfirmed, 0);
    }
    Journal journal(place.file());
    QVERIFY(journal.lastSession().unconfirmed.isEmpty());
    QVERIFY(journal.lastSession().latched); // only a person ends that
}

void TestJournalRecorder::anEndInTheMidstOfAMotionIsRemembered()
{
    JournalFolder place;
    {
        RecordedRack recorded(place.file());
        recorded.move(5);
        recorded.rack.advance(2s);
        QCOMPARE(recorded.find(JournalKind::MotionEnded).size(), 1U);
        recorded.move(90);
        recorded.rack.advance(500ms);
        recorded.rack.device.setState(DeviceState::Disconnected, QStringLiteral("the cable"));
        QCOMPARE(recorded.find(JournalKind::MotionEnded).size(), 1U);
    }
    Journal journal(place.file());
    QCOMPARE(journal.lastSession().unconfirmed, QStringList{x});
    QCOMPARE(journal.lastSession().interruptedTasks.size(), 1U);
    QCOMPARE(journal.lastSession().interruptedTasks.front().label, QStringLiteral("move x"));
}

void TestJournalRecorder::aFaultAndALostConnectionAreTold()
{
    JournalFolder place;
    RecordedRack recorded(place.file());
    auto &device = recorded.rack.device;
    device.setState(DeviceState::On);
    device.setState(DeviceState::Fault, QStringLiteral("limit switch"));
    device.setState(DeviceState::Fault, QStringLiteral("limit switch left"));
    device.setState(DeviceState::Standby);
    device.setState(DeviceState::Disconnected, QStringLiteral("no answer"));
    const auto found = texts(recorded.journal, {x, JournalKind::Device, 10});
    QCOMPARE(found, (QStringList{QStringLiteral("Fault: limit switch"), QStringLiteral("Disconnected: no answer")}));
}

void TestJournalRecorder::aBrokenLockTellsByWhom()
{
    JournalFolder place;
    RecordedRack recorded(place.file());
    const auto task = recorded.move(50);
    recorded.rack.advance(500ms);
    recorded.rack.locks.breakLock(QStringLiteral("x.position"), QStringLiteral("anna"));
    recorded.rack.advance(3s);
    const auto found = recorded.find(JournalKind::LockBroken);
    QCOMPARE(found.size(), 1U);
    QCOMPARE(found.front().address, QStringLiteral("x.position"));
    QCOMPARE(found.front().by, QStringLiteral("anna"));
    QCOMPARE(found.front().task, task.id());
}

void TestJournalRecorder::readingsAndProgressLeaveNoRow()
{
    JournalFolder place;
    RecordedRack recorded(place.file());
    recorded.move(50);
    recorded.rack.advance(2s);
    const auto before = rows(recorded.journal).size();
    recorded.rack.advance(2s);
    recorded.rack.device.velocity().setReading(recorded.rack.quantity(3, "mm/s"));
    QCOMPARE(rows(recorded.journal).size(), before);
}

PODIUM_TEST_MAIN(TestJournalRecorder)
#include "tst_journalrecorder.moc"
