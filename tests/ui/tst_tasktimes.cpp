// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/checks.h"
#include "tests/support/testmain.h"
#include "tests/ui/uibench.h"
#include "ui/style/theme.h"
#include "ui/tasks/taskdelegate.h"
#include "ui/tasks/taskexplain.h"
#include "ui/tasks/taskpanel.h"
#include "ui/tasks/tasktext.h"

#include <QPainter>
#include <QSignalSpy>
#include <QTreeView>

using namespace podium;
using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
const auto home = QStringLiteral("call z.home");

/// A list of tasks on a clock that the test moves.
struct Times {
    ui::TaskModel model;
    TimePoint now{1000s};
    TaskId last = 0;
    Times() { ui::RefreshClock::instance().setClock([this] { return now; }); }
    ~Times() { ui::RefreshClock::instance().setClock([] { return Clock::now(); }); }

    /// One that runs.
    TaskInfo begun(TaskId id = 100)
    {
        TaskInfo info;
        info.id = id;
        info.label = QStringLiteral("Home Z");
        info.operation = home;
        info.state = TaskState::Running;
        info.queuedAt = now;
        info.startedAt = now;
        model.take(info);
        return info;
    }
    void end(TaskInfo info, Outcome outcome = Outcome::Succeeded)
    {
        info.state = TaskState::Finished;
        info.outcome = outcome;
        info.finishedAt = now;
        model.take(info);
    }
    void learn(const std::vector<Duration> &durations)
    {
        for (const auto duration : durations) {
            const auto info = begun(++last);
            now += duration;
            end(info);
        }
    }
    const ui::TaskRow &row(const TaskInfo &info) const { return *model.find(info.id); }
    QString time(const TaskInfo &info) const { return ui::timeText(row(info), model); }
    std::optional<double> guess(const TaskInfo &info) const { return ui::guessedProgress(row(info), model); }
};

void times(const char *sentence, void (*body)(Times &))
{
    check(sentence, [body] {
        Times tasks;
        body(tasks);
    });
}

/// The row as it is painted.
QImage painted(const Times &tasks, const TaskInfo &info)
{
    const ui::TaskDelegate delegate(tasks.model, nullptr);
    QTreeView view;
    QStyleOptionViewItem option;
    option.initFrom(&view);
    option.rect = QRect(0, 0, 360, 100);
    QImage image(360, 100, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    delegate.paint(&painter, option, tasks.model.indexOf(info.id));
    return image;
}

/// How many of its dots have the colour of progress.
int busyDots(const QImage &image)
{
    const auto busy = ui::Theme::instance().colour(ui::Tone::Busy).rgb();
    int dots = 0;
    for (int y = image.height() / 4; y < image.height(); ++y) // below the drawing of the task
        for (int x = 0; x < image.width(); ++x)
            dots += image.pixel(x, y) == busy;
    return dots;
}
} // namespace

/// What the list of tasks says of how long they should take.
class TstTaskTimes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rows_data()
    {
        checkTable();
        times("After three runs a running task shows how long it should take", [](Times &tasks) {
            tasks.learn({8s, 8s});
            auto task = tasks.begun();
            tasks.now += 3s;
            QCOMPARE(tasks.time(task), QStringLiteral("3.0 s"));
            tasks.now += 5s;
            tasks.end(task);
            QCOMPARE(tasks.time(task), QStringLiteral("8.0 s"));
            task = tasks.begun(101);
            tasks.now += 3s;
            QCOMPARE(tasks.time(task), QStringLiteral("3.0 s of ~8.0 s"));
            QVERIFY(tasks.model.indexOf(101).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("3.0 s of ~8.0 s")));
            QVERIFY(tasks.model.indexOf(101).data(Qt::ToolTipRole).toString().contains(QStringLiteral("usually 8.0 s, from 3 runs")));
        });
        times("Long ones are told in minutes", [](Times &tasks) {
            tasks.learn({125s, 125s, 125s});
            const auto task = tasks.begun();
            tasks.now += 61s;
            QCOMPARE(tasks.time(task), QStringLiteral("1:01 of ~2:05"));
        });
        times("What fails and what is cancelled teaches nothing", [](Times &tasks) {
            for (const auto outcome : {Outcome::Failed, Outcome::Cancelled, Outcome::Failed, Outcome::Cancelled}) {
                const auto task = tasks.begun(50 + TaskId(outcome));
                tasks.now += 2s;
                tasks.end(task, outcome);
            }
            const auto task = tasks.begun();
            QCOMPARE(tasks.time(task), QStringLiteral("0 ms"));
            QVERIFY(!tasks.guess(task));
        });
        times("A task whose end is told twice teaches once", [](Times &tasks) {
            tasks.learn({8s});
            auto info = tasks.model.find(1)->info;
            tasks.model.take(info);
            tasks.model.take(info);
            QVERIFY(!tasks.guess(tasks.begun()));
        });
        times("What is over in a blink has no forecast", [](Times &tasks) {
            tasks.learn({200ms, 200ms, 200ms});
            const auto task = tasks.begun();
            QCOMPARE(tasks.time(task), QStringLiteral("0 ms"));
            QVERIFY(!tasks.guess(task));
        });
        times("Its progress is guessed, and never at its end before it has ended", [](Times &tasks) {
            tasks.learn({8s, 8s, 8s});
            const auto task = tasks.begun();
            tasks.now += 2s;
            QCOMPARE(tasks.guess(task), 0.25);
            tasks.now += 60s;
            QCOMPARE(tasks.guess(task), 0.95);
            tasks.end(task);
            QVERIFY(!tasks.guess(task));
        });
        times("Progress of its own goes before a guess", [](Times &tasks) {
            tasks.learn({8s, 8s, 8s});
            auto task = tasks.begun();
            task.progress = 0.1;
            tasks.model.take(task);
            QVERIFY(!tasks.guess(task));
            QCOMPARE(tasks.time(task), QStringLiteral("0 ms of ~8.0 s"));
        });
        times("While it waits for a lock, is paused or is being cancelled nothing is forecast; then its work counts alone", [](Times &tasks) {
            tasks.learn({8s, 8s, 8s});
            auto task = tasks.begun();
            task.waits = {{QStringLiteral("z"), 7}};
            tasks.model.take(task);
            tasks.now += 20s;
            QCOMPARE(tasks.time(task), QStringLiteral("20.0 s"));
            QVERIFY(!tasks.guess(task));
            task.waits.clear();
            tasks.model.take(task);
            tasks.now += 2s;
            QCOMPARE(tasks.time(task), QStringLiteral("2.0 s of ~8.0 s"));
            QCOMPARE(tasks.guess(task), 0.25);
            task.state = TaskState::Paused;
            tasks.model.take(task);
            QVERIFY(!tasks.guess(task));
            task.state = TaskState::Cancelling;
            tasks.model.take(task);
            QVERIFY(!tasks.guess(task));
        });
        times("The distance of a motion counts", [](Times &tasks) {
            for (const double distance : {10.0, 20.0, 40.0}) {
                auto task = tasks.begun(TaskId(distance));
                task.distance = distance;
                tasks.now += std::chrono::seconds(int(distance / 5));
                tasks.end(task);
            }
            auto task = tasks.begun();
            QCOMPARE(tasks.time(task), QStringLiteral("0 ms"));
            task.distance = 30;
            tasks.model.take(task);
            QCOMPARE(tasks.time(task), QStringLiteral("0 ms of ~6.0 s"));
        });
        times("What earlier sessions taught counts as soon as it is there, and the rows are drawn anew", [](Times &tasks) {
            const auto task = tasks.begun();
            QSignalSpy changed(&tasks.model, &QAbstractItemModel::dataChanged);
            tasks.model.learn({{home, 8, {}}, {home, 8, {}}, {home, 8, {}}});
            QCOMPARE(tasks.time(task), QStringLiteral("0 ms of ~8.0 s"));
            QCOMPARE(changed.size(), 1);
        });
        times("A guess has a bar of its own, hatched", [](Times &tasks) {
            auto task = tasks.begun();
            const ui::TaskDelegate delegate(tasks.model, nullptr);
            QTreeView view;
            QStyleOptionViewItem option;
            option.initFrom(&view);
            const auto height = [&] { return delegate.sizeHint(option, tasks.model.indexOf(task.id)).height(); };
            const int without = height();
            tasks.model.learn({{home, 8, {}}, {home, 8, {}}, {home, 8, {}}});
            tasks.now += 4s;
            QCOMPARE(height(), without + option.fontMetrics.lineSpacing());
            const auto guessed = busyDots(painted(tasks, task));
            task.progress = 0.5;
            tasks.model.take(task);
            const auto told = busyDots(painted(tasks, task));
            QVERIFY2(guessed > 0 && guessed < told / 2, qPrintable(QStringLiteral("%1 of %2").arg(guessed).arg(told)));
        });
    }
    void rows() { runCheck(); }

    void explaining_data()
    {
        checkTable();
        times("The explanation says how long it usually takes, with its spread, and how long it has taken", [](Times &tasks) {
            tasks.learn({7600ms, 8s, 8100ms, 8500ms, 9s});
            const auto task = tasks.begun();
            tasks.now += 20s;
            const auto lines = ui::explainTask(task.id, tasks.model, nullptr);
            QCOMPARE(lines.value(0), QStringLiteral("Home Z: usually 8.1 s ± 0.6 s, now 20.0 s."));
        });
        times("A task that takes clearly longer than usual explains itself although it is heard of", [](Times &tasks) {
            tasks.learn({8s, 8s, 8s});
            auto task = tasks.begun();
            const auto hear = [&] {
                task.progressText += u'.';
                tasks.model.take(task);
            };
            tasks.now += 12s;
            hear();
            QCOMPARE(ui::stuckTask(tasks.model), TaskId(0));
            tasks.now += 1s;
            hear();
            QCOMPARE(ui::stuckTask(tasks.model), task.id);
        });
        times("A task that is as long as it usually is explains itself after 10 s of silence all the same", [](Times &tasks) {
            tasks.learn({60s, 60s, 60s});
            const auto task = tasks.begun();
            tasks.now += 9s;
            QCOMPARE(ui::stuckTask(tasks.model), TaskId(0));
            tasks.now += 2s;
            QCOMPARE(ui::stuckTask(tasks.model), task.id);
        });
        check("In the panel it is told unasked, from what the journal knows of this bench", [] {
            UiBench bench;
            ui::TaskPanel panel(*bench.client, &*bench.views);
            TaskInfo former;
            former.operation = QStringLiteral("call m.beep");
            former.outcome = Outcome::Succeeded;
            former.startedAt = TimePoint(1s);
            former.finishedAt = TimePoint(2s);
            std::vector<JournalRow> rows(6);
            for (std::size_t i = 0; i < rows.size(); ++i)
                noteRun(rows[i].details, former, i < 3 ? QStringLiteral("test bench") : QStringLiteral("other"));
            panel.learnFrom(QtFuture::makeReadyFuture(rows), QStringLiteral("test bench"));
            panel.learnFrom({}, QStringLiteral("test bench"));
            bench.settle();
            bench.device().hangs = true;
            const auto task = bench.client->call(UiBench::address("m.beep"), {});
            task.finally(&panel, [](const TaskInfo &) {});
            bench.advance(500ms);
            bench.settle();
            const auto &row = *panel.model().find(task.id());
            QVERIFY2(ui::timeText(row, panel.model()).endsWith(QStringLiteral(" of ~1.0 s")), qPrintable(ui::timeText(row, panel.model())));
            QCOMPARE(panel.model().expected(row.info)->runs, 3);
            QCOMPARE(panel.explanation(), QString());
            bench.advance(4s);
            bench.client->read(UiBench::address("m.counts")).finally(&panel, [](const TaskInfo &) {}); // something happens
            bench.settle();
            const auto lines = panel.explanation().split(u'\n');
            QCOMPARE(lines.value(0), QStringLiteral("This takes long:"));
            QVERIFY2(lines.value(1).startsWith(QStringLiteral("m.beep: usually 1.0 s, now 4.")), qPrintable(lines.value(1)));
            bench.device().hangs = false;
            bench.advance(1s);
            bench.settle();
        });
    }
    void explaining() { runCheck(); }
};

PODIUM_TEST_MAIN(TstTaskTimes)
#include "tst_tasktimes.moc"
