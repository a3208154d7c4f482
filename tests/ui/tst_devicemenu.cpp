// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testmain.h"
#include "tests/ui/treedesk.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QSignalSpy>

using namespace podium;
using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
const auto axisX = QStringLiteral("Motor stage/x");
const auto axisY = QStringLiteral("Motor stage/y");
const auto pump = QStringLiteral("Motor pump");

/// A tree whose menu is opened by the mouse, and clicked.
struct MenuDesk : TreeDesk {
    using TreeDesk::TreeDesk;

    QMenu &rightClick(const QString &title)
    {
        QTest::mouseClick(tree->windowHandle(), Qt::RightButton, {}, tree->view().viewport()->mapTo(tree.get(), placeOf(title)));
        return popup();
    }
    static QMenu &popup()
    {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        if (!menu)
            qFatal("no menu opened");
        return *menu;
    }
    void select(const QString &title, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseClick(tree->view().viewport(), Qt::LeftButton, modifiers, placeOf(title));
    }
    static QAction &entry(QMenu &menu, const QString &text)
    {
        QStringList texts;
        for (auto *known : menu.actions()) {
            if (known->text() == text)
                return *known;
            texts << known->text();
        }
        qFatal("no entry %s among %s", qPrintable(text), qPrintable(texts.join(u'|')));
    }
    void choose(QMenu &menu, const QString &text)
    {
        QTest::mouseClick(&menu, Qt::LeftButton, {}, menu.actionGeometry(&entry(menu, text)).center());
        QVERIFY(!QApplication::activePopupWidget());
        settle();
    }
    QStringList sent(const char *name) { return device(QString::fromLatin1(name)).sent; }
};

void menu(const char *sentence, void (*body)(MenuDesk &))
{
    check(sentence, [body] {
        MenuDesk desk;
        body(desk);
    });
}

QStringList devices(const QSignalSpy &asked)
{
    QStringList devices;
    for (const auto &signal : asked)
        devices << signal.first().toString();
    return devices;
}
} // namespace

/// The context menu of the tree, opened and clicked as an operator does.
class TstDeviceMenu : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void entries_data()
    {
        checkTable();
        menu("It opens the panel, here or in a window of its own", [](MenuDesk &desk) {
            QSignalSpy panels(desk.tree.get(), &ui::DeviceTree::panelRequested);
            QSignalSpy windows(desk.tree.get(), &ui::DeviceTree::windowRequested);
            desk.choose(desk.rightClick(pump), QStringLiteral("Open panel"));
            QCOMPARE(devices(panels), QStringList{QStringLiteral("pump")});
            QVERIFY(windows.isEmpty());
            desk.choose(desk.rightClick(axisX), QStringLiteral("Open in own window"));
            QCOMPARE(devices(windows), QStringList{QStringLiteral("stage/x")});
            QCOMPARE(panels.size(), 1);
        });
        menu("Stop stops this device and no other", [](MenuDesk &desk) {
            desk.choose(desk.rightClick(pump), QStringLiteral("Stop"));
            QCOMPARE(desk.sent("pump"), QStringList{QStringLiteral("stop")});
            QVERIFY(desk.sent("stage/x").isEmpty());
        });
        menu("Copy address copies it", [](MenuDesk &desk) {
            desk.choose(desk.rightClick(axisX), QStringLiteral("Copy address"));
            QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("stage/x"));
        });
        menu("Write-protect is put on and taken off", [](MenuDesk &desk) {
            desk.choose(desk.rightClick(pump), QStringLiteral("Write-protect"));
            QVERIFY(desk.device(QStringLiteral("pump")).protection().isOn());
            QVERIFY(desk.toolTip(pump).contains(QStringLiteral("write-protected by operator")));
            desk.choose(desk.rightClick(pump), QStringLiteral("Write-protect"));
            QVERIFY(!desk.device(QStringLiteral("pump")).protection().isOn());
        });
        menu("Who holds the lock is told, and its task is shown", [](MenuDesk &desk) {
            QSignalSpy asked(desk.tree.get(), &ui::DeviceTree::taskRequested);
            const auto task = desk.client->move(desk.address("pump.position"), Quantity(90, desk.mm), MoveKind::Absolute);
            task.finally(desk.tree.get(), [](const TaskInfo &) {});
            desk.advance(200ms);
            desk.settle();
            auto &opened = desk.rightClick(pump);
            const auto text = QStringLiteral("Show task %1, which holds the lock").arg(task.id());
            QVERIFY2(MenuDesk::entry(opened, text).toolTip().contains(QStringLiteral("move pump.position")),
                     qPrintable(MenuDesk::entry(opened, text).toolTip()));
            desk.choose(opened, text);
            QCOMPARE(asked.value(0).value(0).value<TaskId>(), task.id());
            task.cancel();
            desk.advance(2s);
            desk.settle();
            auto &again = desk.rightClick(pump);
            for (const auto *known : again.actions())
                QVERIFY(!known->text().contains(QStringLiteral("lock")));
            again.close();
        });
        menu("Of several chosen ones it means all, from top to bottom", [](MenuDesk &desk) {
            QSignalSpy panels(desk.tree.get(), &ui::DeviceTree::panelRequested);
            desk.select(pump);
            desk.select(axisX, Qt::ControlModifier);
            auto &opened = desk.rightClick(pump);
            desk.choose(opened, QStringLiteral("Open 2 panels"));
            QCOMPARE(devices(panels), (QStringList{QStringLiteral("stage/x"), QStringLiteral("pump")}));
            desk.choose(desk.rightClick(axisX), QStringLiteral("Copy 2 addresses"));
            QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("stage/x\npump"));
            desk.choose(desk.rightClick(axisX), QStringLiteral("Stop 2 devices"));
            QCOMPARE(desk.sent("pump"), QStringList{QStringLiteral("stop")});
            QCOMPARE(desk.sent("stage/x"), QStringList{QStringLiteral("stop")});
            QVERIFY(desk.sent("stage/y").isEmpty());
        });
        menu("A right click beside the chosen ones means the row under the pointer", [](MenuDesk &desk) {
            desk.select(pump);
            desk.select(axisX, Qt::ControlModifier);
            desk.choose(desk.rightClick(axisY), QStringLiteral("Stop"));
            QVERIFY(desk.sent("pump").isEmpty());
            QCOMPARE(desk.sent("stage/y"), QStringList{QStringLiteral("stop")});
        });
        menu("The menu of a group means its devices; what cannot stop is left out", [](MenuDesk &desk) {
            auto &opened = desk.rightClick(QStringLiteral("Devices"));
            QVERIFY(MenuDesk::entry(opened, QStringLiteral("Stop 4 devices")).isEnabled());
            opened.close();
            desk.tree->view().selectAll();
            auto &all = desk.rightClick(pump);
            MenuDesk::entry(all, QStringLiteral("Open 5 panels"));
            MenuDesk::entry(all, QStringLiteral("Stop 4 devices"));
            all.close();
        });
        menu("What cannot stop, and what is not there, says so", [](MenuDesk &desk) {
            auto &opened = desk.rightClick(QStringLiteral("camera"));
            const auto &stop = MenuDesk::entry(opened, QStringLiteral("Stop"));
            QVERIFY(!stop.isEnabled() && stop.toolTip().contains(QStringLiteral("nothing that could be stopped")));
            const auto &protect = MenuDesk::entry(opened, QStringLiteral("Write-protect"));
            QVERIFY(!protect.isEnabled() && protect.toolTip().contains(QStringLiteral("could not be made")));
            opened.close();
            QVERIFY(!desk.tree->makeMenu({QStringLiteral("nobody")}));
        });
        check("More than eight windows at once are refused with the reason", [] {
            QStringList many;
            for (int i = 10; i < 19; ++i)
                many << QStringLiteral("m%1").arg(i);
            MenuDesk desk(many);
            auto &opened = desk.rightClick(QStringLiteral("Devices"));
            const auto &windows = MenuDesk::entry(opened, QStringLiteral("Open in 9 own windows"));
            QVERIFY(!windows.isEnabled() && windows.toolTip().contains(QStringLiteral("Not more than 8")));
            opened.close();
        });
        check("Keys open as many at once as the menu does, and more are refused with the reason", [] {
            QStringList many;
            for (int i = 10; i < 51; ++i)
                many << QStringLiteral("m%1").arg(i);
            MenuDesk desk(many);
            QSignalSpy panels(desk.tree.get(), &ui::DeviceTree::panelRequested);
            QSignalSpy windows(desk.tree.get(), &ui::DeviceTree::windowRequested);
            QSignalSpy failed(desk.tree.get(), &ui::DeviceTree::failed);
            auto &view = desk.tree->view();
            const auto choose = [&](int last) {
                view.selectionModel()->clear();
                for (int i = 10; i <= last; ++i)
                    view.selectionModel()->select(desk.find(QStringLiteral("Motor m%1").arg(i)), QItemSelectionModel::Select | QItemSelectionModel::Rows);
                view.selectionModel()->setCurrentIndex(desk.find(QStringLiteral("Motor m10")), QItemSelectionModel::NoUpdate);
            };
            choose(50);
            QTest::keyClick(&view, Qt::Key_Return);
            QVERIFY(panels.isEmpty());
            QVERIFY2(failed.value(0).value(0).toString().contains(QStringLiteral("Not more than 40 panels")), qPrintable(failed.value(0).value(0).toString()));
            choose(49);
            QTest::keyClick(&view, Qt::Key_Return);
            QCOMPARE(panels.size(), 40);
            choose(18);
            QTest::keyClick(&view, Qt::Key_Return, Qt::ControlModifier);
            QVERIFY(windows.isEmpty());
            QCOMPARE(failed.size(), 2);
            choose(17);
            QTest::keyClick(&view, Qt::Key_Return, Qt::ControlModifier);
            QCOMPARE(windows.size(), 8);
            auto &opened = desk.rightClick(QStringLiteral("Devices"));
            const auto &entry = MenuDesk::entry(opened, QStringLiteral("Open 41 panels"));
            QVERIFY(!entry.isEnabled() && entry.toolTip().contains(QStringLiteral("Not more than 40")));
            opened.close();
        });
        menu("The Menu key opens it for the current row", [](MenuDesk &desk) {
            desk.tree->view().setFocus();
            desk.tree->view().setCurrentIndex(desk.find(pump));
            auto &view = desk.tree->view();
            const auto place = view.inputMethodQuery(Qt::ImCursorRectangle).toRect().center(); // as Qt does for the Menu key
            QContextMenuEvent event(QContextMenuEvent::Keyboard, place, view.mapToGlobal(place));
            QApplication::sendEvent(&view, &event);
            desk.choose(MenuDesk::popup(), QStringLiteral("Stop"));
            QCOMPARE(desk.sent("pump"), QStringList{QStringLiteral("stop")});
        });
    }
    void entries() { runCheck(); }
};

PODIUM_TEST_MAIN(TstDeviceMenu)
#include "tst_devicemenu.moc"
