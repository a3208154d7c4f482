// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testmain.h"

#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QObject>

/// An ordinary window, dialog and menu leave nothing behind and warn of nothing.
class TestHarnessWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void windowDialogAndMenuAreClean()
    {
        QMainWindow window;
        window.setCentralWidget(new QLineEdit);
        window.setMinimumSize(200, 100);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QTest::keyClicks(window.centralWidget(), QStringLiteral("text"));
        window.raise();
        window.activateWindow();

        QDialog dialog(&window);
        dialog.setFixedSize(100, 50);
        dialog.open();
        QVERIFY(QTest::qWaitForWindowExposed(&dialog));

        QMenu menu;
        menu.addAction(QStringLiteral("entry"));
        menu.popup(QPoint(10, 10));
        QVERIFY(QTest::qWaitForWindowExposed(&menu));
        QVERIFY(!window.grab().isNull());
    }
};

PODIUM_TEST_MAIN(TestHarnessWindow)
#include "tst_harnesswindow.moc"
