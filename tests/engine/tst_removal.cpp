// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dispatch/hub.h"
#include "engine/locks/lockwait.h"
#include "engine/model/interlock.h"
#include "engine/model/removal.h"
#include "tests/engine/stoprack.h"
#include "tests/support/checks.h"
#include "tests/support/testmain.h"

using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
const auto x = QStringLiteral("x");
const auto y = QStringLiteral("y");

/// A running bench whose devices come and go.
struct Rack : StopRack {
    Rack() { bench.open(); }

    Quantity mm(double value) const { return Quantity(value, unit); } // also without x
    Task<Value> move(const QString &device, double to, IfLocked ifLocked = IfLocked::Wait)
    {
        return engine.run(QStringLiteral("move %1").arg(device),
                          operations::move(bench, {device, QStringLiteral("position")}, mm(to), MoveKind::Absolute, ifLocked));
    }
    const Unit unit = Unit::parse(QStringLiteral("mm"));

    Task<void> remove(const QStringList &ids)
    {
        TaskOptions service;
        service.service = true;
        const auto task = engine.run(QStringLiteral("change the bench"), removal::remove(bench, ids), service);
        task.finally(&engine, [](const TaskInfo &) {});
        advance(10ms);
        return task;
    }
    bool removed(const QStringList &ids) { return remove(ids).info().succeeded(); }
    /// Why they could not be removed.
    QString refusal(const QStringList &ids) { return remove(ids).info().error; }
    StopReceipt receiptOf(const QString &device) const { return receipt(device); }
    /// Lets a bench of x and y refuse to move x unless y is below 5 mm.
    void interlockXByY()
    {
        bench.interlocks().add({QStringLiteral("x.position"), InterlockCondition::unbound(QStringLiteral("y.position < 5 mm")),
                                QStringLiteral("They would touch.")});
        bench.interlocks().bind(bench);
    }
    TestDevice &again(const QString &id)
    {
        auto &device = add(id);
        device.position().setReading(mm(0));
        return device;
    }
};

void rack(const char *sentence, void (*body)(Rack &))
{
    check(sentence, [body] {
        Rack rack;
        body(rack);
    });
}
} // namespace

/// Devices leave a running bench, and come back.
class TestRemoval : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDeviceLeavesOnlyWhenNothingUsesIt_data();
    void aDeviceLeavesOnlyWhenNothingUsesIt() { runCheck(); }
    void whatRefersToItLetsGoOrFollows_data();
    void whatRefersToItLetsGoOrFollows() { runCheck(); }
    void aMotionThatNobodySawEndIsNotForgotten_data();
    void aMotionThatNobodySawEndIsNotForgotten() { runCheck(); }
};

void TestRemoval::aDeviceLeavesOnlyWhenNothingUsesIt_data()
{
    checkTable();
    rack("an idle device leaves, and its id is free again", [](Rack &rack) {
        QVERIFY(rack.removed({y}));
        QVERIFY(!rack.bench.find(y));
        QCOMPARE(rack.bench.parameters().size(), rack.x.parameters().size());
        QVERIFY(rack.again(y).state() == DeviceState::Standby);
        QVERIFY(rack.move(y, 1).isValid());
    });
    rack("one that a task moves stays, and the task is named", [](Rack &rack) {
        const auto move = rack.move(y, 50);
        rack.advance(1s);
        const auto why = rack.refusal({y, x});
        QVERIFY2(why.contains(QStringLiteral("task %1, move y, uses it").arg(move.id())), qPrintable(why));
        QVERIFY(rack.bench.find(y));
        QVERIFY(rack.bench.find(x)); // all or none
        rack.advance(10s);
        QVERIFY(move.info().succeeded());
        QVERIFY(rack.removed({y}));
    });
    rack("one whose stop was asked for stays until that is confirmed", [](Rack &rack) {
        const auto move = rack.move(y, 50);
        rack.advance(1s);
        rack.y.delay = 200ms;
        rack.stops.stop(y, QStringLiteral("tester"));
        rack.advance(20ms);
        QVERIFY2(rack.refusal({y}).contains(QStringLiteral("wait until that is confirmed")), qPrintable(rack.refusal({y})));
        rack.y.delay = 0ms;
        rack.advance(2s);
        QVERIFY(rack.receiptOf(y).isConfirmed());
        QVERIFY(rack.removed({y}));
        QVERIFY(rack.receiptOf(y).device.isEmpty()); // nothing is left to look at
    });
    rack("one that moves by itself stays", [](Rack &rack) {
        rack.y.setState(DeviceState::Moving);
        QVERIFY(rack.refusal({y}).contains(QStringLiteral("moving; stop it first")));
    });
    rack("one that a task waits for or reads stays", [](Rack &rack) {
        rack.y.readDelay = 5s;
        const auto reading = rack.engine.run(QStringLiteral("read y"), operations::read(rack.bench, {y, QStringLiteral("position")}));
        reading.finally(&rack.engine, [](const TaskInfo &) {});
        rack.advance(10ms);
        QVERIFY(rack.refusal({y}).contains(QStringLiteral("read y, uses it")));
        rack.advance(6s);
        QVERIFY(rack.removed({y}));
    });
    rack("one whose lock a task holds stays", [](Rack &rack) {
        const auto hold = [](Device &device) -> Op<void> {
            auto &lockable = device.lockable();
            const auto guard = co_await lock({&lockable}, QStringLiteral("adjusting"));
            co_await sleep(3s);
        };
        const auto task = rack.engine.run(QStringLiteral("adjust"), hold(rack.y));
        rack.advance(10ms);
        QVERIFY2(rack.refusal({y}).contains(QStringLiteral("adjust, holds the lock of y (adjusting)")), qPrintable(rack.refusal({y})));
        rack.advance(4s);
        QVERIFY(task.info().succeeded());
        QVERIFY(rack.removed({y}));
    });
    rack("children leave with their parent", [](Rack &rack) {
        rack.add(QStringLiteral("stage"));
        rack.add(QStringLiteral("stage/a"));
        rack.add(QStringLiteral("stage2"));
        QVERIFY(rack.removed({QStringLiteral("stage")}));
        QVERIFY(!rack.bench.find(QStringLiteral("stage/a")));
        QVERIFY(rack.bench.find(QStringLiteral("stage2")));
    });
    rack("a poll that is under way is ended, not left behind", [](Rack &rack) {
        const auto polled = QStringLiteral("p");
        auto spec = [](ParameterSpec &known) { known.period = 50ms; };
        auto context = rack.bench.context(polled, {}, {});
        context.adjust = spec;
        auto &device = static_cast<TestDevice &>(rack.bench.add(std::make_unique<TestDevice>(context)));
        rack.advance(60ms);
        device.readDelay = 2s;
        rack.advance(200ms);
        const auto task = rack.remove({polled});
        rack.advance(5s);
        QVERIFY(task.info().succeeded());
        QVERIFY(!rack.bench.find(polled));
    });
}

void TestRemoval::whatRefersToItLetsGoOrFollows_data()
{
    checkTable();
    rack("an interlock whose operand left refuses, and is as before when it comes back", [](Rack &rack) {
        rack.interlockXByY();
        rack.y.position().setReading(rack.mm(0));
        QVERIFY(rack.bench.interlocks().check(QStringLiteral("x.position")).empty());
        QVERIFY(rack.removed({y}));
        const auto refusals = rack.bench.interlocks().check(QStringLiteral("x.position"));
        QCOMPARE(refusals.size(), 1U);
        QVERIFY2(refusals[0].message.contains(QStringLiteral("never true: y is not on the bench")), qPrintable(refusals[0].message));
        auto &back = rack.again(y);
        QVERIFY(rack.bench.interlocks().check(QStringLiteral("x.position")).empty());
        back.position().setReading(rack.mm(9));
        QCOMPARE(rack.bench.interlocks().check(QStringLiteral("x.position")).size(), 1U);
    });
    rack("an interlock on a device that left holds again when it comes back", [](Rack &rack) {
        rack.interlockXByY();
        QVERIFY(rack.removed({x}));
        rack.again(x);
        rack.y.position().setReading(rack.mm(9));
        const auto move = rack.move(x, 1, IfLocked::Refuse);
        move.finally(&rack.engine, [](const TaskInfo &) {});
        QVERIFY2(move.info().error.contains(QStringLiteral("They would touch")), qPrintable(move.info().error));
    });
    rack("a subscription goes on with the device that comes back", [](Rack &rack) {
        Hub hub(rack.engine, rack.bench, rack.locks);
        QObject context;
        QList<double> got;
        const auto subscription = hub.subscribe({y, QStringLiteral("position")}, &context, [&got](const ParameterState &state) {
            const auto *at = std::get_if<Quantity>(&state.reading.value);
            got << (at ? at->value() : -1);
        });
        const auto deliver = [&rack] {
            rack.advance(50ms);
            QCoreApplication::processEvents();
        };
        rack.y.position().setReading(rack.mm(3));
        deliver();
        QVERIFY(rack.removed({y}));
        deliver();
        QCOMPARE(got.last(), 3);
        const auto before = got.size();
        auto &back = rack.add(y);
        back.position().setReading(rack.mm(7));
        deliver();
        QVERIFY(got.size() > before);
        QCOMPARE(got.last(), 7);
    });
    rack("one that subscribes while the device is away gets it when it comes", [](Rack &rack) {
        Hub hub(rack.engine, rack.bench, rack.locks);
        QObject context;
        QVERIFY(rack.removed({y}));
        QList<DeviceState> got;
        const auto subscription = hub.subscribeDevice(y, &context, [&got](const DeviceStatus &status) { got << status.state; });
        rack.add(y);
        rack.advance(50ms);
        QCoreApplication::processEvents();
        QCOMPARE(got, QList<DeviceState>{DeviceState::Standby});
    });
    rack("STOP ALL goes on to the others", [](Rack &rack) {
        QVERIFY(rack.removed({y}));
        rack.stops.stopAll(QStringLiteral("tester"));
        rack.advance(1s);
        QVERIFY(rack.x.sent.contains(stopWord));
        QVERIFY(rack.receiptOf(x).isConfirmed());
        rack.stops.reset(QStringLiteral("tester"));
    });
}

void TestRemoval::aMotionThatNobodySawEndIsNotForgotten_data()
{
    checkTable();
    rack("a device that was lost in motion leaves with a mark", [](Rack &rack) {
        rack.y.setState(DeviceState::Moving);
        rack.y.setState(DeviceState::Disconnected, QStringLiteral("cable"));
        QVERIFY(rack.removed({y}));
        QVERIFY(rack.receiptOf(y).isOpen());
        QCOMPARE(rack.stops.status().unconfirmed, 1);
        rack.stops.acknowledge(y, QStringLiteral("tester"));
        QCOMPARE(rack.stops.status().unconfirmed, 0);
    });
    rack("a stop that was not confirmed keeps its mark until the device says that it stands", [](Rack &rack) {
        rack.move(y, 50).finally(&rack.engine, [](const TaskInfo &) {});
        rack.advance(1s);
        rack.y.hangs = true;
        rack.stops.stop(y, QStringLiteral("tester"));
        rack.advance(20s);
        rack.y.setState(DeviceState::Disconnected, QStringLiteral("dead"));
        rack.advance(5s);
        QVERIFY(rack.receiptOf(y).isOpen());
        const auto removed = rack.remove({y});
        rack.advance(1s);
        QVERIFY2(removed.info().succeeded(), qPrintable(removed.info().error));
        QVERIFY(rack.receiptOf(y).isOpen());
        rack.add(y); // and stands still
        rack.advance(2s);
        QVERIFY(rack.receiptOf(y).isConfirmed());
        QCOMPARE(rack.stops.status().unconfirmed, 0);
    });
    rack("a device that stood still when it was lost leaves without one", [](Rack &rack) {
        const auto move = rack.move(y, 1);
        rack.advance(2s);
        QVERIFY(move.info().succeeded());
        rack.y.setState(DeviceState::Disconnected, QStringLiteral("cable"));
        QVERIFY(rack.removed({y}));
        QCOMPARE(rack.stops.status().unconfirmed, 0);
    });
}

PODIUM_TEST_MAIN(TestRemoval)
#include "tst_removal.moc"
