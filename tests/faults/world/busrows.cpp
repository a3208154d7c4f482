// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/world/rows.h"
#include "tests/faults/world/vxi11world.h"

#include "tests/support/linkfixture.h"

/// What only VXI-11 has: calls that are answered one after the other, and links that a server refuses.
namespace podium::tests
{
using namespace engine;
using namespace std::chrono_literals;

namespace
{
Vxi11World &bus(World &world) { return static_cast<Vxi11World &>(world); }

void frozenServer(Kind kind)
{
    const auto world = World::make(kind);
    const auto task = world->move(150);
    QVERIFY(world->until([&] { return world->peer().isMoving() && world->readback() > 1; }, 5s));
    bus(*world).setFrozen(true);
    world->advance(100ms); // a call is under way that nothing answers
    const auto since = bus(*world).log().lines().size();
    world->stop();
    QVERIFY(world->until([&] { return bus(*world).log().bytes("c>", since).contains("STOP"); }, 1s));
    world->peer().heard.clear();
    bus(*world).setFrozen(false);
    QVERIFY(world->until([&] { return world->peer().count("stop") > 0; }, 1s));
    QCOMPARE(world->peer().count("move"), 0);
    QVERIFY(world->until([&] { return world->isThere() && world->isStopConfirmed(); }, 10s));
    QVERIFY(world->until([&] { return task.isFinished(); }, 10s));
    ended(task);
    QVERIFY(!world->peer().isMoving());
}

void lockedByAnother(Kind kind)
{
    const auto world = World::make(kind);
    bus(*world).server().createError = 11;
    world->give(QStringLiteral("on message 1 of client: drop, reset"));
    QVERIFY(world->until([&] { return world->isGone() && world->why().contains(QLatin1String("another program has locked it")); }, 5s));
    const int before = world->attempts();
    world->advance(1500ms);
    QVERIFY2(world->attempts() - before <= 6, qPrintable(QString::number(world->attempts() - before)));
    world->script().clear();
    bus(*world).server().createError = 0;
    QVERIFY2(world->until([&] { return world->isThere(); }, 6s), qPrintable(world->why()));
}
} // namespace

std::vector<FaultRow> busRows()
{
    const auto here = allBut({Kind::Vxi11}, "the row of F09 and F15 for all");
    return {
        {"F09", "a stop leaves although nothing is answered any more", frozenServer, here},
        {"F15", "a link that another program has is not flooded, and the reason says so", lockedByAnother, here},
    };
}
} // namespace podium::tests
