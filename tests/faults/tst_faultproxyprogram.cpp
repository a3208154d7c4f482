// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/proxydesk.h"
#include "tests/support/testmain.h"

#include <QProcess>

using namespace podium::tests;

namespace
{
constexpr int patience = 20000;

/// The program itself; ends with this object.
class Program
{
public:
    explicit Program(const QStringList &arguments)
    {
        m_process.start(QStringLiteral(PODIUM_FAULTPROXY), arguments);
        m_process.waitForStarted(patience);
    }
    ~Program()
    {
        m_process.terminate();
        m_process.waitForFinished(patience);
    }
    /// The next line of its output; null: none came.
    QByteArray line()
    {
        while (!m_process.canReadLine())
            if (!m_process.waitForReadyRead(patience))
                return {};
        return m_process.readLine().chopped(1);
    }
    QByteArray say(const QByteArray &text)
    {
        m_process.write(text + '\n');
        return line();
    }
    QProcess &process() { return m_process; }

private:
    QProcess m_process;
};
} // namespace

class FaultProxyProgramTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itObeysItsScriptAndItsControlLineAndLogsEveryByte()
    {
        const QTemporaryDir folder;
        QFile script(folder.filePath(QStringLiteral("script")));
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write("# the first reply is lost\non message 1 of instrument: drop\n");
        script.close();
        const auto log = folder.filePath(QStringLiteral("log"));
        EchoInstrument instrument;
        Program program({QString::number(instrument.port()), QStringLiteral("--seed"), QStringLiteral("9"),
                         QStringLiteral("--script"), script.fileName(), QStringLiteral("--log"), log});
        QCOMPARE(program.line(), "seed 9");
        const auto place = program.line();
        QVERIFY2(place.startsWith("tcp 127.0.0.1:"), place.constData());
        QTcpSocket client;
        client.connectToHost(QHostAddress(QHostAddress::LocalHost), place.split(':').constLast().toUShort());
        client.write("ONE?\nTWO?\n");
        QByteArray got;
        QTRY_COMPARE_WITH_TIMEOUT(got += client.readAll(), QByteArray("TWO\n"), patience);
        QCOMPARE(program.say("on message 1 of instrument: replace \"\\x00\\\"\\\\\\n\""), "ok");
        client.write("THREE?\n");
        const QByteArray odd("\0\"\\\n", 4);
        QTRY_COMPARE_WITH_TIMEOUT(got += client.readAll(), "TWO\n" + odd, patience);
        QVERIFY(program.say("explode").startsWith("error: \"explode\" is no command"));

        QByteArray sent;
        QByteArray passed;
        std::chrono::nanoseconds last{0};
        for (const auto &line : ProxyLog::read(log)) {
            QVERIFY(line.time >= last && line.time <= std::chrono::steady_clock::now().time_since_epoch());
            last = line.time;
            if (line.way == ">i")
                sent += line.bytes;
            if (line.way == ">c")
                passed += line.bytes;
        }
        QCOMPARE(sent, "ONE?\nTWO?\nTHREE?\n");
        QCOMPARE(passed, "TWO\n" + odd);
        program.process().terminate();
        QVERIFY(program.process().waitForFinished(patience));
        QCOMPARE(program.process().exitCode(), 0);
    }

    void aPluggedTerminalIsToldByItsNewName()
    {
        EchoInstrument instrument;
        Program program({QString::number(instrument.port()), QStringLiteral("--pty")});
        QVERIFY(program.line().startsWith("seed "));
        const auto name = program.line();
        QVERIFY2(name.startsWith("pty /dev/"), name.constData());
        QCOMPARE(program.say("pull"), "pty ");
        QCOMPARE(program.line(), "ok");
        QVERIFY(program.say("plug").startsWith("pty /dev/"));
        QCOMPARE(program.line(), "ok");
    }

    void aWrongCommandLineIsRefused_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("told");
        const auto row = [](const char *name, const QString &arguments, const char *told) {
            QTest::newRow(name) << arguments.split(QLatin1Char('|'), Qt::SkipEmptyParts) << QString::fromLatin1(told);
        };
        row("no target", QString(), "give one TARGET");
        row("no port", QStringLiteral("localhost"), "give one TARGET");
        row("no such cut", QStringLiteral("5025|--cut|words"), "--cut is one of lines");
        row("no script", QStringLiteral("5025|--script|/nowhere/script"), "/nowhere/script cannot be read");
        row("a wrong rule", QStringLiteral("5025|--rule|on message 1 of client: explode"), "\"explode\" is no fault");
    }
    void aWrongCommandLineIsRefused()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, told);
        Program program(arguments);
        QVERIFY(program.process().waitForFinished(patience));
        QCOMPARE(program.process().exitCode(), 2);
        const auto errors = QString::fromUtf8(program.process().readAllStandardError());
        QVERIFY2(errors.contains(told), qPrintable(errors));
    }

    void wrongLines_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("told");
        const auto row = [](const char *line, const char *told) {
            QTest::newRow(line) << QString::fromLatin1(line) << QString::fromLatin1(told);
        };
        row("on message 3 of client", "is no rule; write for example: on message 3 of client: drop");
        row("on message 0 of client: drop", "is no rule");
        row("on connection of client: drop", "is no rule");
        row("on every message: drop", "is no rule");
        row("on message 1 of client: explode", "\"explode\" is no fault; these are: drop, delay N ms, ");
        row("on message 1 of client: delay", "\"delay\" is not understood; write delay N ms");
        row("on message 1 of client: delay 5 s", "\"delay 5 s\" is not understood; write delay N ms");
        row("on message 1 of client: merge 1", "write merge N messages with N of at least 2");
        row("on message 1 of client: insert hello", "write insert \"TEXT\"");
        row("on message 1 of instrument: reply drop", "only a message of the client has a reply");
        row("explode", "\"explode\" is no command; these are: clear: forgets the rules; ");
        row("half-close", "is no command");
    }
    void wrongLines()
    {
        QFETCH(QString, line);
        QFETCH(QString, told);
        FaultProxy proxy(ProxyPlace{.target = 1});
        const auto problem = proxy.command(line);
        QVERIFY2(problem.contains(told), qPrintable(problem));
        QCOMPARE(proxy.script().strike(Party::Client, "x").faults.size(), 0);
    }
};

PODIUM_TEST_MAIN(FaultProxyProgramTest)
#include "tst_faultproxyprogram.moc"
