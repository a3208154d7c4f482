// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/checks.h"
#include "tests/support/testmain.h"
#include "tests/ui/windowdesk.h"
#include "ui/log/logmodel.h"
#include "ui/mainwindow.h"
#include "ui/mainwindow/dock.h"
#include "ui/mainwindow/windowlayout.h"
#include "ui/panels/panelarea.h"
#include "ui/stop/stopbar.h"
#include "ui/stop/stopmonitor.h"
#include "ui/style/refreshclock.h"
#include "ui/style/theme.h"
#include "ui/tasks/taskmodel.h"
#include "ui/tasks/taskpanel.h"

#include <QAccessible>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QScreen>
#include <QSignalSpy>
#include <QStatusBar>
#include <QStatusTipEvent>
#include <QToolBar>
#include <QTreeWidget>

using namespace podium;
using namespace podium::tests;
using namespace std::chrono_literals;

class TstMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void window_data()
    {
        checkTable();
        desk("STOP ALL is at the far left of the toolbar, enabled, and uncut in the narrowest window", [](WindowDesk &desk) {
            desk.window->resize(10, 10);
            desk.settle();
            auto &button = desk.bar("mainToolBar").findChild<ui::StopBar *>()->button();
            QVERIFY(button.isEnabled());
            QVERIFY(button.mapTo(desk.window.get(), QPoint()).x() < 20);
            QVERIFY(button.visibleRegion().contains(button.rect()));
        });
        desk("Ctrl+K under a modal box stops every device", [](WindowDesk &desk) {
            QMessageBox box(QMessageBox::Question, QString(), QStringLiteral("Sure?"), QMessageBox::Yes, desk.window.get());
            box.open();
            QVERIFY(QTest::qWaitForWindowActive(&box));
            QTest::keyClick(box.windowHandle(), Qt::Key_K, Qt::ControlModifier);
            desk.advance(1ms);
            QCOMPARE(desk.a().sent, QStringList{QStringLiteral("stop")});
            QVERIFY(box.isVisible());
        });
        check("Ctrl+K at start-up stops the devices that are there, while others are still connecting", [] {
            WindowDesk desk;
            auto &late = desk.device(QStringLiteral("b"));
            late.setState(DeviceState::Disconnected, QStringLiteral("connecting"));
            late.hangs = true;
            QTest::keyClick(desk.window->windowHandle(), Qt::Key_K, Qt::ControlModifier);
            desk.advance(1ms);
            QCOMPARE(desk.a().sent, QStringList{QStringLiteral("stop")});
            QVERIFY(desk.window->stops().isLatched());
            late.hangs = false;
            desk.advance(1s);
        });
        desk("Ctrl+Shift+K resets with its second press only", [](WindowDesk &desk) {
            desk.window->stops().stopAll();
            desk.advance(1s);
            desk.settle();
            auto *handle = desk.window->windowHandle();
            QTest::keyClick(handle, Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
            QVERIFY(desk.window->stops().isLatched());
            QTest::keyClick(handle, Qt::Key_Period, Qt::ControlModifier); // so the next one is no repeat of a key that is held
            QTest::keyClick(handle, Qt::Key_K, Qt::ControlModifier | Qt::ShiftModifier);
            desk.settle();
            QVERIFY(!desk.window->stops().isLatched());
        });
        desk("Cancel in the toolbar names the task that it would cancel, and Ctrl+. cancels it", [](WindowDesk &desk) {
            auto *cancel = desk.bar("mainToolBar").actions().at(2);
            QVERIFY(!cancel->isEnabled());
            QVERIFY(cancel->toolTip().contains(QStringLiteral("no task is active")));
            const auto task = desk.move();
            QCOMPARE(cancel->text(), QStringLiteral("Cancel move a.position to 90 mm"));
            QTest::keyClick(desk.window->windowHandle(), Qt::Key_Period, Qt::ControlModifier);
            desk.advance(2s);
            desk.settle();
            QCOMPARE(task.info().outcome, Outcome::Cancelled);
            QCOMPARE(cancel->text(), QStringLiteral("Cancel"));
        });
        desk("A floating dock has the STOP strip, a docked one has not", [](WindowDesk &desk) {
            auto &tasks = desk.dock("tasksDock");
            QVERIFY(!tasks.strip().isVisible());
            tasks.setFloating(true);
            desk.settle();
            QVERIFY(tasks.strip().isVisible());
            QTest::mousePress(&tasks.strip().button(), Qt::LeftButton);
            desk.advance(1ms);
            QCOMPARE(desk.a().sent, QStringList{QStringLiteral("stop")});
            tasks.setFloating(false);
            QVERIFY(!tasks.strip().isVisible());
        });
        desk("What is not confirmed opens the banner and the list of stops by itself", [](WindowDesk &desk) {
            QVERIFY(!desk.bar("bannerBar").isVisible());
            desk.dock("stopsDock").close();
            desk.a().ignoresStop = true;
            desk.move();
            desk.window->stops().stopAll();
            desk.advance(9s);
            desk.settle();
            QVERIFY(desk.bar("bannerBar").isVisible());
            QVERIFY(desk.dock("stopsDock").isVisible());
        });
        desk("A bench that is not simulated has no badge", [](WindowDesk &desk) { QVERIFY(!desk.part<QLabel>("simulatedBadge")->isVisible()); });
        check("A simulated bench says so", [] {
            WindowDesk desk({}, true);
            QVERIFY(desk.part<QLabel>("simulatedBadge")->isVisible());
        });
        desk("At first the log is in view, before the other lists", [](WindowDesk &desk) {
            QVERIFY(!desk.dock("logDock").visibleRegion().isEmpty());
            QVERIFY(desk.dock("stopsDock").visibleRegion().isEmpty());
        });
        desk("Without problems of the bench file their dock is closed", [](WindowDesk &desk) { QVERIFY(!desk.dock("problemsDock").isVisible()); });
        check("Problems of the bench file are listed with file, line, key and message", [] {
            ui::WindowServices services;
            services.benchProblems = {{QStringLiteral("/b/lab.toml"), 12, QStringLiteral("device[2].limits"), QStringLiteral("low > high")}};
            WindowDesk desk(services);
            QVERIFY(desk.dock("problemsDock").isVisible());
            auto *list = desk.dock("problemsDock").findChild<QTreeWidget *>();
            QCOMPARE(list->topLevelItem(0)->text(0), QStringLiteral("lab.toml"));
            QCOMPARE(list->topLevelItem(0)->text(1), QStringLiteral("12"));
            QCOMPARE(list->topLevelItem(0)->text(2), QStringLiteral("device[2].limits"));
            QCOMPARE(list->topLevelItem(0)->text(3), QStringLiteral("low > high"));
        });
        check("News of the last run bring the log into view, also before the problems of the bench file", [] {
            ui::WindowServices services;
            services.benchProblems = {{QStringLiteral("/b/lab.toml"), 12, QStringLiteral("device[2].limits"), QStringLiteral("low > high")}};
            WindowDesk desk(services);
            QVERIFY(desk.dock("logDock").visibleRegion().isEmpty());
            desk.window->showLog();
            desk.settle();
            QVERIFY(!desk.dock("logDock").visibleRegion().isEmpty());
            desk.dock("logDock").close();
            desk.window->showLog();
            desk.settle();
            QVERIFY(!desk.dock("logDock").visibleRegion().isEmpty());
        });
        desk("The status bar tells loop gaps, rates and the last stop", [](WindowDesk &desk) {
            QVERIFY(desk.part<QLabel>("windowLoop")->text().contains(QStringLiteral("window gaps")));
            QCOMPARE(desk.part<QLabel>("lastStop")->text(), QStringLiteral("last stop –"));
            desk.window->stops().stopAll();
            desk.advance(1s);
            desk.settle();
            QVERIFY(desk.part<QLabel>("lastStop")->text().endsWith(QStringLiteral(" ms")));
        });
        check("The engine's loop is told as the given numbers", [] {
            ui::WindowServices services;
            services.engineLoop = [] { return ui::LoopFigures{3, 17}; };
            WindowDesk desk(services);
            QCOMPARE(desk.part<QLabel>("engineLoop")->text(), QStringLiteral("engine gaps 3 / max 17 ms"));
        });
        check("The tip of what is under the mouse stands alone in the status line, also when a second has passed", [] {
            ui::WindowServices services;
            services.engineLoop = [] { return ui::LoopFigures{3, 17}; };
            WindowDesk desk(services);
            QStatusTipEvent tip(QStringLiteral("what this does"));
            QApplication::sendEvent(desk.window.get(), &tip);
            QCOMPARE(desk.window->statusBar()->currentMessage(), QStringLiteral("what this does"));
            ui::RefreshClock::instance().second();
            for (const auto *label : desk.window->statusBar()->findChildren<QLabel *>())
                QVERIFY2(!label->isVisible(), qPrintable(label->objectName()));
            QStatusTipEvent none{QString()};
            QApplication::sendEvent(desk.window.get(), &none);
            QVERIFY(desk.part<QLabel>("engineLoop")->isVisible() && desk.part<QLabel>("windowLoop")->isVisible());
        });
        desk("A screenshot that cannot be written is told in the log", [](WindowDesk &desk) {
            QVERIFY(!desk.window->saveScreenshot(QStringLiteral("/nowhere/at/all.png")));
            QCOMPARE(desk.window->log().at(desk.window->log().rowCount() - 1).level, ui::LogLevel::Error);
            QTemporaryDir folder;
            QVERIFY(desk.window->saveScreenshot(folder.filePath(QStringLiteral("window.png"))));
            QVERIFY(!QImage(folder.filePath(QStringLiteral("window.png"))).isNull());
        });
        desk("Every menu opens, and no entry is without a text", [](WindowDesk &desk) {
            for (auto *top : desk.window->menuBar()->actions()) {
                Q_EMIT top->menu()->aboutToShow();
                QVERIFY(!top->menu()->isEmpty());
                for (const auto *entry : top->menu()->actions())
                    QVERIFY2(entry->isSeparator() || !entry->text().isEmpty(), qPrintable(top->text()));
            }
        });
        desk("Entries of the task menu that cannot be chosen say why, as the buttons do", [](WindowDesk &desk) {
            QMenu *menu = nullptr;
            for (auto *top : desk.window->menuBar()->actions())
                if (top->text() == QStringLiteral("&Task"))
                    menu = top->menu();
            QVERIFY(menu && menu->toolTipsVisible());
            const auto entry = [menu](const char *start) {
                for (auto *known : menu->actions())
                    if (known->text().startsWith(QLatin1String(start)))
                        return known;
                qFatal("no entry %s", start);
            };
            Q_EMIT menu->aboutToShow();
            for (const auto &[start, why] : {std::pair("&Cancel", "no task is active"), {"Cancel &all", "no task is active"},
                                             {"&Pause", "no task is active"}, {"Clear", "No finished task"}}) {
                QVERIFY2(!entry(start)->isEnabled(), start);
                QVERIFY2(entry(start)->toolTip().contains(QLatin1String(why)), qPrintable(entry(start)->toolTip()));
            }
            desk.move().cancel();
            desk.advance(2s);
            desk.settle();
            Q_EMIT menu->aboutToShow();
            QVERIFY(entry("Clear")->isEnabled());
            QVERIFY(entry("Clear")->toolTip().contains(QStringLiteral("Removes")));
        });
        desk("Every control that takes the focus has a name for assistive technology", [](WindowDesk &desk) {
            desk.window->panels().open(QStringLiteral("a"));
            desk.settle();
            for (const auto *widget : desk.window->findChildren<QWidget *>()) {
                const bool isPart = widget->objectName().startsWith(QLatin1String("qt_")) || widget->focusProxy();
                if (widget->focusPolicy() == Qt::NoFocus || isPart || !widget->isVisible() || widget->inherits("QTabBar")
                    || widget->inherits("QScrollArea") || widget->inherits("QScrollBar"))
                    continue;
                const auto *named = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
                QVERIFY2(!named->text(QAccessible::Name).isEmpty(), widget->metaObject()->className());
            }
        });
    }
    void window() { runCheck(); }

    void layoutIsKept()
    {
        QTemporaryDir state;
        ui::WindowServices services;
        services.settingsFile = state.filePath(QStringLiteral("window.ini"));
        {
            WindowDesk desk(services);
            desk.dock("locksDock").close();
            desk.window->resize(1000, 700);
            desk.window->panels().open(QStringLiteral("b"));
            ui::Theme::instance().apply(*qApp, ui::Theme::Mode::Dark);
            desk.window->close();
        }
        ui::Theme::instance().apply(*qApp, ui::Theme::Mode::Light);
        WindowDesk desk(services);
        QVERIFY(!desk.dock("locksDock").isVisible());
        QVERIFY(desk.bar("mainToolBar").isVisible());
        QCOMPARE(desk.window->panels().openDevices(), QStringList{QStringLiteral("b")});
        QCOMPARE(ui::Theme::instance().mode(), ui::Theme::Mode::Dark);
        desk.window->resetLayout();
        QVERIFY(desk.dock("locksDock").isVisible());
        ui::Theme::instance().apply(*qApp, ui::Theme::Mode::Light);
    }

    void clamping_data()
    {
        QTest::addColumn<QRect>("frame");
        QTest::addColumn<QRect>("clamped");
        QTest::newRow("on the screen: as it was") << QRect(10, 10, 400, 300) << QRect(10, 10, 400, 300);
        QTest::newRow("half outside, its title within reach: as it was") << QRect(1700, 10, 800, 300) << QRect(1700, 10, 800, 300);
        QTest::newRow("on a screen that is gone: moved") << QRect(2500, 100, 400, 300) << QRect(1520, 100, 400, 300);
        QTest::newRow("above the screen: moved down") << QRect(100, -500, 400, 300) << QRect(100, 0, 400, 300);
        QTest::newRow("larger than the screen and gone: shrunk") << QRect(3000, 0, 4000, 3000) << QRect(0, 0, 1920, 1080);
    }
    void clamping()
    {
        QFETCH(QRect, frame);
        QTEST(ui::clampedTo(frame, {QRect(0, 0, 1920, 1080)}), "clamped");
    }

    void aWindowThatItsScreenCannotHoldIsMaximised_data()
    {
        QTest::addColumn<QSize>("screen");
        QTest::addColumn<bool>("hasRoom");
        QTest::newRow("a larger screen: as large as it wants") << QSize(1920, 1080) << true;
        QTest::newRow("as high as the window, without its title: maximised") << QSize(1280, 800) << false;
        QTest::newRow("too narrow: maximised") << QSize(1024, 1080) << false;
    }
    void aWindowThatItsScreenCannotHoldIsMaximised()
    {
        QFETCH(QSize, screen);
        QTEST(ui::hasRoom({1280, 800}, screen), "hasRoom");
        QWidget window;
        window.resize(window.screen()->availableSize());
        ui::showWithRoom(window);
        QVERIFY(window.isMaximized());
    }
};

PODIUM_TEST_MAIN(TstMainWindow)
#include "tst_mainwindow.moc"
