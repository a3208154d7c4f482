// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/world/rows.h"

#include "tests/support/linkfixture.h"

#include <QTest>

/// What a fault does to a motion and to its stop.
namespace podium::tests
{
using namespace engine;
using namespace std::chrono_literals;

namespace
{
/// The motion under way was stopped, and the bench is as it was.
void isSettled(World &world, const Task<Value> &task)
{
    QVERIFY2(world.until([&] { return world.leftOver().isEmpty(); }, 10s), qPrintable(world.leftOver()));
    QVERIFY2(world.until([&] { return world.isThere(); }, 20s), qPrintable(world.why()));
    QVERIFY(!world.peer().isMoving());
    QVERIFY(world.until([&] { return std::abs(world.readback() - world.peer().position()) < 0.1; }, 5s));
    QVERIFY(task.isFinished());
}

void replyToAMoveIsLost(Kind kind)
{
    const auto world = World::make(kind);
    world->strikeMove("reply drop");
    const auto task = world->move(5);
    QVERIFY(world->until([&] { return task.isFinished(); }, 60s));
    const auto end = ended(task);
    QVERIFY2(end == QLatin1String("succeeded") || end.contains(QLatin1String("may have been executed")), qPrintable(end));
    QCOMPARE(world->peer().count("move"), 1);
    if (end != QLatin1String("succeeded")) // nobody knows whether it moves, so it was stopped
        QVERIFY(world->peer().count("stop") >= 1);
    isSettled(*world, task);
    QCOMPARE(world->peer().count("move"), 1);
}

void moveIsLost(Kind kind)
{
    const auto world = World::make(kind);
    world->strikeMove("drop");
    const auto task = world->move(5);
    QVERIFY(world->until([&] { return task.isFinished(); }, 60s));
    const auto end = ended(task);
    QVERIFY2(end.contains(QLatin1String("came to rest at 0")) || end.contains(QLatin1String("may have been executed")), qPrintable(end));
    isSettled(*world, task);
    QCOMPARE(world->peer().count("move"), 0);
    QVERIFY(std::abs(world->readback()) < 0.01);
    const auto again = world->move(5);
    QVERIFY(world->until([&] { return again.isFinished(); }, 20s));
    QCOMPARE(ended(again), QStringLiteral("succeeded"));
}

void muteOneIsStopped(Kind kind)
{
    const auto world = World::make(kind);
    const auto task = world->move(150);
    QVERIFY(world->until([&] { return world->peer().isMoving() && world->readback() > 1; }, 5s));
    world->peer().isMute = true;
    world->advance(200ms); // a question is under way that nobody answers
    world->peer().heard.clear();
    world->stop();
    QVERIFY(world->until([&] { return world->peer().count("stop") > 0; }, kind == Kind::Vxi11 ? 2s : Duration(150ms)));
    QVERIFY(!world->peer().isMoving());
    QCOMPARE(world->peer().count("move"), 0);
    QVERIFY2(world->until([&] { return world->isGone(); }, 4s), qPrintable(world->why()));
    QVERIFY(world->until([&] { return task.isFinished(); }, 10s));
    QCOMPARE(ended(task), QStringLiteral("cancelled"));
    world->peer().isMute = false;
    QVERIFY2(world->until([&] { return world->isThere() && world->isStopConfirmed(); }, 40s), qPrintable(world->why()));
    QCOMPARE(world->leftOver(), QString());
}

void questionToAMuteOneEnds(Kind kind)
{
    const auto world = World::make(kind, {.polls = false});
    world->peer().isMute = true;
    const auto task = world->read();
    QVERIFY(world->until([&] { return task.isFinished(); }, 5s));
    ended(task);
    QVERIFY(task.info().errorKind == ErrorKind::Timeout || task.info().errorKind == ErrorKind::Disconnected);
    QVERIFY(world->until([&] { return world->isGone(); }, 10s));
    world->peer().isMute = false;
    QVERIFY2(world->until([&] { return world->isThere(); }, 40s), qPrintable(world->why()));
    QCOMPARE(world->leftOver(), QString());
}

void cableIsPulled(Kind kind)
{
    const auto world = World::make(kind);
    const auto task = world->move(150);
    QVERIFY(world->until([&] { return world->peer().isMoving() && world->readback() > 1; }, 5s));
    world->setCable(World::Cable::Out);
    QVERIFY2(world->until([&] { return world->isGone(); }, 3s), qPrintable(world->why()));
    QVERIFY(world->position().reading().quality != Quality::Valid);
    world->stop();
    world->advance(kind == Kind::Vxi11 ? 100ms : Duration(10s));
    QVERIFY(!world->isStopConfirmed());
    QVERIFY(world->peer().isMoving());
    world->peer().heard.clear();
    world->setCable(World::Cable::In);
    QVERIFY(world->until([&] { return !world->peer().heard.isEmpty(); }, 40s));
    QCOMPARE(world->peer().heard.front(), QByteArray("stop"));
    QVERIFY(!world->peer().isMoving());
    QVERIFY2(world->until([&] { return world->isThere(); }, 40s), qPrintable(world->why()));
    if (kind != Kind::Indi) // see its own tests
        QVERIFY(world->until([&] { return world->isStopConfirmed(); }, 20s));
    QVERIFY(world->until([&] { return task.isFinished(); }, 10s));
    ended(task);
    QCOMPARE(world->peer().count("move"), 0);
    QVERIFY(world->until([&] { return world->leftOver().isEmpty(); }, 10s));
}
/// The longest time in which one of these was not asked, within some seconds.
Duration longestGap(World &world, int devices)
{
    for (int i = 0; i < devices; ++i)
        world.peer(i).longestGap = {};
    world.advance(4s);
    Duration longest{};
    for (int i = 1; i < devices; ++i)
        longest = std::max(longest, world.peer(i).longestGap);
    return longest;
}

/// Of 20 on lines of their own, by the clock of the test; what a loaded machine adds is measured by bench_neighbour.
void oneDelaysNoOther(Kind kind)
{
    constexpr int many = 20;
    const auto world = World::make(kind, {.devices = many});
    world->advance(2s);
    const auto before = longestGap(*world, many);
    QVERIFY(before > Duration::zero());
    world->peer().isMute = true;
    QVERIFY(longestGap(*world, many) - before <= 5ms);
    world->peer().isMute = false;
    world->give(QStringLiteral("on every message of instrument: slow-loris"));
    QVERIFY(longestGap(*world, many) - before <= 5ms);
    QVERIFY(!world->isThere());
    for (int i = 1; i < many; ++i)
        QVERIFY2(world->isThere(i), qPrintable(world->why(i)));
}
} // namespace

std::vector<FaultRow> moveRows()
{
    return {
        {"F02", "the reply to a move is lost, and the move is never sent twice", replyToAMoveIsLost, {}},
        {"F03", "a move that got lost fails with the position that it did not leave", moveIsLost, {}},
        {"F09", "a mute instrument is stopped, and seen at its end", muteOneIsStopped, {}},
        {"F09", "a question to a mute instrument ends, and it comes back", questionToAMuteOneEnds, {}},
        {"F09", "of 20 one that is mute, or slow, delays no other by more than 5 ms", oneDelaysNoOther,
         {{Kind::Vxi11, "it has the clock of the wall: bench_neighbour"}}},
        {"F12", "a pulled cable is shown within 3 s, and a stop goes first on return", cableIsPulled, {}},
    };
}
} // namespace podium::tests
