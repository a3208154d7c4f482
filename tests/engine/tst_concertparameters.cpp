// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/locks/lockwait.h"
#include "tests/engine/baredevice.h"
#include "tests/engine/operationrack.h"
#include "tests/support/checks.h"
#include "tests/support/testmain.h"

#include <cmath>

using namespace podium::tests;
using namespace std::chrono_literals;

// Concert's acceptance behaviours 1 to 22: parameters and quantities.
// Without a row: 10 (limits live in the engine; a bench file gives their start), 18 (tst_concerttasks: operations that wait
// for others), 19 (every simulated class: tst_drivercontract_sim; the table: tst_textwriter).
// Half a row: 8 (limits are bare numbers in the parameter's unit, so they have no wrong one), 11 (limits are locked or not;
// only a protection is permanent, row 14).
namespace
{
Value readNow(Rack &rack, const char *parameter)
{
    const auto task = Rack::observed(rack.engine.run(QStringLiteral("read"), operations::read(rack.bench, {x, QString::fromLatin1(parameter)})));
    rack.advance(1ms);
    return task.info().succeeded() ? task.result() : Value();
}

void values()
{
    check("1: two devices of one class never share a value", [] {
        Rack rack;
        auto &other = rack.add(QStringLiteral("y"));
        rack.write("velocity", rack.quantity(5, "mm/s"));
        QCOMPARE(rack.device.velocity().setpoint(), Value(rack.quantity(5, "mm/s")));
        QCOMPARE(other.velocity().setpoint(), Value());
        QVERIFY(other.sent.isEmpty());
    });
    check("2: what was set is read back", [] {
        Rack rack;
        rack.write("velocity", rack.quantity(5, "mm/s"));
        QCOMPARE(readNow(rack, "velocity"), Value(rack.quantity(5, "mm/s")));
        rack.write("name", QStringLiteral("sample"));
        QCOMPARE(readNow(rack, "name"), Value(QStringLiteral("sample")));
    });
    check("3: what cannot be written refuses, by name, and nothing is sent", [] {
        Rack rack;
        const auto task = rack.write("counts", qint64(3));
        QCOMPARE(kinds(task), QList{RefusalKind::Access});
        QVERIFY2(task.info().error.contains(QStringLiteral("x.counts")), qPrintable(task.info().error));
        QVERIFY(rack.device.sent.isEmpty());
    });
    check("3: what can only be written refuses to be read, by name", [] {
        Rack rack;
        auto &meter = static_cast<BareDevice &>(rack.bench.add(std::make_unique<BareDevice>(rack.bench.context(QStringLiteral("meter"), {}, {}))));
        ParameterSpec spec;
        spec.name = QStringLiteral("trigger");
        spec.type = ParameterType::Boolean;
        spec.access = Access::WriteOnly;
        meter.addParameter(spec);
        const auto task = Rack::observed(
            rack.engine.run(QStringLiteral("read"), operations::read(rack.bench, {QStringLiteral("meter"), QStringLiteral("trigger")})));
        rack.advance(1ms);
        QCOMPARE(kinds(task), QList{RefusalKind::Access});
        QVERIFY2(task.info().error.contains(QStringLiteral("meter.trigger")), qPrintable(task.info().error));
    });
    check("4: an unknown parameter is answered by name, and the declared ones are all there", [] {
        Rack rack;
        const auto message = messageOf([&] { (void)rack.bench.parameter({x, QStringLiteral("velocty")}); });
        QVERIFY2(message.contains(QStringLiteral("velocty")) && message.contains(QStringLiteral("velocity")), qPrintable(message));
        QStringList names;
        for (const auto &parameter : rack.device.parameters())
            names << parameter->spec().name;
        QCOMPARE(names.join(u' '), QStringLiteral("position velocity name on mode counts"));
    });
    check("5: a wrong dimension is refused, a compatible unit is converted before the device sees it", [] {
        Rack rack;
        QCOMPARE(kinds(rack.write("velocity", rack.quantity(1, "s"))), QList{RefusalKind::Unit});
        rack.write("velocity", rack.quantity(250, "um/s"));
        QCOMPARE(rack.device.sent, QStringList{QStringLiteral("velocity 0.25 mm/s")});
    });
    check("16: stash and restore use the setpoint, not what was measured", [] {
        Rack rack;
        rack.write("velocity", rack.quantity(5, "mm/s"));
        rack.device.velocity().setReading(rack.quantity(7, "mm/s"));
        QCOMPARE(rack.device.velocity().target(), Value(rack.quantity(5, "mm/s")));
        operations::stash(rack.device);
        rack.write("velocity", rack.quantity(9, "mm/s"));
        rack.engine.run(QStringLiteral("restore"), operations::restore(rack.bench, x));
        rack.advance(1s);
        QCOMPARE(rack.device.velocity().setpoint(), Value(rack.quantity(5, "mm/s")));
    });
    check("17: waiting for a value ends within its tolerance, and fails as Timeout when it does not come", [] {
        Rack rack;
        rack.move(rack.quantity(5, "mm"), MoveKind::Absolute);
        const auto waitFor = [&](double value) {
            return rack.engine.run(QStringLiteral("wait"),
                                   operations::waitForValue(rack.bench, {x, QStringLiteral("position")}, rack.quantity(value, "mm"),
                                                            rack.quantity(10, "um"), Deadline::after(3s)));
        };
        const auto comes = waitFor(5);
        const auto never = waitFor(6);
        never.record()->observe();
        rack.advance(2s);
        QVERIFY(comes.info().succeeded() && !never.isFinished());
        rack.advance(2s);
        QCOMPARE(never.info().errorKind, ErrorKind::Timeout);
    });
    check("22: offset units survive a set and a difference", [] {
        const auto celsius = Unit::parse(QStringLiteral("degC"));
        const auto kelvin = Unit::parse(QStringLiteral("K"));
        QVERIFY(std::abs(Quantity(25, celsius).in(kelvin) - 298.15) < 1e-9);
        QVERIFY(std::abs(Quantity(Quantity(25, celsius).in(kelvin), kelvin).in(celsius) - 25) < 1e-9);
        QVERIFY(std::abs(celsius.convertDifference(10, kelvin) - 10) < 1e-9);
    });
    check("22: two devices of one class with different parameters do not mix", [] {
        Rack rack;
        const auto made = [&](const char *id, const char *parameter) {
            auto &device = static_cast<BareDevice &>(
                rack.bench.add(std::make_unique<BareDevice>(rack.bench.context(QString::fromLatin1(id), {}, {}))));
            ParameterSpec spec;
            spec.name = QString::fromLatin1(parameter);
            device.addParameter(spec);
            return &device;
        };
        const auto *a = made("a", "left");
        const auto *b = made("b", "right");
        QVERIFY(a->parameter(u"left") && !a->parameter(u"right"));
        QVERIFY(b->parameter(u"right") && !b->parameter(u"left"));
    });
}

void limits()
{
    check("6: values inside the soft limits pass, outside are refused; changed limits count for the next set", [] {
        Rack rack;
        rack.device.velocity().setSoftLimits({1, 10});
        QVERIFY(rack.write("velocity", rack.quantity(10, "mm/s")).info().succeeded());
        QCOMPARE(kinds(rack.write("velocity", rack.quantity(11, "mm/s"))), QList{RefusalKind::SoftLimit});
        rack.device.velocity().setSoftLimits({1, 20});
        QVERIFY(rack.write("velocity", rack.quantity(11, "mm/s")).info().succeeded());
    });
    check("7: clearing one limit frees that side only, and a limit not given reads as none", [] {
        Rack rack;
        auto &position = rack.device.position();
        position.setSoftLimits({-1, 1});
        position.setSoftLimits({std::nullopt, 1});
        QVERIFY(!position.softLimits().low);
        QVERIFY(rack.write("position", rack.quantity(-50, "mm"), IfLocked::Refuse).info().errorKind != ErrorKind::Refused);
        rack.advance(10s);
        QCOMPARE(kinds(rack.write("position", rack.quantity(2, "mm"))), QList{RefusalKind::SoftLimit});
    });
    check("8: limits that are none are refused, and those before stay", [] {
        Rack rack;
        auto &position = rack.device.position();
        position.setSoftLimits({-1, 1});
        for (const Limits &bad : {Limits{5, 5}, Limits{6, 5}, Limits{std::nan(""), 5}})
            QVERIFY(messageOf([&] { position.setSoftLimits(bad); }).startsWith(QStringLiteral("The limits of x.position are refused: ")));
        QCOMPARE(position.softLimits(), (Limits{-1, 1}));
    });
    check("9: the narrower of the device's and the people's limits is in force", [] {
        Rack rack;
        auto &position = rack.device.position();
        position.setSoftLimits({-1000, 10});
        QCOMPARE(position.effectiveLimits(), (Limits{-100, 10}));
        QCOMPARE(kinds(rack.write("position", rack.quantity(-101, "mm"))), QList{RefusalKind::DeviceLimit});
        QCOMPARE(kinds(rack.write("position", rack.quantity(11, "mm"))), QList{RefusalKind::SoftLimit});
    });
    check("11: locked limits refuse a change", [] {
        Rack rack;
        auto &position = rack.device.position();
        position.setSoftLimits({-1, 1});
        position.setLimitsLocked(true);
        const auto message = messageOf([&] { position.setSoftLimits({-2, 2}); });
        QVERIFY2(message.contains(QStringLiteral("x.position")), qPrintable(message));
        QCOMPARE(position.softLimits(), (Limits{-1, 1}));
    });
    check("12: a choice accepts each of its values, refuses any other, and lists them", [] {
        Rack rack;
        for (const auto *choice : {"slow", "fast"})
            QVERIFY(rack.write("mode", QString::fromLatin1(choice)).info().succeeded());
        const auto task = rack.write("mode", QStringLiteral("warp"));
        QCOMPARE(kinds(task), QList{RefusalKind::Choice});
        for (const auto *word : {"x.mode", "warp", "slow", "fast"})
            QVERIFY2(task.info().error.contains(QString::fromLatin1(word)), qPrintable(task.info().error));
    });
}

void bolts()
{
    check("13: a write-protected parameter refuses while its siblings accept, and accepts when it is open again", [] {
        Rack rack;
        rack.device.velocity().setProtection({Protection::Kind::Plain, QStringLiteral("Ada"), QStringLiteral("aligned")});
        const auto refused = rack.write("velocity", rack.quantity(5, "mm/s"));
        QCOMPARE(kinds(refused), QList{RefusalKind::Protected});
        QVERIFY2(refused.info().error.contains(QStringLiteral("Ada")), qPrintable(refused.info().error));
        QVERIFY(rack.write("name", QStringLiteral("a")).info().succeeded());
        rack.device.velocity().setProtection({});
        QVERIFY(rack.write("velocity", rack.quantity(5, "mm/s")).info().succeeded());
    });
    check("14: protecting a device protects all its parameters; a permanent protection stays", [] {
        Rack rack;
        rack.device.setProtection({Protection::Kind::Plain, QStringLiteral("Ada"), {}});
        QCOMPARE(kinds(rack.write("velocity", rack.quantity(5, "mm/s"))), QList{RefusalKind::Protected});
        QCOMPARE(kinds(rack.write("name", QStringLiteral("a"))), QList{RefusalKind::Protected});
        rack.device.setProtection({});
        QVERIFY(rack.write("name", QStringLiteral("a")).info().succeeded());
        rack.device.setProtection({Protection::Kind::Permanent, QStringLiteral("Ada"), {}});
        QVERIFY(!messageOf([&] { rack.device.setProtection({}); }).isEmpty());
        rack.device.velocity().setProtection({Protection::Kind::Permanent, QStringLiteral("Ada"), {}});
        QVERIFY(!messageOf([&] { rack.device.velocity().setProtection({}); }).isEmpty());
    });
    check("15: two stashes come back in reverse order, and what cannot be written is not stashed", [] {
        Rack rack;
        const auto set = [&](double value) { rack.write("velocity", rack.quantity(value, "mm/s")); };
        const auto restored = [&] {
            rack.engine.run(QStringLiteral("restore"), operations::restore(rack.bench, x));
            rack.advance(1s);
            return std::get<Quantity>(rack.device.velocity().setpoint()).value();
        };
        set(5);
        operations::stash(rack.device);
        set(6);
        operations::stash(rack.device);
        set(7);
        QVERIFY(!rack.device.named("counts").hasStash());
        QCOMPARE(restored(), 6.0);
        QCOMPARE(restored(), 5.0);
    });
    check("20: a device and a parameter are locked for a scope, and free at its end", [] {
        Rack rack;
        auto &other = rack.add(QStringLiteral("y"));
        const auto body = [&]() -> Op<void> {
            {
                const auto guard = co_await lock({&rack.device.lockable(), &other.velocity().lockable()}, QStringLiteral("aligning"));
                co_await sleep(1s);
            }
            co_await sleep(1s);
        };
        const auto task = rack.engine.run(QStringLiteral("align"), body());
        rack.advance(500ms);
        QCOMPARE(task.info().holds, (QStringList{x, QStringLiteral("y.velocity")}));
        rack.advance(1s);
        QVERIFY(task.info().holds.isEmpty() && !task.isFinished());
        rack.advance(1s);
        QVERIFY(task.info().succeeded());
    });
    check("21: STOP ALL runs the device's own stop, idle or not", [] {
        Rack rack;
        rack.stops.stopAll(QStringLiteral("tester"));
        rack.advance(1s);
        QCOMPARE(rack.device.sent, QStringList{QStringLiteral("stop")});
        QVERIFY(rack.stops.receipts().front().isConfirmed());
    });
}
} // namespace

class TestConcertParameters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void behaviour_data()
    {
        checkTable();
        values();
        limits();
        bolts();
    }
    void behaviour() { runCheck(); }
};

PODIUM_TEST_MAIN(TestConcertParameters)
#include "tst_concertparameters.moc"
