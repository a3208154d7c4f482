// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/messagelink.h"
#include "tests/faults/faultchannel.h"
#include "tests/support/checks.h"
#include "tests/support/linkfixture.h"
#include "tests/support/testmain.h"

using namespace podium;
using namespace std::chrono_literals;
using devices::LinkPolicy;
using devices::LinkState;
using devices::Resync;
using engine::ErrorKind;
using std::chrono::milliseconds;
using tests::ended;
using tests::FaultChannel;
using tests::FaultScript;

namespace
{
/// A link to an instrument that answers "NAME?" with "NAME" in the order asked, and a clock that the test moves.
class Faulty
{
public:
    explicit Faulty(const LinkPolicy &policy = tests::LinkFixture::known())
        : Faulty(std::make_unique<engine::ManualScheduler>(), policy)
    {
    }
    void advance(engine::Duration by) { time->advance(by); }
    void give(const QString &rule)
    {
        const auto problem = script.add(rule);
        if (!problem.isEmpty())
            QTest::qFail(qPrintable(problem), __FILE__, __LINE__);
    }
    engine::Task<devices::Reply> ask(const QByteArray &name)
    {
        return engine.run(QString::fromLatin1(name), link->query(name + '?'));
    }
    /// Asks so many different questions, each when the former has ended, and counts what came of them.
    void askMany(int count, const std::function<void(int)> &before = {})
    {
        for (int i = 0; i < count; ++i) {
            if (before)
                before(i);
            const auto name = "TAG" + QByteArray::number(i);
            const auto task = ask(name);
            for (int step = 0; step < 50 && !task.isFinished(); ++step)
                advance(step == 0 ? 5ms : 100ms);
            if (ended(task) == QLatin1String("succeeded"))
                ++(task.result() == name ? right : wrong);
            else
                ++(task.isFinished() ? failed : hung);
        }
    }

    FaultScript script{qEnvironmentVariableIsSet("PODIUM_SEED") ? quint32(qEnvironmentVariableIntValue("PODIUM_SEED")) : 7U};
    engine::ManualScheduler *time;
    engine::Engine engine;
    FaultChannel *channel;
    std::unique_ptr<devices::MessageLink> link;
    std::vector<LinkState> states;
    int right = 0;
    int wrong = 0;
    int failed = 0;
    int hung = 0;

private:
    Faulty(std::unique_ptr<engine::ManualScheduler> scheduler, const LinkPolicy &policy)
        : time(scheduler.get())
        , engine(std::move(scheduler))
    {
        auto made = std::make_unique<FaultChannel>(engine, script);
        channel = made.get();
        channel->instrument = [](const QByteArray &message) {
            return message == "*IDN?\n" ? QByteArray("ACME,PSU,1\n") : message.endsWith("?\n") ? message.chopped(2) + '\n' : QByteArray();
        };
        link = std::make_unique<devices::MessageLink>(engine, QStringLiteral("psu"), std::move(made), policy);
        QObject::connect(link.get(), &devices::MessageLink::stateChanged, link.get(), [this](LinkState state) { states.push_back(state); });
        link->open();
        advance(10ms);
        std::printf("seed %u\n", script.seed());
    }
};

void lateReplies(Resync resync)
{
    auto policy = tests::LinkFixture::known();
    policy.resync = resync;
    Faulty f(policy);
    f.askMany(500, [&f](int) {
        f.script.clear();
        f.give(QStringLiteral("on message 1 of client with \"TAG\": reply delay %1 ms").arg(995 + f.script.draw(506)));
    });
    QCOMPARE(f.wrong, 0);
    QCOMPARE(f.hung, 0);
    QVERIFY2(f.failed > 300 && f.right > 0, qPrintable(QStringLiteral("%1 failed, %2 right").arg(f.failed).arg(f.right)));
    f.script.clear();
    f.right = 0;
    f.advance(10s);
    f.askMany(10);
    QCOMPARE(f.right, 10);
}
} // namespace

/// The faults whose figures need a clock that the test moves, and great numbers.
class FaultClockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void faults_data()
    {
        using tests::check;
        tests::checkTable();
        check("F01: of 500 replies that are late by -5 to 500 ms none answers another question, reconnecting", [] { lateReplies(Resync::Reconnect); });
        check("F01: of 500 replies that are late by -5 to 500 ms none answers another question, draining", [] { lateReplies(Resync::Drain); });
        check("F04: in 10,000 questions every seventh reply comes twice, and all are answered rightly", [] {
            Faulty f;
            f.give(QStringLiteral("on every 7th message of instrument with \"TAG\": duplicate"));
            f.askMany(10000);
            QCOMPARE(f.right, 10000);
            QCOMPARE(f.link->counters().duplicates, 10000U / 7);
        });
        check("F05: events of a known form come between question and reply, and answer nothing", [] {
            auto policy = tests::LinkFixture::known();
            policy.events = QRegularExpression(QStringLiteral("^EVENT"));
            Faulty f(policy);
            f.give(QStringLiteral("on a message in 3 of instrument: insert \"EVENT 5\\n\""));
            f.askMany(1000);
            QCOMPARE(f.right, 1000);
            QVERIFY(f.link->counters().unsolicited + f.link->counters().duplicates > 250);
        });
        check("F06: replies sliced into one to three bytes are the same byte for byte", [] {
            Faulty f;
            f.give(QStringLiteral("on every 2nd message of instrument: slice 3 bytes"));
            f.give(QStringLiteral("on every 3rd message of instrument: slice 2 bytes"));
            f.give(QStringLiteral("on every 5th message of instrument: split 1 ms"));
            f.askMany(1000);
            QCOMPARE(f.right, 1000);
        });
        check("F06: five replies in one piece go to five questions", [] {
            Faulty f;
            f.give(QStringLiteral("on message 1 of instrument: merge 5 messages"));
            std::vector<engine::Task<devices::ExchangeResult>> tasks; // only stops are sent while another is in flight
            for (int i = 0; i < 5; ++i)
                tasks.push_back(f.engine.run(QStringLiteral("stop"), f.link->urgent("S" + QByteArray::number(i) + '?', 1)));
            f.advance(10ms);
            for (int i = 0; i < 5; ++i)
                QCOMPARE(tasks[std::size_t(i)].result().reply, "S" + QByteArray::number(i));
        });
        check("F07: a slow loris ends at the limit, to 50 ms", [] {
            Faulty f;
            f.give(QStringLiteral("on every message of instrument: slow-loris"));
            const auto task = f.ask("LONGNAME");
            f.advance(950ms);
            QVERIFY(!task.isFinished());
            f.advance(100ms);
            QCOMPARE(ended(task), QStringLiteral("psu did not answer \"LONGNAME?\" within 1 s."));
            QCOMPARE(task.info().errorKind, ErrorKind::Timeout);
        });
        check("F08: of a line that does not end hardly more than the cap is taken", [] {
            Faulty f;
            f.give(QStringLiteral("on message 1 of instrument: endless 500000000 bytes"));
            f.channel->passed = 0;
            const auto task = f.ask("BIG");
            f.advance(1s);
            QVERIFY2(ended(task).contains(QStringLiteral("a line is longer than 1048576 bytes (the cap of the link)")), qPrintable(ended(task)));
            QCOMPARE(task.info().errorKind, ErrorKind::Device);
            QVERIFY(f.channel->passed < 1048576 + 2 * 65536);
            f.askMany(3);
            QCOMPARE(f.right, 3);
        });
        check("F10: refused for two minutes it tries ever more rarely, tells each change once, and at once when asked", [] {
            Faulty f;
            f.channel->mood = FaultChannel::Mood::Refuses;
            f.give(QStringLiteral("on message 1 of client: drop, reset"));
            const auto lost = f.ask("A");
            f.advance(10ms);
            QCOMPARE(ended(lost), QStringLiteral("The link to psu was lost (Connection reset by peer) before \"A?\" was answered; it may have been executed."));
            f.channel->attempts = 0;
            f.states.clear();
            f.advance(2min);
            QVERIFY2(f.channel->attempts >= 24 && f.channel->attempts <= 60, qPrintable(QString::number(f.channel->attempts)));
            QVERIFY(f.states.size() <= std::size_t(2 * f.channel->attempts + 2));
            const int before = f.channel->attempts;
            f.link->connectNow();
            QCOMPARE(f.channel->attempts, before + 1);
            f.channel->mood = FaultChannel::Mood::Accepts;
            f.link->connectNow();
            f.advance(10ms);
            QCOMPARE(f.link->state(), LinkState::Up);
        });
        check("F11: a reset after each byte of a reply gives no part of it away", [] {
            Faulty f;
            for (int bytes = 0; bytes <= 8; ++bytes) {
                f.script.clear();
                f.give(QStringLiteral("on message 1 of instrument with \"LONGTAG\": reset %1 bytes").arg(bytes));
                const auto task = f.ask("LONGTAG");
                f.advance(20ms);
                if (bytes < 8)
                    QVERIFY2(ended(task).contains(QLatin1String("was lost (Connection reset by peer) before")), qPrintable(ended(task)));
                else
                    QCOMPARE(task.result(), "LONGTAG");
                f.advance(10s);
                QCOMPARE(f.link->state(), LinkState::Up);
            }
        });
        check("F12: a cable pulled without a word is shown within 3 s, although nobody asks anything", [] {
            auto policy = tests::LinkFixture::known();
            policy.heartbeat = 2s;
            Faulty f(policy);
            f.advance(5s);
            QCOMPARE(f.link->state(), LinkState::Up);
            f.channel->setFrozen(true);
            f.advance(3s);
            QVERIFY(f.link->state() != LinkState::Up);
            f.channel->setFrozen(false);
            f.advance(10s);
            QCOMPARE(f.link->state(), LinkState::Up);
        });
        check("F14: 500 cancels while it connects end at once, and nothing comes later", [] {
            Faulty f;
            f.channel->mood = FaultChannel::Mood::Silent;
            f.link->close();
            f.link->open();
            for (int i = 0; i < 500; ++i) {
                const auto task = f.ask("TAG" + QByteArray::number(i));
                task.cancel();
                f.advance({});
                QCOMPARE(ended(task), QStringLiteral("cancelled"));
            }
            f.channel->mood = FaultChannel::Mood::Accepts;
            f.advance(10s);
            QCOMPARE(f.link->state(), LinkState::Up);
            for (const auto &message : f.channel->delivered)
                QVERIFY2(!message.startsWith("TAG"), message.constData());
        });
        check("Cable: a stop while it is out is sent once, ahead of everything, on return", [] {
            Faulty f;
            f.channel->mood = FaultChannel::Mood::Refuses;
            f.give(QStringLiteral("on message 1 of client: drop, reset"));
            const auto lost = f.ask("A");
            f.advance(10ms);
            ended(lost);
            f.script.clear();
            f.channel->delivered.clear();
            const auto stop = f.engine.run(QStringLiteral("stop"), f.link->urgent("STOP"));
            f.advance(30s);
            QVERIFY(!stop.isFinished() && f.channel->delivered.isEmpty());
            f.channel->mood = FaultChannel::Mood::Accepts;
            f.advance(10s);
            QCOMPARE(ended(stop), QStringLiteral("succeeded"));
            QCOMPARE(f.channel->delivered.front(), "STOP");
            QCOMPARE(f.channel->delivered.count("STOP"), 1);
        });
    }
    void faults() { tests::runCheck(); }
};

PODIUM_TEST_MAIN(FaultClockTest)
#include "tst_faultclock.moc"
