// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testmain.h"
#include "tests/ui/familydesk.h"
#include "ui/panels/commandbar.h"
#include "ui/panels/computedvalue.h"
#include "ui/panels/detectorpanel.h"
#include "ui/panels/limitbar.h"
#include "ui/panels/readouts.h"
#include "ui/panels/stagepanel.h"
#include "ui/panels/temperaturepanel.h"

using namespace podium;
using namespace podium::tests;

namespace
{
struct Heater : FamilyDesk {
    Heater() : FamilyDesk("temperaturecontroller", equipHeater) {}
    ui::TemperaturePanel &hand() const { return static_cast<ui::TemperaturePanel &>(*panel); }
    QString difference() const { return shown<ui::ComputedValue>("Difference, computed").text(); }
    void be(DeviceState state, double celsius)
    {
        device->setState(state);
        device->say("temperature", celsius);
        settle();
    }
};
/// Nobody has said how far its setpoint may go.
struct FreeHeater : FamilyDesk {
    FreeHeater()
        : FamilyDesk("temperaturecontroller", [](KnobDevice &device) {
            device.addNumber("temperature", "K", 300, Access::ReadOnly);
            device.addNumber("setpoint", "K", 310);
        })
    {
    }
};
struct FreeAxis : FamilyDesk {
    FreeAxis()
        : FamilyDesk("motor", [](KnobDevice &device) {
            auto position = device.spec("position", "mm");
            position.startsMotion = true;
            position.tolerance = 0.001;
            device.add(position, Quantity(0, position.unit));
        })
    {
    }
};
struct Counter : FamilyDesk {
    Counter() : FamilyDesk("detector", equipDetector) {}
    ui::DetectorPanel &hand() const { return static_cast<ui::DetectorPanel &>(*panel); }
};

/// There is one only while both limits are known.
void expectBarWithLimitsOnly(FamilyDesk &desk, const char *limited)
{
    auto *bar = desk.panel->findChild<ui::LimitBar *>();
    QVERIFY(bar && !bar->isVisible());
    const auto limit = [&](const Limits &limits) {
        desk.client->setSoftLimits(desk.address(limited), limits).finally(desk.panel.get(), [](const TaskInfo &) {});
        desk.settle();
    };
    limit({{}, 350.0});
    QVERIFY(!bar->isVisible());
    limit({-5.0, 350.0});
    QVERIFY(bar->isVisible());
    QVERIFY2(bar->accessibleDescription().contains(QStringLiteral("350 ")), qPrintable(bar->accessibleDescription()));
    limit({});
    QVERIFY(!bar->isVisible());
}
} // namespace

/// The hand-made panels of temperature controllers and detectors, and who gets a hand-made one at all.
class TstFamilyPanels : public QObject
{
    Q_OBJECT

    using Equip = std::function<void(KnobDevice &)>;

private Q_SLOTS:
    void heater_data()
    {
        checkTable();
        deskRow<Heater>("It says how far it is from the setpoint, as a difference, and what it does", [](Heater &desk) {
            desk.be(DeviceState::Ramping, 75.5);
            QCOMPARE(desk.difference(), QStringLiteral("\u221224.500 K"));
            QCOMPARE(desk.hand().readouts().remark(), QStringLiteral("heating to 373.150 K"));
            desk.be(DeviceState::Ramping, 110);
            QCOMPARE(desk.difference(), QStringLiteral("+10.000 K"));
            QCOMPARE(desk.hand().readouts().remark(), QStringLiteral("cooling to 373.150 K"));
        });
        deskRow<Heater>("At rest and within the tolerance it is at the setpoint, and not beyond it", [](Heater &desk) {
            desk.be(DeviceState::On, 100.4);
            QCOMPARE(desk.hand().readouts().remark(), QStringLiteral("at the setpoint, within 0.5 K"));
            desk.be(DeviceState::On, 100.6);
            QCOMPARE(desk.hand().readouts().remark(), QString());
            desk.be(DeviceState::Ramping, 100.1); // passing through
            QVERIFY2(desk.hand().readouts().remark().startsWith(QStringLiteral("cooling")), qPrintable(desk.hand().readouts().remark()));
        });
        deskRow<Heater>("Without a valid temperature nothing is computed or claimed", [](Heater &desk) {
            desk.be(DeviceState::On, 100);
            desk.device->spoil("temperature", Quality::Stale);
            desk.settle();
            QCOMPARE(desk.difference(), QStringLiteral("\u2013"));
            QCOMPARE(desk.hand().readouts().remark(), QString());
        });
        deskRow<Heater>("Off it says so", [](Heater &desk) {
            desk.be(DeviceState::On, 100);
            desk.device->say("power", Value(false));
            desk.settle();
            QCOMPARE(desk.hand().readouts().remark(), QStringLiteral("off"));
        });
        deskRow<Heater>("The bar tells limits and alarm limits, each in its own unit", [](Heater &desk) {
            const auto &bar = desk.shown<ui::LimitBar>("Position between the limits");
            const auto text = bar.accessibleDescription();
            for (const auto *part : {"Limits: 273.15 K to 473.15 K", "Without minor alarm: at most 90 degC", "Without major alarm: at most 120 degC"})
                QVERIFY2(text.contains(QLatin1String(part)), qPrintable(text));
        });
        deskRow<FreeHeater>("A setpoint without limits has no bar", [](FreeHeater &desk) {
            QVERIFY(desk.is("podium::ui::TemperaturePanel"));
            expectBarWithLimitsOnly(desk, "d.setpoint");
        });
        deskRow<FreeAxis>("An axis without limits has no bar", [](FreeAxis &desk) { expectBarWithLimitsOnly(desk, "d.position"); });
        deskRow<Heater>("A soft limit of the setpoint changes the bar", [](Heater &desk) {
            auto &bar = desk.shown<ui::LimitBar>("Position between the limits");
            const auto before = bar.grab().toImage();
            desk.client->setSoftLimits(desk.address("d.setpoint"), {300.0, 350.0}).finally(desk.panel.get(), [](const TaskInfo &) {});
            desk.settle();
            QVERIFY(bar.grab().toImage() != before);
            QVERIFY(bar.accessibleDescription().contains(QStringLiteral("300 K to 350 K")));
        });
        deskRow<Heater>("An alarm limit changes the bar", [](Heater &desk) {
            auto &bar = desk.shown<ui::LimitBar>("Position between the limits");
            const auto before = bar.grab().toImage();
            desk.client->setAlarmLimits(desk.address("d.temperature"), {{{}, 50.0}, {{}, 120.0}}).finally(desk.panel.get(), [](const TaskInfo &) {});
            desk.settle();
            QVERIFY(bar.grab().toImage() != before);
        });
    }
    void heater() { runCheck(); }

    void detector_data()
    {
        checkTable();
        deskRow<Counter>("Counts are large, exposure comes first, and the trigger stands above both", [](Counter &desk) {
            QVERIFY(desk.shown<ui::ValueLabel>("counts readback").text().contains(QStringLiteral("42")));
            QCOMPARE(desk.rows(), (QStringList{QStringLiteral("d.exposure"), QStringLiteral("d.gain")}));
            QVERIFY(desk.panel->commands()->y() < desk.row("d.exposure").y());
        });
        deskRow<Counter>("The trigger shows its progress and is its Cancel", [](Counter &desk) {
            auto &trigger = *desk.panel->commands()->button(QStringLiteral("trigger"));
            QCOMPARE(desk.hand().readouts().progress(), -1);
            QTest::mouseClick(&trigger, Qt::LeftButton);
            desk.advance(550ms);
            desk.settle();
            QVERIFY2(desk.hand().readouts().progress() >= 40 && desk.hand().readouts().progress() <= 70, qPrintable(QString::number(desk.hand().readouts().progress())));
            QVERIFY2(desk.hand().readouts().remark().contains(QStringLiteral("exposure before")), qPrintable(desk.hand().readouts().remark()));
            QCOMPARE(trigger.text(), QStringLiteral("Cancel"));
            QTest::mouseClick(&trigger, Qt::LeftButton);
            desk.settle();
            QCOMPARE(desk.device->sent.last(), QStringLiteral("stop"));
            QCOMPARE(desk.hand().readouts().progress(), -1);
            QCOMPARE(desk.hand().readouts().remark(), QString());
        });
        deskRow<Counter>("An exposure that somebody else started shows its progress as well", [](Counter &desk) {
            desk.client->as(QStringLiteral("console")).call(desk.address("d.trigger"), {}).finally(desk.panel.get(), [](const TaskInfo &) {});
            desk.advance(450ms);
            desk.settle();
            QVERIFY(desk.hand().readouts().progress() > 0);
            desk.advance(2s);
            desk.settle();
            QCOMPARE(desk.hand().readouts().progress(), -1);
        });
        deskRow<Counter>("It says how old the last reading is", [](Counter &desk) {
            QCOMPARE(desk.hand().ageText(), QStringLiteral("just now"));
            desk.advance(14s);
            desk.device->setState(DeviceState::On); // something else changes
            desk.settle();
            QCOMPARE(desk.hand().ageText(), QStringLiteral("14 s ago"));
        });
    }
    void detector() { runCheck(); }

    void whoLacksSomethingGetsTheGeneratedPanel_data()
    {
        QTest::addColumn<QByteArray>("family");
        QTest::newRow("supply") << QByteArray("powersupply");
        QTest::newRow("temperature controller") << QByteArray("temperaturecontroller");
        QTest::newRow("detector") << QByteArray("detector");
        QTest::newRow("a family that nobody knows") << QByteArray("toaster");
    }
    void whoLacksSomethingGetsTheGeneratedPanel()
    {
        QFETCH(QByteArray, family);
        const FamilyDesk desk(family.constData(), [](KnobDevice &device) { device.addNumber("current", "A", 1, Access::ReadOnly); });
        QVERIFY(!desk.is("podium::ui::FamilyPanel"));
        QCOMPARE(desk.rows(), QStringList{QStringLiteral("d.current")});
    }

    void aStagePanelThatIsOpenedWhileLatchedBlocksItsAxes()
    {
        UiBench bench({QStringLiteral("s"), QStringLiteral("s/x")});
        bench.client->stopAll();
        bench.advance(2s);
        bench.settle();
        QVERIFY(bench.core.engine.gate()->isLatched());
        ui::StagePanel panel(*bench.views, *bench.client, QStringLiteral("s"));
        panel.show();
        bench.settle();
        const auto *axis = panel.row(QStringLiteral("s/x.position"));
        QVERIFY(axis);
        QVERIFY2(axis->editor()->blocked().contains(QStringLiteral("STOP ALL is latched")), qPrintable(axis->editor()->blocked()));
    }

    void whatMayBeMissingIsNotMissed()
    {
        const FamilyDesk desk("powersupply", [](KnobDevice &device) {
            device.addNumber("voltage", "V", 1);
            device.addNumber("current", "A", 1, Access::ReadOnly);
            auto output = device.spec("output", "");
            output.type = ParameterType::Text; // no switch, whatever its name
            device.add(output, QStringLiteral("front"));
        });
        QVERIFY(desk.is("podium::ui::SupplyPanel"));
        QCOMPARE(desk.rows(), (QStringList{QStringLiteral("d.voltage"), QStringLiteral("d.output")}));
        QVERIFY(!desk.row("d.output").switches());
    }

    void everyPanelFitsBetweenTheDocks_data()
    {
        QTest::addColumn<QByteArray>("family");
        QTest::addColumn<Equip>("equip");
        QTest::newRow("supply") << QByteArray("powersupply") << Equip(equipSupply);
        QTest::newRow("temperature controller") << QByteArray("temperaturecontroller") << Equip(equipHeater);
        QTest::newRow("supply with a hostile description") << QByteArray("powersupply") << Equip([](KnobDevice &device) {
            auto voltage = device.spec("voltage", "V");
            voltage.title = QString(5000, u'W');
            voltage.help = voltage.title;
            voltage.decimals = 9;
            voltage.deviceLimits = {-1e300, 1e300};
            device.add(voltage, Quantity(1.0 / 3, voltage.unit));
            auto current = device.spec("current", "A", Access::ReadOnly);
            current.title = QStringLiteral("<b>%1</b>\n\u202e");
            device.add(current, Quantity(-1e200, current.unit));
        });
        QTest::newRow("detector") << QByteArray("detector") << Equip(equipDetector);
    }
    void everyPanelFitsBetweenTheDocks()
    {
        QFETCH(QByteArray, family);
        QFETCH(Equip, equip);
        const FamilyDesk desk(family.constData(), equip);
        QVERIFY2(desk.panel->minimumSizeHint().width() <= 620, qPrintable(QString::number(desk.panel->minimumSizeHint().width())));
    }
};

PODIUM_TEST_MAIN(TstFamilyPanels)
#include "tst_familypanels.moc"
