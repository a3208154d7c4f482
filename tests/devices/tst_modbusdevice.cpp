// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/modbusworld.h"
#include "tests/support/testmain.h"

using namespace podium;
using namespace podium::devices;
using namespace podium::engine;
using namespace std::chrono_literals;
using tests::ended;
using tests::ModbusWorld;

namespace
{
/// A drive: 0 identity, 1 status (bit 0 turns, bit 3 on), 2 speed, 3 setpoint of it, 4 switches, 5 control, 20 temperature.
const QByteArray drive = R"toml(
protocol = "modbus"
name = "Drive"
family = "motor"
manual = "none"
on_when = "on"
[link]
gap = 2
[identity]
register = 40001
pattern = '^7\d$'
[initialise]
writes = [{ register = { table = "holding", address = 6 }, value = 1 }]
[[parameter]]
name = "on"
register = { table = "holding", address = 1 }
bit = 3
poll = "100 ms"
[[parameter]]
name = "position"
register = { table = "holding", number = 3 }
write_register = 40004
type = "int16"
scale = 0.1
unit = "mm"
limits = ["-100 mm", "100 mm"]
motion = true
tolerance = "0.2 mm"
poll = "100 ms"
[[parameter]]
name = "lamp"
register = { table = "holding", address = 4 }
access = "read-write"
bit = 2
harmless = true
[[parameter]]
name = "temperature"
register = { table = "holding", address = 20 }
unit = "degC"
[[command]]
name = "jog"
motion = true
writes = [{ register = { table = "holding", address = 7 }, type = "float32", scale = 2, unit = "mm s-1", limits = ["0 mm s-1", "9 mm s-1"], argument = "velocity" },
          { register = { table = "holding", address = 5 }, value = 3 }]
[[command.argument]]
name = "velocity"
[motion]
register = { table = "holding", address = 1 }
bit = 0
[stop]
writes = [{ register = { table = "holding", address = 5 }, value = 0 }]
after = { on = false }
[fast_stop]
writes = [{ register = { table = "holding", address = 5 }, value = 99 }]
[close]
writes = [{ register = { table = "holding", address = 5 }, value = 0 }, { register = { table = "holding", address = 6 }, value = 0 }]
)toml";

struct Drive : ModbusWorld {
    Drive()
        : ModbusWorld(drive)
    {
        for (int address = 0; address < 9; ++address)
            slave.holding[address] = 0;
        slave.holding[0] = 77;
        slave.holding[20] = 21;
    }
};

Quantity mm(double value) { return {value, Unit::parse(QStringLiteral("mm"))}; }
} // namespace

class ModbusDeviceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesUpInitialisedAndRead()
    {
        Drive f;
        f.comeUp();
        QCOMPARE(f.device->state(), DeviceState::Standby);
        QCOMPARE(f.slave.holding[6], quint16(1));
        QCOMPARE(f.parameter("a.temperature").reading().value, Value(Quantity(21, Unit::parse(QStringLiteral("degC")))));
        // who it is; then all that is near in one read, and what is far in another
        QCOMPARE(f.slave.reads().first(3), (QByteArrayList{"3:0+1", "3:1+4", "3:20+1"}));
    }

    void registerThatIsMissingCostsItsNeighboursNothing()
    {
        Drive f;
        f.slave.holding.erase(4);
        f.comeUp();
        QCOMPARE(f.parameter("a.lamp").reading().quality, Quality::Invalid);
        QVERIFY2(f.parameter("a.lamp").reading().reason.contains(QLatin1String("illegal data address")),
                 qPrintable(f.parameter("a.lamp").reading().reason));
        QCOMPARE(f.parameter("a.position").reading().quality, Quality::Valid);
        QCOMPARE(f.device->state(), DeviceState::Standby);
    }

    void motionEndsWhenItIsThereAndNotBusy()
    {
        Drive f;
        f.comeUp();
        const auto move = f.set("a.position", mm(-10));
        f.slave.holding[1] = 1;
        f.slave.holding[2] = static_cast<quint16>(-100);
        f.advance(300ms);
        QCOMPARE(f.slave.holding[3], quint16(0xff9c));
        QVERIFY(!move.isFinished());
        QCOMPARE(f.device->state(), DeviceState::Moving);
        f.slave.holding[1] = 0;
        f.advance(150ms);
        QCOMPARE(ended(move), QStringLiteral("succeeded"));
        QCOMPARE(f.device->state(), DeviceState::Standby);
    }

    void motionThatEndsElsewhereFailsAndIsStopped()
    {
        Drive f;
        f.comeUp();
        const auto move = f.set("a.position", mm(10));
        f.slave.holding[2] = 70;
        f.advance(1s);
        QVERIFY2(ended(move).contains(QLatin1String("came to rest at 7 mm, not at 10 mm")), qPrintable(ended(move)));
        QCOMPARE(f.slave.count(modbus::writeRegister(5, 0)), 1);
    }

    void bitIsWrittenAmongItsNeighbours()
    {
        Drive f;
        f.slave.holding[4] = 0x8001;
        f.comeUp();
        const auto on = f.set("a.lamp", true);
        f.advance(20ms);
        QCOMPARE(ended(on), QStringLiteral("succeeded"));
        QCOMPARE(f.slave.holding[4], quint16(0x8005));
        const auto off = f.set("a.lamp", false);
        f.advance(20ms);
        QCOMPARE(ended(off), QStringLiteral("succeeded"));
        QCOMPARE(f.slave.holding[4], quint16(0x8001));
    }

    void commandWritesItsArgumentsAndItsNumbers()
    {
        Drive f;
        f.comeUp();
        const auto jog = f.call("a.jog", {Quantity(3, Unit::parse(QStringLiteral("mm s-1")))});
        f.advance(20ms);
        QCOMPARE(f.slave.holding[7], quint16(0x3fc0)); // 1.5
        QCOMPARE(f.slave.holding[8], quint16(0));
        QCOMPARE(f.slave.holding[5], quint16(3));
        QCOMPARE(f.device->state(), DeviceState::Moving);
        f.advance(1s);
        QCOMPARE(ended(jog), QStringLiteral("succeeded"));
        const auto beyond = f.call("a.jog", {Quantity(10, Unit::parse(QStringLiteral("mm s-1")))});
        f.advance(20ms);
        QCOMPARE(beyond.info().errorKind, std::optional(ErrorKind::Refused));
        ended(beyond);
    }

    void stopAllIsConfirmedByTheRegistersOrByTheFastStop()
    {
        Drive f;
        f.comeUp();
        f.slave.written = [&] {
            if (f.slave.holding[5] == 99)
                f.slave.holding[1] = 0;
        };
        f.slave.holding[1] = 9; // turns and is on, and takes no notice of the controlled stop
        f.advance(200ms);
        QCOMPARE(f.device->state(), DeviceState::Moving);
        f.core.stops->stopAll(QStringLiteral("test"));
        f.advance(1s);
        QVERIFY(!f.core.stops->receipts().front().isConfirmed());
        QCOMPARE(f.slave.count(modbus::writeRegister(5, 0)), 1);
        f.advance(3s);
        QVERIFY(f.core.stops->receipts().front().isConfirmed());
        QCOMPARE(f.slave.count(modbus::writeRegister(5, 99)), 1);
        QCOMPARE(f.device->state(), DeviceState::Standby);
    }

    void anotherUnitThanBeforeIsAFaultUntilItIsAccepted()
    {
        Drive f;
        f.comeUp();
        f.channel->hangUp(QStringLiteral("pulled"));
        f.advance(1ms);
        QCOMPARE(f.device->state(), DeviceState::Disconnected);
        QCOMPARE(f.parameter("a.temperature").reading().quality, Quality::Lost);
        f.slave.holding[0] = 88;
        f.advance(1s);
        QCOMPARE(f.device->state(), DeviceState::Disconnected);
        QVERIFY2(f.device->stateReason().contains(QLatin1String("it says that it is \"88\"")), qPrintable(f.device->stateReason()));
        f.slave.holding[0] = 78;
        f.advance(10s);
        QCOMPARE(f.device->state(), DeviceState::Fault);
        QVERIFY2(f.device->stateReason().contains(QLatin1String("it was \"77\" and is now \"78\"")), qPrintable(f.device->stateReason()));
        const auto accept = f.call("a.accept_identity");
        f.advance(100ms);
        QCOMPARE(ended(accept), QStringLiteral("succeeded"));
        QCOMPARE(f.device->state(), DeviceState::Standby);
    }

    void closeLeavesTheUnitSafe()
    {
        Drive f;
        f.comeUp();
        f.slave.holding[5] = 3;
        f.device->close();
        QCOMPARE(f.slave.holding[5], quint16(0));
        QCOMPARE(f.slave.holding[6], quint16(0));
        QCOMPARE(f.device->state(), DeviceState::Disconnected);
    }

    void muteUnitIsATimeoutAndLost()
    {
        Drive f;
        f.comeUp();
        f.isMute = true;
        const auto task = f.set("a.lamp", true);
        f.advance(1100ms);
        QCOMPARE(task.info().errorKind, std::optional(ErrorKind::Timeout));
        ended(task);
        QCOMPARE(f.device->state(), DeviceState::Disconnected);
        f.advance(2s);
        f.isMute = false;
        f.advance(6s);
        QCOMPARE(f.device->state(), DeviceState::Standby);
    }
};

PODIUM_TEST_MAIN(ModbusDeviceTest)
#include "tst_modbusdevice.moc"
