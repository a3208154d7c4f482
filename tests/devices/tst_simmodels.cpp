// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/sim/heatermodel.h"
#include "devices/sim/metermodel.h"
#include "devices/sim/supplymodel.h"

#include "tests/support/testmain.h"

#include <QTest>

#include <cmath>

using namespace std::chrono_literals;
using podium::devices::HeaterConfig;
using podium::devices::HeaterModel;
using podium::devices::MeterModel;
using podium::devices::SupplyConfig;
using podium::devices::SupplyModel;
using podium::devices::TimePoint;

/// Supply of 20 V and 5 A that ramps 20 V/s on 10 ohm; heater from 20 to 300 degrees with 10 s up and 30 s down.
class TestSimModels : public QObject
{
    Q_OBJECT
private:
    TimePoint m_now{1000s};

    SupplyModel supply()
    {
        return SupplyModel(SupplyConfig{}, [this] { return m_now; });
    }
    HeaterModel heater()
    {
        return HeaterModel(HeaterConfig{}, [this] { return m_now; });
    }

private Q_SLOTS:
    void supplyRampsWhenOn()
    {
        SupplyModel model = supply();
        QVERIFY(model.setSetpointVolt(10.0));
        m_now += 1s;
        QCOMPARE(model.terminalVolt(), 0.0);
        model.setOutput(true);
        QVERIFY(model.isRamping());
        m_now += 250ms;
        QCOMPARE(model.terminalVolt(), 5.0);
        QCOMPARE(model.terminalAmpere(), 0.5);
        m_now += 250ms;
        QCOMPARE(model.terminalVolt(), 10.0);
        QVERIFY(!model.isRamping());
        model.setOutput(false);
        m_now += 100ms;
        QCOMPARE(model.terminalVolt(), 8.0);
        m_now += 1s;
        QCOMPARE(model.terminalVolt(), 0.0);
    }

    void supplyTurnsItsRampInFlight()
    {
        SupplyModel model = supply();
        model.setSetpointVolt(20.0);
        model.setOutput(true);
        m_now += 500ms;
        QVERIFY(model.setSetpointVolt(4.0));
        QCOMPARE(model.terminalVolt(), 10.0);
        m_now += 100ms;
        QCOMPARE(model.terminalVolt(), 8.0);
        m_now += 1s;
        QCOMPARE(model.terminalVolt(), 4.0);
    }

    void currentLimitHoldsTheVoltage()
    {
        SupplyModel model = supply();
        model.setSetpointVolt(20.0);
        model.setOutput(true);
        m_now += 2s;
        QVERIFY(!model.isCurrentLimited());
        QVERIFY(model.setLimitAmpere(0.5));
        QCOMPARE(model.terminalVolt(), 5.0);
        QCOMPARE(model.terminalAmpere(), 0.5);
        QVERIFY(model.isCurrentLimited());
    }

    void supplyRefuses_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<bool>("volt");
        QTest::addColumn<bool>("ampere");
        QTest::newRow("zero is allowed") << 0.0 << true << true;
        QTest::newRow("both maxima are allowed") << 5.0 << true << true;
        QTest::newRow("the highest voltage is no current") << 20.0 << true << false;
        QTest::newRow("above the maximum is refused") << 20.1 << false << false;
        QTest::newRow("negative is refused") << -0.1 << false << false;
        QTest::newRow("not a number is refused") << std::nan("") << false << false;
    }

    void supplyRefuses()
    {
        QFETCH(double, value);
        SupplyModel model = supply();
        QTEST(model.setSetpointVolt(value), "volt");
        QTEST(model.setLimitAmpere(value), "ampere");
        QFETCH(bool, volt);
        QCOMPARE(model.setpointVolt(), volt ? value : 0.0);
    }

    void powerCycleSwitchesTheSupplyOff()
    {
        SupplyModel model = supply();
        model.setSetpointVolt(10.0);
        model.setLimitAmpere(1.0);
        model.setOutput(true);
        m_now += 2s;
        model.powerCycle();
        QCOMPARE(model.terminalVolt(), 0.0);
        QCOMPARE(model.setpointVolt(), 0.0);
        QCOMPARE(model.limitAmpere(), 5.0);
        QVERIFY(!model.isOutputOn());
    }

    void heaterApproachesSetpointAndAmbient()
    {
        HeaterModel model = heater();
        QCOMPARE(model.temperatureCelsius(), 20.0);
        QVERIFY(model.setSetpointCelsius(120.0));
        m_now += 100s;
        QCOMPARE(model.temperatureCelsius(), 20.0);
        model.setOn(true);
        m_now += 10s;
        QCOMPARE(model.temperatureCelsius(), 120.0 - 100.0 / std::exp(1.0));
        m_now += 1000s;
        QCOMPARE(model.temperatureCelsius(), 120.0);
        model.setOn(false);
        m_now += 30s;
        QCOMPARE(model.temperatureCelsius(), 20.0 + 100.0 / std::exp(1.0));
    }

    void heaterRefuses()
    {
        HeaterModel model = heater();
        QVERIFY(!model.setSetpointCelsius(300.5));
        QVERIFY(!model.setSetpointCelsius(-0.5));
        QVERIFY(!model.setSetpointCelsius(std::nan("")));
        QCOMPARE(model.setpointCelsius(), 20.0);
    }

    void meterNoiseRepeatsWithItsSeed()
    {
        const auto source = [] { return 2.0; };
        MeterModel one(source, 1.0e-3, 7);
        MeterModel same(source, 1.0e-3, 7);
        MeterModel other(source, 1.0e-3, 8);
        const double first = one.measureVolt();
        QCOMPARE(same.measureVolt(), first);
        QVERIFY(other.measureVolt() != first);
        QVERIFY(one.measureVolt() != first);
        QVERIFY(std::abs(first - 2.0) < 10.0e-3);
    }
};

PODIUM_TEST_MAIN(TestSimModels)
#include "tst_simmodels.moc"
