// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/checks.h"
#include "tests/support/testmain.h"
#include "ui/tasks/taskorder.h"
#include "ui/tasks/tasktext.h"

#include <QAbstractItemModelTester>

using namespace podium;
using namespace podium::tests;
using namespace podium::engine;

namespace
{
struct Tasks {
    ui::TaskModel model;
    ui::TaskOrder order;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    QAbstractItemModelTester orderTester{&order, QAbstractItemModelTester::FailureReportingMode::QtTest};
    Tasks() { order.setSourceModel(&model); }

    TaskInfo told(TaskId id, TaskState state, TaskId parent = 0)
    {
        TaskInfo info;
        info.id = id;
        info.parent = parent;
        info.label = QStringLiteral("t%1").arg(id);
        info.state = state;
        info.queuedAt = TimePoint(std::chrono::seconds(id));
        if (state == TaskState::Finished) {
            info.outcome = Outcome::Succeeded;
            info.finishedAt = TimePoint(std::chrono::seconds(100 + id));
        }
        model.take(info);
        return info;
    }
    QString labels() const
    {
        QStringList all;
        for (int row = 0; row < order.rowCount(); ++row)
            all << order.index(row, 0).data().toString();
        return all.join(u' ');
    }
    QString lines(TaskId id) const { return ui::taskLines(*model.find(id), model).join(QStringLiteral(" | ")); }
};
} // namespace

class TstTaskModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void model_data()
    {
        checkTable();
        check("Active tasks stand first in their order, then the finished ones, the last first", [] {
            Tasks tasks;
            for (const auto id : {1, 2, 3, 4})
                tasks.told(TaskId(id), TaskState::Running);
            tasks.told(1, TaskState::Finished);
            tasks.told(3, TaskState::Finished);
            QCOMPARE(tasks.labels(), QStringLiteral("t2 t4 t3 t1"));
        });
        check("Children stand below their parents", [] {
            Tasks tasks;
            tasks.told(1, TaskState::Running);
            tasks.told(2, TaskState::Running, 1);
            tasks.told(3, TaskState::Running, 2);
            QCOMPARE(tasks.model.rowCount(), 1);
            QCOMPARE(tasks.model.indexOf(3).parent(), tasks.model.indexOf(2));
            QCOMPARE(tasks.model.active(), 1);
        });
        check("Services are not listed", [] {
            Tasks tasks;
            TaskInfo info;
            info.id = 1;
            info.service = true;
            tasks.model.take(info);
            QCOMPARE(tasks.model.rowCount(), 0);
        });
        check("Of the finished tasks the last 200 are kept", [] {
            Tasks tasks;
            for (TaskId id = 1; id <= 300; ++id) {
                tasks.told(id, TaskState::Running);
                if (id > 1)
                    tasks.told(id, TaskState::Finished);
            }
            QCOMPARE(tasks.model.rowCount(), ui::TaskModel::keptRoots + 1);
            QVERIFY(tasks.model.find(1));
            QVERIFY(!tasks.model.find(2));
            QVERIFY(tasks.model.find(300));
        });
        check("Below one parent the last 50 finished ones are kept", [] {
            Tasks tasks;
            tasks.told(1, TaskState::Running);
            for (TaskId id = 2; id <= 100; ++id) {
                tasks.told(id, TaskState::Running, 1);
                tasks.told(id, TaskState::Finished, 1);
            }
            QCOMPARE(tasks.model.rowCount(tasks.model.indexOf(1)), ui::TaskModel::keptChildren);
        });
        check("Clear done leaves what is active", [] {
            Tasks tasks;
            tasks.told(1, TaskState::Finished);
            tasks.told(2, TaskState::Running);
            tasks.told(3, TaskState::Finished);
            tasks.model.clearDone();
            QCOMPARE(tasks.labels(), QStringLiteral("t2"));
            QVERIFY(!tasks.model.find(1));
        });
        check("The newest active task is the one that came last", [] {
            Tasks tasks;
            tasks.told(1, TaskState::Running);
            tasks.told(2, TaskState::Running);
            tasks.told(3, TaskState::Finished);
            QCOMPARE(tasks.model.newestActive(), TaskId(2));
        });
        check("A queued, a running, a paused and a finished task say what they are", [] {
            Tasks tasks;
            tasks.told(1, TaskState::Queued);
            tasks.told(2, TaskState::Running);
            tasks.told(3, TaskState::Paused);
            tasks.told(4, TaskState::Finished);
            QCOMPARE(tasks.lines(1), QStringLiteral("queued"));
            QCOMPARE(tasks.lines(2), QStringLiteral("running"));
            QCOMPARE(tasks.lines(3), QStringLiteral("paused"));
            QCOMPARE(tasks.lines(4), QStringLiteral("done"));
            auto info = tasks.told(5, TaskState::Running);
            info.pauseRequested = true;
            info.progressText = QStringLiteral("point 6 of 10");
            tasks.model.take(info);
            QCOMPARE(tasks.lines(5), QStringLiteral("pausing at the next safe point: point 6 of 10"));
        });
        check("A failed task tells kind and text, and is marked", [] {
            Tasks tasks;
            auto info = tasks.told(1, TaskState::Finished);
            info.outcome = Outcome::Failed;
            info.errorKind = ErrorKind::Timeout;
            info.error = QStringLiteral("x did not answer.");
            tasks.model.take(info);
            QCOMPARE(tasks.lines(1), QStringLiteral("failed (timeout): x did not answer."));
            QCOMPARE(ui::lookOf(info).tone, ui::Tone::Major);
        });
        check("A waiting task names what it waits for, and the holder", [] {
            Tasks tasks;
            tasks.told(1, TaskState::Running);
            auto info = tasks.told(2, TaskState::Running);
            info.waits = {{QStringLiteral("stage/x"), 1}};
            tasks.model.take(info);
            QCOMPARE(tasks.lines(2), QStringLiteral("waiting | waits for stage/x (held by t1)"));
        });
        check("A task that is being cancelled names the device that it stops", [] {
            Tasks tasks;
            auto info = tasks.told(1, TaskState::Running);
            info.owners = QStringList{QStringLiteral("stage/x")};
            info.state = TaskState::Cancelling;
            tasks.model.take(info);
            QVERIFY(tasks.lines(1).startsWith(QStringLiteral("cancelling: stopping stage/x for ")));
        });
        check("A cancelled task whose stop is not confirmed says so, loudly", [] {
            Tasks tasks;
            auto info = tasks.told(1, TaskState::Finished);
            info.outcome = Outcome::Cancelled;
            info.reason = CancelReason::User;
            info.stopConfirmed = false;
            tasks.model.take(info);
            QCOMPARE(tasks.lines(1), QStringLiteral("!! STOP NOT CONFIRMED; cancelled: by a person"));
            QCOMPARE(ui::lookOf(info).tone, ui::Tone::Major);
        });
    }
    void model() { runCheck(); }

    void durations_data()
    {
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<QString>("text");
        QTest::newRow("milliseconds") << qint64(84) << QStringLiteral("84 ms");
        QTest::newRow("seconds") << qint64(8140) << QStringLiteral("8.1 s");
        QTest::newRow("minutes") << qint64(125'000) << QStringLiteral("2:05");
        QTest::newRow("hours") << qint64(3'723'000) << QStringLiteral("1:02:03");
        QTest::newRow("negative is none") << qint64(-5) << QStringLiteral("0 ms");
    }
    void durations()
    {
        QFETCH(qint64, ms);
        QTEST(ui::elapsedText(std::chrono::milliseconds(ms)), "text");
    }
};

PODIUM_TEST_MAIN(TstTaskModel)
#include "tst_taskmodel.moc"
