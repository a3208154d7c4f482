// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/devices/indidome.h"
#include "tests/support/linkfixture.h"
#include "tests/support/testmain.h"

using namespace podium;
using namespace podium::engine;
using namespace podium::tests;
using namespace std::chrono_literals;
using devices::LinkState;

namespace
{
enum class Cut {
    Breaks,  ///< the connection ends, and none can be made
    Swallows ///< nothing arrives any more, and nobody is told
};

/// A dome on its way, whose cable is pulled.
struct CutDome : DomeWorld {
    CutDome()
    {
        comeUp();
        task = set("azimuth", deg(90));
        advance(100ms);
    }
    void cut(Cut how)
    {
        server->isMute = true;
        channel->peer = how == Cut::Breaks ? ScriptedChannel::Peer::Refuses : ScriptedChannel::Peer::Silent;
        if (how == Cut::Breaks)
            channel->hangUp(QStringLiteral("cable"));
    }
    void repair()
    {
        server->isMute = false;
        channel->peer = ScriptedChannel::Peer::Accepts;
        repaired = core.engine.now();
    }
    /// Until the stop is confirmed, but not longer than this after the repair.
    bool isConfirmedWithin(std::chrono::milliseconds limit)
    {
        while (core.engine.now() - repaired < limit && !receipt().isConfirmed())
            advance(10ms);
        return receipt().isConfirmed();
    }
    StopReceipt receipt() const
    {
        const auto receipts = core.stops->receipts();
        return receipts.empty() ? StopReceipt() : receipts.front();
    }
    QString story() const
    {
        return receipt().steps.join(QStringLiteral("; ")) + QLatin1Char('\n') + device->stateReason() + QLatin1Char('\n')
               + QString::fromUtf8(channel->messages(channel->connections).join('\n'));
    }
    QByteArray firstLine() const
    {
        const auto messages = channel->messages(channel->connections);
        return messages.isEmpty() ? QByteArray() : messages.front().split('\n').front();
    }

    Task<Value> task;
    TimePoint repaired{};
};
} // namespace

Q_DECLARE_METATYPE(Cut)

/// What becomes of a stop that is pressed while the cable is out, from the device to the server.
class TestIndiReturn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStopIsTheFirstThingOnReturnAndConfirmedSoon_data();
    void aStopIsTheFirstThingOnReturnAndConfirmedSoon();
    void aStopWhoseAnswerWasLostIsSentAgain();
    void aStopThatWasAnsweredIsNotSentAgain();
    void aDriverThatIsRestartedGetsTheStopAgain();
    void aFreshConnectionIsNotDroppedByAnEscalation();
    void whatTheServerTellsLateIsWaitedFor();
    void aFirstPropertyAloneConfirmsNothing();
};

void TestIndiReturn::aStopIsTheFirstThingOnReturnAndConfirmedSoon_data()
{
    QTest::addColumn<Cut>("how");
    QTest::addColumn<std::chrono::milliseconds>("pressed");
    QTest::addColumn<std::chrono::milliseconds>("out");
    const auto add = [](const char *name, Cut how, std::chrono::milliseconds pressed, std::chrono::milliseconds out) {
        QTest::newRow(name) << how << pressed << out;
    };
    add("broken for two seconds", Cut::Breaks, 500ms, 2s);
    add("broken for ten seconds, pressed at the end", Cut::Breaks, 9900ms, 10s);
    add("broken for a minute, pressed at once", Cut::Breaks, 1ms, 60s);
    add("broken for a minute, pressed when the attempts have become rare", Cut::Breaks, 40s, 60s);
    add("broken for ten minutes", Cut::Breaks, 1s, 600s);
    add("swallowed for four seconds, pressed before it is noticed", Cut::Swallows, 100ms, 4s);
    add("swallowed for four seconds, pressed when it is noticed", Cut::Swallows, 3500ms, 4s);
    add("swallowed for fifteen seconds", Cut::Swallows, 5s, 15s);
    add("swallowed for two minutes, pressed before it is noticed", Cut::Swallows, 100ms, 120s);
}

void TestIndiReturn::aStopIsTheFirstThingOnReturnAndConfirmedSoon()
{
    QFETCH(Cut, how);
    QFETCH(std::chrono::milliseconds, pressed);
    QFETCH(std::chrono::milliseconds, out);
    CutDome world;
    world.cut(how);
    world.advance(pressed);
    world.core.stops->stopAll(QStringLiteral("test"));
    world.advance(out - pressed);
    QVERIFY(!world.receipt().isConfirmed());
    const int before = world.channel->connections;
    world.repair();
    // An attempt that hangs is given up after 3 s; then it takes no longer than in the other case.
    const auto limit = how == Cut::Breaks ? 3s : 6s;
    QVERIFY2(world.isConfirmedWithin(limit), qPrintable(world.story()));
    QCOMPARE(world.channel->connections, before + 1);
    QCOMPARE(world.firstLine(), abortLine);
    QCOMPARE(world.lines("<newNumberVector").size(), 1); // nothing but the motion before
    QCOMPARE(world.device->state(), DeviceState::Standby);
    QCOMPARE(world.shown("azimuth"), QStringLiteral("40 deg"));
    world.advance(60s);
    QVERIFY(world.task.isFinished());
    world.task.record()->observe();
}

void TestIndiReturn::aStopWhoseAnswerWasLostIsSentAgain()
{
    CutDome world;
    world.server->isMute = true;
    world.core.stops->stopAll(QStringLiteral("test"));
    world.advance(10ms);
    QCOMPARE(world.lines(abortLine).size(), 1);
    world.channel->hangUp(QStringLiteral("cable"));
    world.advance(1ms);
    world.repair();
    QVERIFY2(world.isConfirmedWithin(3s), qPrintable(world.story()));
    QCOMPARE(world.firstLine(), abortLine);
    world.advance(1s);
    world.task.record()->observe();
}

void TestIndiReturn::aStopThatWasAnsweredIsNotSentAgain()
{
    CutDome world;
    world.core.stops->stopAll(QStringLiteral("test"));
    world.advance(3s);
    QVERIFY(world.receipt().isConfirmed());
    world.channel->hangUp(QStringLiteral("cable"));
    world.advance(5s);
    QCOMPARE(world.device->state(), DeviceState::Standby);
    QCOMPARE(world.channel->connections, 2);
    QCOMPARE(world.lines(abortLine).size(), 1);
    world.task.record()->observe();
}

/// The server takes back all that the driver had; the new one tells it without being asked.
void TestIndiReturn::aDriverThatIsRestartedGetsTheStopAgain()
{
    CutDome world;
    world.server->isMute = true;
    world.core.stops->stopAll(QStringLiteral("test"));
    world.advance(10ms);
    QCOMPARE(world.lines(abortLine).size(), 1);
    world.channel->deliver("<delProperty device='Sim'/>\n");
    world.advance(10ms);
    world.server->isMute = false;
    for (const auto &vector : world.server->vectors)
        world.channel->deliver(world.server->defined(vector.first));
    world.repaired = world.core.engine.now();
    world.advance(10ms);
    QCOMPARE(world.lines(abortLine).size(), 2);
    QVERIFY2(world.isConfirmedWithin(3s), qPrintable(world.story()));
    world.advance(1s);
    QCOMPARE(world.lines(abortLine).size(), 2);
    world.task.record()->observe();
}

void TestIndiReturn::aFreshConnectionIsNotDroppedByAnEscalation()
{
    CutDome world;
    auto &second = world.add(QStringLiteral("e"), QStringLiteral("Other"), QStringLiteral("dome"));
    second.open();
    world.cut(Cut::Breaks);
    world.advance(10ms);
    world.core.stops->stopAll(QStringLiteral("test"));
    world.advance(5500ms); // after 5.6 s both stops want a new connection
    world.repair();
    QVERIFY2(world.isConfirmedWithin(3s), qPrintable(world.story()));
    world.advance(1s);
    QCOMPARE(world.channel->connections, 2);
    world.task.record()->observe();
}

void TestIndiReturn::whatTheServerTellsLateIsWaitedFor()
{
    CutDome world;
    world.cut(Cut::Breaks);
    world.core.stops->stopAll(QStringLiteral("test"));
    world.advance(2s);
    world.server->slow["ABS_DOME_POSITION"] = 900ms; // the abort is told at once
    world.repair();
    QVERIFY(!world.isConfirmedWithin(900ms));
    world.server->slow.clear();
    QVERIFY2(world.isConfirmedWithin(4s), qPrintable(world.story()));
    QVERIFY(world.receipt().canConfirm);
    QCOMPARE(world.shown("azimuth"), QStringLiteral("40 deg"));
    world.task.record()->observe();
}

void TestIndiReturn::aFirstPropertyAloneConfirmsNothing()
{
    CutDome world;
    world.cut(Cut::Breaks);
    world.core.stops->stopAll(QStringLiteral("test"));
    world.advance(2s);
    world.server->slow["ABS_DOME_POSITION"] = 1h; // the park is told, and rests
    world.server->written = {};
    world.repair();
    QVERIFY2(!world.isConfirmedWithin(20s), qPrintable(world.story()));
    QVERIFY(world.receipt().canConfirm);
    world.server->slow.clear();
    world.server->change("ABS_DOME_POSITION", "Idle", "40");
    world.channel->deliver(world.server->defined("ABS_DOME_POSITION"));
    world.advance(2s);
    QVERIFY2(world.receipt().isConfirmed(), qPrintable(world.story()));
    world.task.record()->observe();
}

PODIUM_TEST_MAIN(TestIndiReturn)
#include "tst_indireturn.moc"
