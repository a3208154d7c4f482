// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/locks/lockwait.h"
#include "engine/model/shape.h"
#include "tests/engine/baredevice.h"
#include "tests/engine/operationrack.h"
#include "tests/support/testmain.h"

using namespace podium::engine;
using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
using enum DeviceState;

const QList<DeviceState> states{Disconnected, Standby, On, Moving, Ramping, Acquiring, Fault};

} // namespace

class TestDeviceModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void transitions_data();
    void transitions();
    void everyStateHasANameOfItsOwn();
    void aSetOfStatesReadsAsASentence_data();
    void aSetOfStatesReadsAsASentence();
    void aDeviceBeginsDisconnected();
    void aChangeOfStateIsToldOnceWithItsReason();
    void whatIsDisconnectedHasLostItsReadings();
    void theOnlyMotionParameterIsFound();
    void oneBadReadingSpoilsNoOther();
    void afterAStopOnlyMotionSetpointsFollowTheReadback();
    void aDriverWithoutAStopSaysSo();
    void aSpecCanBeAdjustedBeforeItIsFixed();
    void anIdIsTakenOnlyOnce();
    void unknownNamesAreAnsweredWithWhatResemblesThem();
    void aBrokenDeviceTellsWhy();
    void theLockOfADeviceCoversThoseBelowIt();
    void theBenchNumbersItsParameters();
    void whatADeviceGetsLaterIsTakenInWhenItSaysSo();
};

void TestDeviceModel::transitions_data()
{
    QTest::addColumn<DeviceState>("from");
    QTest::addColumn<DeviceState>("to");
    QTest::addColumn<bool>("allowed");
    // From the row's state to: disconnected, standby, on, moving, ramping, acquiring, fault.
    const QList<QList<bool>> table{
        {true, true, true, true, true, true, true},      // Disconnected
        {true, true, true, true, true, true, true},      // Standby
        {true, true, true, true, true, true, true},      // On
        {true, true, true, true, false, false, true},    // Moving
        {true, true, true, false, true, false, true},    // Ramping
        {true, true, true, false, false, true, true},    // Acquiring
        {true, true, true, false, false, false, true},   // Fault
    };
    for (qsizetype from = 0; from < states.size(); ++from)
        for (qsizetype to = 0; to < states.size(); ++to)
            QTest::addRow("%s to %s", name(states[from]).data(), name(states[to]).data())
                << states[from] << states[to] << table[from][to];
}

void TestDeviceModel::transitions()
{
    QFETCH(DeviceState, from);
    QFETCH(DeviceState, to);
    QFETCH(bool, allowed);
    QCOMPARE(mayFollow(from, to), allowed);
    Rack rack;
    rack.device.setState(from, QStringLiteral("before"));
    const auto message = messageOf([&] { rack.device.setState(to, QStringLiteral("after")); });
    QCOMPARE(message.isEmpty(), allowed);
    QCOMPARE(rack.device.state(), allowed ? to : from);
    QCOMPARE(rack.device.stateReason(), allowed ? QStringLiteral("after") : QStringLiteral("before"));
    if (!allowed)
        QCOMPARE(message, QStringLiteral("x cannot go from %1 to %2.").arg(QString(name(from)), QString(name(to))));
}

void TestDeviceModel::everyStateHasANameOfItsOwn()
{
    for (const auto state : states) {
        QCOMPARE(deviceState(QString(name(state))), std::optional(state));
        QCOMPARE(deviceState(QString(name(state)).toLower()), std::optional(state));
        QCOMPARE(isBusy(state), state == Moving || state == Ramping || state == Acquiring);
    }
    QCOMPARE(deviceState(u"Broken"), std::optional<DeviceState>());
}

void TestDeviceModel::aSetOfStatesReadsAsASentence_data()
{
    QTest::addColumn<QList<DeviceState>>("members");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << QList<DeviceState>{} << QString();
    QTest::newRow("one") << QList<DeviceState>{Fault} << QStringLiteral("fault");
    QTest::newRow("two") << QList<DeviceState>{On, Standby} << QStringLiteral("standby or on");
    QTest::newRow("three") << QList<DeviceState>{Fault, On, Standby} << QStringLiteral("standby, on or fault");
}

void TestDeviceModel::aSetOfStatesReadsAsASentence()
{
    QFETCH(QList<DeviceState>, members);
    QFETCH(QString, text);
    DeviceStates set{};
    for (const auto state : members)
        set.add(state);
    QCOMPARE(set.text(), text);
    for (const auto state : states)
        QCOMPARE(set.contains(state), members.contains(state));
}

void TestDeviceModel::aDeviceBeginsDisconnected()
{
    TestBench rack;
    const TestDevice device(rack.bench.context(x, QString(), QStringLiteral("optics")));
    QCOMPARE(device.state(), Disconnected);
    QCOMPARE(device.title(), x);
    QCOMPARE(device.group(), QStringLiteral("optics"));
    QCOMPARE(device.family(), QStringLiteral("motor"));
}

void TestDeviceModel::aChangeOfStateIsToldOnceWithItsReason()
{
    Rack rack;
    QStringList told;
    QObject::connect(&rack.bench, &Bench::deviceChanged, &rack.bench, [&](Device &device) {
        told << QString(name(device.state())) + QLatin1Char(' ') + device.stateReason();
    });
    rack.device.setState(Fault, QStringLiteral("limit switch"));
    rack.device.setState(Fault, QStringLiteral("limit switch"));
    rack.device.setState(Fault, QStringLiteral("limit switch left"));
    QCOMPARE(told, (QStringList{QStringLiteral("Fault limit switch"), QStringLiteral("Fault limit switch left")}));
}

void TestDeviceModel::whatIsDisconnectedHasLostItsReadings()
{
    Rack rack;
    rack.device.velocity().setReading(rack.quantity(3, "mm/s"));
    rack.device.setState(Disconnected, QStringLiteral("the cable"));
    for (const auto &parameter : rack.device.parameters()) {
        QCOMPARE(parameter->reading().quality, Quality::Lost);
        QCOMPARE(parameter->reading().reason, QStringLiteral("the cable"));
    }
    QCOMPARE(rack.device.velocity().reading().value, Value(rack.quantity(3, "mm/s")));
}

void TestDeviceModel::theOnlyMotionParameterIsFound()
{
    Rack rack;
    QCOMPARE(rack.device.motionParameter(), &rack.device.position());
    BareDevice bare(rack.bench.context(QStringLiteral("bare"), QString(), QString()));
    ParameterSpec spec;
    spec.name = QStringLiteral("a");
    bare.addParameter(spec);
    QCOMPARE(bare.motionParameter(), nullptr);
    spec.name = QStringLiteral("b");
    spec.startsMotion = true;
    auto &only = bare.addParameter(spec);
    QCOMPARE(bare.motionParameter(), &only);
    spec.name = QStringLiteral("c");
    bare.addParameter(spec);
    QCOMPARE(bare.motionParameter(), nullptr);
}

void TestDeviceModel::oneBadReadingSpoilsNoOther()
{
    Rack rack;
    rack.device.failsNextRead = true;
    const auto task = rack.engine.run(QStringLiteral("refresh"),
                                      rack.device.refresh({&rack.device.position(), &rack.device.velocity()}));
    QVERIFY(task.info().succeeded());
    QCOMPARE(rack.device.position().reading().quality, Quality::Invalid);
    QVERIFY(rack.device.position().reading().reason.contains(QStringLiteral("cannot be read")));
    QCOMPARE(rack.device.velocity().reading().quality, Quality::Valid);
}

void TestDeviceModel::afterAStopOnlyMotionSetpointsFollowTheReadback()
{
    Rack rack;
    auto &position = rack.device.position();
    auto &velocity = rack.device.velocity();
    position.setReading(rack.quantity(3, "mm"));
    rack.device.adoptReadbacks();
    QCOMPARE(position.setpoint(), Value()); // nothing was asked, so nothing is
    position.setSetpoint(rack.quantity(5, "mm"));
    velocity.setReading(rack.quantity(1, "mm/s"));
    velocity.setSetpoint(rack.quantity(2, "mm/s"));
    rack.device.adoptReadbacks();
    QCOMPARE(position.setpoint(), Value(rack.quantity(3, "mm")));
    QCOMPARE(velocity.setpoint(), Value(rack.quantity(2, "mm/s")));
    position.setSetpoint(rack.quantity(5, "mm"));
    position.setQuality(Quality::Stale, QStringLiteral("late"));
    rack.device.adoptReadbacks();
    QCOMPARE(position.setpoint(), Value(rack.quantity(5, "mm"))); // an old readback is no place to be
}

void TestDeviceModel::aDriverWithoutAStopSaysSo()
{
    Rack rack;
    BareDevice bare(rack.bench.context(QStringLiteral("bare"), QString(), QString()));
    QVERIFY(!bare.canStop());
    const auto task = rack.engine.run(QStringLiteral("stop"), bare.stop());
    task.record()->observe();
    QCOMPARE(task.info().errorKind, ErrorKind::Internal);
    QCOMPARE(task.info().error, QStringLiteral("bare has no stop."));
    const auto still = rack.engine.run(QStringLiteral("still"), bare.isStill());
    QVERIFY(still.info().succeeded());
    QCOMPARE(still.result(), std::optional<bool>());
}

void TestDeviceModel::aSpecCanBeAdjustedBeforeItIsFixed()
{
    TestBench rack;
    auto context = rack.bench.context(x, QStringLiteral("Stage"), QString());
    context.adjust = [](ParameterSpec &spec) {
        if (spec.name == QLatin1String("position"))
            spec.softLimits = {-1, 1};
    };
    const TestDevice device(context);
    QCOMPARE(device.title(), QStringLiteral("Stage"));
    QCOMPARE(device.position().softLimits(), (Limits{-1, 1}));
    QCOMPARE(device.velocity().softLimits(), Limits());
}

void TestDeviceModel::anIdIsTakenOnlyOnce()
{
    Rack rack;
    const auto message = messageOf([&] { rack.add(x); });
    QVERIFY2(message.contains(QStringLiteral("two devices called x")), qPrintable(message));
    QCOMPARE(rack.bench.devices().size(), 1U);
    QCOMPARE(rack.bench.find(x), &rack.device);
}

void TestDeviceModel::unknownNamesAreAnsweredWithWhatResemblesThem()
{
    Rack rack;
    rack.add(QStringLiteral("heater"));
    const auto device = messageOf([&] { rack.bench.device(QStringLiteral("heatre")); });
    QVERIFY2(device.contains(QStringLiteral("There is no device heatre. Did you mean heater?")), qPrintable(device));
    const auto parameter = messageOf([&] { rack.bench.parameter({x, QStringLiteral("velocty")}); });
    QVERIFY2(parameter.contains(QStringLiteral("x has no parameter velocty. Did you mean velocity?")), qPrintable(parameter));
    QCOMPARE(rack.bench.find(Address{x, QStringLiteral("velocty")}), nullptr);
    QCOMPARE(rack.bench.find(Address{QStringLiteral("z"), QStringLiteral("velocity")}), nullptr);
}

void TestDeviceModel::aBrokenDeviceTellsWhy()
{
    Rack rack;
    rack.bench.addBroken({QStringLiteral("pump"), QString(), QString(), QStringLiteral("there is no driver called pmup")});
    const auto message = messageOf([&] { rack.bench.device(QStringLiteral("pump")); });
    QCOMPARE(message, QStringLiteral("pump could not be made: there is no driver called pmup"));
}

void TestDeviceModel::theLockOfADeviceCoversThoseBelowIt()
{
    Rack rack;
    auto &fine = rack.add(QStringLiteral("x/fine"));
    auto &other = rack.add(QStringLiteral("y"));
    const auto hold = [&]() -> Op<void> {
        const auto guard = co_await lock({&rack.device.lockable()}, QStringLiteral("aligning"));
        co_await sleep(10s);
    };
    const auto holder = rack.engine.run(QStringLiteral("align"), hold());
    QVERIFY(rack.device.velocity().lockable().conflict(nullptr));
    QVERIFY(fine.lockable().conflict(nullptr));
    QVERIFY(fine.velocity().lockable().conflict(nullptr));
    QVERIFY(!other.lockable().conflict(nullptr));
    rack.advance(11s);
    QVERIFY(holder.info().succeeded());
    QVERIFY(!fine.velocity().lockable().conflict(nullptr));
}

void TestDeviceModel::theBenchNumbersItsParameters()
{
    Rack rack;
    rack.add(QStringLiteral("y"));
    const auto &all = rack.bench.parameters();
    QCOMPARE(all.size(), 2 * rack.device.parameters().size());
    for (std::size_t i = 0; i < all.size(); ++i)
        QCOMPARE(static_cast<std::size_t>(all[i]->index()), i);
}

void TestDeviceModel::whatADeviceGetsLaterIsTakenInWhenItSaysSo()
{
    Rack rack;
    auto &bare = static_cast<BareDevice &>(rack.bench.add(std::make_unique<BareDevice>(rack.bench.context(QStringLiteral("y"), {}, {}))));
    const auto before = rack.bench.parameters().size();
    auto &late = bare.addParameter(ParameterSpec());
    Q_EMIT bare.message(shape::parametersAdded, {});
    Q_EMIT bare.message(shape::parametersAdded, {}); // once more changes nothing
    QCOMPARE(rack.bench.parameters().size(), before + 1);
    QCOMPARE(rack.bench.parameters().at(static_cast<std::size_t>(late.index())), &late);
}

PODIUM_TEST_MAIN(TestDeviceModel)
#include "tst_device.moc"
