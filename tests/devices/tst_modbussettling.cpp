// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/modbusworld.h"
#include "tests/support/testmain.h"

using namespace podium;
using namespace podium::engine;
using namespace std::chrono_literals;
using tests::ended;

namespace
{
/// A positioner: holding register 0 identity, 1 position, 2 its setpoint, 3 status (bit 2: it is there), 4 control; coil 0: it is
/// there; holding register 9: 1 there, 2 on its way.
const QByteArray head = R"toml(
protocol = "modbus"
name = "Positioner"
family = "motor"
manual = "none"
[identity]
register = 40001
[stop]
writes = [{ register = 40005, value = 0 }]
[[parameter]]
name = "position"
register = 40002
write_register = 40003
scale = 0.1
unit = "mm"
motion = true
poll = "100 s"
)toml";

struct Positioner : tests::ModbusWorld {
    explicit Positioner(const QByteArray &settled)
        : ModbusWorld(head + "settled = { " + settled + " }\n")
    {
        for (int address = 0; address < 10; ++address)
            slave.holding[address] = 0;
        slave.coils[0] = false;
        comeUp();
    }
    void setPosition(quint16 tenths) { slave.holding[1] = tenths; }
    void setThere(bool there)
    {
        slave.holding[3] = there ? 0x8004 : 0x8000;
        slave.holding[9] = there ? 1 : 2;
        slave.coils[0] = there;
    }
    Task<Value> move() { return set("a.position", Quantity(10, Unit::parse(QStringLiteral("mm")))); }
};
} // namespace

/// When a motion over Modbus counts as ended.
class ModbusSettlingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void motionEndsWhenTheUnitHasSaidSoOftenEnough_data()
    {
        QTest::addColumn<QByteArray>("flag");
        QTest::newRow("a bit of a register") << QByteArray("register = 40004, bit = 2");
        QTest::newRow("a coil") << QByteArray("register = '00001'");
        QTest::newRow("the number of a register") << QByteArray("register = 40010, on = 1, off = 2");
    }
    void motionEndsWhenTheUnitHasSaidSoOftenEnough()
    {
        QFETCH(QByteArray, flag);
        Positioner f("tolerance = '0.2 mm', times = 3, apart = '100 ms', " + flag);
        f.setThere(false);
        const auto move = f.move();
        f.setPosition(100);
        f.advance(1s);
        QVERIFY(!move.isFinished()); // it is there, and the unit does not say so
        f.setThere(true);
        f.advance(200ms);
        QVERIFY(!move.isFinished());
        f.advance(150ms);
        QCOMPARE(ended(move), QStringLiteral("succeeded"));
        QCOMPARE(f.slave.count(devices::modbus::writeRegister(4, 0)), 0);
    }

    void flagAloneEndsIt()
    {
        Positioner f("register = 40004, bit = 2");
        f.setThere(false);
        const auto move = f.move();
        f.setPosition(70);
        f.advance(1s);
        QVERIFY(!move.isFinished());
        f.setThere(true);
        f.advance(200ms);
        QCOMPARE(ended(move), QStringLiteral("succeeded"));
    }

    void flagFromBeforeTheMotionIsNotBelievedAtOnce_data()
    {
        QTest::addColumn<bool>("moves");
        QTest::newRow("the unit moves late") << true;
        QTest::newRow("it was there already") << false;
    }
    void flagFromBeforeTheMotionIsNotBelievedAtOnce()
    {
        QFETCH(bool, moves);
        Positioner f("register = 40004, bit = 2");
        f.setThere(true);
        const auto move = f.move();
        f.advance(400ms);
        QVERIFY(!move.isFinished());
        f.setThere(!moves);
        f.advance(2s);
        QCOMPARE(move.isFinished(), !moves);
        f.setThere(true);
        f.advance(200ms);
        QCOMPARE(ended(move), QStringLiteral("succeeded"));
    }

    void motionIsPatientAsTheFileSays()
    {
        Positioner f("tolerance = '0.2 mm', patience = '5 s'");
        const auto move = f.move();
        f.setPosition(70);
        f.advance(4900ms);
        QVERIFY(!move.isFinished());
        f.advance(1s);
        QVERIFY2(ended(move).contains(QLatin1String("came to rest at 7 mm, not at 10 mm")), qPrintable(ended(move)));
        QCOMPARE(f.slave.count(devices::modbus::writeRegister(4, 0)), 1);
    }

    void motionThatNeverSaysItIsThereEnds()
    {
        Positioner f("tolerance = '0.2 mm', register = '00001'");
        const auto move = f.move();
        f.setPosition(100);
        f.advance(11s);
        QVERIFY2(ended(move).contains(QLatin1String("has not said that it is there")), qPrintable(ended(move)));
    }

    void flagThatIsNeitherOnNorOffFailsTheMotion()
    {
        Positioner f("tolerance = '0.2 mm', register = 40010, on = 1, off = 2");
        const auto move = f.move();
        f.setPosition(100);
        f.slave.holding[9] = 7;
        f.advance(1s);
        QVERIFY2(ended(move).contains(QLatin1String("a.position does not say whether it has settled: holding register address 9: "
                                                    "7 is neither on (1) nor off (2).")),
                 qPrintable(ended(move)));
        QCOMPARE(f.slave.count(devices::modbus::writeRegister(4, 0)), 1);
    }

    void flagThatTheUnitRefusesFailsTheMotion()
    {
        Positioner f("register = 40010, on = 1, off = 2");
        f.slave.holding.erase(9);
        const auto move = f.move();
        f.advance(1s);
        QVERIFY2(ended(move).contains(QLatin1String("illegal data address")), qPrintable(ended(move)));
        QCOMPARE(f.slave.count(devices::modbus::writeRegister(4, 0)), 1);
    }
};

PODIUM_TEST_MAIN(ModbusSettlingTest)
#include "tst_modbussettling.moc"
