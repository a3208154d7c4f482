// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/locks/lockwait.h"
#include "engine/model/interlock.h"
#include "tests/engine/operationrack.h"
#include "tests/support/testmain.h"

#include <QSignalSpy>

#include <cmath>

using namespace podium::engine;
using namespace podium::tests;
using namespace std::chrono_literals;

class TestOperations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWriteReachesTheDeviceAndBecomesTheSetpoint();
    void aWriteIsRecordedWithTheOldValue();
    void refusals_data();
    void refusals();
    void everyReasonIsGivenAtOnceInTheirOrder();
    void aRefusalNamesTheLockThatIsInTheWay();
    void nothingReachesTheDeviceWhenRefused();
    void aFailedWriteIsTheDevicesError();
    void aWriteThatIsCancelledBeforeItsAcknowledgementIsTold();
    void anUnknownCommandIsToldAsRefused();
    void aCommandWithAWrongNumberOfArgumentsIsRefused();
    void anUnknownCommandNamesTheNearest();
    void anInterlockRefusesAndSaysWhy();
    void anUnknownReadingCountsAsBadForAnInterlock();
};

void TestOperations::aWriteReachesTheDeviceAndBecomesTheSetpoint()
{
    Rack rack;
    const auto task = rack.write("velocity", rack.quantity(20, "mm/s"));
    QVERIFY(task.info().succeeded());
    QCOMPARE(rack.device.sent, QStringList{QStringLiteral("velocity 20 mm/s")});
    QCOMPARE(rack.device.velocity().setpoint(), Value(rack.quantity(20, "mm/s")));
}

void TestOperations::aWriteIsRecordedWithTheOldValue()
{
    Rack rack;
    std::vector<WriteRecord> records;
    QObject::connect(&rack.bench, &Bench::written, &rack.bench, [&](const WriteRecord &record) { records.push_back(record); });
    rack.write("velocity", rack.quantity(20, "mm/s"));
    rack.write("velocity", rack.quantity(30, "mm/s"));
    QCOMPARE(records.size(), 2U);
    QCOMPARE(records[1].address, QStringLiteral("x.velocity"));
    QCOMPARE(records[1].before, Value(rack.quantity(20, "mm/s")));
    QCOMPARE(records[1].after, Value(rack.quantity(30, "mm/s")));
    QVERIFY(records[1].task != 0);
}

void TestOperations::refusals_data()
{
    QTest::addColumn<QString>("parameter");
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<RefusalKind>("kind");
    QTest::addColumn<QString>("part");
    const double nan = std::nan("");
    QTest::newRow("a parameter that can only be read") << "counts" << 1.0 << "" << RefusalKind::Access << "can only be read";
    QTest::newRow("a unit of another dimension") << "position" << 1.0 << "s" << RefusalKind::Unit << "mm";
    QTest::newRow("a bare number") << "position" << 1.0 << "" << RefusalKind::Unit << "mm";
    QTest::newRow("NaN") << "position" << nan << "mm" << RefusalKind::NotFinite << "x.position";
    QTest::newRow("infinity") << "position" << double(INFINITY) << "mm" << RefusalKind::NotFinite << "x.position";
    QTest::newRow("beyond the device's limit") << "position" << 101.0 << "mm" << RefusalKind::DeviceLimit << "100 mm";
    QTest::newRow("beyond the limit in another unit") << "position" << 0.2 << "m" << RefusalKind::DeviceLimit << "100 mm";
    QTest::newRow("an unknown parameter") << "positon" << 1.0 << "mm" << RefusalKind::Unknown << "position";
}

void TestOperations::refusals()
{
    QFETCH(QString, parameter);
    QFETCH(double, value);
    QFETCH(QString, unit);
    QFETCH(RefusalKind, kind);
    QFETCH(QString, part);
    Rack rack;
    QSignalSpy told(&rack.bench, &Bench::refused);
    const auto task = rack.write(qPrintable(parameter), Quantity(value, Unit::parse(unit)));
    QCOMPARE(task.info().errorKind, ErrorKind::Refused);
    QCOMPARE(told.size(), 1); // for the journal
    QCOMPARE(told.front().at(0).toString(), QStringLiteral("x.") + parameter);
    QCOMPARE(told.front().at(2).toString(), task.info().error);
    QVERIFY(!kinds(task).isEmpty());
    QCOMPARE(kinds(task).first(), kind);
    QVERIFY2(task.info().error.contains(part), qPrintable(task.info().error));
    QVERIFY(rack.device.sent.isEmpty());
}

void TestOperations::everyReasonIsGivenAtOnceInTheirOrder()
{
    Rack rack;
    rack.device.position().setSoftLimits({-1.0, 1.0});
    rack.device.position().setProtection({Protection::Kind::Plain, QStringLiteral("anna"), QStringLiteral("aligned")});
    const auto holder = rack.move(rack.quantity(0.5, "mm"), MoveKind::Absolute);
    Q_UNUSED(holder)
    const auto task = rack.write("position", rack.quantity(200, "mm"), IfLocked::Refuse);
    QCOMPARE(kinds(task), (QList<RefusalKind>{RefusalKind::DeviceLimit, RefusalKind::SoftLimit, RefusalKind::Protected}));
    QVERIFY(task.info().error.contains(QStringLiteral("anna")));
    QVERIFY(task.info().error.contains(QStringLiteral("aligned")));
}

void TestOperations::aRefusalNamesTheLockThatIsInTheWay()
{
    Rack rack;
    rack.move(rack.quantity(5, "mm"), MoveKind::Absolute);
    rack.advance(1ms);
    const auto restore = rack.engine.run(QStringLiteral("restore"), operations::restore(rack.bench, x, IfLocked::Refuse));
    restore.record()->observe();
    QVERIFY2(restore.info().error.startsWith(QStringLiteral("x.position is locked by")), qPrintable(restore.info().error));
    rack.advance(5s);
    const auto holder = rack.engine.run(QStringLiteral("hold"), [](Rack &of) -> Op<void> {
        auto guard = co_await lock({&of.device.lockable()}, QStringLiteral("alignment"));
        co_await sleep(1s);
    }(rack));
    const auto write = rack.write("velocity", rack.quantity(20, "mm/s"), IfLocked::Refuse);
    QVERIFY2(write.info().error.startsWith(QStringLiteral("x is locked by")), qPrintable(write.info().error));
    rack.advance(2s);
    QVERIFY(holder.info().succeeded());
}

void TestOperations::nothingReachesTheDeviceWhenRefused()
{
    Rack rack;
    rack.device.setState(DeviceState::Fault, QStringLiteral("limit switch"));
    const auto task = rack.write("velocity", rack.quantity(20, "mm/s"));
    QCOMPARE(kinds(task), QList<RefusalKind>{RefusalKind::State});
    QVERIFY(task.info().error.contains(QStringLiteral("limit switch")));
    rack.device.setState(DeviceState::Disconnected, QStringLiteral("no answer"));
    const auto gone = rack.write("velocity", rack.quantity(20, "mm/s"));
    QCOMPARE(kinds(gone), QList<RefusalKind>{RefusalKind::Disconnected});
    QVERIFY(rack.device.sent.isEmpty());
}

void TestOperations::aFailedWriteIsTheDevicesError()
{
    Rack rack;
    std::vector<WriteRecord> records;
    QObject::connect(&rack.bench, &Bench::written, &rack.bench, [&](const WriteRecord &record) { records.push_back(record); });
    rack.device.failsNextWrite = true;
    const auto task = rack.write("velocity", rack.quantity(20, "mm/s"));
    QCOMPARE(task.info().errorKind, ErrorKind::Device);
    QCOMPARE(rack.device.velocity().setpoint(), Value());
    QCOMPARE(records.size(), 1U); // the device may hold it all the same
    QCOMPARE(records[0].problem, task.info().error);
}

void TestOperations::aWriteThatIsCancelledBeforeItsAcknowledgementIsTold()
{
    Rack rack;
    std::vector<WriteRecord> records;
    QObject::connect(&rack.bench, &Bench::written, &rack.bench, [&](const WriteRecord &record) { records.push_back(record); });
    rack.device.delay = 1s;
    const auto task = rack.write("velocity", rack.quantity(20, "mm/s"));
    rack.advance(100ms);
    task.cancel();
    rack.advance(100ms);
    QCOMPARE(task.info().outcome, Outcome::Cancelled);
    QCOMPARE(rack.device.velocity().setpoint(), Value());
    QCOMPARE(records.size(), 1U);
    QVERIFY2(records[0].problem.contains(QStringLiteral("acknowledged")), qPrintable(records[0].problem));
}

void TestOperations::anUnknownCommandIsToldAsRefused()
{
    Rack rack;
    QSignalSpy told(&rack.bench, &Bench::refused);
    const auto task = rack.call("hoem");
    QCOMPARE(kinds(task), QList<RefusalKind>{RefusalKind::Unknown});
    QCOMPARE(told.size(), 1);
    QCOMPARE(told.front().at(0).toString(), QStringLiteral("x.hoem"));
}

void TestOperations::aCommandWithAWrongNumberOfArgumentsIsRefused()
{
    Rack rack;
    const auto task = rack.call("beep", {true});
    QCOMPARE(kinds(task), QList<RefusalKind>{RefusalKind::Type});
    QVERIFY(task.info().error.contains(QStringLiteral("takes none")));
}

void TestOperations::anUnknownCommandNamesTheNearest()
{
    Rack rack;
    const auto task = rack.call("hom");
    QVERIFY2(task.info().error.contains(QStringLiteral("Did you mean home?")), qPrintable(task.info().error));
}

void TestOperations::anInterlockRefusesAndSaysWhy()
{
    Rack rack;
    rack.device.velocity().setReading(rack.quantity(50, "mm/s"));
    rack.bench.interlocks().add({QStringLiteral("x.home"),
                                 InterlockCondition::parse(QStringLiteral("x.velocity < 2 cm/s"),
                                                           [&](const Address &address) { return rack.bench.find(address); }),
                                 QStringLiteral("Too fast.")});
    const auto refused = rack.call("home");
    QCOMPARE(kinds(refused), QList<RefusalKind>{RefusalKind::Interlock});
    QVERIFY2(refused.info().error.contains(QStringLiteral("Too fast.")), qPrintable(refused.info().error));
    QVERIFY2(refused.info().error.contains(QStringLiteral("x.velocity is 50 mm/s")), qPrintable(refused.info().error));
    rack.device.velocity().setReading(rack.quantity(19, "mm/s"));
    const auto allowed = rack.call("home");
    rack.advance(1s);
    QVERIFY(allowed.info().succeeded());
}

void TestOperations::anUnknownReadingCountsAsBadForAnInterlock()
{
    Rack rack;
    rack.bench.interlocks().add({QStringLiteral("x.*"),
                                 InterlockCondition::parse(QStringLiteral("not (x.velocity > 2 mm/s)"),
                                                           [&](const Address &address) { return rack.bench.find(address); }),
                                 QStringLiteral("Too fast.")});
    const auto refused = rack.call("home");
    QCOMPARE(kinds(refused), QList<RefusalKind>{RefusalKind::Interlock});
    QVERIFY2(refused.info().error.contains(QStringLiteral("never read")), qPrintable(refused.info().error));
}

PODIUM_TEST_MAIN(TestOperations)
#include "tst_operations.moc"
