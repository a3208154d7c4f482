// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/console/interpreter.h"

#include "tests/engine/consolebench.h"
#include "tests/support/testmain.h"

using namespace podium::engine;
using namespace podium::tests;

/// Whole programs on a virtual clock: what reached the device, the exit code, and what was said.
class TestInterpreter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void programs_data();
    void programs();
    void lines_data();
    void lines();
    void aParseErrorRunsNothing();
    void doneIsTheLastEvent();
    void servicesAreNotTold();
    void aResultComesBeforeTheEndOfItsTask();
    void progressIsToldTenTimesASecond();
    void devicesAreListedWithTheirProblems();
    void anUnreadableParameterFailsGetAndShowsItsQuality();
    void anUnreadableParameterFailsNoOverview();
};

void TestInterpreter::programs_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<int>("exit");
    QTest::addColumn<QString>("sent");
    QTest::addColumn<QString>("error");
    const auto row = [](const char *sentence, const char *program, int exit, const char *sent, const char *error = "") {
        QTest::newRow(sentence) << QString::fromUtf8(program) << exit << QString::fromUtf8(sent) << QString::fromUtf8(error);
    };
    row("an empty program succeeds", " ; ", 0, "");
    row("mv moves a device to a position", "mv x 5mm", 0, "position 5.000 mm");
    row("mv moves a parameter, in any unit", "mv x.position 5000 um", 0, "position 5.000 mm");
    row("mvr starts from the last setpoint", "mvr x 1mm; mvr x 1000 um", 0, "position 1.000 mm, position 2.000 mm");
    row("set writes a quantity", "set x.velocity 20 mm/s", 0, "velocity 20 mm/s");
    row("set on a motion parameter moves", "set x.position 5 mm; mvr x 1 mm", 0, "position 5.000 mm, position 6.000 mm");
    row("set writes a text", "set x.name \"a; b\"", 0, "name a; b");
    row("set writes a choice", "set x.mode fast", 0, "mode fast");
    row("set writes a boolean", "set x.on true", 0, "on on");
    row("home runs the command home", "mv x 1 mm; home x", 0, "position 1.000 mm, home");
    row("call runs a command", "call x.beep", 0, "beep");
    row("stop stops one device", "stop x", 0, "stop");
    row("stop stops all devices", "stop", 0, "stop");
    row("after STOP ALL nothing moves", "stop; mv x 1mm", 1, "stop", "STOP ALL is latched");
    row("after reset it moves again", "stop; reset; mv x 1mm", 0, "stop, position 1.000 mm");
    row("reset without a latch does no harm", "reset; mv x 1mm", 0, "position 1.000 mm");
    row("cancel all without tasks does no harm", "cancel all; mv x 1mm", 0, "position 1.000 mm");
    row("wait without tasks does not wait", "wait; wait 1 s; mv x 1mm", 0, "position 1.000 mm");
    row("sleep sleeps", "sleep 10 s; mv x 1mm", 0, "position 1.000 mm");
    row("the lists and help do nothing", "tasks; locks; help; help mv; wa; wm x y; get x.counts", 0, "");
    row("commands in the background run too", "mv x 1mm & mvr x 1mm &", 0, "position 1.000 mm, position 2.000 mm");

    row("a failure skips the rest", "mv x 500mm; mv x 1 mm", 1, "", "500 mm is above the device limit 100 mm");
    row("a failure in the background skips nothing", "mv x 500mm & mv x 1 mm", 1, "position 1.000 mm", "500 mm is above");
    row("a command that fails at once skips the rest", "cancel 999; mv x 1 mm", 1, "", "There is no active task 999");
    row("NaN is refused", "mv x nan mm", 1, "", "x.position: ");
    row("infinity is refused", "mvr x inf mm", 1, "", "x.position: ");
    row("a missing unit is refused", "mv x 5", 1, "", "5 has no unit");
    row("a unit of another dimension is refused", "mv x 5 V", 1, "", "5 V has the unit V");
    row("a relative move of another dimension is refused", "mvr x 5 V", 1, "", "5 V has the unit V");
    row("set says the same about units", "set x.position 5 V", 1, "", "5 V has the unit V");
    row("a choice that is none is refused", "set x.mode medium", 1, "", "\"medium\" is not one of the choices");
    row("a readback cannot be set", "set x.counts 3", 1, "", "x.counts can only be read");
    row("an unknown device is refused", "mv q 1 mm", 1, "", "There is no device q");
    row("an unknown parameter is refused", "get x.posit", 1, "", "x has no parameter posit.");
    row("an unknown command of a device is refused", "call x.bep", 1, "", "x has no command bep. Did you mean beep?");
    row("a device that could not be made is refused with its reason", "wm bad", 1, "", "bad could not be made: no such driver");
    row("mv of what does not move is refused", "mv x.velocity 1 mm/s", 1, "", "x.velocity moves nothing; write it with set");
    row("mv of a device with two motion parameters lists them", "mv rotator 1 deg", 1, "",
        "give one of rotator.azimuth, rotator.elevation");
    row("too many arguments are refused", "call x.beep 1", 1, "", "x.beep was given 1 arguments; it takes none");
    row("an argument of another type is refused", "call rotator.show one, two", 1, "", "\"one\" does not start with a number");
    row("what cannot move is not stopped", "stop rotator", 1, "", "there is nothing to stop");
    row("an unknown device is not stopped", "stop q", 1, "", "There is no device q");
    row("wait for a task that never was fails", "wait 999; mv x 1 mm", 1, "", "There is no active task 999");
    row("a task that never was cannot be paused", "pause 999", 1, "", "There is no active task 999");
    row("a parse error runs nothing", "mv x 1 mm; foo", 2, "", "column 12: \"foo\" is no command");
}

void TestInterpreter::programs()
{
    QFETCH(QString, program);
    QFETCH(QString, error);
    ConsoleBench bench(std::make_unique<ImmediateScheduler>());
    bench.start(program);
    QTEST(bench.exits.value(0, -1), "exit");
    QCOMPARE(bench.exits.size(), 1);
    QTEST(bench.x.sent.join(QStringLiteral(", ")), "sent");
    QVERIFY2(error.isEmpty() ? bench.errors().isEmpty() : bench.errors().contains(error), qPrintable(bench.errors()));
    QVERIFY(bench.core.locks.locks().empty());
    QCOMPARE(bench.core.engine.activeTasks(), 0);
}

void TestInterpreter::lines_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QStringList>("lines");
    const auto row = [](const char *sentence, const char *program, const QStringList &lines) {
        QTest::newRow(sentence) << QString::fromUtf8(program) << lines;
    };
    row("get prints its readings in the order asked for", "mv y 2 mm; get y.position x.counts",
        {u"y.position = 2.000 mm"_qs, u"x.counts = 0"_qs});
    row("wm prints all readings of a device", "wm x",
        {u"x.position = 0.000 mm"_qs, u"x.velocity = 10 mm/s"_qs, u"x.name = "_qs, u"x.on = off"_qs, u"x.mode = slow"_qs,
         u"x.counts = 0"_qs});
    row("wa prints every device", "wa", {u"x.counts = 0"_qs, u"y.counts = 0"_qs, u"rotator.azimuth = 0 deg"_qs});
    row("a result is printed", "call rotator.show 2, \"a, b\"", {u": 2 x a, b"_qs});
    row("a task that fails is named", "mv q 1 mm", {u", mv q 1 mm: There is no device q."_qs});
    row("a command that fails is named", "cancel 999", {u"cancel: There is no active task 999;"_qs});
    row("the lists say when they are empty", "tasks; locks", {u"no active tasks"_qs, u"no locks"_qs});
    row("help explains a command", "help wa", {u"wa                                prints all readings of all devices"_qs});
    row("stop tells its confirmation and the latch", "stop; reset",
        {u"STOP ALL is latched"_qs, u"stop x: confirmed after"_qs, u"STOP ALL is reset."_qs});
    row("the background is told with its id", "sleep 1 s & tasks", {u", sleep 1 s: in the background"_qs, u", sleep 1 s: "_qs});
}

void TestInterpreter::lines()
{
    QFETCH(QString, program);
    QFETCH(QStringList, lines);
    ConsoleBench bench(std::make_unique<ImmediateScheduler>());
    bench.start(program);
    qsizetype at = 0;
    for (const QString &line : bench.text)
        if (at < lines.size() && line.contains(lines[at]))
            ++at;
    QVERIFY2(at == lines.size(), qPrintable(bench.text.join(QStringLiteral("\n"))));
}

void TestInterpreter::aParseErrorRunsNothing()
{
    ConsoleBench bench(std::make_unique<ImmediateScheduler>());
    bench.start(QStringLiteral("mv x 1 mm\n mv y"));
    QCOMPARE(bench.exits, QList<int>{2});
    QVERIFY(bench.all("task").isEmpty());
    QCOMPARE(bench.all("error").size(), 1);
    QCOMPARE(bench.all("error")[0][u"where"].toString(), QStringLiteral("mv"));
    QVERIFY(bench.all("error")[0][u"message"].toString().startsWith(QStringLiteral("line 2, column 6: Missing: QTY")));
}

void TestInterpreter::doneIsTheLastEvent()
{
    ConsoleBench bench(std::make_unique<ImmediateScheduler>());
    bench.start(QStringLiteral("mv x 5 mm & mv y 7 mm"));
    QCOMPARE(bench.all("done").size(), 1);
    QCOMPARE(bench.events.last()[u"event"].toString(), QStringLiteral("done"));
    QCOMPARE(bench.events.last()[u"exit"].toInt(-1), 0);
    QVERIFY(bench.events.last()[u"t"].toDouble() >= 0.7);
}

void TestInterpreter::servicesAreNotTold()
{
    ConsoleBench bench(std::make_unique<ImmediateScheduler>());
    bench.start(QStringLiteral("wa; mv x 5 mm; stop"));
    QSet<QString> labels;
    for (const QJsonObject &task : bench.all("task"))
        labels << task[u"label"].toString();
    QCOMPARE(labels, (QSet<QString>{u"wa"_qs, u"mv x 5 mm"_qs, u"stop"_qs}));
}

void TestInterpreter::aResultComesBeforeTheEndOfItsTask()
{
    ConsoleBench bench(std::make_unique<ImmediateScheduler>());
    bench.start(QStringLiteral("mv x 5 mm"));
    const auto results = bench.all("result");
    QCOMPARE(results.size(), 1);
    QCOMPARE(results[0][u"id"], bench.last(QStringLiteral("mv x 5 mm"))[u"id"]);
    QCOMPARE(results[0][u"value"].toDouble(), 5.0);
    QCOMPARE(results[0][u"unit"].toString(), QStringLiteral("mm"));
    QVERIFY(bench.events.indexOf(results[0]) < bench.events.indexOf(bench.last(QStringLiteral("mv x 5 mm"))));
    QCOMPARE(bench.last(QStringLiteral("mv x 5 mm"))[u"started_by"].toString(), QStringLiteral("console"));
}

void TestInterpreter::progressIsToldTenTimesASecond()
{
    ConsoleBench bench(std::make_unique<ImmediateScheduler>());
    bench.start(QStringLiteral("mv x 50 mm")); // five seconds
    QList<double> times;
    for (const QJsonObject &task : bench.task(QStringLiteral("mv x 50 mm")))
        if (task[u"state"].toString() == QStringLiteral("Running") && !task[u"progress"].isNull())
            times << task[u"t"].toDouble();
    QVERIFY2(times.size() > 40 && times.size() < 60, qPrintable(QString::number(times.size())));
    for (qsizetype i = 0; i + 10 < times.size(); ++i)
        QVERIFY(times[i + 10] - times[i] > 0.899);
}

void TestInterpreter::devicesAreListedWithTheirProblems()
{
    ConsoleBench bench;
    bench.output.tellDevices();
    bench.output.tellBrokenDevices();
    QStringList ids;
    for (const QJsonObject &device : bench.all("device"))
        ids << device[u"id"].toString();
    QCOMPARE(ids, (QStringList{u"x"_qs, u"y"_qs, u"rotator"_qs, u"bad"_qs}));
    QCOMPARE(bench.all("device")[3][u"problem"].toString(), QStringLiteral("no such driver"));
    QCOMPARE(bench.all("device")[0][u"state"].toString(), QStringLiteral("Standby"));
    QCOMPARE(bench.all("error").size(), 1);
    QCOMPARE(bench.all("error")[0][u"where"].toString(), QStringLiteral("bad"));
}

void TestInterpreter::anUnreadableParameterFailsGetAndShowsItsQuality()
{
    ConsoleBench bench(std::make_unique<ImmediateScheduler>());
    bench.x.failsNextRead = true;
    bench.start(QStringLiteral("get x.counts y.counts; mv y 1 mm"));
    const auto values = bench.all("value");
    QCOMPARE(values.size(), 2);
    QVERIFY(values[0][u"value"].isNull());
    QVERIFY(values[0][u"quality"].toString() != QStringLiteral("Valid"));
    QCOMPARE(values[1][u"quality"].toString(), QStringLiteral("Valid"));
    QVERIFY(bench.errors().contains(QStringLiteral("x.counts cannot be read.")));
    QVERIFY(bench.y.sent.isEmpty());
    QCOMPARE(bench.exits, QList<int>{1});
}

void TestInterpreter::anUnreadableParameterFailsNoOverview()
{
    ConsoleBench bench(std::make_unique<ImmediateScheduler>());
    bench.x.failsNextRead = true;
    bench.start(QStringLiteral("wa"));
    const auto values = bench.all("value");
    QCOMPARE(values.size(), 14);
    QCOMPARE(values[0][u"address"].toString(), QStringLiteral("x.position"));
    QCOMPARE(values[0][u"quality"].toString(), QStringLiteral("Invalid"));
    QCOMPARE(bench.exits, QList<int>{0});
}

PODIUM_TEST_MAIN(TestInterpreter)
#include "tst_interpreter.moc"
