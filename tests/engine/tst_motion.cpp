// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/operationrack.h"
#include "tests/support/testmain.h"

using namespace podium::engine;
using namespace podium::tests;
using namespace std::chrono_literals;

class TestMotion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMoveEndsWhenSettled();
    void aMoveInAnotherUnitIsConverted();
    void twoRelativeMovesAddUp();
    void aRelativeMoveWithoutAnythingToStartFromIsRefused();
    void aStopAtTheFrontPanelIsAnError();
    void aDeviceThatSaysItMovesAndStandsTimesOut();
    void aLockedParameterIsRefusedOrWaitedFor();
    void waitForValueEndsWhenItComesAndTimesOutOtherwise();
    void aReadingGetsStaleByItself();
};

void TestMotion::aMoveEndsWhenSettled()
{
    Rack rack;
    const auto task = rack.move(rack.quantity(5, "mm"), MoveKind::Absolute);
    rack.advance(200ms);
    QCOMPARE(task.info().waitingFor, QStringLiteral("x.position to settle"));
    QCOMPARE(task.info().holds, QStringList{QStringLiteral("x.position")});
    QCOMPARE(rack.device.state(), DeviceState::Moving);
    rack.advance(1s);
    QVERIFY(task.info().succeeded());
    QCOMPARE(rack.device.here(), 5.0);
    QVERIFY(!rack.device.sent.contains(QStringLiteral("stop")));
}

void TestMotion::aMoveInAnotherUnitIsConverted()
{
    Rack rack;
    const auto task = rack.move(rack.quantity(250, "um"), MoveKind::Absolute);
    rack.advance(1s);
    QCOMPARE(rack.device.here(), 0.25);
    QCOMPARE(task.result(), Value(rack.quantity(0.25, "mm")));
}

void TestMotion::twoRelativeMovesAddUp()
{
    Rack rack;
    rack.move(rack.quantity(1, "mm"), MoveKind::Absolute);
    rack.advance(1s);
    const auto first = rack.move(rack.quantity(1, "mm"), MoveKind::Relative);
    const auto second = rack.move(rack.quantity(1000, "um"), MoveKind::Relative);
    rack.advance(2s);
    QVERIFY(first.info().succeeded());
    QVERIFY(second.info().succeeded());
    QCOMPARE(rack.device.here(), 3.0);
}

void TestMotion::aRelativeMoveWithoutAnythingToStartFromIsRefused()
{
    Rack rack;
    const auto task = rack.move(rack.quantity(1, "mm"), MoveKind::Relative);
    QCOMPARE(task.info().errorKind, ErrorKind::Refused);
    QVERIFY(rack.device.sent.isEmpty());
}

void TestMotion::aStopAtTheFrontPanelIsAnError()
{
    Rack rack;
    const auto task = rack.move(rack.quantity(50, "mm"), MoveKind::Absolute);
    rack.advance(500ms);
    rack.device.stopAtFrontPanel();
    rack.advance(2s);
    QCOMPARE(task.info().errorKind, ErrorKind::Device);
    QVERIFY2(task.info().error.contains(QStringLiteral("came to rest at")), qPrintable(task.info().error));
}

void TestMotion::aDeviceThatSaysItMovesAndStandsTimesOut()
{
    Rack rack;
    rack.device.stalls = true;
    const auto task = rack.move(rack.quantity(50, "mm"), MoveKind::Absolute);
    rack.advance(9s);
    QVERIFY(!task.isFinished());
    rack.advance(20s);
    QCOMPARE(task.info().errorKind, ErrorKind::Timeout);
    QVERIFY(rack.device.sent.contains(QStringLiteral("stop")));
}

void TestMotion::aLockedParameterIsRefusedOrWaitedFor()
{
    Rack rack;
    const auto holder = rack.move(rack.quantity(50, "mm"), MoveKind::Absolute);
    const auto refused = rack.write("position", rack.quantity(0, "mm"), IfLocked::Refuse);
    QVERIFY(kinds(refused).contains(RefusalKind::Locked));
    QVERIFY(refused.info().error.contains(QStringLiteral("task %1").arg(holder.id())));
    const auto waiting = rack.write("position", rack.quantity(0, "mm"), IfLocked::Wait);
    rack.advance(100ms);
    QCOMPARE(waiting.info().state, TaskState::Running);
    QCOMPARE(waiting.info().waits.front().holder, holder.id());
    rack.advance(20s);
    QVERIFY(holder.info().succeeded());
    QVERIFY(waiting.info().succeeded());
    QCOMPARE(rack.device.here(), 0.0);
}

void TestMotion::waitForValueEndsWhenItComesAndTimesOutOtherwise()
{
    Rack rack;
    const Address address{x, QStringLiteral("velocity")};
    const auto found = rack.engine.run(QStringLiteral("wait"),
                                       operations::waitForValue(rack.bench, address, rack.quantity(5, "mm/s"),
                                                                rack.quantity(100, "um/s"), Deadline::after(10s)));
    rack.advance(1s);
    QVERIFY(!found.isFinished());
    rack.device.velocity().setReading(rack.quantity(5.09, "mm/s"));
    rack.advance(100ms);
    QVERIFY(found.info().succeeded());
    const auto late = rack.engine.run(QStringLiteral("wait"),
                                      operations::waitForValue(rack.bench, address, rack.quantity(9, "mm/s"),
                                                               rack.quantity(100, "um/s"), Deadline::after(1s)));
    late.record()->observe();
    rack.advance(2s);
    QCOMPARE(late.info().errorKind, ErrorKind::Timeout);
}

void TestMotion::aReadingGetsStaleByItself()
{
    Rack rack;
    class Polled final : public TestDevice
    {
    public:
        explicit Polled(const DeviceContext &context) : TestDevice(context)
        {
            ParameterSpec spec;
            spec.name = QStringLiteral("temperature");
            spec.unit = Unit::parse(QStringLiteral("K"));
            spec.period = 100ms;
            addParameter(spec);
        }
        Op<Value> read(Parameter &parameter) override
        {
            while (hangs)
                co_await sleep(10ms);
            co_return Quantity(300, parameter.spec().unit);
        }
    };
    auto &device = static_cast<Polled &>(rack.bench.add(std::make_unique<Polled>(rack.bench.context(QStringLiteral("t"), {}, {}))));
    rack.bench.open();
    rack.advance(200ms);
    QCOMPARE(device.named("temperature").reading().quality, Quality::Valid);
    device.hangs = true;
    rack.advance(250ms);
    QCOMPARE(device.named("temperature").reading().quality, Quality::Valid);
    rack.advance(300ms);
    QCOMPARE(device.named("temperature").reading().quality, Quality::Stale);
    device.hangs = false;
    rack.advance(200ms);
    QCOMPARE(device.named("temperature").reading().quality, Quality::Valid);
    rack.engine.abandon();
}

PODIUM_TEST_MAIN(TestMotion)
#include "tst_motion.moc"
