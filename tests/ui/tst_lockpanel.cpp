// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/locks/lockpanel.h"

#include "tests/support/checks.h"
#include "tests/support/testmain.h"
#include "tests/ui/menukey.h"
#include "tests/ui/stubbornholder.h"
#include "ui/locks/holdercancel.h"
#include "ui/locks/lockmodel.h"

#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTreeView>

using namespace podium;
using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
struct LockDesk : UiBench {
    LockDesk() : UiBench({QStringLiteral("m"), QStringLiteral("n")})
    {
        panel = std::make_unique<ui::LockPanel>(*views, *client);
        panel->resize(700, 200);
        panel->show();
        panel->activateWindow();
        if (!QTest::qWaitForWindowActive(panel.get()))
            qFatal("the panel did not become active");
        settle();
    }
    ~LockDesk() { panel.reset(); }

    std::unique_ptr<ui::LockPanel> panel;

    Task<Value> move(const char *axis, const QString &by, IfLocked ifLocked = IfLocked::Refuse)
    {
        device(QString::fromLatin1(axis).section(u'.', 0, 0)).stalls = true;
        const auto task = client->as(by).move(address(axis), Quantity(30, mm), MoveKind::Absolute, ifLocked);
        task.finally(panel.get(), [](const TaskInfo &) {});
        settle();
        return task;
    }
    QTreeView &view() { return panel->view(); }
    QPoint placeOf(int row) { return view().visualRect(view().model()->index(row, 0)).center(); }
    void selectByMouse(int row) { QTest::mouseClick(view().viewport(), Qt::LeftButton, {}, placeOf(row)); }
    QString cell(int row, int column) { return view().model()->index(row, column).data().toString(); }
    QPushButton &button(const char *start)
    {
        for (auto *found : panel->findChildren<QPushButton *>())
            if (found->text().startsWith(QLatin1String(start)))
                return *found;
        qFatal("no button %s", start);
    }
    QMenu *menu() { return panel->findChild<QMenu *>(); }
    QMessageBox *question() { return panel->holderCancel().question(); }
    QAbstractButton *answer(const char *start)
    {
        for (auto *found : question()->buttons())
            if (found->text().startsWith(QLatin1String(start)))
                return found;
        return nullptr;
    }
    void pass(Duration time)
    {
        advance(time);
        settle();
        ui::RefreshClock::instance().second();
        settle();
    }
};

void desk(const char *sentence, void (*body)(LockDesk &))
{
    check(sentence, [body] {
        LockDesk made;
        body(made);
    });
}
} // namespace

/// The list of locks, by mouse and by keyboard.
class TstLockPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void panel_data()
    {
        checkTable();
        desk("Each lock says what, who, why, since when, who started it, and who waits in which order", [](LockDesk &desk) {
            const auto first = desk.move("m.position", QStringLiteral("console"));
            const auto second = desk.move("m.position", QStringLiteral("script"), IfLocked::Wait);
            const auto third = desk.move("m.position", QStringLiteral("a guest"), IfLocked::Wait);
            StubbornHolder other(desk, desk.device(QStringLiteral("n")).lockable());
            desk.pass(4s);
            QCOMPARE(desk.view().model()->rowCount(), 2);
            QCOMPARE(desk.cell(0, ui::LockModel::What), QStringLiteral("m.position"));
            QVERIFY2(desk.cell(0, ui::LockModel::Holder).startsWith(QStringLiteral("move m.position to 30 mm")), qPrintable(desk.cell(0, 1)));
            QCOMPARE(desk.cell(0, ui::LockModel::Since), QStringLiteral("4 s"));
            QCOMPARE(desk.cell(0, ui::LockModel::Waiting), QStringLiteral("move m.position to 30 mm, move m.position to 30 mm"));
            QCOMPARE(desk.cell(1, ui::LockModel::Holder), QStringLiteral("endless survey (survey of the sample)"));
            const auto all = desk.view().model()->index(0, 0).data(Qt::AccessibleDescriptionRole).toString();
            for (const auto &part : {QStringLiteral("held by task %1, move").arg(first.id()), QStringLiteral("started by console"), QStringLiteral("since 4 s"),
                                     QStringLiteral("number 1 to wait: task %1").arg(second.id()), QStringLiteral("number 2 to wait: task %1").arg(third.id())})
                QVERIFY2(all.contains(part), qPrintable(all));
            desk.pass(1s);
            QCOMPARE(desk.cell(0, ui::LockModel::Since), QStringLiteral("5 s"));
        });
        desk("The holder is shown by button, double click, Enter and menu", [](LockDesk &desk) {
            const auto task = desk.move("m.position", QStringLiteral("console"));
            QSignalSpy shown(desk.panel.get(), &ui::LockPanel::taskRequested);
            QVERIFY(!desk.button("Show task").isEnabled());
            QVERIFY(desk.button("Show task").toolTip().contains(QStringLiteral("Select a lock first")));
            desk.selectByMouse(0);
            QTest::mouseClick(&desk.button("Show task"), Qt::LeftButton);
            QTest::mouseDClick(desk.view().viewport(), Qt::LeftButton, {}, desk.placeOf(0));
            desk.view().setFocus();
            QTest::keyClick(&desk.view(), Qt::Key_Return);
            QTest::mouseClick(desk.panel->windowHandle(), Qt::RightButton, {}, desk.view().viewport()->mapTo(desk.panel.get(), desk.placeOf(0)));
            QVERIFY(desk.menu() && desk.menu()->isVisible());
            QTest::keyClick(desk.menu(), Qt::Key_Down);
            QTest::keyClick(desk.menu(), Qt::Key_Return);
            QCOMPARE(shown.size(), 4);
            for (const auto &one : shown)
                QCOMPARE(one.first().value<TaskId>(), task.id());
        });
        desk("Cancel asks, names the holder and who started it; Enter leaves it, the button does it", [](LockDesk &desk) {
            const auto task = desk.move("m.position", QStringLiteral("console"));
            desk.selectByMouse(0);
            auto &cancel = desk.button("Cancel holder");
            cancel.setFocus();
            QTest::keyClick(&cancel, Qt::Key_Space);
            QVERIFY(desk.question());
            QVERIFY2(desk.question()->text().contains(QStringLiteral("task %1, move m.position").arg(task.id())), qPrintable(desk.question()->text()));
            QVERIFY(desk.question()->text().contains(QStringLiteral("Started by: console")));
            QTest::keyClick(desk.question(), Qt::Key_Return);
            desk.pass(1s);
            QVERIFY(!task.isFinished());
            QTest::mouseClick(&cancel, Qt::LeftButton);
            QTest::mouseClick(desk.answer("Cancel task"), Qt::LeftButton);
            desk.pass(1s);
            QCOMPARE(task.info().outcome, Outcome::Cancelled);
            QCOMPARE(desk.view().model()->rowCount(), 0);
            QVERIFY(!cancel.isEnabled());
        });
        desk("A lock can be taken away only after a cancel that did not end its holder", [](LockDesk &desk) {
            StubbornHolder holder(desk, desk.device().lockable());
            desk.settle();
            desk.selectByMouse(0);
            auto &take = desk.button("Take lock away");
            QVERIFY(!take.isEnabled());
            QVERIFY(take.toolTip().contains(QStringLiteral("Cancel the holder first")));
            QTest::mouseClick(&desk.button("Cancel holder"), Qt::LeftButton);
            QTest::mouseClick(desk.answer("Cancel task"), Qt::LeftButton);
            QSignalSpy told(desk.panel.get(), &ui::LockPanel::failed);
            desk.pass(2s);
            QVERIFY(!take.isEnabled());
            QVERIFY(!desk.button("Cancel holder").isEnabled());
            QVERIFY(desk.button("Cancel holder").toolTip().contains(QStringLiteral("being cancelled already")));
            desk.pass(5s);
            QCOMPARE(told.size(), 1);
            QVERIFY(take.isEnabled());
            QTest::mouseClick(&take, Qt::LeftButton);
            QTest::keyClick(desk.question(), Qt::Key_Return);
            desk.pass(6s);
            QCOMPARE(desk.view().model()->rowCount(), 1);
            QTest::mouseClick(&take, Qt::LeftButton);
            QTest::mouseClick(desk.answer("Take the lock"), Qt::LeftButton);
            desk.pass(6s);
            QCOMPARE(desk.view().model()->rowCount(), 0);
            QVERIFY(!holder.task().isFinished());
        });
        desk("The menu key opens the menu of the current lock", [](LockDesk &desk) {
            desk.move("m.position", QStringLiteral("console"));
            desk.view().setFocus();
            QTest::keyClick(&desk.view(), Qt::Key_Down);
            pressMenuKey(desk.view());
            QVERIFY(desk.menu() && desk.menu()->isVisible());
            QVERIFY(desk.menu()->actions().front()->isEnabled());
        });
    }
    void panel() { runCheck(); }
};

PODIUM_TEST_MAIN(TstLockPanel)
#include "tst_lockpanel.moc"
