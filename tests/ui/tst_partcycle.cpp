// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/checks.h"
#include "tests/support/testmain.h"
#include "tests/ui/windowdesk.h"
#include "ui/panels/devicepanel.h"
#include "ui/panels/panelarea.h"
#include "ui/stop/stopbar.h"
#include "ui/stop/stopmonitor.h"
#include "ui/tree/devicetree.h"

#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QTreeView>

using namespace podium;
using namespace podium::tests;

namespace
{
/// Presses it in the window that has the keyboard.
void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QTest::keyClick(QGuiApplication::focusWindow(), Qt::Key(key), modifiers);
}

bool hasKeyboard(const QWidget &part) { return part.isAncestorOf(QApplication::focusWidget()) || &part == QApplication::focusWidget(); }

/// A row on a window that has the keyboard, in its first part.
void part(const char *sentence, void (*body)(WindowDesk &))
{
    check(sentence, [body] {
        WindowDesk desk;
        desk.window->panels().open(QStringLiteral("a"));
        desk.settle();
        desk.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(desk.window.get()));
        press(Qt::Key_1, Qt::AltModifier);
        QVERIFY(hasKeyboard(desk.dock("devicesDock")));
        body(desk);
    });
}
} // namespace

class TstPartCycle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parts_data()
    {
        checkTable();
        part("F6 goes to the next part, Shift+F6 to the one before, both round the end", [](WindowDesk &desk) {
            const auto task = desk.move(); // without one nothing in the toolbar but STOP ALL could take the keyboard
            press(Qt::Key_F6);
            QVERIFY(hasKeyboard(desk.window->panels()));
            press(Qt::Key_F6, Qt::ShiftModifier);
            QVERIFY(hasKeyboard(desk.dock("devicesDock")));
            press(Qt::Key_F6, Qt::ShiftModifier);
            QVERIFY(hasKeyboard(desk.bar("mainToolBar")));
            press(Qt::Key_F6);
            QVERIFY(hasKeyboard(desk.dock("devicesDock")));
        });
        part("In the toolbar Cancel gets the keyboard, never STOP ALL, which is one Tab away", [](WindowDesk &desk) {
            auto &stop = desk.bar("mainToolBar").findChild<ui::StopBar *>()->button();
            press(Qt::Key_9, Qt::AltModifier);
            QVERIFY(!stop.hasFocus());
            press(Qt::Key_1, Qt::AltModifier);
            press(Qt::Key_F6, Qt::ShiftModifier);
            QVERIFY(!hasKeyboard(desk.bar("mainToolBar"))); // there is nothing to cancel, and nothing to reset
            const auto task = desk.move();
            press(Qt::Key_9, Qt::AltModifier);
            QVERIFY(hasKeyboard(desk.bar("mainToolBar")));
            QVERIFY(!stop.hasFocus());
            press(Qt::Key_Tab, Qt::ShiftModifier);
            QVERIFY(stop.hasFocus());
            press(Qt::Key_1, Qt::AltModifier);
            press(Qt::Key_9, Qt::AltModifier);
            QVERIFY(hasKeyboard(desk.bar("mainToolBar")));
            QVERIFY(!stop.hasFocus()); // it had the keyboard there last
            press(Qt::Key_Space);
            desk.advance(2s);
            QVERIFY(!desk.window->stops().isLatched());
            QCOMPARE(task.info().outcome, Outcome::Cancelled);
        });
        part("A dock behind another tab comes to the front", [](WindowDesk &desk) {
            auto &errors = desk.dock("errorsDock");
            QVERIFY(errors.visibleRegion().isEmpty());
            press(Qt::Key_6, Qt::AltModifier);
            desk.settle();
            QVERIFY(hasKeyboard(errors));
            QVERIFY(!errors.visibleRegion().isEmpty());
        });
        part("F6 leaves out a closed dock, its own key opens it", [](WindowDesk &desk) {
            press(Qt::Key_3, Qt::AltModifier);
            QVERIFY(hasKeyboard(desk.dock("tasksDock")));
            desk.dock("locksDock").close();
            press(Qt::Key_F6);
            QVERIFY(hasKeyboard(desk.dock("logDock")));
            press(Qt::Key_4, Qt::AltModifier);
            QVERIFY(desk.dock("locksDock").isVisible());
            QVERIFY(hasKeyboard(desk.dock("locksDock")));
        });
        part("A floating dock gets the keyboard, and gives it back", [](WindowDesk &desk) {
            auto &tasks = desk.dock("tasksDock");
            tasks.setFloating(true);
            desk.settle();
            press(Qt::Key_3, Qt::AltModifier);
            QVERIFY(QTest::qWaitForWindowActive(&tasks));
            QVERIFY(hasKeyboard(tasks));
            press(Qt::Key_F6, Qt::ShiftModifier);
            QVERIFY(QTest::qWaitForWindowActive(desk.window.get()));
            QVERIFY(hasKeyboard(desk.window->panels()));
        });
        part("A part gives the keyboard back to what had it there, unless that cannot take it any more", [](WindowDesk &desk) {
            auto &tree = *desk.window->findChild<ui::DeviceTree *>();
            tree.view().setFocus();
            press(Qt::Key_F6);
            press(Qt::Key_F6, Qt::ShiftModifier);
            QCOMPARE(QApplication::focusWidget(), &tree.view());
            press(Qt::Key_F6);
            tree.view().setEnabled(false);
            press(Qt::Key_F6, Qt::ShiftModifier);
            QCOMPARE(QApplication::focusWidget(), &tree.filter());
        });
        part("The panel opened last from the tree gets the keyboard, in its first setpoint", [](WindowDesk &desk) {
            auto &tree = *desk.window->findChild<ui::DeviceTree *>();
            Q_EMIT tree.panelRequested(QStringLiteral("b"));
            desk.settle();
            QVERIFY(hasKeyboard(desk.dock("devicesDock"))); // it has not lost it
            press(Qt::Key_2, Qt::AltModifier);
            auto *panel = desk.window->panels().panel(QStringLiteral("b"));
            QVERIFY(hasKeyboard(*panel));
            QVERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()));
        });
        part("A click into the space between the panels leaves no field", [](WindowDesk &desk) {
            press(Qt::Key_2, Qt::AltModifier);
            const auto *field = QApplication::focusWidget();
            auto &area = desk.window->panels();
            QTest::mouseClick(area.widget(), Qt::LeftButton, {}, QPoint(2, 2));
            QCOMPARE(QApplication::focusWidget(), field);
        });
        part("Every part is in the menu, with its key", [](WindowDesk &desk) {
            QStringList titles{QStringLiteral("Panels"), QStringLiteral("Toolbar")};
            for (const auto *dock : desk.window->docks())
                titles << dock->accessibleName();
            QStringList keys;
            QStringList without;
            for (const auto *menu : desk.window->menuBar()->findChildren<QMenu *>())
                if (menu->title() == QStringLiteral("&Go to"))
                    for (const auto *entry : menu->actions())
                        if (titles.removeAll(entry->text()) > 0)
                            (entry->shortcut().isEmpty() ? without : keys) << (entry->shortcut().isEmpty() ? entry->text() : entry->shortcut().toString());
            QCOMPARE(titles, QStringList());
            QStringList wanted;
            for (int digit = 1; digit <= 9; ++digit)
                wanted << QStringLiteral("Alt+%1").arg(digit);
            QCOMPARE(keys, wanted);
            QCOMPARE(without, (QStringList{QStringLiteral("Stop drill"), QStringLiteral("Traffic")})); // there are no more digits
        });
    }
    void parts() { runCheck(); }
};

PODIUM_TEST_MAIN(TstPartCycle)
#include "tst_partcycle.moc"
