// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/scpi/instrumentfile.h"
#include "devices/scpi/instrumentprobe.h"
#include "tests/support/instrumentfixture.h"
#include "tests/support/testmain.h"

using namespace podium;
using namespace podium::engine;
using namespace std::chrono_literals;
using devices::ProbeResult;
using tests::ended;

namespace
{
const QByteArray supplyFile = "name = 'Supply'\nfamily = 'powersupply'\nmanual = 'none'\n[identity]\nquery = '*IDN?'\n"
                              "pattern = '^ACME,PSU,'\n[[parameter]]\nname = 'voltage'\nunit = 'V'\nquery = 'MEAS:VOLT?'\n";
/// Two that are asked alike and answer alike; a value tells them apart.
const QByteArray rotatorFile = "name = 'Rotator'\nfamily = 'rotator'\nmanual = 'none'\n[link]\nerror_reply = '^RPRT'\n[identity]\nquery = '_'\n"
                               "pattern = '.'\n[[parameter]]\nname = 'azimuth'\nunit = 'deg'\nquery = 'p'\nlines = 2\npattern = '^(?<value>.*)\\n.*$'\n";
const QByteArray radioFile = "name = 'Radio'\nfamily = 'radio'\nmanual = 'none'\n[link]\nerror_reply = '^RPRT'\n[identity]\nquery = '_'\n"
                             "pattern = '.'\n[[parameter]]\nname = 'frequency'\nunit = 'Hz'\nquery = 'f'\n";
const QByteArray pumpFile = "name = 'Pump'\nfamily = 'pump'\nmanual = 'none'\n[link]\nsend_end = '\\r'\nreceive_ends = [\"\\u0003\"]\n"
                            "[identity]\nquery = 'VER'\npattern = '^\\x02\\d\\dSPUMP'\n";

/// A probe of a scripted peer with the files above.
struct Probed {
    Probed()
        : Probed(std::make_unique<ManualScheduler>())
    {
    }
    ProbeResult result(const QString &address = QStringLiteral("scripted:peer"))
    {
        task = engine.run(QStringLiteral("probe"), probe.probe(address));
        time->advance(60s);
        return task.isFinished() && task.info().succeeded() ? task.result() : ProbeResult();
    }
    static devices::ProbeCandidate candidate(const char *name, const QByteArray &text)
    {
        return {QString::fromLatin1(name), {}, tests::described(QByteArray(text).replace("'\\r'", "\"\\r\""))};
    }

    ManualScheduler *time;
    Engine engine;
    QHash<QByteArray, QByteArray> replies; // with their ends, by messages with their ends
    QByteArrayList asked;
    bool refuses = false;
    std::vector<devices::LinkKind> kinds{{QStringLiteral("scripted"), QStringLiteral("scripted:peer"), {}, [this](const QString &) {
                                              auto channel = std::make_unique<tests::ScriptedChannel>(engine);
                                              if (refuses)
                                                  channel->peer = tests::ScriptedChannel::Peer::Refuses;
                                              channel->onMessage = [this, peer = channel.get()](const QByteArray &message) {
                                                  const auto whole = peer->sent.back().message;
                                                  asked << message;
                                                  if (const auto reply = replies.constFind(whole); reply != replies.cend())
                                                      peer->deliver(*reply, 2ms);
                                              };
                                              return channel;
                                          }}};
    devices::InstrumentProbe probe{engine,
                                   kinds,
                                   {candidate("pump", pumpFile), candidate("radio", radioFile), candidate("rotator", rotatorFile),
                                    candidate("supply", supplyFile)}};
    Task<ProbeResult> task;

private:
    explicit Probed(std::unique_ptr<ManualScheduler> scheduler)
        : time(scheduler.get())
        , engine(std::move(scheduler))
    {
    }
};
} // namespace

class InstrumentProbeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knownOneIsFoundAndNamedForTheBenchFile()
    {
        Probed f;
        f.replies = {{"*IDN?\n", "ACME,PSU,1,2.0\r\n"}, {"MEAS:VOLT?\n", "1.5\r\n"}};
        const auto result = f.result();
        QCOMPARE(result.outcome, ProbeResult::Outcome::Known);
        QCOMPARE(result.instruments, QStringList{QStringLiteral("supply")});
        QCOMPARE(result.identity, QStringLiteral("ACME,PSU,1,2.0"));
        QCOMPARE(result.benchText, QStringLiteral("[[device]]\nid = \"powersupply\"\ninstrument = \"supply\"\naddress = \"scripted:peer\"\n"));
        QCOMPARE(f.asked, (QByteArrayList{"*IDN?", "MEAS:VOLT?"}));
    }

    void thoseThatAnswerAlikeAreToldApartByAValue()
    {
        Probed f;
        f.replies = {{"_\n", "Dummy\n"}, {"p\n", "1.00\n2.00\n"}, {"f\n", "RPRT -1\n"}};
        QCOMPARE(f.result().instruments, QStringList{QStringLiteral("rotator")});
        f.replies = {{"*IDN?\n", "RPRT -1\n"}, {"_\n", "Dummy\n"}, {"f\n", "145000000\n"}};
        QCOMPARE(f.result().instruments, QStringList{QStringLiteral("radio")});
    }

    void eachIsAskedInItsOwnFraming()
    {
        Probed f;
        f.replies = {{"VER\r", "\x02" "00SPUMP1\x03"}};
        const auto result = f.result();
        QCOMPARE(result.instruments, QStringList{QStringLiteral("pump")});
        QCOMPARE(result.question, QStringLiteral("VER"));
    }

    void unknownOneGetsAFileThatIsValid()
    {
        Probed f;
        f.replies = {{"*IDN?\r", "O'Hara \"x\",M-1 (a),7,3.1\r"}, {"SYST:ERR?\r", "+0,\"No error\"\r"}, {"VOLT?\r", "2.5\r"},
                     {"OUTP?\r", "0\r"},                       {"MEAS:VOLT?\r", "nonsense\r"},       {"CURR?\r", "RPRT -1\r"}};
        const auto result = f.result();
        QCOMPARE(result.outcome, ProbeResult::Outcome::Proposed);
        const auto read = tests::described(result.proposal.toUtf8());
        QCOMPARE(read.name, QStringLiteral("O'Hara \"x\" M-1 (a)"));
        QCOMPARE(read.policy.framing.sendEnd, QByteArray("\r"));
        QCOMPARE(read.policy.framing.receiveEnds, std::vector<QByteArray>{"\r"});
        QVERIFY(read.policy.identity->match(result.identity).hasMatch());
        QVERIFY(!read.policy.identity->match(QStringLiteral("O'Hara \"x\",M-12,7,3.1")).hasMatch());
        QVERIFY(read.errorQuery && read.errorQuery->pattern.match(QStringLiteral("-113,\"Undefined header\"")).hasMatch());
        QStringList names;
        for (const auto &parameter : read.parameters) {
            names << parameter.spec.name;
            QVERIFY(!parameter.write);
        }
        QCOMPARE(names, (QStringList{QStringLiteral("output"), QStringLiteral("voltage_setpoint")}));
    }

    void unknownOneThatSpeaksNoScpiGetsAFileToo()
    {
        Probed f;
        f.replies = {{"VER\r", "Chiller 3.2\r\n"}};
        const auto result = f.result();
        QCOMPARE(result.outcome, ProbeResult::Outcome::Proposed);
        const auto read = tests::described(result.proposal.toUtf8());
        QCOMPARE(read.policy.identify, QByteArray("VER"));
        QVERIFY(read.policy.identity->match(QStringLiteral("Chiller 3.2")).hasMatch());
        QVERIFY(!f.asked.contains("SYST:ERR?"));
    }

    void nothingIsSentButQuestions()
    {
        Probed f;
        f.replies = {{"*IDN?\n", "OTHER,X,1,1\n"}};
        f.result();
        for (const auto &message : f.asked)
            QVERIFY2(message.endsWith('?'), message.constData());
    }

    void whatGoesWrongIsSaidClearly_data()
    {
        QTest::addColumn<bool>("refuses");
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<int>("outcome");
        QTest::addColumn<QString>("says");
        const auto of = [](ProbeResult::Outcome outcome) { return static_cast<int>(outcome); };
        QTest::newRow("nobody listens") << true << QByteArray() << of(ProbeResult::Outcome::NoListener)
                                        << QStringLiteral("Check that the instrument is on, its cable, and the address");
        QTest::newRow("it is mute") << false << QByteArray() << of(ProbeResult::Outcome::Mute)
                                    << QStringLiteral("no answer to any of \"*IDN?\", \"_\", \"VER\"");
        QTest::newRow("noise of another baud rate") << false << QByteArray("\xfe\x80\x98\n") << of(ProbeResult::Outcome::NoText)
                                                    << QStringLiteral("Check the baud rate, the parity");
        QTest::newRow("a text that never ends") << false << QByteArray("ACME,PSU") << of(ProbeResult::Outcome::NoText)
                                                << QStringLiteral("\"ACME,PSU\", which is no line of text");
    }
    void whatGoesWrongIsSaidClearly()
    {
        QFETCH(bool, refuses);
        QFETCH(QByteArray, reply);
        QFETCH(int, outcome);
        QFETCH(QString, says);
        Probed f;
        f.refuses = refuses;
        if (!reply.isEmpty())
            f.replies = {{"*IDN?\n", reply}};
        const auto result = f.result();
        QCOMPARE(static_cast<int>(result.outcome), outcome);
        QVERIFY2(result.message.contains(says), qPrintable(result.message));
        QVERIFY(!result.isFound());
    }

    void lateAnswerAnswersNoOtherQuestion()
    {
        Probed f;
        auto &kind = f.kinds.front();
        kind.make = [&f](const QString &) {
            auto channel = std::make_unique<tests::ScriptedChannel>(f.engine);
            channel->onMessage = [peer = channel.get()](const QByteArray &message) {
                if (message == "*IDN?")
                    peer->deliver("Dummy\n", 1100ms); // when the next question is asked
            };
            return channel;
        };
        QCOMPARE(f.result().outcome, ProbeResult::Outcome::Mute);
    }

    void addressThatIsNoneIsRefusedAndACancelEndsIt()
    {
        Probed f;
        f.result(QStringLiteral("gpib::5"));
        QVERIFY2(ended(f.task).contains(QLatin1String("scripted:peer")), qPrintable(ended(f.task)));
        QCOMPARE(f.task.info().errorKind, std::optional(ErrorKind::Refused));
        f.task = f.engine.run(QStringLiteral("probe"), f.probe.probe(QStringLiteral("scripted:peer")));
        f.time->advance(100ms);
        f.task.cancel();
        f.time->advance(100ms);
        QCOMPARE(ended(f.task), QStringLiteral("cancelled"));
    }
};

PODIUM_TEST_MAIN(InstrumentProbeTest)
#include "tst_instrumentprobe.moc"
