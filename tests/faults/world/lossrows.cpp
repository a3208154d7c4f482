// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/world/rows.h"

#include "tests/support/linkfixture.h"

#include <QTest>

/// Connections that do not come about, are lost, or lead to another.
namespace podium::tests
{
using namespace engine;
using namespace std::chrono_literals;

namespace
{
constexpr auto cutOff = "on message 1 of client: drop, reset";

/// Ends the connection; the next attempt finds the cable like this.
void cutTo(World &world, World::Cable cable, int device = 0)
{
    world.give(QLatin1String(cutOff), device);
    world.setCable(cable, device);
}

void refused(Kind kind)
{
    QStringList told; // outlives the world
    const auto world = World::make(kind);
    QObject::connect(&world->device(), &Device::stateChanged, &world->device(), [&](Device &device) { told << device.stateReason(); });
    cutTo(*world, World::Cable::Refused);
    QVERIFY(world->until([&] { return world->isGone(); }, 3s));
    const int before = world->attempts();
    told.clear();
    world->advance(2min);
    const int tried = world->attempts() - before;
    QVERIFY2(tried >= 20 && tried <= 130, qPrintable(QString::number(tried)));
    QVERIFY2(told.size() <= 2 * tried + 2, qPrintable(QString::number(told.size())));
    QVERIFY2(world->why().contains(QLatin1String("next attempt")) || world->why().contains(QLatin1String("refused")), qPrintable(world->why()));
    const auto task = world->move(5);
    QVERIFY(world->until([&] { return task.isFinished(); }, 1s));
    ended(task);
    QCOMPARE(task.info().errorKind, std::optional(ErrorKind::Refused));
    world->script().clear();
    world->setCable(World::Cable::In);
    const int now = world->attempts();
    world->device().reconnect();
    QVERIFY(world->attempts() > now);
    QVERIFY2(world->until([&] { return world->isThere(); }, 6s), qPrintable(world->why()));
    QCOMPARE(world->peer().count("move"), 0);
    QCOMPARE(world->leftOver(), QString());
}

void takenByAnother(Kind kind)
{
    const auto world = World::make(kind);
    cutTo(*world, World::Cable::Taken);
    QVERIFY(world->until([&] { return world->isGone(); }, 3s));
    world->advance(10s);
    const int before = world->attempts();
    world->script().clear();
    world->advance(2min);
    const int tried = world->attempts() - before;
    QVERIFY2(tried >= 20 && tried <= 60, qPrintable(QString::number(tried)));
    QVERIFY(world->until([&] { return world->why().contains(QLatin1String("next attempt")); }, 6s));
    QVERIFY2(world->why().contains(QLatin1String("another program may have it")), qPrintable(world->why()));
    world->setCable(World::Cable::In);
    QVERIFY2(world->until([&] { return world->isThere(); }, 15s), qPrintable(world->why()));
    QCOMPARE(world->leftOver(), QString());
}

void resetWithinReplies(Kind kind)
{
    const auto world = World::make(kind);
    world->peer().numbers = kind != Kind::Indi;
    for (int bytes = 0; bytes < 12; bytes += kind == Kind::Vxi11 ? 5 : 1) {
        world->script().clear();
        world->give(QStringLiteral("on message %1 of instrument: reset %2 bytes").arg(1 + bytes % 3).arg(bytes));
        const auto connected = world->attempts();
        QVERIFY(world->until([&] { return world->attempts() > connected; }, 10s));
        QVERIFY2(world->until([&] { return world->isThere(); }, 20s), qPrintable(world->why()));
    }
    world->script().clear();
    world->advance(1s);
    QCOMPARE(world->wrongValues, 0);
    QVERIFY(world->isThere());
    QCOMPARE(world->leftOver(), QString());
}

void rebootedWhileIdle(Kind kind)
{
    const auto world = World::make(kind, {.polls = false});
    world->advance(3s);
    world->peer().heard.clear();
    const int connected = world->attempts();
    const bool isSerial = kind == Kind::ScpiSerial || kind == Kind::ModbusRtu;
    world->reboot();
    world->peer().isMute = isSerial; // while it starts
    QVERIFY2(world->until([&] { return world->isGone(); }, 3500ms), qPrintable(world->why()));
    world->peer().isMute = false;
    QVERIFY2(world->until([&] { return world->isThere(); }, 20s), qPrintable(world->why()));
    QVERIFY(isSerial || world->attempts() > connected);
    QVERIFY(world->peer().count("identify") > 0);
    QCOMPARE(world->peer().count("move"), 0);
    if (kind == Kind::ScpiTcp || kind == Kind::ModbusTcp)
        QCOMPARE(world->peer().count("set up"), 1);
    const auto task = world->move(2);
    QVERIFY(world->until([&] { return task.isFinished(); }, 20s));
    QCOMPARE(ended(task), QStringLiteral("succeeded"));
    QCOMPARE(world->leftOver(), QString());
}

void cancelsWhileItConnects(Kind kind)
{
    const auto world = World::make(kind);
    cutTo(*world, World::Cable::Out);
    QVERIFY(world->until([&] { return world->isGone(); }, 4s));
    world->script().clear();
    for (int i = 0; i < 500; ++i) {
        const auto task = i % 2 == 0 ? world->read() : world->move(5);
        task.cancel();
        QVERIFY(world->until([&] { return task.isFinished(); }, 100ms));
        ended(task);
    }
    world->peer().heard.clear();
    world->setCable(World::Cable::In);
    QVERIFY2(world->until([&] { return world->isThere(); }, 20s), qPrintable(world->why()));
    QCOMPARE(world->peer().count("move"), 0);
    QCOMPARE(world->leftOver(), QString());
}

void manyReturnAtOnce(Kind kind)
{
    constexpr int many = 200;
    const auto world = World::make(kind, {.devices = many, .polls = false});
    for (int i = 0; i < many; ++i)
        cutTo(*world, World::Cable::Refused, i);
    const auto areGone = [&] {
        for (int i = 0; i < many; ++i)
            if (!world->isGone(i))
                return false;
        return true;
    };
    QVERIFY(world->until(areGone, 10s));
    world->advance(20s);
    for (int i = 0; i < many; ++i) {
        world->script(i).clear();
        world->setCable(World::Cable::In, i);
    }
    const auto attempts = [&] {
        int sum = 0;
        for (int i = 0; i < many; ++i)
            sum += world->attempts(i);
        return sum;
    };
    std::vector<int> counted{attempts()}; // each 50 ms
    const auto areBack = [&] {
        for (int i = 0; i < many; ++i)
            if (!world->isThere(i))
                return false;
        return true;
    };
    for (int slice = 0; slice < 600 && !areBack(); ++slice) {
        world->advance(50ms);
        counted.push_back(attempts());
    }
    QVERIFY(areBack());
    constexpr std::size_t second = 20;
    int most = 0;
    for (std::size_t i = second; i < counted.size(); ++i)
        most = std::max(most, counted[i] - counted[i - second]);
    QVERIFY2(most <= 20, qPrintable(QString::number(most)));
    QCOMPARE(world->leftOver(), QString());
}

void anotherOneAnswers(Kind kind)
{
    const auto world = World::make(kind);
    world->peer().unit = "72";
    world->give(QLatin1String(cutOff));
    QVERIFY(world->until([&] { return world->device().state() == DeviceState::Fault; }, 20s));
    world->script().clear();
    QVERIFY2(world->why().startsWith(QLatin1String("Another unit answers")), qPrintable(world->why()));
    world->peer().heard.clear();
    const auto refused = world->move(2);
    QVERIFY(world->until([&] { return refused.isFinished(); }, 5s));
    QVERIFY(ended(refused) != QLatin1String("succeeded"));
    QCOMPARE(refused.info().errorKind, std::optional(ErrorKind::Refused));
    QCOMPARE(world->peer().count("move") + world->peer().count("set up"), 0);
    const auto accepted = world->core.engine.run(
        QStringLiteral("accept"), operations::call(world->core.bench, Address{world->device().id(), QStringLiteral("accept_identity")}, {}));
    QVERIFY2(world->until([&] { return accepted.isFinished() && world->isThere(); }, 5s), qPrintable(world->why()));
    QCOMPARE(ended(accepted), QStringLiteral("succeeded"));
    const auto task = world->move(2);
    QVERIFY(world->until([&] { return task.isFinished(); }, 20s));
    QCOMPARE(ended(task), QStringLiteral("succeeded"));
    QCOMPARE(world->leftOver(), QString());
}

void adapterIsUnplugged(Kind kind)
{
    const auto world = World::make(kind);
    const auto task = world->move(150);
    QVERIFY(world->until([&] { return world->peer().isMoving() && world->readback() > 1; }, 5s));
    cutTo(*world, World::Cable::Refused);
    QVERIFY2(world->until([&] { return world->isGone(); }, 1s), qPrintable(world->why()));
    QVERIFY(world->position().reading().quality != Quality::Valid);
    world->stop();
    world->advance(10s);
    QVERIFY(world->until([&] { return task.isFinished(); }, 10s));
    ended(task);
    world->script().clear();
    world->peer().heard.clear();
    world->setCable(World::Cable::In);
    QVERIFY(world->until([&] { return !world->peer().heard.isEmpty(); }, 5s));
    QCOMPARE(world->peer().heard.front(), QByteArray("stop"));
    QVERIFY(world->until([&] { return world->isThere() && world->isStopConfirmed(); }, 20s));
    QCOMPARE(world->peer().count("move"), 0);
    QCOMPARE(world->leftOver(), QString());
}

const char *const noConnection = "a serial line has no connection that could be reset, refused or ended by its peer";
const char *const sameLink = "the attempts are those of the link above the channel, which is that of TCP";
const char *const portLock = "a port that another program has is told with its name: tst_serialchannel";
} // namespace

std::vector<FaultRow> lossRows()
{
    return {
        {"F10", "refused for two minutes it tries ever more rarely, and at once when asked", refused, {{Kind::Vxi11, sameLink}}},
        {"F11", "a reset within a reply gives no part of it away", resetWithinReplies,
         {{Kind::ScpiSerial, noConnection}, {Kind::ModbusRtu, noConnection}}},
        {"F13", "a reboot is found by the link itself, not by the next move", rebootedWhileIdle, {}},
        {"F14", "500 cancels while it connects end at once, and nothing comes later", cancelsWhileItConnects, {}},
        {"F15", "an instrument that another client has is not flooded, and the reason says so", takenByAnother,
         {{Kind::ScpiSerial, portLock}, {Kind::ModbusRtu, portLock}, {Kind::Vxi11, "it refuses the link: the row of its own"}}},
        {"F16", "200 that return at once are back within 30 s, with 20 attempts in a second at most", manyReturnAtOnce,
         {{Kind::ScpiSerial, "no bench has 200 serial ports; they take turns as all do"},
          {Kind::ModbusRtu, "no bench has 200 serial ports; they take turns as all do"},
          {Kind::Vxi11, sameLink},
          {Kind::Indi, "all devices of a server share one connection"}}},
        {"F17", "an adapter that is unplugged is shown within 1 s, and a stop goes first on return", adapterIsUnplugged,
         allBut({Kind::ScpiSerial, Kind::ModbusRtu}, "there is no adapter; its new name is found in tst_serialchannel and tst_serialreplug")},
        {"F30", "another one at its address is not moved before a person accepts it", anotherOneAnswers,
         {{Kind::Indi, "a device is asked for by its name; another one is none of this bench: the row after this"}}},
    };
}
} // namespace podium::tests
