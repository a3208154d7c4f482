// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/console/grammar.h"

#include "tests/support/testmain.h"

#include <QLocale>

using namespace podium::engine;

namespace
{
QString idText(const std::optional<TaskId> &id) { return id ? QString::number(*id) : QStringLiteral("all"); }

QString milliseconds(Duration duration)
{
    return QStringLiteral("%1 ms").arg(std::chrono::duration<double, std::milli>(duration).count());
}

/// A command in words, so that a row can say what it expects.
struct Words {
    QString operator()(const console::Move &move) const
    {
        return QStringLiteral("%1 %2 [%3]").arg(move.kind == MoveKind::Absolute ? QStringLiteral("move") : QStringLiteral("move by"),
                                                move.target, move.quantity);
    }
    QString operator()(const console::Set &set) const { return QStringLiteral("set %1 [%2]").arg(set.address.text(), set.value); }
    QString operator()(const console::Get &get) const
    {
        QString text = QStringLiteral("get");
        for (const Address &address : get.addresses)
            text += QLatin1Char(' ') + address.text();
        return text;
    }
    QString operator()(const console::GetDevices &get) const { return QStringLiteral("get all of ") + get.devices.join(u' '); }
    QString operator()(const console::GetAll &) const { return QStringLiteral("get all"); }
    QString operator()(const console::Call &call) const
    {
        QString text = QStringLiteral("call ") + call.address.text();
        for (const QString &argument : call.arguments)
            text += QStringLiteral(" [%1]").arg(argument);
        return text;
    }
    QString operator()(const console::Stop &stop) const { return QStringLiteral("stop ") + stop.device.value_or(u"all"_qs); }
    QString operator()(const console::Reset &) const { return QStringLiteral("reset"); }
    QString operator()(const console::Acknowledge &command) const { return QStringLiteral("acknowledge ") + command.device; }
    QString operator()(const console::Cancel &cancel) const { return QStringLiteral("cancel ") + idText(cancel.task); }
    QString operator()(const console::Pause &pause) const
    {
        return (pause.paused ? QStringLiteral("pause %1") : QStringLiteral("resume %1")).arg(pause.task);
    }
    QString operator()(const console::ListTasks &) const { return QStringLiteral("tasks"); }
    QString operator()(const console::ListLocks &) const { return QStringLiteral("locks"); }
    QString operator()(const console::WaitForTasks &wait) const
    {
        return QStringLiteral("wait for %1").arg(idText(wait.task))
            + (wait.limit ? QStringLiteral(" up to ") + milliseconds(*wait.limit) : QString());
    }
    QString operator()(const console::Sleep &sleep) const { return QStringLiteral("sleep ") + milliseconds(sleep.duration); }
    QString operator()(const console::Help &help) const { return QStringLiteral("help [%1]").arg(help.command); }
};

QStringList inWords(const Program &program)
{
    QStringList texts;
    for (const Statement &statement : program.statements)
        texts << std::visit(Words(), statement.command) + (statement.background ? QStringLiteral(" &") : QString());
    return texts;
}
} // namespace

class TestGrammar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany)); }
    void programs_data();
    void programs();
    void errors_data();
    void errors();
    void aStatementKnowsItsSourceAndItsLine();
    void everyCommandHasHelp();
    void helpOfOneCommandIsItsUsage();
};

void TestGrammar::programs_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("statements");
    const auto row = [](const char *sentence, const char *text, const QStringList &statements) {
        QTest::newRow(sentence) << QString::fromUtf8(text) << statements;
    };
    row("an empty text is an empty program", "", {});
    row("empty commands are ignored", " ; \n ;; & \r\n ; ", {});
    row("mv moves a device", "mv stage/x 10mm", {u"move stage/x [10mm]"_qs});
    row("mv moves a parameter", "mv stage/x.position 10 mm", {u"move stage/x.position [10 mm]"_qs});
    row("a unit goes up to the end of the argument", "mv a 2.5 m s-1 ; wa", {u"move a [2.5 m s-1]"_qs, u"get all"_qs});
    row("an exponent and a sign belong to the number", "mv a -3e2 um", {u"move a [-3e2 um]"_qs});
    row("a quantity may have no unit", "mv a 7", {u"move a [7]"_qs});
    row("a quantity may stand in quotes", "mv a \"7 mm\"", {u"move a [7 mm]"_qs});
    row("what spells NaN is refused later, by the parameter", "mv a nan mm", {u"move a [nan mm]"_qs});
    row("what spells infinity is refused later, by the parameter", "mv a -inf", {u"move a [-inf]"_qs});
    row("what is too large for a number is refused later", "mv a 1e400 mm", {u"move a [1e400 mm]"_qs});
    row("mvr moves by a difference", "mvr stage/x -1 mm", {u"move by stage/x [-1 mm]"_qs});
    row("set writes", "set supply.voltage 5 V", {u"set supply.voltage [5 V]"_qs});
    row("the value of set is a text until the parameter is known", "set a.b on", {u"set a.b [on]"_qs});
    row("a list and a range are values", "set a.b [1, 2] mm; set a.b 0 .. 10 mm in 11",
        {u"set a.b [[1, 2] mm]"_qs, u"set a.b [0 .. 10 mm in 11]"_qs});
    row("an address is split at the last dot", "set a-1/b_2.c on", {u"set a-1/b_2.c [on]"_qs});
    row("quotes protect spaces, separators and commas", "set a.b \" x ; y & z, \"", {u"set a.b [ x ; y & z, ]"_qs});
    row("a quote and a backslash can be quoted", "set a.b \"say \\\"\\\\\\\"\"", {u"set a.b [say \"\\\"]"_qs});
    row("a backslash outside quotes is itself", "set a.b C:\\x", {u"set a.b [C:\\x]"_qs});
    row("quotes may be a part of a word", "set a.b x\"; y\"z", {u"set a.b [x; yz]"_qs});
    row("empty quotes are an empty value", "set a.b \"\"", {u"set a.b []"_qs});
    row("inner spaces of a value are kept", "set a.b  x   y ", {u"set a.b [x   y]"_qs});
    row("get takes one address", "get stage/x.position", {u"get stage/x.position"_qs});
    row("get takes several addresses", "get a.b  c.d\te.f", {u"get a.b c.d e.f"_qs});
    row("wm takes several devices", "wm stage/x stage/y", {u"get all of stage/x stage/y"_qs});
    row("wa reads all", "wa", {u"get all"_qs});
    row("home calls home", "home stage/x", {u"call stage/x.home"_qs});
    row("call without arguments", "call shutter.open", {u"call shutter.open"_qs});
    row("arguments of call are separated by commas", "call a.b 5 mm/s,on , x", {u"call a.b [5 mm/s] [on] [x]"_qs});
    row("a comma in quotes separates no arguments", "call a.b \"1, 2\", 3", {u"call a.b [1, 2] [3]"_qs});
    row("an empty text is an argument", "call a.b \"\", 3", {u"call a.b [] [3]"_qs});
    row("stop stops one device", "stop stage/x", {u"stop stage/x"_qs});
    row("stop alone is STOP ALL", "stop", {u"stop all"_qs});
    row("reset resets", "reset", {u"reset"_qs});
    row("acknowledge names a device", "acknowledge stage/x", {u"acknowledge stage/x"_qs});
    row("cancel takes an id", "cancel 12", {u"cancel 12"_qs});
    row("cancel all cancels all", "cancel all", {u"cancel all"_qs});
    row("pause and resume take an id", "pause 3;resume 3", {u"pause 3"_qs, u"resume 3"_qs});
    row("tasks and locks list", "tasks;locks", {u"tasks"_qs, u"locks"_qs});
    row("wait alone waits for all", "wait", {u"wait for all"_qs});
    row("wait with digits waits for a task", "wait 12", {u"wait for 12"_qs});
    row("wait with a time waits no longer", "wait 1.5 s", {u"wait for all up to 1500 ms"_qs});
    row("sleep takes a time in any unit", "sleep 2 min", {u"sleep 120000 ms"_qs});
    row("a tenth of a second is exact", "sleep 0.1s", {u"sleep 100 ms"_qs});
    row("a time may be zero", "sleep 0 s", {u"sleep 0 ms"_qs});
    row("help lists", "help", {u"help []"_qs});
    row("help explains one", "help mv", {u"help [mv]"_qs});
    row("semicolon and newline separate", "wa;wa\nwa", {u"get all"_qs, u"get all"_qs, u"get all"_qs});
    row("a carriage return is a space", "wa\r\nwa\r\n", {u"get all"_qs, u"get all"_qs});
    row("an ampersand separates and sends to the background", "mv a 1 mm & mv b 2 mm",
        {u"move a [1 mm] &"_qs, u"move b [2 mm]"_qs});
    row("an ampersand concerns only the command before it", "wa & ; wa", {u"get all &"_qs, u"get all"_qs});
}

void TestGrammar::programs()
{
    QFETCH(QString, text);
    const Program program = parseProgram(text);
    QVERIFY2(!program.error, program.error ? qPrintable(program.error->text()) : "");
    QTEST(inWords(program), "statements");
}

void TestGrammar::errors_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("command");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *sentence, const char *text, int line, int column, const char *command, const char *message) {
        QTest::newRow(sentence) << QString::fromUtf8(text) << line << column << QString::fromUtf8(command) << QString::fromUtf8(message);
    };
    row("an unknown command names the nearest", "mvv a 1 mm", 1, 1, "mvv",
        "\"mvv\" is no command. Did you mean mv? The command help lists all.");
    row("a word that is like no command points to help", "xyzzyplugh", 1, 1, "xyzzyplugh",
        "\"xyzzyplugh\" is no command. The command help lists all.");
    row("commands are not abbreviated", "wa; canc all", 1, 5, "canc", "\"canc\" is no command.");
    row("commands are case-sensitive", "MV a 1 mm", 1, 1, "MV", "\"MV\" is no command. Did you mean mv?");
    row("an error in the second line says so", "wa\n  get", 2, 6, "get", "Missing: ADDRESS like stage/x.position. Usage: get ADDRESS...");
    row("an error after a separator counts from the line's start", "wa; wa & foo", 1, 10, "foo", "\"foo\" is no command.");
    row("mv needs a target", "mv", 1, 3, "mv", "Missing: TARGET like stage/x or stage/x.position. Usage: mv TARGET QTY");
    row("mv needs a quantity", "mv stage/x", 1, 11, "mv", "Missing: QTY, a number with its unit like 10 mm. Usage: mv TARGET QTY");
    row("a quantity begins with a number", "mv stage/x fast", 1, 12, "mv", "\"fast\" does not start with a number");
    row("a quantity has no decimal comma", "mv a 1,5 mm", 1, 6, "mv", "\"1,5 mm\"");
    row("a quantity is not hexadecimal", "mv a 0x10 mm", 1, 6, "mv", "\"0x10 mm\"");
    row("a quantity has a known unit", "mv a 10 furlongz", 1, 9, "mv", "\"furlongz\" is not a known unit; write one like mm");
    row("a target is a device or an address", "mv stage//x 1 mm", 1, 4, "mv", "\"stage//x\" is no TARGET like");
    row("an address has a dot", "get stage", 1, 5, "get", "\"stage\" is no ADDRESS like stage/x.position.");
    row("every address of get is checked", "get a.b c", 1, 9, "get", "\"c\" is no ADDRESS like");
    row("set needs a value", "set a.b", 1, 8, "set", "Missing: VALUE. Usage: set ADDRESS VALUE");
    row("wm needs a device", "wm ", 1, 4, "wm", "Missing: DEVICE like stage/x. Usage: wm DEVICE...");
    row("a device id has no dot", "wm a.b", 1, 4, "wm", "\"a.b\" is no device id;");
    row("wa takes nothing", "wa all", 1, 4, "wa", "\"all\" is one argument too many. Usage: wa");
    row("home takes one device", "home a b", 1, 8, "home", "\"b\" is one argument too many. Usage: home DEVICE");
    row("call needs a command", "call shutter", 1, 6, "call", "\"shutter\" is no DEVICE.COMMAND like stage/x.home.");
    row("an argument of call is not empty", "call a.b 1,,2", 1, 12, "call", "argument 2 is empty; write \"\" for an empty text.");
    row("the last argument of call is not empty", "call a.b 1,", 1, 12, "call", "argument 2 is empty;");
    row("cancel needs an id or all", "cancel", 1, 7, "cancel", "Missing: ID, the number of a task. Usage: cancel ID|all");
    row("an id is a number", "cancel x", 1, 8, "cancel", "\"x\" is no ID; give the number of a task");
    row("an id is not negative", "pause -1", 1, 7, "pause", "\"-1\" is no ID;");
    row("an id is not zero", "wait 0", 1, 6, "wait", "\"0\" is no ID;");
    row("an id fits in its type", "cancel 99999999999999999999", 1, 8, "cancel", "is no ID;");
    row("wait takes one id", "wait 1 2", 1, 6, "wait", "\"2\" is not a known unit;");
    row("wait cannot go to the background", "wa; wait &", 1, 5, "wait", "wait cannot go to the background");
    row("sleep needs a time", "sleep", 1, 6, "sleep", "Missing: DURATION like 2 s or 500 ms. Usage: sleep DURATION");
    row("a time has a unit", "sleep 2", 1, 7, "sleep", "\"2\" is no DURATION; give a quantity of time");
    row("a time is no length", "sleep 2 mm", 1, 7, "sleep", "\"2 mm\" is no DURATION;");
    row("a time is not negative", "sleep -1 s", 1, 7, "sleep", "\"-1 s\" is no DURATION; give one of 0 s to");
    row("a time has an end", "sleep 1e10 s", 1, 7, "sleep", "\"1e10 s\" is no DURATION; give one of 0 s to");
    row("a time is a finite number", "sleep inf s", 1, 7, "sleep", "not a finite number");
    row("help knows its commands", "help mw", 1, 6, "help", "\"mw\" is not known. Did you mean");
    row("quotes are closed", "set a.b \"x", 1, 9, "set", "these quotes are not closed in their line; add a closing \".");
    row("quotes end in their line", "set a.b \"x\ny\"", 1, 9, "set", "these quotes are not closed in their line");
    row("inside quotes a backslash quotes only two characters", "set a.b \"\\n\"", 1, 10, "set", "only \\\" and \\\\ may follow");
    row("control characters are refused", "wa \x07", 1, 4, "wa", "the control character \\u0007 has no place in a command");
    row("an error late in the text leaves nothing to run", "mv a 1 mm; mv b 2 mm; foo", 1, 23, "foo", "\"foo\" is no command.");
}

void TestGrammar::errors()
{
    QFETCH(QString, text);
    QFETCH(QString, message);
    const Program program = parseProgram(text);
    QVERIFY(program.error.has_value());
    QVERIFY(program.statements.empty());
    QVERIFY2(program.error->message.contains(message), qPrintable(program.error->message));
    QTEST(program.error->line, "line");
    QTEST(program.error->column, "column");
    QTEST(program.error->command, "command");
    QVERIFY(program.error->text().contains(QStringLiteral("column %1: ").arg(program.error->column)));
}

void TestGrammar::aStatementKnowsItsSourceAndItsLine()
{
    const auto program = parseProgram(QStringLiteral("wa;\n  set a.b \"x; y\"  & get a.b"));
    QCOMPARE(program.statements.size(), std::size_t(3));
    QCOMPARE(program.statements[1].source, QStringLiteral("set a.b \"x; y\""));
    QCOMPARE(program.statements[1].line, 2);
    QCOMPARE(program.statements[1].name, QStringLiteral("set"));
    QCOMPARE(program.statements[2].source, QStringLiteral("get a.b"));
}

void TestGrammar::everyCommandHasHelp()
{
    const QString help = helpText();
    for (const CommandForm &form : commandForms()) {
        QVERIFY(form.usage.startsWith(form.name));
        QVERIFY2(!form.help.isEmpty(), qPrintable(form.name));
        QVERIFY2(help.contains(form.usage), qPrintable(form.name));
    }
}

void TestGrammar::helpOfOneCommandIsItsUsage()
{
    const QString help = helpText(QStringLiteral("mv"));
    QVERIFY(help.startsWith(QStringLiteral("mv TARGET QTY")));
    QVERIFY(!help.contains(u'\n'));
}

PODIUM_TEST_MAIN(TestGrammar)
#include "tst_grammar.moc"
