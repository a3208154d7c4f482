// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/interlock.h"
#include "tests/support/testmain.h"
#include "tests/ui/menukey.h"
#include "tests/ui/stubbornholder.h"
#include "tests/ui/whydesk.h"
#include "tests/ui/windowdesk.h"
#include "ui/errors/errorpanel.h"
#include "ui/log/logmodel.h"
#include "ui/panels/commandbar.h"
#include "ui/panels/deviceheader.h"
#include "ui/panels/devicepanel.h"
#include "ui/panels/panelarea.h"
#include "ui/panels/protectionbutton.h"
#include "ui/panels/tweakbar.h"
#include "ui/tasks/taskpanel.h"
#include "ui/tree/devicetree.h"

#include <QComboBox>
#include <QSignalSpy>

using namespace podium;
using namespace podium::tests;

/// What is blocked explains itself, and leads to what ends it.
class TstWhyBlocked : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void blocked_data()
    {
        checkTable();
        desk("A latched row offers the reset and nothing else", [](WhyDesk &desk) {
            desk.row->setLatched(true, QStringLiteral("operator"));
            QSignalSpy wanted(desk.row.get(), &ui::ParameterRow::remedyRequested);
            desk.pass(3s);
            desk.openByMouse();
            QVERIFY2(desk.told().contains(QStringLiteral("STOP ALL is latched by operator")), qPrintable(desk.told()));
            QVERIFY2(desk.told().contains(QStringLiteral("Since 3 s.")), qPrintable(desk.told()));
            QCOMPARE(desk.offered(), QStringList{QStringLiteral("Reset after STOP ALL")});
            desk.choose("Reset");
            QCOMPARE(wanted.size(), 1);
            QCOMPARE(wanted.first().first().value<ui::Remedy>(), ui::Remedy::ResetStop);
        });
        desk("A protection of a parameter or of its device is taken off in place", [](WhyDesk &desk) {
            desk.device().position().setProtection({Protection::Kind::Plain, QStringLiteral("somebody"), QStringLiteral("aligned")});
            desk.device().setProtection({Protection::Kind::Plain, QStringLiteral("a guest"), {}});
            desk.settle();
            desk.openByMouse();
            QVERIFY2(desk.told().contains(QStringLiteral("m is write-protected by a guest")), qPrintable(desk.told()));
            QCOMPARE(desk.offered(), QStringList{QStringLiteral("Take the protection off")});
            desk.choose("Take the protection off");
            QVERIFY(!desk.device().protection().isOn());
            QVERIFY(desk.device().position().protection().isOn());
            desk.openByMouse();
            QVERIFY2(desk.told().contains(QStringLiteral("m.position is write-protected by somebody (aligned)")), qPrintable(desk.told()));
            desk.choose("Take the protection off");
            QVERIFY(!desk.device().position().protection().isOn());
            QVERIFY(!desk.why().isVisible());
        });
        desk("A permanent protection says by whom, and offers nothing", [](WhyDesk &desk) {
            desk.device().setProtection({Protection::Kind::Permanent, QStringLiteral("the bench file"), {}});
            desk.settle();
            desk.openByMouse();
            QVERIFY2(desk.told().contains(QStringLiteral("by the bench file until the program ends")), qPrintable(desk.told()));
            QCOMPARE(desk.offered(), QStringList());
        });
        desk("What is not connected or in fault says where to look, and pretends no remedy", [](WhyDesk &desk) {
            QSignalSpy wanted(desk.row.get(), &ui::ParameterRow::remedyRequested);
            desk.device().setState(DeviceState::Fault, QStringLiteral("follower error"));
            desk.settle();
            desk.openByMouse();
            QVERIFY2(desk.told().contains(QStringLiteral("fault (follower error)")), qPrintable(desk.told()));
            QCOMPARE(desk.offered(), (QStringList{QStringLiteral("Show m in the tree"), QStringLiteral("Show its errors")}));
            desk.choose("Show m in the tree");
            desk.device().setState(DeviceState::Disconnected, QStringLiteral("cable out"));
            desk.settle();
            desk.openByMouse();
            QVERIFY2(desk.told().contains(QStringLiteral("not connected (cable out)")), qPrintable(desk.told()));
            desk.choose("Show its errors");
            QCOMPARE(wanted.size(), 2);
            QCOMPARE(wanted[0][0].value<ui::Remedy>(), ui::Remedy::ShowInTree);
            QCOMPARE(wanted[1][0].value<ui::Remedy>(), ui::Remedy::ShowErrors);
            QCOMPARE(wanted[1][1].toString(), QStringLiteral("m"));
        });
        desk("A blocked row with a lock offers what the block needs, and tells of the lock, too", [](WhyDesk &desk) {
            desk.hold();
            desk.device().position().setProtection({Protection::Kind::Plain, QStringLiteral("somebody"), {}});
            desk.settle();
            desk.openByMouse();
            QVERIFY2(desk.told().contains(QStringLiteral("locked by task")), qPrintable(desk.told()));
            QCOMPARE(desk.offered(), QStringList{QStringLiteral("Take the protection off")});
        });
        desk("A blocked field keeps the focus, and is explained by key, tooltip, status tip and description", [](WhyDesk &desk) {
            desk.type(QStringLiteral("10"));
            desk.device().setState(DeviceState::Disconnected, QStringLiteral("cable out"));
            desk.settle();
            QVERIFY(desk.field().hasFocus());
            QVERIFY(desk.row->editor()->isEdited());
            const auto reason = QStringLiteral("not connected (cable out)");
            for (auto *widget : {&desk.field(), static_cast<QWidget *>(desk.row->applyButton()), static_cast<QWidget *>(&desk.why())}) {
                QVERIFY2(widget->accessibleDescription().contains(reason), qPrintable(widget->accessibleName()));
                QVERIFY2(widget->statusTip().contains(reason), qPrintable(widget->accessibleName()));
                QVERIFY2(widget->toolTip().contains(reason), qPrintable(widget->accessibleName()));
            }
            QVERIFY(desk.why().isEnabled());
            QTest::keyClick(&desk.field(), Qt::Key_F1, Qt::ShiftModifier);
            QVERIFY(desk.menu() && desk.menu()->isVisible());
            QVERIFY2(desk.menu()->accessibleName().contains(reason), qPrintable(desk.menu()->accessibleName()));
        });
        desk("A right click on a disabled button of the row explains it", [](WhyDesk &desk) {
            desk.device().setState(DeviceState::Fault, QStringLiteral("follower error"));
            desk.settle();
            auto *tweak = desk.row->tweaks()->findChild<QToolButton *>();
            QVERIFY(!tweak->isEnabled());
            QTest::mouseClick(desk.row->windowHandle(), Qt::RightButton, {}, tweak->mapTo(desk.row.get(), tweak->rect().center()));
            QVERIFY(desk.menu() && desk.menu()->isVisible());
            QVERIFY2(desk.told().contains(QStringLiteral("follower error")), qPrintable(desk.told()));
        });
        deskOf("m.mode", "A blocked choice keeps the focus, and neither key, click nor wheel changes it", [](WhyDesk &desk) {
            auto &box = static_cast<QComboBox &>(desk.field());
            const auto before = box.currentIndex();
            desk.field().setFocus();
            QTest::mouseClick(desk.row->protection(), Qt::LeftButton);
            desk.settle();
            QVERIFY(desk.device().named("mode").protection().isOn());
            QVERIFY(desk.field().hasFocus());
            QTest::keyClick(&desk.field(), Qt::Key_Down);
            QTest::keyClick(&desk.field(), Qt::Key_F4);
            QTest::keyClick(&desk.field(), Qt::Key_Down, Qt::AltModifier);
            QTest::mouseClick(&desk.field(), Qt::LeftButton);
            QVERIFY(!box.view()->isVisible());
            QCOMPARE(box.currentIndex(), before);
            desk.openByKey();
            QVERIFY2(desk.told().contains(QStringLiteral("m.mode is write-protected by operator")), qPrintable(desk.told()));
        });
    }
    void blocked() { runCheck(); }

    void window_data()
    {
        checkTable();
        desk("The reset of a panel is that of the tool bar: it ends the latch, and the panel is free", [](WindowDesk &desk) {
            auto &panel = open(desk);
            desk.client->stopAll();
            desk.advance(2s);
            desk.settle();
            QVERIFY(desk.core.engine.gate()->isLatched());
            auto &why = *panel.rows().front()->why();
            QVERIFY(why.isVisible());
            choose(desk, why, "Reset");
            QVERIFY(!desk.core.engine.gate()->isLatched());
            QVERIFY(!why.isVisible());
        });
        desk("While a stop is not confirmed, that reset shows the stops and resets nothing", [](WindowDesk &desk) {
            auto &panel = open(desk);
            desk.move();
            desk.a().ignoresStop = true;
            desk.client->stopAll();
            desk.advance(300ms);
            desk.settle();
            desk.dock("stopsDock").hide();
            choose(desk, *panel.rows().front()->why(), "Reset");
            QVERIFY(desk.core.engine.gate()->isLatched());
            QVERIFY(desk.dock("stopsDock").isVisible());
        });
        desk("Show leads to the task, to the device in the tree, and to its errors", [](WindowDesk &desk) {
            auto &panel = open(desk);
            desk.dock("tasksDock").hide();
            desk.dock("devicesDock").hide();
            const auto task = desk.move();
            choose(desk, *panel.rows().front()->why(), "Show task");
            QVERIFY(desk.dock("tasksDock").isVisible());
            QCOMPARE(desk.window->tasks().cancelTarget(), task.id());
            task.cancel();
            desk.advance(1s);
            desk.a().setState(DeviceState::Fault, QStringLiteral("follower error"));
            desk.settle();
            auto &tree = *desk.window->findChild<ui::DeviceTree *>();
            tree.filter().setText(QStringLiteral("Motor b"));
            choose(desk, *panel.rows().front()->why(), "Show a in the tree");
            QVERIFY(desk.dock("devicesDock").isVisible());
            QCOMPARE(tree.view().currentIndex().data(ui::DeviceTreeModel::DeviceRole).toString(), QStringLiteral("a"));
            desk.window->log().add(ui::LogLevel::Error, QStringLiteral("b"), QStringLiteral("something else"));
            desk.window->log().add(ui::LogLevel::Error, QStringLiteral("a"), QStringLiteral("the encoder is dirty"));
            desk.settle();
            choose(desk, *panel.rows().front()->why(), "Show its errors");
            auto &errors = *desk.window->findChild<ui::ErrorPanel *>();
            QVERIFY(errors.isVisible());
            QVERIFY2(errors.details().contains(QStringLiteral("the encoder is dirty")), qPrintable(errors.details()));
        });
        desk("What an interlock refuses leads to the device that it depends on", [](WindowDesk &desk) {
            const auto lookup = [&desk](const Address &address) { return &desk.core.bench.parameter(address); };
            desk.core.bench.interlocks().add({QStringLiteral("a.velocity"), InterlockCondition::parse(QStringLiteral("b.counts > 3"), lookup),
                                              QStringLiteral("the beam is off")});
            auto &row = *open(desk).rows()[1];
            auto &line = static_cast<QLineEdit &>(*row.editor()->field());
            line.setFocus();
            line.selectAll();
            QTest::keyClicks(&line, QStringLiteral("20"));
            QTest::keyClick(&line, Qt::Key_Return);
            desk.settle();
            QVERIFY2(row.message().text().contains(QStringLiteral("the beam is off")), qPrintable(row.message().text()));
            const auto offers = row.message().findChildren<QPushButton *>();
            QCOMPARE(offers.size(), 1);
            QTest::mouseClick(offers.front(), Qt::LeftButton);
            const auto &tree = *desk.window->findChild<ui::DeviceTree *>();
            QCOMPARE(tree.view().currentIndex().data(ui::DeviceTreeModel::DeviceRole).toString(), QStringLiteral("b"));
        });
        desk("A panel protects its device as a whole, and one parameter, by mouse and by key", [](WindowDesk &desk) {
            auto &panel = open(desk);
            auto *device = panel.header().protection();
            QTest::mouseClick(device, Qt::LeftButton);
            desk.settle();
            QVERIFY(desk.a().protection().isOn());
            QVERIFY2(device->accessibleDescription().contains(QStringLiteral("by operator")), qPrintable(device->accessibleDescription()));
            for (auto *row : panel.rows())
                if (row->editor())
                    QVERIFY(row->editor()->blocked().contains(QStringLiteral("a is write-protected")));
            device->setFocus();
            QTest::keyClick(device, Qt::Key_Space);
            desk.settle();
            QVERIFY(!desk.a().protection().isOn());
            auto *first = panel.rows().front()->protection();
            first->setFocus();
            QTest::keyClick(first, Qt::Key_Space);
            desk.settle();
            QVERIFY(desk.a().position().protection().isOn());
            QVERIFY(!desk.a().protection().isOn());
            QVERIFY(panel.rows()[1]->editor()->blocked().isEmpty());
            QTest::mouseClick(first, Qt::LeftButton);
            desk.settle();
            QVERIFY(!desk.a().position().protection().isOn());
        });
        desk("The menus of the head and of a free command have what the panel offers, whatever is blocked", [](WindowDesk &desk) {
            auto &panel = open(desk);
            const auto offersClose = [&](QWidget &asked, const QWidget &owner) {
                pressMenuKey(asked);
                const auto *menu = owner.findChild<QMenu *>(QString(), Qt::FindDirectChildrenOnly);
                return menu && menu->isVisible() && menu->actions().last()->text() == QStringLiteral("&Close panel");
            };
            desk.client->stopAll();
            desk.advance(2s);
            desk.settle();
            auto &beep = *panel.commands()->button(QStringLiteral("beep"));
            QVERIFY(beep.isEnabled() && panel.commands()->why().hasWhy());
            QVERIFY(offersClose(beep, panel));
            panel.findChild<QMenu *>(QString(), Qt::FindDirectChildrenOnly)->close();
            desk.a().setState(DeviceState::Disconnected, QStringLiteral("cable out"));
            desk.settle();
            QVERIFY(offersClose(panel.header(), panel.header().why()));
        });
        desk("What is protected until the program ends cannot be toggled, and says by whom", [](WindowDesk &desk) {
            auto &panel = open(desk);
            desk.a().setProtection({Protection::Kind::Permanent, QStringLiteral("the bench file"), {}});
            desk.settle();
            QVERIFY(!panel.header().protection()->isEnabled());
            QVERIFY(panel.header().protection()->toolTip().contains(QStringLiteral("the bench file until the program ends")));
        });
        desk("Shift+F1 at the head of a panel tells of the device's lock", [](WindowDesk &desk) {
            auto &panel = open(desk);
            StubbornHolder holder(desk, desk.a().lockable());
            desk.settle();
            QVERIFY(panel.header().why().isVisible());
            panel.header().stopButton()->setFocus();
            QTest::keyClick(panel.header().stopButton(), Qt::Key_F1, Qt::ShiftModifier);
            QVERIFY(panel.header().why().menuShown() && panel.header().why().menuShown()->isVisible());
        });
    }
    void window() { runCheck(); }

private:
    static ui::DevicePanel &open(WindowDesk &desk)
    {
        desk.window->panels().open(QStringLiteral("a"));
        desk.window->activateWindow();
        if (!QTest::qWaitForWindowActive(desk.window.get()))
            qFatal("the window did not become active");
        desk.settle();
        return *desk.window->panels().panel(QStringLiteral("a"));
    }
    static void choose(WindowDesk &desk, ui::WhyButton &why, const char *start)
    {
        QTest::mouseClick(&why, Qt::LeftButton);
        auto *menu = why.menuShown();
        QVERIFY(menu && menu->isVisible());
        for (auto *action : menu->actions())
            if (action->text().startsWith(QLatin1String(start))) {
                QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
                desk.settle();
                return;
            }
        QFAIL(start);
    }
};

PODIUM_TEST_MAIN(TstWhyBlocked)
#include "tst_whyblocked.moc"
