// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/console/textwriter.h"

#include "tests/support/testmain.h"

using namespace podium::engine;
using namespace std::chrono_literals;

namespace
{
const TimePoint start{1h};

/// What one call writes, ten seconds after the start.
QStringList linesOf(const std::function<void(TextWriter &)> &call)
{
    QStringList lines;
    TextWriter writer({start, [] { return start + 10s; }}, [&lines](QByteArrayView line) { lines << QString::fromUtf8(line); });
    call(writer);
    return lines;
}

TaskInfo task(TaskState state)
{
    TaskInfo task;
    task.id = 7;
    task.label = QStringLiteral("mv x 1 mm");
    task.state = state;
    return task;
}

TaskInfo finished(Outcome outcome)
{
    TaskInfo info = task(TaskState::Finished);
    info.outcome = outcome;
    return info;
}

TaskInfo waiting()
{
    TaskInfo info = task(TaskState::Running);
    info.waits = {{QStringLiteral("x"), 4}};
    info.progress = 0.25;
    return info;
}

ShownReading shown(const Value &value, Quality quality, Severity severity, const QString &reason = {})
{
    return {QStringLiteral("x.position"), {value, start + 7s, quality, severity, reason}, Unit::parse(QStringLiteral("mm")), 2};
}

Value millimetres(double number) { return Quantity(number, Unit::parse(QStringLiteral("mm"))); }

StopReceipt receipt(bool finished, bool confirmed)
{
    StopReceipt receipt;
    receipt.device = QStringLiteral("x");
    receipt.requested = start;
    receipt.finished = finished;
    if (confirmed)
        receipt.confirmed = start + 251ms;
    else
        receipt.problem = QStringLiteral("NOT CONFIRMED STOPPED.");
    return receipt;
}
} // namespace

class TestTextWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lines_data();
    void lines();
    void aWaitIsToldOnce();
};

void TestTextWriter::lines_data()
{
    QTest::addColumn<QStringList>("lines");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *sentence, const std::function<void(TextWriter &)> &call, const QStringList &expected) {
        QTest::newRow(sentence) << linesOf(call) << expected;
    };
    row("a task that runs says nothing", [](auto &writer) { writer.task(task(TaskState::Running)); }, {});
    row("a task that succeeds says nothing", [](auto &writer) { writer.task(finished(Outcome::Succeeded)); }, {});
    row("a task that waits says for whom", [](auto &writer) { writer.task(waiting()); },
        {u"task 7, mv x 1 mm: waits for the lock of x, held by task 4"_qs});
    row("a task that is paused says so", [](auto &writer) { writer.task(task(TaskState::Paused)); }, {u"task 7, mv x 1 mm: paused"_qs});
    row("a failure comes with its causes",
        [](auto &writer) {
            auto info = finished(Outcome::Failed);
            info.error = QStringLiteral("No reply.");
            info.causes = QStringList{QStringLiteral("Unplugged.")};
            writer.task(info);
        },
        {u"task 7, mv x 1 mm: No reply. Because: Unplugged."_qs});
    row("a cancelled task says whether its stop was confirmed",
        [](auto &writer) {
            auto info = finished(Outcome::Cancelled);
            info.reason = CancelReason::Stopped;
            info.stopConfirmed = false;
            info.error = QStringLiteral("It moves on.");
            writer.task(info);
        },
        {u"task 7, mv x 1 mm: cancelled (stopped), STOP NOT CONFIRMED: It moves on."_qs});
    row("a child task is no business of people",
        [](auto &writer) {
            auto info = finished(Outcome::Failed);
            info.parent = 3;
            writer.task(info);
        },
        {});
    row("a result names its task", [](auto &writer) { writer.result(task(TaskState::Running), millimetres(1.5)); },
        {u"task 7, mv x 1 mm: 1.5 mm"_qs});
    row("a valid reading is short", [](auto &writer) { writer.value(shown(millimetres(1.5), Quality::Valid, Severity::None)); },
        {u"x.position = 1.50 mm"_qs});
    row("an alarm is a word", [](auto &writer) { writer.value(shown(millimetres(1.5), Quality::Valid, Severity::Major)); },
        {u"x.position = 1.50 mm, major alarm"_qs});
    row("an old reading says how old and why",
        [](auto &writer) { writer.value(shown(millimetres(1.5), Quality::Stale, Severity::None, QStringLiteral("No new value."))); },
        {u"x.position = 1.50 mm, stale, 3.0 s old, No new value."_qs});
    row("what was never read says so", [](auto &writer) { writer.value(shown({}, Quality::Lost, Severity::None)); },
        {u"x.position = never read, lost"_qs});
    row("a stop under way says nothing", [](auto &writer) { writer.stop(receipt(false, false)); }, {});
    row("a confirmed stop says how long it took", [](auto &writer) { writer.stop(receipt(true, true)); },
        {u"stop x: confirmed after 251.0 ms"_qs});
    row("a stop that is not confirmed says so", [](auto &writer) { writer.stop(receipt(true, false)); },
        {u"stop x: NOT CONFIRMED STOPPED."_qs});
    row("a problem of a file has its place",
        [](auto &writer) { writer.check({QStringLiteral("a.toml"), 3, 5, QStringLiteral("driver"), QStringLiteral("unknown")}); },
        {u"a.toml:3:5: driver: unknown"_qs});
    row("a problem of a whole file", [](auto &writer) { writer.check({QStringLiteral("a.toml"), 0, 0, {}, QStringLiteral("empty")}); },
        {u"a.toml: empty"_qs});
    row("a task in the list", [](auto &writer) { writer.tasks({waiting()}); },
        {u"task 7, mv x 1 mm: running, 25 %, waits for the lock of x, held by task 4"_qs});
    row("a lock in the list",
        [](auto &writer) { writer.locks({{QStringLiteral("x"), 4, QStringLiteral("scan"), QStringLiteral("moves"), start + 5s, {7, 8}}}); },
        {u"x: held by task 4, scan (moves), for 5.0 s; waiting: 7, 8"_qs});
    row("a device that cannot be used says why",
        [](auto &writer) {
            DeviceDescription device;
            device.id = QStringLiteral("x");
            device.problem = QStringLiteral("no such driver");
            writer.device(device, DeviceState::Disconnected);
        },
        {u"x: cannot be used: no such driver"_qs});
    row("texts of devices cannot drive the terminal",
        [](auto &writer) { writer.error(QStringLiteral("x"), QStringLiteral("\x1b[2Jgone\nline")); },
        {u"x: \uFFFD[2Jgone\uFFFDline"_qs});
}

void TestTextWriter::lines()
{
    QFETCH(QStringList, lines);
    QTEST(lines, "expected");
}

void TestTextWriter::aWaitIsToldOnce()
{
    const auto lines = linesOf([](TextWriter &writer) {
        writer.task(waiting());
        auto later = waiting();
        later.progress = 0.5;
        writer.task(later);
        later.waits = {{QStringLiteral("x"), 5}};
        writer.task(later);
    });
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines[1].endsWith(QStringLiteral("held by task 5")));
}

PODIUM_TEST_MAIN(TestTextWriter)
#include "tst_textwriter.moc"
