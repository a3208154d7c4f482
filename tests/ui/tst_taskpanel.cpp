// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/checks.h"
#include "tests/support/testmain.h"
#include "tests/ui/uibench.h"
#include "ui/locks/lockmodel.h"
#include "ui/locks/lockpanel.h"
#include "ui/tasks/taskpanel.h"
#include "ui/tasks/tasktext.h"

#include <QMenu>
#include <QPushButton>
#include <QTreeView>

using namespace podium;
using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
/// A bench with panels of tasks and locks.
struct TaskDesk : UiBench {
    TaskDesk() : UiBench({QStringLiteral("a"), QStringLiteral("b")})
    {
        for (const auto &known : client->bench()->devices)
            views->device(known.id); // as the tree of a window does
        settle();
    }
    ui::TaskPanel panel{*client, &*views};
    ui::LockPanel locks{*views, *client};

    Task<Value> move(const char *axis, IfLocked ifLocked = IfLocked::Refuse)
    {
        const auto task = client->move(address(axis), Quantity(90, mm), MoveKind::Absolute, ifLocked);
        task.finally(&panel, [](const TaskInfo &) {});
        advance(200ms);
        settle();
        return task;
    }
    QPushButton &button(const QString &start)
    {
        for (auto *found : panel.findChildren<QPushButton *>())
            if (found->text().startsWith(start))
                return *found;
        qFatal("no button %s", qPrintable(start));
    }
    void select(TaskId id) { panel.showTask(id); }
    void end()
    {
        advance(2s);
        settle();
    }
};

void desk(const char *sentence, void (*body)(TaskDesk &))
{
    check(sentence, [body] {
        TaskDesk tasks;
        body(tasks);
    });
}
} // namespace

class TstTaskPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void panel_data()
    {
        checkTable();
        desk("A running move is listed with what it holds, and Cancel stops it", [](TaskDesk &desk) {
            const auto task = desk.move("a.position");
            QCOMPARE(desk.panel.model().active(), 1);
            QCOMPARE(desk.panel.cancelTarget(), task.id());
            QVERIFY(!desk.panel.model().find(task.id())->info.holds.isEmpty());
            desk.button(QStringLiteral("Cancel")).click();
            desk.end();
            QVERIFY(desk.device(QStringLiteral("a")).sent.contains(QStringLiteral("stop")));
            QCOMPARE(task.info().outcome, Outcome::Cancelled);
            QCOMPARE(desk.panel.model().active(), 0);
        });
        desk("The menu of a task that has ended says why there is nothing to cancel", [](TaskDesk &desk) {
            const auto task = desk.move("a.position");
            task.cancel();
            desk.end();
            desk.select(task.id());
            desk.panel.show();
            auto &view = *desk.panel.findChild<QTreeView *>();
            Q_EMIT view.customContextMenuRequested(QPoint(5, 5));
            auto *menu = desk.panel.findChild<QMenu *>();
            QVERIFY(menu && menu->toolTipsVisible());
            const auto *cancel = menu->actions().constFirst();
            QVERIFY(!cancel->isEnabled());
            QVERIFY2(cancel->toolTip().contains(QStringLiteral("has ended")), qPrintable(cancel->toolTip()));
            menu->close();
        });
        desk("Cancel takes the selected task before the newest", [](TaskDesk &desk) {
            const auto first = desk.move("a.position");
            const auto second = desk.move("b.position");
            QCOMPARE(desk.panel.cancelTarget(), second.id());
            desk.select(first.id());
            QCOMPARE(desk.panel.cancelTarget(), first.id());
            desk.panel.cancel();
            desk.end();
            QVERIFY(first.isFinished());
            QVERIFY(!second.isFinished());
            QCOMPARE(desk.panel.cancelTarget(), second.id());
        });
        desk("The Cancel button hits the task that it names, even if it is too late", [](TaskDesk &desk) {
            const auto first = desk.move("a.position");
            auto &cancel = desk.button(QStringLiteral("Cancel"));
            desk.advance(20s);
            const auto second = desk.client->move(TaskDesk::address("b.position"), Quantity(90, desk.mm), MoveKind::Absolute);
            second.finally(&desk.panel, [](const TaskInfo &) {});
            desk.advance(200ms);
            QVERIFY(first.isFinished());
            QVERIFY(cancel.toolTip().contains(QStringLiteral("move a.position"))); // the window has not come to it yet
            cancel.click();
            desk.end();
            QVERIFY(!second.isFinished());
            QVERIFY(cancel.toolTip().contains(QStringLiteral("move b.position")));
            cancel.click();
            desk.end();
            QCOMPARE(second.info().outcome, Outcome::Cancelled);
        });
        desk("Cancel all names their number, and ends them", [](TaskDesk &desk) {
            desk.move("a.position");
            desk.move("b.position");
            auto &all = desk.button(QStringLiteral("Cancel all"));
            QCOMPARE(all.text(), QStringLiteral("Cancel all 2"));
            QTest::mouseClick(&all, Qt::LeftButton);
            desk.end();
            QCOMPARE(desk.panel.model().active(), 0);
            QVERIFY(!all.isEnabled());
            QVERIFY(all.toolTip().contains(QStringLiteral("no task is active")));
        });
        desk("The selected task explains itself, down to the device that it waits for", [](TaskDesk &desk) {
            const auto first = desk.move("a.position");
            const auto second = desk.move("a.position", IfLocked::Wait);
            QCOMPARE(desk.panel.explanation(), QString());
            desk.select(second.id());
            const auto lines = desk.panel.explanation().split(u'\n');
            QVERIFY2(lines.size() == 3, qPrintable(desk.panel.explanation()));
            QVERIFY2(lines[0].contains(QStringLiteral("for the lock of a.position, which move a.position")), qPrintable(lines[0]));
            QVERIFY2(lines[1].contains(QStringLiteral("for a.position to settle")), qPrintable(lines[1]));
            QCOMPARE(lines[2], QStringLiteral("a says: moving."));
            desk.select(first.id());
            const auto last = desk.panel.explanation().split(u'\n').last();
            QVERIFY2(last.startsWith(QStringLiteral("It blocks 1: move a.position")), qPrintable(last));
        });
        desk("A task of which nothing is heard for 10 s explains itself unasked", [](TaskDesk &desk) {
            desk.device(QStringLiteral("b")).hangs = true;
            desk.move("b.position");
            desk.advance(9s);
            const auto later = desk.move("a.position"); // something happens, so that the panel looks
            QCOMPARE(desk.panel.explanation(), QString());
            desk.advance(2s);
            later.cancel();
            desk.end();
            const auto lines = desk.panel.explanation().split(u'\n');
            QCOMPARE(lines.first(), QStringLiteral("This takes long:"));
            QVERIFY2(lines.value(1).contains(QStringLiteral("for b to accept it")), qPrintable(lines.value(1)));
        });
        desk("Pause says that a move cannot be paused", [](TaskDesk &desk) {
            desk.move("a.position");
            QVERIFY(!desk.button(QStringLiteral("Pause")).isEnabled());
            QVERIFY(desk.button(QStringLiteral("Pause")).toolTip().contains(QStringLiteral("cannot be paused")));
        });
        desk("A task with safe points is paused and resumed by the button, and says so", [](TaskDesk &desk) {
            const auto counted = [](int *steps) -> Op<void> {
                declarePausable();
                for (; *steps < 100; ++*steps) {
                    co_await sleep(100ms);
                    co_await pausePoint();
                }
            };
            int steps = 0;
            const auto task = desk.core.engine.run(QStringLiteral("count"), counted(&steps));
            task.finally(&desk.panel, [](const TaskInfo &) {});
            desk.advance(500ms);
            desk.settle();
            auto &pause = desk.button(QStringLiteral("Pause"));
            QTest::mouseClick(&pause, Qt::LeftButton);
            desk.advance(200ms);
            desk.settle();
            const auto lines = [&] { return ui::taskLines(*desk.panel.model().find(task.id()), desk.panel.model()).first(); };
            QCOMPARE(lines(), QStringLiteral("paused"));
            QCOMPARE(pause.text(), QStringLiteral("Resume"));
            const int before = steps;
            desk.advance(2s);
            QCOMPARE(steps, before);
            pause.setFocus();
            QTest::keyClick(&pause, Qt::Key_Space);
            desk.advance(500ms);
            desk.settle();
            QVERIFY(steps > before);
            QVERIFY2(lines().startsWith(QStringLiteral("running")), qPrintable(lines()));
            QTest::mouseClick(&desk.button(QStringLiteral("Cancel")), Qt::LeftButton);
            desk.end();
            QCOMPARE(task.info().outcome, Outcome::Cancelled);
        });
        desk("While its stop is under way a cancelled task names the device and since when, and has no cross", [](TaskDesk &desk) {
            desk.device(QStringLiteral("a")).ignoresStop = true;
            const auto task = desk.move("a.position");
            QTest::mouseClick(&desk.button(QStringLiteral("Cancel")), Qt::LeftButton);
            desk.advance(1s);
            desk.settle();
            const auto &row = *desk.panel.model().find(task.id());
            QCOMPARE(row.info.state, TaskState::Cancelling);
            const auto line = ui::taskLines(row, desk.panel.model()).first();
            QVERIFY2(line.startsWith(QStringLiteral("cancelling: stopping a for 1.")), qPrintable(line));
            desk.device(QStringLiteral("a")).ignoresStop = false;
            desk.advance(8s);
            desk.settle();
        });
        desk("Clear done removes what has ended, and nothing else; its outcome and its times stood there", [](TaskDesk &desk) {
            const auto done = desk.move("a.position");
            desk.advance(12s);
            desk.settle();
            const auto running = desk.move("b.position");
            const auto story = ui::taskStory(*desk.panel.model().find(done.id()), desk.panel.model());
            QVERIFY2(story.contains(QStringLiteral("\ndone\n")), qPrintable(story));
            QVERIFY2(story.contains(QStringLiteral("queued for 0 ms, ran for 9.")), qPrintable(story));
            auto &clear = desk.button(QStringLiteral("Clear done"));
            QTest::mouseClick(&clear, Qt::LeftButton);
            QVERIFY(!desk.panel.model().find(done.id()));
            QVERIFY(desk.panel.model().find(running.id()));
            QVERIFY(!clear.isEnabled());
            QVERIFY(clear.toolTip().contains(QStringLiteral("No finished task")));
        });
        desk("The second of two moves of one axis waits, with the holder's name, and starts when the first ends", [](TaskDesk &desk) {
            const auto first = desk.move("a.position");
            const auto second = desk.move("a.position", IfLocked::Wait);
            const auto *row = desk.panel.model().find(second.id());
            const auto lines = ui::taskLines(*row, desk.panel.model()).join(u' ');
            QVERIFY2(lines.contains(QStringLiteral("held by move a.position")), qPrintable(lines));
            QCOMPARE(desk.locks.model().rowCount(), 1);
            QCOMPARE(desk.locks.model().at(0).holder, first.id());
            QVERIFY(desk.locks.model().index(0, ui::LockModel::Waiting).data().toString().contains(QStringLiteral("move a.position")));
            first.cancel();
            desk.advance(500ms);
            desk.settle();
            QVERIFY(desk.panel.model().find(second.id())->info.waits.empty());
            QCOMPARE(desk.locks.model().at(0).holder, second.id());
        });
        desk("Cancelling the one that waits leaves no trace", [](TaskDesk &desk) {
            desk.move("a.position");
            const auto second = desk.move("a.position", IfLocked::Wait);
            second.cancel();
            desk.end();
            QVERIFY(second.isFinished());
            QVERIFY(desk.locks.model().at(0).waiters.empty());
            QCOMPARE(desk.panel.model().active(), 1);
        });
        desk("The cross in the row cancels that task", [](TaskDesk &desk) {
            desk.panel.resize(360, 400);
            desk.panel.show();
            const auto first = desk.move("a.position");
            desk.move("b.position");
            auto *view = desk.panel.findChild<QTreeView *>();
            const auto rect = view->visualRect(view->model()->index(0, 0));
            QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, QPoint(rect.right() - 12, rect.top() + 12));
            desk.end();
            QVERIFY(first.isFinished());
            QCOMPARE(desk.panel.model().active(), 1);
        });
    }
    void panel() { runCheck(); }
};

PODIUM_TEST_MAIN(TstTaskPanel)
#include "tst_taskpanel.moc"
