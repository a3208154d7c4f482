// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/panelwindow.h"

#include "tests/support/jogdevice.h"
#include "tests/support/testmain.h"
#include "tests/ui/paneldesk.h"
#include "ui/panels/commandbar.h"
#include "ui/panels/deviceheader.h"
#include "ui/panels/devicemime.h"
#include "ui/panels/jogbar.h"
#include "ui/panels/taskbutton.h"
#include "ui/panels/valuelabel.h"
#include "ui/panels/whybutton.h"
#include "ui/stop/stopbar.h"
#include "ui/stop/stopmonitor.h"
#include "ui/tasks/taskpanel.h"

#include <QApplication>
#include <QDropEvent>
#include <QMenuBar>
#include <QMimeData>
#include <QScrollArea>

using namespace podium;
using namespace podium::tests;
using namespace std::chrono_literals;

/// Panels in windows of their own.
class TstPanelWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void windows_data()
    {
        checkTable();
        desk("The button in the head takes the panel out, with its name on the window", [](WindowDesk &desk) {
            desk.window->panels().open(a);
            desk.settle();
            auto &own = button(panel(desk, a), QStringLiteral("Own window for a"));
            QTest::mouseClick(&own, Qt::LeftButton);
            desk.settle();
            auto *window = desk.window->panelWindows().window(a);
            QVERIFY(window && window->isVisible() && panel(desk, a).isVisible());
            QCOMPARE(window->windowTitle(), QStringLiteral("Motor a (a) – Podium"));
            QCOMPARE(panel(desk, a).window(), window);
            QVERIFY(!own.isVisible());
            QVERIFY(!window->parentWidget()); // so that neither has to lie on top
        });
        desk("STOP ALL is in the window, uncut however narrow, and stops", [](WindowDesk &desk) {
            auto &window = takeOut(desk, a);
            window.resize(10, 10);
            desk.settle();
            auto &stop = window.strip().button();
            QVERIFY(stop.visibleRegion().contains(stop.rect()));
            QVERIFY(window.backButton().visibleRegion().contains(window.backButton().rect()));
            QVERIFY(window.focusWidget() && !stop.hasFocus()); // Space in a new window stops nothing
            QTest::mousePress(&stop, Qt::LeftButton);
            desk.advance(1ms);
            QCOMPARE(desk.a().sent, QStringList{QStringLiteral("stop")});
        });
        desk("The keys of STOP ALL and Cancel work in the window, in a field too", [](WindowDesk &desk) {
            auto &window = takeOut(desk, a);
            type(desk, a, QStringLiteral("5"));
            const auto task = desk.move();
            QTest::keyClick(window.windowHandle(), Qt::Key_Period, Qt::ControlModifier);
            desk.advance(2s);
            desk.settle();
            QCOMPARE(task.info().outcome, Outcome::Cancelled);
            desk.a().sent.clear();
            QTest::keyClick(window.windowHandle(), Qt::Key_K, Qt::ControlModifier);
            desk.advance(1ms);
            QCOMPARE(desk.a().sent, QStringList{QStringLiteral("stop")});
        });
        desk("Put back, it is at its place in the order again", [](WindowDesk &desk) {
            desk.window->panels().open(a);
            desk.window->panels().open(b);
            auto &window = takeOut(desk, a);
            QVERIFY(isHere(desk, b));
            QTest::mouseClick(&window.backButton(), Qt::LeftButton);
            desk.settle();
            QVERIFY(!window.isVisible());
            QVERIFY(isHere(desk, a));
            QVERIFY(!desk.window->panelWindows().window(a));
            QVERIFY(panel(desk, a).y() < panel(desk, b).y() || panel(desk, a).x() < panel(desk, b).x());
            QVERIFY(button(panel(desk, a), QStringLiteral("Own window for a")).isVisible());
        });
        desk("The key puts it back wherever the focus is in its window", [](WindowDesk &desk) {
            for (const bool isInPanel : {false, true}) {
                auto &window = takeOut(desk, a);
                isInPanel ? field(desk, a).setFocus() : window.findChild<QScrollArea *>()->setFocus();
                QTest::keyClick(window.windowHandle(), Qt::Key_W, Qt::ControlModifier | Qt::ShiftModifier);
                desk.settle();
                QVERIFY(isHere(desk, a));
            }
        });
        desk("Closing the window puts the panel back; the button says so", [](WindowDesk &desk) {
            auto &window = takeOut(desk, a);
            QVERIFY(window.backButton().toolTip().contains(QStringLiteral("closing this window does the same")));
            QVERIFY(window.close());
            desk.settle();
            QVERIFY(isHere(desk, a));
            QVERIFY(desk.a().sent.isEmpty());
        });
        desk("Closing the panel closes its window", [](WindowDesk &desk) {
            auto &window = takeOut(desk, a);
            QTest::mouseClick(&button(panel(desk, a), QStringLiteral("Close the panel")), Qt::LeftButton);
            desk.settle();
            QVERIFY(!window.isVisible());
            QVERIFY(!desk.window->panels().panel(a));
            takeOut(desk, a); // and anew
        });
        desk("Several are out at once; opening one again brings its window, and makes no second panel", [](WindowDesk &desk) {
            auto &first = takeOut(desk, a);
            auto &second = takeOut(desk, b);
            QVERIFY(first.isVisible() && second.isVisible());
            QCOMPARE(desk.window->panelWindows().devices(), (QStringList{a, b}));
            const auto *before = &panel(desk, a);
            desk.window->panels().open(a);
            desk.settle();
            QVERIFY(QTest::qWaitForWindowActive(&first));
            QCOMPARE(&panel(desk, a), before);
            desk.window->resetLayout();
            QVERIFY(isHere(desk, a) && isHere(desk, b) && !first.isVisible() && !second.isVisible());
        });
        desk("What was typed goes with it and back, unsent, with the focus", [](WindowDesk &desk) {
            desk.window->panels().open(a);
            desk.settle();
            type(desk, a, QStringLiteral("12 mm"));
            QTest::keyClick(desk.window->windowHandle(), Qt::Key_W, Qt::ControlModifier | Qt::ShiftModifier);
            desk.settle();
            auto *window = desk.window->panelWindows().window(a);
            QVERIFY(window && QTest::qWaitForWindowActive(window));
            QCOMPARE(field(desk, a).text(), QStringLiteral("12 mm"));
            QVERIFY(field(desk, a).hasFocus());
            QTest::keyClick(window->windowHandle(), Qt::Key_W, Qt::ControlModifier | Qt::ShiftModifier);
            desk.settle();
            QVERIFY(isHere(desk, a));
            QCOMPARE(field(desk, a).text(), QStringLiteral("12 mm"));
            QVERIFY(desk.a().sent.isEmpty());
            desk.window->activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(desk.window.get()));
            field(desk, a).setFocus();
            QTest::keyClick(&field(desk, a), Qt::Key_Tab); // leaving reverts as ever
            QCOMPARE(field(desk, a).text(), QString());
        });
        desk("What runs runs on, and its button still cancels it", [](WindowDesk &desk) {
            desk.window->panels().open(a);
            desk.settle();
            auto &home = *panel(desk, a).commands()->button(QStringLiteral("home"));
            type(desk, a, QStringLiteral("50 mm"));
            QTest::keyClick(&field(desk, a), Qt::Key_Return);
            desk.advance(8s);
            desk.settle();
            home.click();
            desk.advance(200ms);
            desk.settle();
            takeOut(desk, a);
            QVERIFY(desk.core.engine.activeTasks() > 0);
            QCOMPARE(home.text(), QStringLiteral("Cancel"));
            home.click();
            desk.advance(2s);
            desk.settle();
            QCOMPARE(desk.core.engine.activeTasks(), 0);
            QCOMPARE(desk.a().sent.last(), QStringLiteral("stop"));
        });
        desk("Values are live in the window", [](WindowDesk &desk) {
            auto &window = takeOut(desk, a);
            desk.a().position().setReading(Quantity(33, desk.mm));
            desk.settle();
            QCOMPARE(window.findChild<ui::ValueLabel *>()->text(), QStringLiteral("33.000 mm"));
        });
        desk("The task that holds its lock is shown in the main window, which comes to the front", [](WindowDesk &desk) {
            takeOut(desk, a);
            desk.move();
            desk.advance(10s);
            const auto task = desk.client->call(desk.address("a.home"), {});
            task.finally(desk.window.get(), [](const TaskInfo &) {});
            desk.advance(200ms);
            desk.settle();
            auto *why = panel(desk, a).header().findChild<ui::WhyButton *>();
            QTest::mouseClick(why, Qt::LeftButton);
            const auto entries = why->menuShown()->actions();
            const auto show = std::find_if(entries.begin(), entries.end(), [](const QAction *entry) { return entry->text().startsWith(QStringLiteral("Show task")); });
            QVERIFY(show != entries.end());
            (*show)->trigger();
            why->menuShown()->close();
            QVERIFY(QTest::qWaitForWindowActive(desk.window.get()));
            task.cancel();
            desk.advance(2s);
            desk.settle();
        });
        desk("Dropped on the area from the tree, it comes back to there", [](WindowDesk &desk) {
            desk.window->panels().open(b);
            auto &window = takeOut(desk, a);
            auto *viewport = desk.window->panels().viewport();
            const std::unique_ptr<QMimeData> data(ui::deviceMimeData({a}));
            QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(viewport, &enter);
            QDropEvent drop(QPoint(50, viewport->height() - 5), Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(viewport, &drop);
            desk.settle();
            QVERIFY(isHere(desk, a) && !window.isVisible());
            QCOMPARE(desk.window->panels().openDevices(), (QStringList{b, a}));
        });
        desk("The head dragged out of the window takes the panel to where it is let go, on the screen", [](WindowDesk &desk) {
            desk.window->panels().open(a);
            desk.settle();
            auto &head = panel(desk, a).header();
            const QPoint outside(5000, 3000);
            QTest::mousePress(&head, Qt::LeftButton, {}, QPoint(3, 3));
            QMouseEvent move(QEvent::MouseMove, head.mapFromGlobal(outside), outside, Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(&head, &move);
            QTest::mouseRelease(&head, Qt::LeftButton, {}, head.mapFromGlobal(outside));
            desk.settle();
            auto *window = desk.window->panelWindows().window(a);
            QVERIFY(window && window->isVisible());
            QVERIFY2(window->screen()->availableGeometry().contains(window->frameGeometry().topLeft()), "clamped to the screen");
        });
        desk("The Device menu takes panels out, and puts all back", [](WindowDesk &desk) {
            const auto find = [](const QList<QAction *> &actions, const QString &text) {
                for (auto *action : actions)
                    if (action->text().remove(u'&') == text)
                        return action;
                qFatal("no %s", qPrintable(text));
            };
            auto *device = find(desk.window->menuBar()->actions(), QStringLiteral("Device"))->menu();
            auto *windows = find(device->actions(), QStringLiteral("In own window"))->menu();
            Q_EMIT windows->aboutToShow();
            auto *back = find(windows->actions(), QStringLiteral("Put all back"));
            QVERIFY(!back->isEnabled() && back->toolTip().contains(QStringLiteral("No panel is in a window")));
            find(windows->actions(), QStringLiteral("Motor a (a)"))->trigger();
            desk.settle();
            QVERIFY(desk.window->panelWindows().window(a));
            Q_EMIT windows->aboutToShow();
            QVERIFY(back->isEnabled());
            back->trigger();
            QVERIFY(isHere(desk, a));
        });
        desk("The main window takes them along when it closes", [](WindowDesk &desk) {
            auto &window = takeOut(desk, a);
            QVERIFY(desk.window->close());
            QVERIFY(!window.isVisible());
        });
        desk("While the main window asks before quitting, they stay", [](WindowDesk &desk) {
            auto &window = takeOut(desk, a);
            const auto task = desk.move();
            QVERIFY(!desk.window->close());
            QVERIFY(window.isVisible());
            desk.answer("Stop and quit");
            QTRY_VERIFY(!desk.window->isVisible());
            QVERIFY(!window.isVisible());
        });
    }
    void windows() { runCheck(); }

    void aHeldJogEndsWhenItsPanelIsMoved()
    {
        UiBench desk{QStringList()};
        auto &bench = desk.core.bench;
        auto &device = static_cast<JogDevice &>(bench.add(std::make_unique<JogDevice>(bench.context(QStringLiteral("m"), QStringLiteral("Motor"), {}))));
        device.open();
        desk.core.hub = std::make_unique<Hub>(desk.core.engine, bench, desk.core.locks);
        desk.client.emplace(desk.core.engine.gate(), desk.core, QStringLiteral("operator"));
        desk.views.emplace(*desk.core.hub, desk.client->bench());
        ui::PanelArea area(*desk.views, *desk.client);
        ui::StopMonitor stops(*desk.client);
        ui::PanelWindows windows(area, stops);
        area.show();
        area.open(QStringLiteral("m"));
        QVERIFY(QTest::qWaitForWindowActive(&area));
        desk.settle();
        auto *jog = area.findChild<ui::JogBar *>();
        for (int round = 0; round < 2; ++round) { // out, and back
            device.sent.clear();
            QTest::mousePress(&button(*jog, QStringLiteral("Jog up while held")), Qt::LeftButton);
            desk.advance(100ms);
            QCoreApplication::processEvents();
            QVERIFY(jog->isHeld());
            round == 0 ? windows.open(QStringLiteral("m")) : windows.putBack(QStringLiteral("m"));
            QVERIFY(!jog->isHeld());
            desk.advance(100ms);
            desk.settle();
            QCOMPARE(device.sent, (QStringList{QStringLiteral("jog 1 mm/s"), QStringLiteral("stop")}));
            QCOMPARE(desk.core.engine.activeTasks(), 0);
            if (round == 0)
                QVERIFY(QTest::qWaitForWindowActive(windows.window(QStringLiteral("m"))));
        }
    }
};

PODIUM_TEST_MAIN(TstPanelWindow)
#include "tst_panelwindow.moc"
