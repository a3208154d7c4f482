// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/supplypanel.h"

#include "tests/support/testmain.h"
#include "tests/ui/familydesk.h"
#include "ui/panels/commandbar.h"
#include "ui/panels/computedvalue.h"
#include "ui/panels/deviceheader.h"
#include "ui/panels/readouts.h"
#include "ui/panels/switchbar.h"

using namespace podium;
using namespace podium::tests;

namespace
{
struct Supply : FamilyDesk {
    Supply() : FamilyDesk("powersupply", equipSupply) {}
    ui::SupplyPanel &hand() const { return static_cast<ui::SupplyPanel &>(*panel); }
    QString power() const { return shown<ui::ComputedValue>("Power, computed").text(); }
    ui::SwitchBar &output() const { return *row("d.output").switches(); }
};
} // namespace

/// The hand-made panel of power supplies.
class TstSupplyPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void supply_data()
    {
        checkTable();
        deskRow<Supply>("Everything that the generated panel has is there, what the family knows first", [](Supply &desk) {
            QVERIFY(desk.is("podium::ui::SupplyPanel"));
            QCOMPARE(desk.rows(), (QStringList{QStringLiteral("d.output"), QStringLiteral("d.voltage"), QStringLiteral("d.constant_current"), QStringLiteral("d.fan")}));
            QVERIFY(desk.panel->commands()->button(QStringLiteral("clear")));
            QVERIFY(desk.panel->header().stopButton());
            const auto &current = desk.shown<ui::ValueLabel>("current readback");
            QVERIFY2(current.text().contains(QStringLiteral("500.000 mA")), qPrintable(current.text()));
            QVERIFY(current.height() > desk.row("d.fan").readback()->height() * 4 / 3);
        });
        deskRow<Supply>("The power follows from both readings, in their own units", [](Supply &desk) {
            QCOMPARE(desk.power(), QStringLiteral("2.500 W"));
            desk.device->say("voltage", 10);
            desk.settle();
            QCOMPARE(desk.power(), QStringLiteral("5.000 W"));
        });
        deskRow<Supply>("There is no power while a reading is not valid", [](Supply &desk) {
            for (const auto quality : {Quality::Stale, Quality::Invalid, Quality::Lost})
                for (const auto *name : {"voltage", "current"}) {
                    desk.device->spoil(name, quality);
                    desk.settle();
                    QCOMPARE(desk.power(), QStringLiteral("\u2013"));
                    desk.device->say(name, 1);
                    desk.settle();
                    QVERIFY(desk.power() != QStringLiteral("\u2013"));
                }
        });
        deskRow<Supply>("What holds the output is told only while that is known", [](Supply &desk) {
            QCOMPARE(desk.hand().readouts().remark(), QStringLiteral("constant voltage"));
            desk.device->say("constant_current", Value(true));
            desk.settle();
            QVERIFY2(desk.hand().readouts().remark().startsWith(QStringLiteral("constant current")), qPrintable(desk.hand().readouts().remark()));
            desk.device->spoil("constant_current", Quality::Invalid);
            desk.settle();
            QCOMPARE(desk.hand().readouts().remark(), QString());
            desk.device->say("constant_current", Value(true));
            desk.device->say("output", Value(false));
            desk.settle();
            QCOMPARE(desk.hand().readouts().remark(), QString());
        });
        deskRow<Supply>("While it ramps, it says where to", [](Supply &desk) {
            desk.client->write(desk.address("d.voltage"), Quantity::parse(QStringLiteral("12 V"))).finally(desk.panel.get(), [](const TaskInfo &) {});
            desk.settle();
            desk.device->setState(DeviceState::Ramping);
            desk.settle();
            QCOMPARE(desk.hand().readouts().remark(), QStringLiteral("ramping to 12.000 V"));
        });
        deskRow<Supply>("On and off are two buttons; on is no choice while it is known to be on", [](Supply &desk) {
            QVERIFY(!desk.row("d.output").editor()->isVisible());
            QVERIFY(!desk.output().onButton().isEnabled());
            QVERIFY(desk.output().onButton().accessibleDescription().contains(QStringLiteral("on already")));
            QTest::mouseClick(&desk.output().offButton(), Qt::LeftButton);
            desk.settle();
            QCOMPARE(desk.device->sent, QStringList{QStringLiteral("output off")});
            desk.device->say("output", Value(false));
            desk.advance(1s);
            desk.settle();
            QVERIFY(desk.output().onButton().isEnabled());
            desk.output().onButton().setFocus();
            QTest::keyClick(&desk.output().onButton(), Qt::Key_Space);
            desk.settle();
            QCOMPARE(desk.device->sent.last(), QStringLiteral("output on"));
        });
        deskRow<Supply>("Off can be pressed whatever the reading is worth", [](Supply &desk) {
            desk.device->say("output", Value(false));
            desk.settle();
            QVERIFY(desk.output().offButton().isEnabled());
            desk.device->spoil("output", Quality::Invalid);
            desk.settle();
            QVERIFY(desk.output().offButton().isEnabled());
            QVERIFY(desk.output().onButton().isEnabled());
        });
        deskRow<Supply>("The pressed button is the Cancel of what it started", [](Supply &desk) {
            desk.device->writeTime = 5s;
            QTest::mouseClick(&desk.output().offButton(), Qt::LeftButton);
            desk.settle();
            QCOMPARE(desk.output().offButton().text(), QStringLiteral("Cancel"));
            QCOMPARE(desk.output().onButton().text(), QStringLiteral("Switch on"));
            QTest::mouseClick(&desk.output().offButton(), Qt::LeftButton);
            desk.settle();
            QVERIFY(!desk.output().offButton().isBusy());
            QVERIFY2(desk.row("d.output").message().text().contains(QStringLiteral("cancelled")), qPrintable(desk.row("d.output").message().text()));
        });
        deskRow<Supply>("Off ends an on that hangs, and goes out at once", [](Supply &desk) {
            desk.device->say("output", Value(false));
            desk.device->writeTime = 60s;
            desk.settle();
            QTest::mouseClick(&desk.output().onButton(), Qt::LeftButton);
            desk.settle();
            QVERIFY(desk.output().onButton().isBusy());
            QTest::mouseClick(&desk.output().offButton(), Qt::LeftButton);
            for (int i = 0; i < 10; ++i)
                desk.settle();
            QVERIFY2(desk.device->sent.contains(QStringLiteral("output off")), qPrintable(desk.device->sent.join(u' ')));
            QVERIFY(!desk.output().onButton().isBusy());
            QVERIFY(desk.output().offButton().isBusy());
        });
        deskRow<Supply>("Off does not push aside what somebody else does", [](Supply &desk) {
            desk.device->say("output", Value(false));
            desk.device->writeTime = 60s;
            desk.settle();
            desk.client->as(QStringLiteral("console")).write(desk.address("d.output"), true).finally(desk.panel.get(), [](const TaskInfo &) {});
            desk.settle();
            QTest::mouseClick(&desk.output().offButton(), Qt::LeftButton);
            desk.settle();
            QVERIFY2(desk.row("d.output").message().text().contains(QStringLiteral("locked by task")), qPrintable(desk.row("d.output").message().text()));
            QVERIFY(!desk.output().offButton().isBusy());
            QCOMPARE(desk.device->sent, QStringList{QStringLiteral("output on")});
        });
        deskRow<Supply>("Protected, both buttons say why", [](Supply &desk) {
            desk.client->setProtection(QStringLiteral("d"), QStringLiteral("output"), {Protection::Kind::Plain, QStringLiteral("tester"), {}})
                .finally(desk.panel.get(), [](const TaskInfo &) {});
            desk.settle();
            for (auto *button : {&desk.output().onButton(), &desk.output().offButton()}) {
                QVERIFY(!button->isEnabled());
                QVERIFY2(button->toolTip().contains(QStringLiteral("write-protected by tester")), qPrintable(button->toolTip()));
            }
        });
    }
    void supply() { runCheck(); }
};

PODIUM_TEST_MAIN(TstSupplyPanel)
#include "tst_supplypanel.moc"
