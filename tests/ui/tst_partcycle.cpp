// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/checks.h"
#include "tests/support/testmain.h"
#include "tests/ui/windowdesk.h"
#include "ui/panels/devicepanel.h"
#include "ui/panels/panelarea.h"
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
            press(Qt::Key_F6);
            QVERIFY(hasKeyboard(desk.window->panels()));
            press(Qt::Key_F6, Qt::ShiftModifier);
            QVERIFY(hasKeyboard(desk.dock("devicesDock")));
            press(Qt::Key_F6, Qt::ShiftModifier);
            QVERIFY(hasKeyboard(desk.bar("mainToolBar")));
            press(Qt::Key_F6);
            QVERIFY(hasKeyboard(desk.dock("devicesDock")));
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
            QStringList keys;
            for (const auto *entry : desk.window->menuBar()->findChildren<QAction *>())
                if (entry->shortcut().toString().startsWith(QStringLiteral("Alt+")))
                    keys << entry->shortcut().toString();
            QCOMPARE(keys.size(), desk.window->docks().size() + 2); // the panels, the toolbar
            QCOMPARE(QSet<QString>(keys.begin(), keys.end()).size(), keys.size());
        });
    }
    void parts() { runCheck(); }
};

PODIUM_TEST_MAIN(TstPartCycle)
#include "tst_partcycle.moc"
