// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/podiumprocess.h"
#include "tests/support/simprocess.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFile>

#include <csignal>

using podium::tests::PodiumProcess;
using podium::tests::SimClient;
using podium::tests::SimProcess;

namespace
{
QJsonObject eventOf(const char *name, const QJsonObject &members = {})
{
    QJsonObject object = members;
    object.insert(QStringLiteral("event"), QString::fromLatin1(name));
    return object;
}

/// The stage's axis x on podium-sim, as a bench file.
QString benchFile(const QTemporaryDir &folder, quint16 port)
{
    auto path = folder.filePath(QStringLiteral("restart.toml"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write("name = \"Restart\"\n[[device]]\nid = \"stage/x\"\ninstrument = \"podium-mc3\"\naddress = \"tcp://127.0.0.1:"
               + QByteArray::number(port) + "\"\nsettings = { axis = \"x\" }\n");
    return path;
}

/// What error events of one origin say, in one text.
QString errors(const PodiumProcess &podium, const QString &where)
{
    QStringList messages;
    for (const auto &each : podium.events())
        if (PodiumProcess::matches(each, eventOf("error", {{QStringLiteral("where"), where}})))
            messages << each.value(QStringLiteral("message")).toString();
    return messages.join(QLatin1Char('\n'));
}

QString lastRun(const PodiumProcess &podium) { return errors(podium, QStringLiteral("last run")); }

/// The journal's rows as Python's SQLite reads them, each as "kind|address|before|after|outcome".
QStringList journalRows(const QString &folder)
{
    QProcess python;
    python.start(QStringLiteral("/usr/bin/python3"),
                 {QStringLiteral("-c"),
                  QStringLiteral("import sqlite3, sys\n"
                                 "for row in sqlite3.connect(sys.argv[1]).execute("
                                 "'SELECT kind, address, before, after, outcome FROM entry ORDER BY id'):\n"
                                 "    print('|'.join(str(each or '') for each in row))"),
                  folder + QStringLiteral("/journal.sqlite")});
    python.waitForFinished();
    return QString::fromUtf8(python.readAllStandardOutput()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
}
} // namespace

/// What outlives the program: the journal, the latch, and the marks of motions whose end nobody saw.
class TestRestart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLatchOutlivesTheProgramUntilReset();
    void afterAKillTheMotionIsUnknownAndNothingIsSent();
    void theJournalIsReadByOthers();
    void aJournalThatCannotBeWrittenIsTold_data();
    void aJournalThatCannotBeWrittenIsTold();

private:
    static QStringList program(const QString &text)
    {
        return {QStringLiteral("--headless"), QStringLiteral("--immediate"), QStringLiteral("--exec"), text};
    }
};

void TestRestart::theLatchOutlivesTheProgramUntilReset()
{
    PodiumProcess podium;
    QCOMPARE(podium.run(program(QStringLiteral("stop"))), 0);
    QCOMPARE(podium.run(program(QStringLiteral("mv stage/x 5 mm"))), 1);
    QVERIFY(podium.waitForEvent(eventOf("latch", {{QStringLiteral("latched"), true}}), 0));
    QVERIFY2(lastRun(podium).contains(QStringLiteral("STOP ALL is still latched")), qPrintable(lastRun(podium)));
    QVERIFY(podium.waitForEvent(eventOf("task", {{QStringLiteral("outcome"), QStringLiteral("Failed")},
                                               {QStringLiteral("error_kind"), QStringLiteral("Refused")}}),
                                0));
    QCOMPARE(podium.run(program(QStringLiteral("reset; mv stage/x 5 mm"))), 0);
    QCOMPARE(podium.run(program(QStringLiteral("mv stage/x 6 mm"))), 0);
    QCOMPARE(lastRun(podium), QString());
}

void TestRestart::afterAKillTheMotionIsUnknownAndNothingIsSent()
{
    SimProcess sim({QStringLiteral("--instrument"), QStringLiteral("motion")});
    QVERIFY2(sim.error().isEmpty(), qPrintable(sim.error()));
    const QTemporaryDir folder;
    const auto bench = benchFile(folder, sim.port("motion"));
    PodiumProcess podium;
    podium.start({QStringLiteral("--bench"), bench, QStringLiteral("--exec"), QStringLiteral("mv stage/x 20 mm")});
    QVERIFY(podium.waitForEvent(eventOf("task", {{QStringLiteral("waiting_for"), QStringLiteral("stage/x.position to settle")}})));
    // More than a second under way: so much of the journal a kill may cost.
    QTRY_VERIFY_WITH_TIMEOUT(SimClient(sim.port("motion")).ask("POS? x").toDouble() > 6, 20000);
    podium.process().kill();
    QCOMPARE(podium.waitForEnd(), -1);
    const auto before = sim.messages("motion").size();

    QCOMPARE(podium.run({QStringLiteral("--bench"), bench, QStringLiteral("--list-devices")}), 0); // takes no news away
    podium.start({QStringLiteral("--bench"), bench, QStringLiteral("--exec"), QStringLiteral("sleep 60 s")});
    QVERIFY(podium.waitForEvent(eventOf("stop", {{QStringLiteral("device"), QStringLiteral("stage/x")}, {QStringLiteral("confirmed"), true}})));
    const auto told = lastRun(podium);
    QVERIFY2(told.contains(QStringLiteral("mv stage/x 20 mm")), qPrintable(told));
    QVERIFY2(told.contains(QStringLiteral("The motion of stage/x is unknown")), qPrintable(told));
    ::kill(static_cast<pid_t>(podium.process().processId()), SIGINT);
    QCOMPARE(podium.waitForEnd(), 130);
    for (const auto &message : sim.messages("motion").mid(before))
        QVERIFY2(!message.startsWith("< ") || message.contains('?'), message.constData()); // questions alone
    QCOMPARE(podium.run({QStringLiteral("--bench"), bench, QStringLiteral("--exec"), QStringLiteral("get stage/x.position")}), 0);
    QCOMPARE(lastRun(podium), QString());
}

void TestRestart::theJournalIsReadByOthers()
{
    PodiumProcess podium;
    QCOMPARE(podium.run(program(QStringLiteral("mv stage/x 5 mm; mv stage/x 99 mm"))), 1);
    const auto rows = journalRows(podium.stateFolder());
    const auto has = [&rows](const QString &start) {
        return std::any_of(rows.begin(), rows.end(), [&start](const QString &row) { return row.startsWith(start); });
    };
    for (const char *expected : {"TaskStarted|stage/x", "Write|stage/x.position|0 mm|5 mm", "MotionStarted|stage/x", "MotionEnded|stage/x",
                                 "Refusal|stage/x.position"})
        QVERIFY2(has(QString::fromLatin1(expected)), (QByteArray(expected) + " is not in\n" + rows.join(u'\n').toUtf8()).constData());
    const auto outcome = [&rows](const QString &word) {
        return std::count_if(rows.begin(), rows.end(), [&word](const QString &row) {
            return row.startsWith(QLatin1String("TaskFinished|stage/x")) && row.endsWith(word);
        });
    };
    QCOMPARE(outcome(QStringLiteral("Succeeded")), 1);
    QCOMPARE(outcome(QStringLiteral("Failed")), 1);
    QCOMPARE(podium.run(program(QStringLiteral("stop"))), 0);
    const auto after = journalRows(podium.stateFolder());
    QVERIFY(after.size() > rows.size()); // nothing of the first run is lost
    QVERIFY2(after.contains(QStringLiteral("Latch|all|||")) || after.filter(QStringLiteral("Latch|all")).size() == 1, qPrintable(after.join(u'\n')));
    QVERIFY(!after.filter(QStringLiteral("Stop|all")).isEmpty());
    QVERIFY(!after.filter(QStringLiteral("Receipt|stage/x")).isEmpty());
}

void TestRestart::aJournalThatCannotBeWrittenIsTold_data()
{
    QTest::addColumn<bool>("isFolder");
    QTest::addColumn<QString>("says");
    QTest::newRow("a folder stands in its place: nothing is recorded, and how to mend it") << true << QStringLiteral("name another folder with --state");
    QTest::newRow("it is no database: it is kept under another name, and a new one is begun") << false << QStringLiteral("It is kept as");
}

void TestRestart::aJournalThatCannotBeWrittenIsTold()
{
    QFETCH(bool, isFolder);
    QFETCH(QString, says);
    PodiumProcess podium;
    const auto path = podium.stateFolder() + QStringLiteral("/journal.sqlite");
    if (isFolder) {
        QVERIFY(QDir().mkpath(path));
    } else {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(4096, 'x'));
    }
    QCOMPARE(podium.run(program(QStringLiteral("mv stage/x 5 mm"))), 0); // the instruments come first
    const auto told = errors(podium, QStringLiteral("journal"));
    QVERIFY2(told.contains(path) && told.contains(says), qPrintable(told));
}

PODIUM_TEST_MAIN(TestRestart)
#include "tst_restart.moc"
