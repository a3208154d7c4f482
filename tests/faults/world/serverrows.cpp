// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/world/peers.h"
#include "tests/faults/world/rows.h"

#include "tests/support/linkfixture.h"

#include <QTest>

/// A server that tells what changes by itself: it goes, freezes, and comes back, perhaps otherwise.
namespace podium::tests
{
using namespace engine;
using namespace std::chrono_literals;

namespace
{
IndiPeer &server(World &world) { return static_cast<IndiPeer &>(world.peer()); }

void serverGoes(Kind kind)
{
    const auto world = World::make(kind);
    world->give(QStringLiteral("on message 1 of client: drop, close"));
    world->setCable(World::Cable::Refused);
    QVERIFY2(world->until([&] { return world->isGone(); }, 2s), qPrintable(world->why()));
    QVERIFY(world->position().reading().quality != Quality::Valid);
}

void serverIsSilent(Kind kind)
{
    const auto world = World::make(kind);
    world->peer().isMute = true;
    QVERIFY2(world->until([&] { return world->isGone(); }, 35s), qPrintable(world->why()));
    QVERIFY(world->position().reading().quality != Quality::Valid);
}

void typeChanges(Kind kind)
{
    const auto world = World::make(kind);
    server(*world).type = "Text";
    world->give(QStringLiteral("on message 1 of client: drop, close"));
    QVERIFY(world->until([&] { return world->isGone(); }, 5s));
    world->script().clear();
    world->advance(10s);
    QVERIFY2(world->position().reading().quality != Quality::Valid, "a text was taken for a number");
    const auto task = world->move(5);
    QVERIFY(world->until([&] { return task.isFinished(); }, 30s));
    QVERIFY(ended(task) != QLatin1String("succeeded"));
    QCOMPARE(world->peer().count("move"), 0);
}

void restarted20Times(Kind kind)
{
    int stored = 0; // outlives the world
    const auto world = World::make(kind);
    QObject::connect(&world->device(), &Device::parameterChanged, &world->device(), [&](Parameter &parameter, ParameterChange what) {
        if (what == ParameterChange::Reading && parameter.spec().startsMotion && parameter.reading().quality == Quality::Valid)
            ++stored;
    });
    for (int i = 0; i < 20; ++i) {
        world->give(QStringLiteral("on message 1 of client: drop, close"));
        QVERIFY(world->until([&] { return world->isGone(); }, 11s));
        world->script().clear();
        QVERIFY2(world->until([&] { return world->isThere(); }, 15s), qPrintable(world->why()));
        world->advance(300ms);
        stored = 0;
        server(*world).tell();
        world->advance(20ms);
        QCOMPARE(stored, 1); // however often it was restarted
    }
    QCOMPARE(world->leftOver(), QString());
}

void anotherName(Kind kind)
{
    const auto world = World::make(kind);
    server(*world).device = "Another";
    world->give(QStringLiteral("on message 1 of client: drop, close"));
    QVERIFY(world->until([&] { return world->isGone(); }, 5s));
    world->script().clear();
    world->advance(20s);
    QVERIFY(world->isGone());
    const auto task = world->move(5);
    QVERIFY(world->until([&] { return task.isFinished(); }, 20s));
    ended(task);
    QCOMPARE(task.info().errorKind, std::optional(ErrorKind::Refused));
    QCOMPARE(world->peer().count("move"), 0);
}

const char *const noServer = "nothing tells by itself what changes: it is asked, and a loss is F10 to F13";
} // namespace

std::vector<FaultRow> serverRows()
{
    const auto indi = allBut({Kind::Indi}, noServer);
    return {
        {"F20", "a server that goes is shown within 2 s", serverGoes, indi},
        {"F20", "a silent server is shown within 35 s", serverIsSilent, indi},
        {"F20", "what comes back as another type is no value", typeChanges, indi},
        {"F22", "a server that is restarted 20 times tells each change once", restarted20Times, indi},
        {"F30", "a device of another name is none of this bench", anotherName, allBut({Kind::Indi}, "the row before this")},
    };
}
} // namespace podium::tests
