// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testmain.h"
#include "tests/ui/stubbornholder.h"
#include "tests/ui/whydesk.h"
#include "ui/panels/tweakbar.h"

#include <QSignalSpy>

using namespace podium;
using namespace podium::tests;
using namespace std::chrono_literals;

/// What is locked explains itself, and offers what helps.
class TstWhyMenu : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void locked_data()
    {
        checkTable();
        desk("A free field asks nothing; when its why? appears, nothing moves", [](WhyDesk &desk) {
            QVERIFY(!desk.why().isVisible());
            const auto height = desk.row->sizeHint().height();
            const auto place = desk.field().geometry();
            QTest::keyClick(&desk.field(), Qt::Key_F1, Qt::ShiftModifier);
            QVERIFY(!desk.menu());
            desk.hold();
            QVERIFY(desk.why().isVisible());
            QCOMPARE(desk.row->sizeHint().height(), height);
            QCOMPARE(desk.field().geometry(), place);
        });
        desk("A locked field offers to wait, to show and to cancel the holder, and says who, why and since when", [](WhyDesk &desk) {
            const auto task = desk.hold();
            const auto number = QString::number(task.id());
            desk.type(QStringLiteral("10 mm"));
            desk.pass(4s);
            desk.openByKey();
            QVERIFY2(desk.told().contains(QStringLiteral("m.position is locked by task %1, move m.position to 30 mm").arg(number)), qPrintable(desk.told()));
            QVERIFY2(desk.told().contains(QStringLiteral("Since 4 s.")), qPrintable(desk.told()));
            QVERIFY2(desk.told().contains(QStringLiteral("Started by console.")), qPrintable(desk.told()));
            QCOMPARE(desk.offered(), (QStringList{QStringLiteral("Wait (next after task %1)").arg(number), QStringLiteral("Show task %1").arg(number),
                                                  QStringLiteral("Cancel task %1...").arg(number)}));
            desk.pass(1s);
            QVERIFY2(desk.told().contains(QStringLiteral("Since 5 s.")), qPrintable(desk.told()));
        });
        desk("Without an edit there is nothing that could wait, and it says so", [](WhyDesk &desk) {
            desk.hold();
            desk.openByMouse();
            QCOMPARE(desk.offered().size(), 2);
            QVERIFY2(desk.told().contains(QStringLiteral("Type a setpoint first")), qPrintable(desk.told()));
        });
        desk("An edit that cannot be sent cannot wait either, and it says why", [](WhyDesk &desk) {
            desk.hold();
            desk.type(QStringLiteral("1000 mm"));
            desk.openByKey();
            QCOMPARE(desk.offered().size(), 2);
            QVERIFY2(desk.told().contains(QStringLiteral("device limit 100 mm")), qPrintable(desk.told()));
        });
        desk("Wait sends the edit when the lock is free, and only once", [](WhyDesk &desk) {
            const auto first = desk.hold();
            desk.type(QStringLiteral("10 mm"));
            desk.openByKey();
            QTest::keyClick(desk.menu(), Qt::Key_Down); // the reason itself, to be read out
            QVERIFY2(desk.menu()->activeAction()->text().contains(QStringLiteral("is locked by task")), "the reason");
            QTest::keyClick(desk.menu(), Qt::Key_Down);
            QTest::keyClick(desk.menu(), Qt::Key_Return);
            desk.settle();
            QVERIFY(desk.row->applyButton()->isBusy());
            QCOMPARE(desk.sentCount(QStringLiteral("position 10.000 mm")), 0);
            QVERIFY(desk.row->editor()->isSent());
            desk.openByMouse();
            QVERIFY(!desk.offered().join(u' ').contains(QStringLiteral("Wait")));
            QVERIFY2(desk.told().contains(QStringLiteral("on its way")), qPrintable(desk.told()));
            desk.menu()->close();
            desk.device().stalls = false;
            first.cancel();
            for (int i = 0; i < 100 && desk.row->applyButton()->isBusy(); ++i)
                desk.pass(100ms);
            desk.pass(5s);
            QCOMPARE(desk.sentCount(QStringLiteral("position 10.000 mm")), 1);
            QCOMPARE(desk.device().here(), 10.0);
            QVERIFY(!desk.why().isVisible());
        });
        desk("A step that is refused leaves the edit that waits alone", [](WhyDesk &desk) {
            desk.hold();
            desk.type(QStringLiteral("10 mm"));
            desk.openByKey();
            desk.choose("Wait");
            QVERIFY(desk.row->editor()->isSent());
            for (auto *step : desk.row->tweaks()->findChildren<QToolButton *>())
                if (step->accessibleName() == QStringLiteral("One step up"))
                    QTest::mouseClick(step, Qt::LeftButton);
            desk.settle();
            QVERIFY2(desk.row->message().text().contains(QStringLiteral("locked by task")), qPrintable(desk.row->message().text()));
            QVERIFY(desk.row->editor()->isSent());
            QCOMPARE(static_cast<QLineEdit &>(desk.field()).text(), QStringLiteral("10 mm"));
        });
        desk("Wait in the message of a refusal keeps the edit, which is on its way then", [](WhyDesk &desk) {
            const auto first = desk.hold();
            desk.type(QStringLiteral("10 mm"));
            QTest::keyClick(&desk.field(), Qt::Key_Return);
            desk.settle();
            desk.row->resize(700, desk.row->sizeHint().height() + 150);
            desk.settle();
            auto *wait = desk.row->message().findChildren<QPushButton *>().first();
            QVERIFY2(wait->isVisible() && wait->text().startsWith(QStringLiteral("Wait")), qPrintable(wait->text()));
            QTest::mouseClick(desk.row->windowHandle(), Qt::LeftButton, {}, wait->mapTo(desk.row.get(), wait->rect().center()));
            desk.settle();
            QVERIFY(desk.field().hasFocus());
            QVERIFY(desk.row->editor()->isSent());
            QCOMPARE(static_cast<QLineEdit &>(desk.field()).text(), QStringLiteral("10 mm"));
            desk.device().stalls = false;
            first.cancel();
            for (int i = 0; i < 100 && desk.row->applyButton()->isBusy(); ++i)
                desk.pass(100ms);
            QCOMPARE(desk.sentCount(QStringLiteral("position 10.000 mm")), 1);
            QVERIFY(!desk.row->editor()->isEdited());
        });
        desk("The waiting can be cancelled, and then sends nothing", [](WhyDesk &desk) {
            const auto first = desk.hold();
            desk.type(QStringLiteral("10 mm"));
            desk.openByKey();
            desk.choose("Wait");
            QTest::mouseClick(desk.row->applyButton(), Qt::LeftButton);
            desk.settle();
            QVERIFY(!desk.row->applyButton()->isBusy());
            first.cancel();
            desk.pass(2s);
            QCOMPARE(desk.sentCount(QStringLiteral("position 10.000 mm")), 0);
        });
        desk("Who comes late is told his place in the queue", [](WhyDesk &desk) {
            const auto first = desk.hold();
            desk.queueUp();
            desk.queueUp();
            desk.type(QStringLiteral("10 mm"));
            desk.openByKey();
            QCOMPARE(desk.offered().first(), QStringLiteral("Wait (number 3 after task %1)").arg(first.id()));
            QVERIFY2(desk.told().contains(QStringLiteral("2 tasks wait for it already")), qPrintable(desk.told()));
        });
        desk("Show asks for the holder's task", [](WhyDesk &desk) {
            const auto task = desk.hold();
            QSignalSpy shown(desk.row.get(), &ui::ParameterRow::taskRequested);
            desk.openByMouse();
            desk.choose("Show task");
            QCOMPARE(shown.size(), 1);
            QCOMPARE(shown.first().first().value<TaskId>(), task.id());
        });
        desk("The lock of a task that this row started needs no explanation: it is the Cancel", [](WhyDesk &desk) {
            desk.device().stalls = true;
            desk.type(QStringLiteral("10 mm"));
            QTest::keyClick(&desk.field(), Qt::Key_Return);
            desk.settle();
            QVERIFY(desk.view("m.position").state().lock);
            QVERIFY(!desk.why().isVisible());
        });
        desk("The menu goes when its reason is over", [](WhyDesk &desk) {
            const auto task = desk.hold();
            desk.openByMouse();
            task.cancel();
            desk.pass(1s);
            QVERIFY(!desk.menu() || !desk.menu()->isVisible());
            QVERIFY(!desk.why().isVisible());
        });
        desk("The field's own menu keeps its entries, and has the reason below", [](WhyDesk &desk) {
            desk.hold();
            const auto place = desk.field().mapTo(desk.row.get(), desk.field().rect().center());
            QTest::mouseClick(desk.row->windowHandle(), Qt::RightButton, {}, place);
            QVERIFY(desk.menu() && desk.menu()->isVisible());
            QVERIFY2(desk.told().contains(QStringLiteral("is locked by task")), qPrintable(desk.told()));
            QVERIFY2(desk.offered().join(u' ').contains(QStringLiteral("Paste")), qPrintable(desk.offered().join(u' ')));
            QVERIFY(desk.offered().last().startsWith(QStringLiteral("Cancel task")));
        });
    }
    void locked() { runCheck(); }

    void holder_data()
    {
        checkTable();
        desk("Cancelling the holder asks and names it; Enter does not do it", [](WhyDesk &desk) {
            const auto task = desk.hold();
            desk.openByMouse();
            desk.choose("Cancel task");
            QVERIFY(desk.question());
            QCOMPARE(desk.question()->textFormat(), Qt::PlainText);
            for (const auto &named : {QStringLiteral("task %1, move m.position to 30 mm").arg(task.id()), QStringLiteral("Started by: console"),
                                      QStringLiteral("Works on: m"), QStringLiteral("lock of m")})
                QVERIFY2(desk.question()->text().contains(named), qPrintable(desk.question()->text()));
            QTest::keyClick(desk.question(), Qt::Key_Return);
            desk.pass(1s);
            QVERIFY(!task.isFinished());
            QVERIFY(!desk.device().sent.contains(QStringLiteral("stop")));
            desk.openByMouse();
            desk.choose("Cancel task");
            QTest::keyClick(desk.question(), Qt::Key_Escape);
            desk.pass(1s);
            QVERIFY(!task.isFinished());
            desk.openByMouse();
            desk.choose("Cancel task");
            QTest::mouseClick(desk.answer("Cancel task"), Qt::LeftButton);
            desk.pass(1s);
            QCOMPARE(task.info().outcome, Outcome::Cancelled);
            QVERIFY(desk.device().sent.contains(QStringLiteral("stop")));
            QVERIFY(!desk.why().isVisible());
        });
        desk("The question goes when the holder has ended by itself", [](WhyDesk &desk) {
            const auto task = desk.hold();
            desk.openByMouse();
            desk.choose("Cancel task");
            QVERIFY(desk.question()->isVisible());
            task.cancel();
            desk.pass(1s);
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            QVERIFY(!desk.question());
        });
        desk("The question is about the task that it names, even if another has the lock by then", [](WhyDesk &desk) {
            const auto first = desk.hold();
            const auto second = desk.queueUp();
            desk.openByMouse();
            desk.choose("Cancel task");
            auto *yes = desk.answer("Cancel task");
            first.cancel();
            desk.advance(500ms); // the window has not heard of it yet
            QVERIFY(first.isFinished());
            QTest::mouseClick(yes, Qt::LeftButton);
            desk.pass(500ms);
            QVERIFY(!second.isFinished());
        });
        desk("An offer about a task that has ended meanwhile asks nothing, and says so", [](WhyDesk &desk) {
            const auto task = desk.hold();
            desk.type(QStringLiteral("10 mm"));
            QTest::keyClick(&desk.field(), Qt::Key_Return);
            desk.settle();
            const auto offers = desk.row->message().findChildren<QPushButton *>();
            QVERIFY(!offers.isEmpty() && offers.last()->text().startsWith(QStringLiteral("Cancel task")));
            task.cancel();
            desk.pass(1s);
            QTest::mouseClick(offers.last(), Qt::LeftButton);
            QVERIFY(!desk.question());
            QVERIFY2(desk.row->message().text().contains(QStringLiteral("has ended already")), qPrintable(desk.row->message().text()));
        });
        desk("A lock is taken away only when the cancel has not ended its holder, and only when asked again", [](WhyDesk &desk) {
            StubbornHolder holder(desk, desk.device().lockable());
            QStringList broken;
            QObject::connect(&desk.core.locks, &LockTable::lockBroken, desk.row.get(), [&](const QString &address, TaskId, const QString &by, bool revoked) {
                broken << QStringLiteral("%1 by %2 %3").arg(address, by, revoked ? QStringLiteral("revoked") : QStringLiteral("asked"));
            });
            desk.settle();
            desk.openByMouse();
            QVERIFY(!desk.offered().join(u' ').contains(QStringLiteral("Take the lock")));
            desk.choose("Cancel task");
            QTest::mouseClick(desk.answer("Cancel task"), Qt::LeftButton);
            desk.pass(2s);
            QVERIFY2(desk.row->message().text().isEmpty(), qPrintable(desk.row->message().text()));
            desk.openByMouse();
            QCOMPARE(desk.offered().size(), 1); // show
            QVERIFY2(desk.told().contains(QStringLiteral("being cancelled since 2 s")), qPrintable(desk.told()));
            desk.menu()->close();
            desk.pass(5s);
            QVERIFY2(desk.row->message().text().contains(QStringLiteral("has not ended")), qPrintable(desk.row->message().text()));
            QVERIFY(broken.isEmpty());
            desk.openByMouse();
            desk.choose("Take the lock away");
            QTest::keyClick(desk.question(), Qt::Key_Return);
            desk.pass(10s);
            QVERIFY(broken.isEmpty());
            QVERIFY(!holder.task().isFinished());
            desk.openByMouse();
            desk.choose("Take the lock away");
            QVERIFY2(desk.question()->text().contains(QStringLiteral("a script")), qPrintable(desk.question()->text()));
            QTest::mouseClick(desk.answer("Take the lock"), Qt::LeftButton);
            desk.pass(6s);
            QCOMPARE(broken, (QStringList{QStringLiteral("m by operator asked"), QStringLiteral("m by operator revoked")}));
            desk.pass(1s);
            QVERIFY(!desk.why().isVisible());
        });
    }
    void holder() { runCheck(); }
};

PODIUM_TEST_MAIN(TstWhyMenu)
#include "tst_whymenu.moc"
