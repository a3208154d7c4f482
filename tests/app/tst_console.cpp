// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/podiumprocess.h"
#include "tests/support/testmain.h"

#include <QJsonArray>
#include <QJsonDocument>

using podium::tests::PodiumProcess;

/// CONSOLE.md, line by line, against the real program on the simulated bench with a virtual clock.
class TestConsole : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void programs_data();
    void programs();
    void everyObjectHasAnEventAndATime();
    void doneIsTheLastEventAndCarriesTheExitCode();
    void listDevicesNamesThemAll();
    void textModeWritesForPeople();
    void programsComeFromStandardInputToo();
};

namespace
{
QString json(const char *text)
{
    return QString::fromLatin1(text);
}
} // namespace

void TestConsole::programs_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<int>("exit");
    QTest::addColumn<QStringList>("events"); // each has to come, in this order
    const auto row = [](const char *sentence, const char *program, int exit, const QStringList &events = {}) {
        QTest::newRow(sentence) << QString::fromUtf8(program) << exit << events;
    };
    const auto value = [](const char *address, const char *number, const char *unit) {
        return QStringLiteral(R"({"event":"value","address":"%1","value":%2,"unit":"%3","quality":"Valid"})")
            .arg(QString::fromLatin1(address), QString::fromLatin1(number), QString::fromLatin1(unit));
    };
    // commands
    row("mv moves and ends when settled", "mv stage/x 10mm; get stage/x.position", 0,
        {json(R"({"event":"task","id":1,"state":"Queued","outcome":null,"started_by":"console"})"), json(R"({"event":"task","state":"Running"})"),
         json(R"({"event":"result","value":10,"unit":"mm"})"), json(R"({"event":"task","state":"Finished","outcome":"Succeeded"})"),
         value("stage/x.position", "10", "mm")});
    row("mv takes the parameter as well", "mv stage/x.position 2 mm; get stage/x.position", 0, {value("stage/x.position", "2", "mm")});
    row("mv converts units", "mv stage/x 250 um; get stage/x.position", 0, {value("stage/x.position", "0.25", "mm")});
    row("mvr goes on from the last setpoint", "mv stage/x 1mm; mvr stage/x 500um; mvr stage/x -0.25 mm; get stage/x.position", 0,
        {value("stage/x.position", "1.25", "mm")});
    row("set ends when the device has accepted", "set supply.voltage 5V; set supply.output on; sleep 1s; get supply.output", 0,
        {json(R"({"event":"value","address":"supply.output","value":true})")});
    row("set on a motion parameter is mv", "set stage/y.position 3mm; get stage/y.position", 0, {value("stage/y.position", "3", "mm")});
    row("get prints several readings", "sleep 1s; get stage/x.position stage/y.position", 0,
        {value("stage/x.position", "0", "mm"), value("stage/y.position", "0", "mm")});
    row("wm prints a device", "sleep 1s; wm stage/x", 0, {json(R"({"event":"value","address":"stage/x.velocity","value":5,"unit":"mm s-1"})")});
    row("wa prints everything", "sleep 1s; wa", 0, {json(R"({"event":"value","address":"meter.voltage","unit":"V"})")});
    row("home runs the home command", "mv stage/z 5mm; home stage/z; get stage/z.position", 0, {value("stage/z.position", "0", "mm")});
    row("call runs a command", "call shutter.open; get shutter.opened", 0, {json(R"({"event":"value","address":"shutter.opened","value":true})")});
    row("call takes arguments", "call stage/x.jog 1 mm s-1 & sleep 2s; cancel all; wait", 1,
        {json(R"({"event":"task","state":"Finished","outcome":"Cancelled","reason":"User","stop_confirmed":true})")});
    row("stop of a device ends its mover as stopped", "mv stage/x 20mm & sleep 1s; stop stage/x; wait", 1,
        {json(R"({"event":"task","state":"Finished","outcome":"Cancelled","reason":"Stopped"})")});
    row("stop latches until reset", "stop; reset; mv stage/x 1mm; get stage/x.position", 0,
        {json(R"({"event":"latch","latched":true})"), json(R"({"event":"stop","device":"stage/x","confirmed":true})"),
         json(R"({"event":"latch","latched":false})"), value("stage/x.position", "1", "mm")});
    row("motion is refused while latched", "stop; mv stage/x 1mm", 1,
        {json(R"({"event":"task","state":"Finished","outcome":"Failed","error_kind":"Refused"})")});
    row("cancel all stops no idle device and does not latch", "mv stage/x 20mm & sleep 1s; cancel all; mv stage/y 1mm", 1,
        {json(R"({"event":"stop","device":"stage/x"})"), json(R"({"event":"result","value":1,"unit":"mm"})")});
    row("tasks and locks list", "mv stage/x 20mm & sleep 1s; tasks; locks; wait", 0, {json(R"({"event":"lock","address":"stage/x.position"})")});
    row("wait waits for all background tasks", "mv stage/x 5mm & mv stage/y 5mm & wait; get stage/x.position stage/y.position", 0,
        {value("stage/x.position", "5", "mm"), value("stage/y.position", "5", "mm")});
    row("wait with a time fails and cancels nothing", "mv stage/x 20mm & wait 1s", 1,
        {json(R"({"event":"task","state":"Finished","outcome":"Failed","error_kind":"Timeout"})")});
    row("sleep takes a time", "sleep 100 ms", 0);
    row("help prints the commands", "help; help mv", 0);
    // two tasks, one axis
    row("the second mover waits for the first and is shown waiting", "mv stage/x 10mm & mv stage/x 0mm; get stage/x.position", 0,
        {json(R"({"event":"task","state":"Finished","outcome":"Succeeded"})"), value("stage/x.position", "0", "mm")});
    // refusals
    row("out of range is refused, never clamped", "mv stage/x 30mm", 1,
        {json(R"({"event":"task","state":"Finished","outcome":"Failed","error_kind":"Refused"})")});
    row("a wrong unit is refused", "mv stage/x 3s", 1, {json(R"({"event":"task","outcome":"Failed","error_kind":"Refused"})")});
    row("a missing unit is refused", "mv stage/x 3", 1, {json(R"({"event":"task","outcome":"Failed","error_kind":"Refused"})")});
    row("an unknown device is refused", "mv stage/q 3mm", 1);
    row("a failure skips the rest", "mv stage/x 30mm; mv stage/x 1mm", 1);
    row("an interlock refuses", "set heater.setpoint 250 degC; sleep 60s; call shutter.open", 1,
        {json(R"({"event":"task","outcome":"Failed","error_kind":"Refused"})")});
    // grammar
    row("an empty program does nothing", " ; ;\n ", 0);
    row("a parse error runs nothing", "mv stage/x 1mm; fly", 2, {json(R"({"event":"error"})")});
    row("quotes protect spaces", "mv \"stage/x\" \"1 mm\"; get stage/x.position", 0, {value("stage/x.position", "1", "mm")});
    row("an open quote is a parse error", "mv \"stage/x 1mm", 2);
    row("the stop of a device stops what is below it", "mv stage/x 20mm & sleep 1 s; stop stage", 1,
        {json(R"({"event":"stop","device":"stage/x","confirmed":true})")});
    row("after a jog a relative move starts from where it ended", "call stage/x.jog 5 mm s-1; mvr stage/x -1 mm; get stage/x.position", 0,
        {value("stage/x.position", "24", "mm")});
    row("NaN that stands for no number is a parse error", "mv stage/x nanmm", 2);
    for (const char *bad : {"mv stage/x nan mm", "mv stage/x inf mm", "set supply.voltage 1e400 V"})
        row(bad, bad, 1, {json(R"({"event":"task","outcome":"Failed","error_kind":"Refused"})")});
}

void TestConsole::programs()
{
    QFETCH(QString, program);
    QFETCH(int, exit);
    QFETCH(QStringList, events);
    PodiumProcess podium;
    const int code = podium.run({QStringLiteral("--headless"), QStringLiteral("--immediate"), QStringLiteral("--exec"), program});
    QVERIFY2(code == exit, (podium.errorOutput() + "exit " + QByteArray::number(code)).constData());
    QCOMPARE(podium.strayLines(), QStringList());
    qsizetype at = 0;
    for (const auto &expected : events) {
        const auto members = QJsonDocument::fromJson(expected.toUtf8()).object();
        QVERIFY2(!members.isEmpty(), qPrintable(expected));
        while (at < podium.events().size() && !PodiumProcess::matches(podium.events()[at], members))
            ++at;
        QVERIFY2(at < podium.events().size(), qPrintable(expected));
    }
}

void TestConsole::everyObjectHasAnEventAndATime()
{
    PodiumProcess podium;
    podium.run({QStringLiteral("--headless"), QStringLiteral("--immediate"), QStringLiteral("--exec"), QStringLiteral("mv stage/x 5mm; wa")});
    double last = 0;
    for (const auto &event : podium.events()) {
        QVERIFY(event.value(QStringLiteral("event")).isString());
        const double t = event.value(QStringLiteral("t")).toDouble(-1);
        QVERIFY(t >= last);
        last = t;
    }
    QVERIFY(last > 1);
}

void TestConsole::doneIsTheLastEventAndCarriesTheExitCode()
{
    PodiumProcess podium;
    const int exit = podium.run({QStringLiteral("--headless"), QStringLiteral("--immediate"), QStringLiteral("--exec"), QStringLiteral("mv stage/x 99mm")});
    QCOMPARE(exit, 1);
    QCOMPARE(podium.events().last().value(QStringLiteral("event")).toString(), QStringLiteral("done"));
    QCOMPARE(podium.events().last().value(QStringLiteral("exit")).toInt(), 1);
}

void TestConsole::listDevicesNamesThemAll()
{
    PodiumProcess podium;
    QCOMPARE(podium.run({QStringLiteral("--list-devices")}), 0);
    QStringList ids;
    for (const auto &event : podium.events())
        if (event.value(QStringLiteral("event")).toString() == QLatin1String("device"))
            ids << event.value(QStringLiteral("id")).toString();
    for (const char *id : {"stage", "stage/x", "stage/y", "stage/z", "rotation", "shutter", "supply", "meter", "heater", "detector"})
        QVERIFY2(ids.contains(QString::fromLatin1(id)), id);
}

void TestConsole::textModeWritesForPeople()
{
    QProcess podium;
    QTemporaryDir state;
    podium.start(QStringLiteral(PODIUM_BINARY), {QStringLiteral("--state"), state.path(), QStringLiteral("--immediate"), QStringLiteral("--exec"),
                                                 QStringLiteral("mv stage/x 5mm; get stage/x.position")});
    QVERIFY(podium.waitForFinished());
    QCOMPARE(podium.exitCode(), 0);
    QVERIFY(QString::fromUtf8(podium.readAllStandardOutput()).contains(QStringLiteral("5.000 mm")));
}

void TestConsole::programsComeFromStandardInputToo()
{
    PodiumProcess podium;
    podium.start({QStringLiteral("--headless"), QStringLiteral("--immediate")});
    podium.process().write("mv stage/x 5mm\nget stage/x.position\n");
    podium.process().closeWriteChannel();
    QCOMPARE(podium.waitForEnd(), 0);
    QVERIFY(podium.waitForEvent({{QStringLiteral("event"), QStringLiteral("value")}, {QStringLiteral("value"), 5}}, 100));
}

PODIUM_TEST_MAIN(TestConsole)
#include "tst_console.moc"
