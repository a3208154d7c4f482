// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/operationrack.h"
#include "tests/support/checks.h"
#include "tests/support/testmain.h"

using namespace podium::tests;
using namespace std::chrono_literals;

// Concert's acceptance behaviours 23 to 34: states.
// Without a row: 31 (a device has one state; parts with states of their own are devices of their own).
namespace
{
using enum DeviceState;

/// A lamp that is switched on and off, and repaired.
class Lamp final : public TestDevice
{
public:
    explicit Lamp(const DeviceContext &context) : TestDevice(context)
    {
        add("switch_on", {Standby});
        add("switch_off", {On});
        add("repair", {Fault});
        add("blink", {Standby, On});
    }
    Op<Value> execute(const CommandSpec &command, Arguments) override
    {
        sent << command.name;
        if (command.name == QLatin1String("blink"))
            throw Error(ErrorKind::Device, QStringLiteral("The bulb is loose."), id());
        setState(command.name == QLatin1String("switch_on") ? On : Standby);
        co_return Value();
    }

private:
    void add(const char *name, DeviceStates allowed)
    {
        CommandSpec command;
        command.name = QString::fromLatin1(name);
        command.allowedStates = allowed;
        addCommand(command);
    }
};

struct LampRack : Rack {
    LampRack() : lamp(static_cast<Lamp &>(bench.add(std::make_unique<Lamp>(bench.context(QStringLiteral("lamp"), {}, {}))))) { lamp.open(); }
    Task<Value> run(const char *command)
    {
        return observed(engine.run(QStringLiteral("call"), operations::call(bench, {QStringLiteral("lamp"), QString::fromLatin1(command)}, {})));
    }

    Lamp &lamp;
};

template <class D>
concept AnyoneCanSetItsState = requires(D &device) { device.setState(DeviceState::On); };

void states()
{
    check("23: each device has its own state, Disconnected until it is there", [] {
        LampRack rack;
        auto &late = static_cast<TestDevice &>(
            rack.bench.add(std::make_unique<TestDevice>(rack.bench.context(QStringLiteral("late"), QString(), QString()))));
        QCOMPARE(late.state(), Disconnected);
        rack.device.setState(On);
        QCOMPARE(rack.lamp.state(), Standby);
        QCOMPARE(late.state(), Disconnected);
    });
    check("24: the state follows a change at the device", [] {
        Rack rack;
        Rack::observed(rack.move(rack.quantity(50, "mm"), MoveKind::Absolute));
        rack.advance(200ms);
        QCOMPARE(rack.device.state(), Moving);
        rack.device.stopAtFrontPanel();
        QCOMPARE(rack.device.state(), Standby);
        rack.advance(3s);
    });
    check("25: an operation is refused from a state that is none of its sources, and the state stays", [] {
        LampRack rack;
        const auto task = rack.run("switch_off");
        QCOMPARE(kinds(task), QList{RefusalKind::State});
        QVERIFY2(task.info().error.contains(QStringLiteral("lamp")), qPrintable(task.info().error));
        QCOMPARE(rack.lamp.state(), Standby);
        QVERIFY(rack.lamp.sent.isEmpty());
    });
    check("26: an operation may start from each of several states", [] {
        LampRack rack;
        for (const auto state : {Standby, On}) {
            rack.lamp.setState(state);
            QCOMPARE(rack.run("blink").info().errorKind, ErrorKind::Device); // it was let through, to a loose bulb
        }
        rack.lamp.setState(Fault);
        QCOMPARE(rack.run("blink").info().errorKind, ErrorKind::Refused);
    });
    check("27: a motion shows Moving on the way, then Standby", [] {
        Rack rack;
        QList<DeviceState> seen;
        QObject::connect(&rack.bench, &Bench::deviceChanged, &rack.bench, [&](const Device &device) { seen << device.state(); });
        QVERIFY(!rack.move(rack.quantity(1, "mm"), MoveKind::Absolute).isFinished());
        rack.advance(1s);
        QCOMPARE(seen, (QList{Moving, Standby}));
    });
    check("28: a fault of the device is its state with a reason; only its repair leads out of it", [] {
        LampRack rack;
        rack.lamp.setState(Fault, QStringLiteral("burnt out"));
        const auto refused = rack.run("switch_on");
        QCOMPARE(kinds(refused), QList{RefusalKind::State});
        QVERIFY2(refused.info().error.contains(QStringLiteral("burnt out")), qPrintable(refused.info().error));
        QVERIFY(rack.run("repair").info().succeeded());
        QCOMPARE(rack.lamp.state(), Standby);
        QVERIFY(rack.run("switch_on").info().succeeded());
    });
    check("28: a further reason, like that of the next attempt, keeps the traffic from before the loss", [] {
        Rack rack;
        const auto lose = [](TestDevice &device, const QString &reason) {
            device.traffic = QStringList{reason};
            device.setState(Disconnected, reason);
            return device.stateTraffic().join(u' ');
        };
        QCOMPARE(lose(rack.device, QStringLiteral("unplugged")), QStringLiteral("unplugged"));
        QCOMPARE(lose(rack.device, QStringLiteral("attempt")), QStringLiteral("unplugged"));
        rack.device.setState(Fault);
        QCOMPARE(rack.device.stateTraffic().join(u' '), QStringLiteral("attempt"));
        rack.device.setState(Standby);
        QVERIFY(rack.device.stateTraffic().isEmpty());
        auto &late = static_cast<TestDevice &>(
            rack.bench.add(std::make_unique<TestDevice>(rack.bench.context(QStringLiteral("late"), QString(), QString()))));
        QCOMPARE(lose(late, QStringLiteral("connected")), QStringLiteral("connected"));
        QCOMPARE(lose(late, QStringLiteral("no answer")), QStringLiteral("no answer")); // nothing was there before
    });
    check("29: nobody can assign a state from outside", [] {
        QVERIFY(!AnyoneCanSetItsState<Device>);
        QVERIFY(AnyoneCanSetItsState<TestDevice>); // the question can be answered with yes
    });
    check("30: the table of transitions binds derived devices too", [] {
        LampRack rack;
        rack.lamp.setState(Moving);
        QVERIFY_THROWS_EXCEPTION(Error, rack.lamp.setState(Acquiring));
        QCOMPARE(rack.lamp.state(), Moving);
        rack.lamp.setState(Standby);
    });
    check("32: what goes wrong inside an operation reaches who called it", [] {
        LampRack rack;
        const auto task = rack.run("blink");
        QCOMPARE(task.info().errorKind, ErrorKind::Device);
        QCOMPARE(task.info().error, QStringLiteral("The bulb is loose."));
        QCOMPARE(rack.lamp.state(), Standby);
    });
    check("33: after a refusal by a hard limit a move into the allowed range works", [] {
        Rack rack;
        QCOMPARE(kinds(rack.move(rack.quantity(500, "mm"), MoveKind::Absolute)), QList{RefusalKind::DeviceLimit});
        const auto task = rack.move(rack.quantity(5, "mm"), MoveKind::Absolute);
        rack.advance(2s);
        QVERIFY(task.info().succeeded());
        QCOMPARE(rack.device.here(), 5.0);
    });
    check("34: switching on twice, or off twice, is refused", [] {
        LampRack rack;
        QVERIFY(rack.run("switch_on").info().succeeded());
        QCOMPARE(kinds(rack.run("switch_on")), QList{RefusalKind::State});
        QVERIFY(rack.run("switch_off").info().succeeded());
        QCOMPARE(kinds(rack.run("switch_off")), QList{RefusalKind::State});
        QCOMPARE(rack.lamp.sent, (QStringList{QStringLiteral("switch_on"), QStringLiteral("switch_off")}));
    });
}
} // namespace

class TestConcertStates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void behaviour_data()
    {
        checkTable();
        states();
    }
    void behaviour() { runCheck(); }
};

PODIUM_TEST_MAIN(TestConcertStates)
#include "tst_concertstates.moc"
