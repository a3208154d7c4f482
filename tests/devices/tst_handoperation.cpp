// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/client/client.h"
#include "engine/locks/lockwait.h"
#include "engine/model/interlock.h"
#include "engine/record/journalrecorder.h"
#include "engine/tasks/operation.h"
#include "tests/devices/instrumentsamples.h"
#include "tests/engine/journalfixture.h"
#include "tests/support/checks.h"
#include "tests/support/testmain.h"

using namespace podium;
using namespace podium::engine;
using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
const auto a = QStringLiteral("a");
const auto b = QStringLiteral("b");

/// Two axes on one link, and an operator.
struct Desk : Axis {
    Desk()
    {
        add();
        add(axis("y"));
        comeUp();
        client.emplace(core.engine.gate(), core, QStringLiteral("operator"));
    }
    Task<QByteArray> send(const QByteArray &message, MessageClass messageClass = MessageClass::Write, IfLocked ifLocked = IfLocked::Refuse)
    {
        const auto task = client->sendByHand(a, message, messageClass, ifLocked);
        task.record()->observe();
        advance(20ms);
        return task;
    }
    /// Another task holds the lock of a device for this time.
    void hold(const QString &device, Duration time)
    {
        core.engine.run(QStringLiteral("measure"), [](Lockable &lockable, Duration how) -> Op<void> {
            const auto guard = co_await lock({&lockable}, QStringLiteral("the sample is in"));
            co_await sleep(how);
        }(core.bench.device(device).lockable(), time));
        advance(1ms);
    }
    std::optional<Client> client;
};

void desk(const char *sentence, void (*body)(Desk &))
{
    check(sentence, [body] {
        Desk f;
        body(f);
    });
}

void verifyRefused(Desk &f, const Task<QByteArray> &task, const QString &part)
{
    f.advance(20ms);
    QVERIFY2(ended(task).contains(part), qPrintable(ended(task)));
    QCOMPARE(task.info().errorKind, ErrorKind::Refused);
    QVERIFY2(!f.channel->messages().contains("RAW 1"), "it was sent all the same");
}
} // namespace

/// A message by hand through the client: what it needs, what holds it back, and what is left in the journal.
class TstHandOperation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void operation_data()
    {
        checkTable();
        desk("Devices on one link are told together, once", [](Desk &f) {
            const auto task = f.client->links();
            f.advance(1ms);
            const auto links = task.result();
            QCOMPARE(links.size(), 1U);
            QCOMPARE(links[0].devices, QStringList({a, b}));
            QCOMPARE(links[0].address, QStringLiteral("scripted:"));
            QVERIFY(f.client->bench()->find(a)->hasLink);
        });
        desk("The reply comes back", [](Desk &f) {
            f.replies["RAW?"] = "42";
            const auto task = f.send("RAW?", MessageClass::Read);
            f.advance(200ms);
            QCOMPARE(task.result(), QByteArray("42"));
            QCOMPARE(task.info().label, QStringLiteral("send \"RAW?\" to a by hand"));
        });
        desk("A lock of any device on the link refuses it and names the holder", [](Desk &f) {
            f.hold(b, 1s);
            verifyRefused(f, f.send("RAW 1"), QStringLiteral("b is locked by task"));
            verifyRefused(f, f.send("RAW 1", MessageClass::Read), QStringLiteral("measure (the sample is in)"));
        });
        desk("It waits for the locks if it shall", [](Desk &f) {
            f.hold(b, 1s);
            const auto task = f.send("RAW 1", MessageClass::Write, IfLocked::Wait);
            QVERIFY(!f.channel->messages().contains("RAW 1"));
            f.advance(1s);
            QVERIFY(f.channel->messages().contains("RAW 1"));
            f.advance(2s);
            QCOMPARE(ended(task), QStringLiteral("succeeded"));
        });
        desk("While it is under way the devices are locked", [](Desk &f) {
            const auto task = f.send("RAW 1");
            QVERIFY(!task.isFinished());
            for (const auto &id : {a, b})
                QCOMPARE(f.core.bench.device(id).lockable().holder()->task, task.id());
            f.advance(2s);
            QVERIFY(!f.core.bench.device(b).lockable().holder());
        });
        desk("A write protection of any of the devices refuses a write, not a question", [](Desk &f) {
            f.core.bench.device(b).setProtection({Protection::Kind::Plain, QStringLiteral("Ada"), {}});
            verifyRefused(f, f.send("RAW 1"), QStringLiteral("b is write-protected by Ada"));
            const auto question = f.send("ERR?", MessageClass::Read);
            f.advance(200ms);
            QCOMPARE(ended(question), QStringLiteral("succeeded"));
        });
        desk("So does the protection of one parameter, as nobody knows what the message writes", [](Desk &f) {
            f.parameter("b.velocity").setProtection({Protection::Kind::Plain, QStringLiteral("Ada"), {}});
            verifyRefused(f, f.send("RAW 1"), QStringLiteral("b.velocity is write-protected by Ada"));
        });
        desk("The latch of STOP ALL refuses a write", [](Desk &f) {
            f.client->stopAll();
            f.advance(2s);
            verifyRefused(f, f.send("RAW 1"), QStringLiteral("STOP ALL is latched"));
        });
        desk("STOP ALL ends one that waits, and it never leaves", [](Desk &f) {
            f.hold(b, 1s);
            const auto task = f.send("RAW 1", MessageClass::Write, IfLocked::Wait);
            f.client->stopAll();
            f.advance(3s);
            QCOMPARE(task.info().outcome, Outcome::Cancelled);
            QVERIFY(!f.channel->messages().contains("RAW 1"));
        });
        desk("A rule that refuses a write of any of the devices refuses it", [](Desk &f) {
            const auto lookup = [&f](const Address &address) { return f.core.bench.find(address); };
            f.core.bench.interlocks().add({QStringLiteral("b.home"), InterlockCondition::parse(QStringLiteral("a.position > 5 mm"), lookup),
                                           QStringLiteral("the door is open")});
            verifyRefused(f, f.send("RAW 1"), QStringLiteral("the door is open"));
        });
        desk("An error that it leaves in the instrument is not taken for that of the next write", [](Desk &f) {
            int queued = 0;
            f.onMessage = [&](const QByteArray &message) {
                if (message == "RAW 1")
                    queued = 1;
                else if (message == "ERR?")
                    f.replies["ERR?"] = queued-- > 0 ? "-113,\"undefined\"" : "0,\"none\"";
            };
            (void)f.send("RAW 1");
            f.advance(2s);
            const auto task = f.set("a.velocity", Quantity(1, Unit::parse(QStringLiteral("mm/s"))));
            f.advance(1s);
            QVERIFY2(queued < 0, "it has not asked");
            QCOMPARE(ended(task), QStringLiteral("succeeded"));
        });
        desk("Nothing, and a stop, cannot be sent by hand", [](Desk &f) {
            verifyRefused(f, f.send(""), QStringLiteral("nothing to send"));
            verifyRefused(f, f.send("RAW 1", MessageClass::Stop), QStringLiteral("stop the device with its Stop"));
        });
    }
    void operation() { runCheck(); }

    void journal()
    {
        JournalFolder place;
        Desk f;
        Journal journal(place.file());
        const JournalRecorder recorder(journal, f.core.engine, f.core.bench, *f.core.stops);
        f.replies["RAW?"] = "4\x01";
        const auto task = f.send("RAW?", MessageClass::Read);
        f.advance(1s);
        f.hold(b, 1s);
        (void)f.send("RAW 1");
        const auto sent = rows(journal, {QString(), JournalKind::Message, 100});
        QCOMPARE(sent.size(), 1U);
        QCOMPARE(sent[0].by, QStringLiteral("operator"));
        QCOMPARE(sent[0].task, task.id());
        QCOMPARE(sent[0].address, QStringLiteral("a, b"));
        QCOMPARE(sent[0].text, QStringLiteral("RAW?"));
        QCOMPARE(sent[0].details[QStringLiteral("reply")].toString(), QStringLiteral("4\\x01"));
        QCOMPARE(sent[0].details[QStringLiteral("asks_only")].toBool(), true);
        QCOMPARE(rows(journal, {QString(), JournalKind::Refusal, 100}).size(), 1U);
    }

    void traffic_data()
    {
        checkTable();
        desk("A subscriber gets what the link knows, then what follows, in batches without gaps", [](Desk &f) {
            QObject context;
            std::vector<TraceEntry> got;
            auto subscription = f.client->hub().subscribeTraffic(b, &context, [&](const TrafficBatch &batch) {
                got.insert(got.end(), batch.entries.begin(), batch.entries.end());
            });
            f.advance(50ms);
            QCoreApplication::processEvents();
            QVERIFY(!got.empty());
            const auto before = got.size();
            f.replies["RAW?"] = "42";
            (void)f.send("RAW?", MessageClass::Read);
            f.advance(200ms);
            QCoreApplication::processEvents();
            f.advance(50ms);
            QCoreApplication::processEvents();
            QVERIFY(got.size() > before);
            for (std::size_t i = 0; i < got.size(); ++i)
                QCOMPARE(got[i].number, got.front().number + i);
            const LinkPort &port = f.link();
            QVERIFY(port.isWatched());
            subscription.setActive(false);
            f.advance(50ms);
            QVERIFY2(!port.isWatched(), "nobody sees it, so nothing is to be copied");
        });
    }
    void traffic() { runCheck(); }
};

PODIUM_TEST_MAIN(TstHandOperation)
#include "tst_handoperation.moc"
