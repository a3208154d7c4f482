// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/world/rows.h"

#include "tests/support/linkfixture.h"

#include <QTest>

/// Replies that are late, doubled, cut up, slow, endless or garbage.
namespace podium::tests
{
using namespace engine;
using namespace std::chrono_literals;

namespace
{
/// Under these rules every value that is taken is the one that was asked for, and afterwards all is well.
void valuesStayRight(Kind kind, const QStringList &rules, int least = 20)
{
    const auto world = World::make(kind);
    world->peer().numbers = true;
    for (const auto &rule : rules)
        world->give(rule);
    world->advance(kind == Kind::Vxi11 ? 3s : Duration(60s));
    QVERIFY(world->script().struck() > 0);
    QCOMPARE(world->wrongValues, 0);
    QVERIFY2(world->values >= least, qPrintable(QString::number(world->values)));
    world->script().clear();
    const int before = world->values;
    QVERIFY2(world->until([&] { return world->isThere() && world->values > before + 3; }, 30s), qPrintable(world->why()));
    QCOMPARE(world->wrongValues, 0);
    QCOMPARE(world->leftOver(), QString());
}

void lateReplies(Kind kind)
{
    QStringList rules;
    for (int late : {995, 1000, 1005, 1100, 1250, 1500})
        rules << QStringLiteral("on a message in 25 of instrument: delay %1 ms").arg(late);
    valuesStayRight(kind, rules, 10);
}

void doubledReplies(Kind kind) { valuesStayRight(kind, {QStringLiteral("on every 7th message of instrument: duplicate")}); }

void events(Kind kind)
{
    const auto text = kind == Kind::ModbusTcp ? QStringLiteral("\\xff\\xf0\\x00\\x00\\x00\\x05\\x01\\x03\\x02\\x00\\x07")
        : kind == Kind::ModbusRtu             ? QStringLiteral("\\x02\\x03\\x02\\x00\\x07\\xbd\\x86") // of unit 2
                                              : QStringLiteral("EVENT 5\\n");
    valuesStayRight(kind, {QStringLiteral("on a message in 3 of instrument: insert \"%1\"").arg(text)}, kind == Kind::ModbusRtu ? 5 : 20);
}

void slices(Kind kind)
{
    const auto world = World::make(kind);
    for (const char *rule : {"on every 2nd message of instrument: slice 3 bytes", "on every 3rd message of instrument: slice 2 bytes",
                             "on every 5th message of instrument: split 1 ms"})
        world->give(QLatin1String(rule));
    const auto task = world->move(5);
    QVERIFY(world->until([&] { return task.isFinished(); }, 20s));
    QCOMPARE(ended(task), QStringLiteral("succeeded"));
    QVERIFY(world->isThere());
    QVERIFY(std::abs(world->readback() - 5) < 0.05);
    QCOMPARE(world->peer().count("move"), 1);
}

void slowLoris(Kind kind)
{
    const auto world = World::make(kind, {.polls = false});
    world->give(QStringLiteral("on every message of instrument: slow-loris"));
    const auto begun = world->core.engine.now();
    const auto task = world->read();
    QVERIFY(world->until([&] { return task.isFinished(); }, 10s));
    ended(task);
    const auto took = std::chrono::duration<double>(world->core.engine.now() - begun).count();
    const double limit = kind == Kind::Indi ? 8 : 1; // the limit of one answer
    QVERIFY2(took < limit + (kind == Kind::Vxi11 ? 4 : 0.06), qPrintable(QString::number(took)));
    QVERIFY(task.info().errorKind == ErrorKind::Timeout || task.info().errorKind == ErrorKind::Disconnected);
    world->script().clear();
    QVERIFY2(world->until([&] { return world->isThere(); }, 40s), qPrintable(world->why()));
}

void endless(Kind kind)
{
    const auto world = World::make(kind);
    const int connected = world->attempts();
    world->give(QStringLiteral("on message 3 of instrument: endless 20000000 bytes"));
    QVERIFY(world->until([&] { return world->script().struck() > 0; }, 10s));
    if (kind != Kind::Indi) // there what stands between two elements is passed over
        QVERIFY2(world->until([&] { return world->isGone() || world->attempts() > connected; }, 5s), qPrintable(world->why()));
    world->script().clear();
    QVERIFY2(world->until([&] { return world->isThere(); }, 40s), qPrintable(world->why()));
    QCOMPARE(world->leftOver(), QString());
}

void malformed(Kind kind)
{
    const auto world = World::make(kind);
    for (const char *rule : {"on a message in 6 of instrument: corrupt", "on a message in 8 of instrument: corrupt 3 bytes",
                             "on a message in 12 of instrument: truncate 3 bytes", "on a message in 12 of instrument: garbage 30 bytes",
                             "on a message in 12 of instrument: duplicate", "on a message in 15 of instrument: append \"\\n\\n\"",
                             "on a message in 15 of instrument: insert \"#9\"", "on a message in 40 of instrument: drop"})
        world->give(QLatin1String(rule));
    QVERIFY(world->until([&] { return world->script().struck() >= (kind == Kind::Vxi11 ? 5 : 200); }, 10min));
    QCOMPARE(world->peer().count("move"), 0);
    world->script().clear();
    world->until([&] { return world->isThere() || world->device().state() == DeviceState::Fault; }, 90s);
    if (world->device().state() == DeviceState::Fault && kind != Kind::Indi) { // a mutated identity looked like that of another unit
        const auto accept = world->core.engine.run(
            QStringLiteral("accept"), operations::call(world->core.bench, Address{world->device().id(), QStringLiteral("accept_identity")}, {}));
        world->until([&] { return accept.isFinished(); }, 60s);
        ended(accept);
    }
    QVERIFY2(world->until([&] { return world->isThere(); }, 90s), qPrintable(world->why()));
    const auto task = world->move(2);
    QVERIFY(world->until([&] { return task.isFinished(); }, 20s));
    QCOMPARE(ended(task), QStringLiteral("succeeded"));
    QCOMPARE(world->leftOver(), QString());
}

const char *const named = "every element says itself what it is about, so none can be taken for another";
const char *const numbered = "every answer carries the number of its call, and one to no call ends the connection: tst_vxi11channel";
const char *const neverByItself = "nothing of this protocol comes without being asked for";
} // namespace

std::vector<FaultRow> replyRows()
{
    return {
        {"F01", "late replies answer no other question", lateReplies, {{Kind::Indi, named}, {Kind::Vxi11, numbered}}},
        {"F04", "doubled replies answer no other question", doubledReplies, {{Kind::Indi, named}, {Kind::Vxi11, numbered}}},
        {"F05", "what nobody has asked for answers no question", events,
         {{Kind::Indi, "all that a server says comes by itself"}, {Kind::Hamlib, neverByItself}, {Kind::Vxi11, neverByItself}}},
        {"F06", "sliced replies are the same", slices, {{Kind::Vxi11, "its records are put together in tst_vxi11codec; here they would take too long"}}},
        {"F07", "a slow loris ends at the limit", slowLoris, {}},
        {"F08", "a reply without an end is cut off, and the next good one is understood", endless, {}},
        {"F23", "after mutated replies the next good one is understood", malformed, {}},
    };
}
} // namespace podium::tests
