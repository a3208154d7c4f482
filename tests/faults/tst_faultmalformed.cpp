// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/faultchannel.h"
#include "tests/support/instrumentfixture.h"
#include "tests/support/testmain.h"

#include <cstdio>

using namespace podium;
using namespace std::chrono_literals;
using tests::FaultChannel;
using tests::FaultScript;

namespace
{
/// What an instrument answers, by message; what is not here has no answer.
using Answers = QHash<QByteArray, QByteArray>;

/// A device of a shipped instrument file on a faulty link, in a bench whose clock the test moves.
class Victim
{
public:
    Victim(const QString &instrument, const devices::Settings &settings, const Answers &answers)
        : Victim(std::make_unique<engine::ManualScheduler>())
    {
        QFile file(QStringLiteral(PODIUM_RESOURCES "/instruments/%1.toml").arg(instrument));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("There is no instrument file %s.", qPrintable(instrument));
        auto description = tests::described(file.readAll(), settings);
        auto made = std::make_unique<FaultChannel>(core.engine, script);
        made->instrument = [this, answers](const QByteArray &message) {
            ++asked;
            const auto answer = answers.value(message.chopped(1));
            return answer.isEmpty() ? answer : answer + '\n';
        };
        channel = made.get();
        auto shared = std::make_shared<devices::SharedLink>(core.engine, description.name, std::move(made), description.policy);
        auto added = std::make_unique<devices::InstrumentDevice>(core.bench.context(QStringLiteral("d"), {}, {}),
                                                                 std::move(description), std::move(shared));
        device = added.get();
        core.bench.add(std::move(added));
        core.ready();
        advance(1s);
    }
    ~Victim()
    {
        channel->instrument = [](const QByteArray &) { return QByteArray(); };
        script.clear();
    }
    Victim(const Victim &) = delete;
    Victim &operator=(const Victim &) = delete;

    void advance(engine::Duration by) { time->advance(by); }
    bool isWell() const
    {
        if (device->state() == engine::DeviceState::Disconnected || device->state() == engine::DeviceState::Fault)
            return false;
        for (const auto &parameter : device->parameters())
            if (parameter->spec().period.count() > 0 && parameter->reading().quality != engine::Quality::Valid)
                return false;
        return true;
    }

    FaultScript script{qEnvironmentVariableIsSet("PODIUM_SEED") ? quint32(qEnvironmentVariableIntValue("PODIUM_SEED")) : 7U};
    engine::ManualScheduler *time;
    engine::Core core;
    FaultChannel *channel = nullptr;
    devices::InstrumentDevice *device = nullptr;
    int asked = 0;

private:
    explicit Victim(std::unique_ptr<engine::ManualScheduler> scheduler)
        : time(scheduler.get())
        , core(std::move(scheduler))
    {
    }
};
} // namespace

class FaultMalformedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void malformed_data()
    {
        QTest::addColumn<QString>("instrument");
        QTest::addColumn<devices::Settings>("settings");
        QTest::addColumn<Answers>("answers");
        const QByteArray fine = "+0,\"No error\"";
        const auto row = [](const char *instrument, const Answers &answers, const devices::Settings &settings = {}) {
            QTest::newRow(qPrintable(QStringLiteral("F23: after 10,000 mutated replies the next good one is understood, %1").arg(QLatin1String(instrument))))
                << QString::fromLatin1(instrument) << settings << answers;
        };
        row("podium-mc3",
            {{"*IDN?", "PODIUM,MC3,1,1.0"}, {"SYST:ERR?", "0,\"No error\""}, {"POS? x", "1.250000"}, {"VEL? x", "3"}, {"ACC? x", "17"},
             {"AVEL? x", "0.0"}, {"STAT? x", "2"}},
            {{QStringLiteral("axis"), QStringLiteral("x")}});
        row("hp-6632b", {{"*IDN?", "HEWLETT-PACKARD,6632B,1,A.01"}, {"SYST:ERR?", fine}, {"MEAS:VOLT?", "+6.00000E+00"},
                         {"MEAS:CURR?", "+6.00000E-01"}, {"CURR?", "1.75"}, {"OUTP?", "1"}, {"STAT:OPER:COND?", "256"}});
        row("agilent-34401a", {{"*IDN?", "HEWLETT-PACKARD,34401A,0,10-5-2"}, {"SYST:ERR?", fine}, {"READ?", "+1.00000000E+00"},
                               {"VOLT:DC:RANG?", "+1.00000000E+01"}});
        row("hamlib-rotator", {{"_", "Dummy"}, {"p", "12.00\n34.00"}});
    }
    void malformed()
    {
        QFETCH(QString, instrument);
        QFETCH(devices::Settings, settings);
        QFETCH(Answers, answers);
        Victim victim(instrument, settings, answers);
        std::printf("seed %u\n", victim.script.seed());
        QVERIFY2(victim.isWell(), qPrintable(victim.device->stateReason()));
        const auto identity = answers.value("*IDN?").isEmpty() ? QStringLiteral("Dummy") : QString::fromLatin1(answers.value("*IDN?"));
        for (const char *rule : {"on a message in 4 of instrument: corrupt", "on a message in 6 of instrument: corrupt 3 bytes",
                                 "on a message in 9 of instrument: truncate 3 bytes", "on a message in 9 of instrument: garbage 30 bytes",
                                 "on a message in 9 of instrument: duplicate", "on a message in 11 of instrument: append \"\\n\\n\"",
                                 "on a message in 11 of instrument: insert \"#9\"", "on a message in 13 of instrument: replace \"9.91E37\\n\"",
                                 "on a message in 30 of instrument: reset 2 bytes", "on a message in 30 of instrument: drop"})
            QCOMPARE(victim.script.add(QString::fromLatin1(rule)), QString());
        const int wanted = qEnvironmentVariableIsSet("PODIUM_FAULTS") ? qEnvironmentVariableIntValue("PODIUM_FAULTS") : 10'000;
        for (int rounds = 0; victim.script.struck() < wanted && rounds < 100 * wanted; ++rounds)
            victim.advance(50ms);
        QVERIFY(victim.script.struck() >= wanted);
        victim.script.clear();
        victim.advance(90s); // what was mute for a while is asked again
        const bool isMistaken = victim.device->state() == engine::DeviceState::Fault; // it took a mutated identity for its own
        QVERIFY2(isMistaken || victim.isWell(), qPrintable(victim.device->stateReason()));
        // The identity is not asked for again while all is well, so this is how it shows whom the device took for its own.
        victim.device->close();
        victim.device->open();
        victim.advance(10s);
        if (victim.device->state() == engine::DeviceState::Fault) { // the first identity that it took for its own was a mutated one
            const auto accept = victim.core.engine.run(
                QStringLiteral("accept"),
                engine::operations::call(victim.core.bench, *engine::Address::parse(QStringLiteral("d.accept_identity")), {}));
            victim.advance(70s);
            QVERIFY2(accept.isFinished() && tests::ended(accept) == QLatin1String("succeeded"), qPrintable(tests::ended(accept)));
        }
        QVERIFY2(victim.isWell(), qPrintable(victim.device->stateReason()));
        QCOMPARE(QString::fromLatin1(victim.device->link().identity()), identity);
    }
};

PODIUM_TEST_MAIN(FaultMalformedTest)
#include "tst_faultmalformed.moc"
