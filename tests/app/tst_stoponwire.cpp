// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/podiumprocess.h"
#include "tests/support/simprocess.h"
#include "tests/support/testmain.h"

#include <QFile>

#include <csignal>
#include <ctime>

using podium::tests::PodiumProcess;
using podium::tests::SimClient;
using podium::tests::SimLine;
using podium::tests::SimProcess;

namespace
{
std::chrono::nanoseconds monotonicNow()
{
    timespec now = {};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return std::chrono::seconds(now.tv_sec) + std::chrono::nanoseconds(now.tv_nsec);
}

void write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

/// The motion controller of podium-sim with one more command: a query that takes five seconds.
QString benchWithSlowQuery(const QTemporaryDir &folder, quint16 port, const QByteArray &replyLimit = "8 s")
{
    QFile instrument(QStringLiteral(PODIUM_RESOURCES "/instruments/podium-mc3.toml"));
    if (!instrument.open(QIODevice::ReadOnly))
        return {};
    auto text = instrument.readAll();
    text += "\n[[command]]\nname = \"slow\"\nsend = \"WAIT? 5\"\nharmless = true\n";
    text.replace("[identity]", "[link]\nreply_limit = \"" + replyLimit + "\"\n\n[identity]");
    write(folder.filePath(QStringLiteral("slow-mc3.toml")), text);
    QByteArray bench = "name = \"Wire\"\n";
    for (const char *axis : {"x", "y"})
        bench += "[[device]]\nid = \"stage/" + QByteArray(axis) + "\"\ninstrument = \"slow-mc3\"\naddress = \"tcp://127.0.0.1:"
            + QByteArray::number(port) + "\"\nsettings = { axis = \"" + axis + "\" }\n";
    const auto path = folder.filePath(QStringLiteral("wire.toml"));
    write(path, bench);
    return path;
}

bool mayMove(const QByteArray &message)
{
    for (const char *word : {"MOV ", "JOG ", "HOME "})
        if (message.startsWith(word))
            return true;
    return false;
}

/// What the instrument received from the program, in order.
QList<SimLine> received(const SimProcess &sim)
{
    QList<SimLine> lines;
    for (const auto &line : sim.log())
        if (line.direction == '<')
            lines << line;
    return lines;
}
} // namespace

/// The judge of every row here is the instrument's log, not the program.
class TestStopOnWire : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theStopOvertakesAFiveSecondQuery();
    void noMotionByteLeavesAfterStopAll();
    void oneCtrlCStopsWhatTheRunMovesAndASecondIsStopAll();
    void pullingTheLinkMidMoveEndsTheTaskAndHangsNothing();
    void aQuestionWithoutAnAnswerKeepsNoDeviceAway();
};

void TestStopOnWire::theStopOvertakesAFiveSecondQuery()
{
    SimProcess sim({QStringLiteral("--instrument"), QStringLiteral("motion")});
    QVERIFY2(sim.error().isEmpty(), qPrintable(sim.error()));
    QTemporaryDir folder;
    PodiumProcess podium;
    podium.start({QStringLiteral("--bench"), benchWithSlowQuery(folder, sim.port("motion")), QStringLiteral("--exec"),
                  QStringLiteral("mv stage/x 20 mm & sleep 1 s; call stage/y.slow & sleep 1 s; stop; wait")});
    podium.process().closeWriteChannel();
    QCOMPARE(podium.waitForEnd(), 1);
    const auto lines = received(sim);
    const auto slow = std::find_if(lines.begin(), lines.end(), [](const auto &line) { return line.text == "WAIT? 5"; });
    const auto stop = std::find_if(lines.begin(), lines.end(), [](const auto &line) { return line.text.startsWith("STOP"); });
    QVERIFY(slow != lines.end());
    QVERIFY(stop != lines.end());
    QVERIFY2(stop > slow && stop->time - slow->time < std::chrono::seconds(3),
             qPrintable(QString::number(std::chrono::duration<double>(stop->time - slow->time).count())));
    SimClient observer(sim.port("motion"));
    const double at = observer.ask("POS? x").toDouble();
    QVERIFY2(at > 1 && at < 19, qPrintable(QString::number(at)));
    QCOMPARE(observer.ask("AVEL? x").toDouble(), 0.0);
}

void TestStopOnWire::noMotionByteLeavesAfterStopAll()
{
    SimProcess sim({QStringLiteral("--instrument"), QStringLiteral("motion")});
    QTemporaryDir folder;
    PodiumProcess podium;
    podium.start({QStringLiteral("--bench"), benchWithSlowQuery(folder, sim.port("motion")), QStringLiteral("--exec"),
                  QStringLiteral("mv stage/x 20 mm & mv stage/x 0 mm & mv stage/y 20 mm & sleep 1 s; stop; mv stage/y 1 mm")});
    podium.process().closeWriteChannel();
    QCOMPARE(podium.waitForEnd(), 1);
    bool stopped = false;
    int stops = 0;
    for (const auto &line : received(sim)) {
        stopped = stopped || line.text.startsWith("STOP");
        stops += line.text.startsWith("STOP") ? 1 : 0;
        QVERIFY2(!stopped || !mayMove(line.text), line.text.constData());
    }
    QCOMPARE(stops, 2); // one for each axis, although their tasks had stop actions of their own
    QVERIFY(podium.waitForEvent({{QStringLiteral("event"), QStringLiteral("stop")}, {QStringLiteral("confirmed"), true}}, 0));
}

void TestStopOnWire::oneCtrlCStopsWhatTheRunMovesAndASecondIsStopAll()
{
    SimProcess sim({QStringLiteral("--instrument"), QStringLiteral("motion")});
    QTemporaryDir folder;
    PodiumProcess podium;
    podium.start({QStringLiteral("--bench"), benchWithSlowQuery(folder, sim.port("motion")), QStringLiteral("--exec"),
                  QStringLiteral("mv stage/x 20 mm; mv stage/y 20 mm")});
    QVERIFY(podium.waitForEvent({{QStringLiteral("event"), QStringLiteral("task")}, {QStringLiteral("waiting_for"), QStringLiteral("stage/x.position to settle")}}));
    const auto pressed = monotonicNow();
    ::kill(static_cast<pid_t>(podium.process().processId()), SIGINT);
    QCOMPARE(podium.waitForEnd(), 130);
    int stops = 0;
    for (const auto &line : received(sim)) {
        if (!line.text.startsWith("STOP"))
            continue;
        ++stops;
        QCOMPARE(line.text, QByteArray("STOP x")); // stage/y was never touched
        QVERIFY2(line.time - pressed < std::chrono::milliseconds(500),
                 qPrintable(QString::number(std::chrono::duration<double, std::milli>(line.time - pressed).count())));
    }
    QCOMPARE(stops, 1);
    QVERIFY(podium.waitForEvent({{QStringLiteral("outcome"), QStringLiteral("Cancelled")}, {QStringLiteral("stop_confirmed"), true}}, 0));
}

void TestStopOnWire::pullingTheLinkMidMoveEndsTheTaskAndHangsNothing()
{
    SimProcess sim({QStringLiteral("--instrument"), QStringLiteral("motion")});
    QTemporaryDir folder;
    PodiumProcess podium;
    podium.start({QStringLiteral("--bench"), benchWithSlowQuery(folder, sim.port("motion")), QStringLiteral("--exec"),
                  QStringLiteral("mv stage/x 20 mm")});
    QVERIFY(podium.waitForEvent({{QStringLiteral("event"), QStringLiteral("task")}, {QStringLiteral("waiting_for"), QStringLiteral("stage/x.position to settle")}}));
    sim.process().kill();
    QCOMPARE(podium.waitForEnd(), 1);
    QVERIFY(podium.waitForEvent({{QStringLiteral("event"), QStringLiteral("task")}, {QStringLiteral("outcome"), QStringLiteral("Failed")},
                                 {QStringLiteral("error_kind"), QStringLiteral("Disconnected")}}, 0));
}

void TestStopOnWire::aQuestionWithoutAnAnswerKeepsNoDeviceAway()
{
    SimProcess sim({QStringLiteral("--instrument"), QStringLiteral("motion"), QStringLiteral("--fault"), QStringLiteral("drop~AVEL?")});
    QVERIFY2(sim.error().isEmpty(), qPrintable(sim.error()));
    QTemporaryDir folder;
    PodiumProcess podium;
    QCOMPARE(podium.run({QStringLiteral("--bench"), benchWithSlowQuery(folder, sim.port("motion"), "2 s"), QStringLiteral("--exec"),
                         QStringLiteral("sleep 20 s; mv stage/x 2 mm; get stage/x.position")}), 0);
    QVERIFY(podium.waitForEvent({{QStringLiteral("event"), QStringLiteral("value")}, {QStringLiteral("quality"), QStringLiteral("Valid")}}, 0));
}

PODIUM_TEST_MAIN(TestStopOnWire)
#include "tst_stoponwire.moc"
