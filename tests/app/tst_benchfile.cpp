// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/benchfile.h"
#include "app/instrumentcatalog.h"
#include "engine/model/interlock.h"
#include "engine/model/operations.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace podium;
using namespace podium::engine;
using app::buildBench;
using app::checkFile;
using app::loadBench;

namespace
{
/// A bench of this text, made on an engine of its own.
class Built
{
public:
    explicit Built(const QByteArray &text)
    {
        QFile file(folder.filePath(QStringLiteral("bench.toml")));
        file.open(QIODevice::WriteOnly);
        file.write(text);
        file.close();
        const auto loaded = loadBench(file.fileName());
        problems = loaded.problems;
        readable = loaded.plan.has_value();
        if (readable)
            for (auto &problem : buildBench(*loaded.plan, core))
                problems.push_back(problem);
    }

    QTemporaryDir folder;
    Core core{std::make_unique<ManualScheduler>()};
    devices::FileProblems problems;
    bool readable = false;
};

const Parameter &parameter(const Core &core, const char *address)
{
    return core.bench.parameter(*Address::parse(QString::fromLatin1(address)));
}

QString badFile(const QString &name) { return QStringLiteral(PODIUM_TESTS "/app/badfiles/%1.toml").arg(name); }
} // namespace

class BenchFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsBuiltInHasNoProblem_data()
    {
        QTest::addColumn<QString>("path");
        loadBench({});
        for (const auto &folder : {QStringLiteral(":/benches"), QStringLiteral(":/instruments")}) {
            app::instrumentNames();
            for (const auto &name : QDir(folder).entryList(QDir::Files))
                QTest::newRow(qPrintable(name)) << QStringLiteral("%1/%2").arg(folder, name);
        }
    }
    void whatIsBuiltInHasNoProblem()
    {
        QFETCH(QString, path);
        for (const auto &problem : checkFile(path))
            QFAIL(qPrintable(problem.text()));
    }

    void emptyPathIsTheSimulatedBench()
    {
        const auto loaded = loadBench({});
        QVERIFY(loaded.plan);
        Core core(std::make_unique<ManualScheduler>());
        QVERIFY(buildBench(*loaded.plan, core).empty());
        QVERIFY(core.bench.isSimulated());
        QCOMPARE(core.bench.name(), QStringLiteral("Simulated bench"));
        QCOMPARE(core.bench.devices().size(), 10U);
        QCOMPARE(core.bench.interlocks().rules().size(), 1U);
        QCOMPARE(parameter(core, "rotation.position").spec().unit.symbol(), QStringLiteral("deg"));
        QCOMPARE(core.bench.device(QStringLiteral("stage/x")).title(), QStringLiteral("Stage X"));
        QVERIFY(core.bench.device(QStringLiteral("stage"))
                    .lockable()
                    .covers(core.bench.device(QStringLiteral("stage/x")).lockable()));
    }

    void benchSaysWhatTheDriverDoesNot()
    {
        Built built("name = 'B'\n[[device]]\nid = 'x'\ndriver = 'sim.axis'\n"
                    "limits = { position = ['-2000 um', 'none'] }\n"
                    "alarms = { position = { minor = ['-1 mm', '1 mm'], major = ['none', '2 mm'] } }\n"
                    "poll = { position = '20 ms' }\ndecimals = { position = 1 }\n");
        QVERIFY(built.problems.empty());
        const auto &spec = parameter(built.core, "x.position").spec();
        QCOMPARE(spec.softLimits, (Limits{-2.0, std::nullopt}));
        QCOMPARE(spec.deviceLimits, (Limits{-5.0, 25.0}));
        QCOMPARE(spec.alarmLimits.minor, (Limits{-1.0, 1.0}));
        QCOMPARE(spec.alarmLimits.major, (Limits{std::nullopt, 2.0}));
        QCOMPARE(spec.period, std::chrono::milliseconds(20));
        QCOMPARE(spec.decimals, 1);
        QCOMPARE(parameter(built.core, "x.position").softLimits().low, std::optional(-2.0));
        QCOMPARE(parameter(built.core, "x.velocity").spec().period, std::chrono::milliseconds(100));
    }

    void badDeviceIsBrokenAndTheRestRuns()
    {
        Built built(
            "name = 'B'\n[[device]]\nid = 'bad'\ndriver = 'sim.nothing'\n[[device]]\nid = 'x'\ndriver = 'sim.axis'\n"
            "[[device]]\nid = 'm'\ndriver = 'sim.meter'\nsettings = { source = 7 }\n");
        QVERIFY(built.readable);
        QCOMPARE(built.core.bench.devices().size(), 1U);
        QCOMPARE(built.core.bench.broken().size(), 2U);
        QCOMPARE(built.core.bench.broken()[0].id, QStringLiteral("bad"));
        QVERIFY(built.core.bench.broken()[0].problem.contains(QLatin1String("sim.nothing")));
        QVERIFY(built.core.bench.broken()[1].problem.contains(QLatin1String("source")));
        QCOMPARE(built.problems.size(), 2U);
    }

    void benchWithARealInstrumentIsNotSimulated()
    {
        const QByteArray simulated("name = 'B'\nsimulated = true\n[[device]]\nid = 'x'\ndriver = 'sim.axis'\n");
        Built pure(simulated);
        QVERIFY(pure.problems.empty());
        QVERIFY(pure.core.bench.isSimulated());
        Built mixed(simulated + "[[device]]\nid = 'm'\ninstrument = 'agilent-34401a'\naddress = 'tcp://127.0.0.1:9'\n");
        QVERIFY(!mixed.core.bench.isSimulated());
        QCOMPARE(mixed.core.bench.devices().size(), 2U);
        QCOMPARE(mixed.problems.size(), 1U);
        QCOMPARE(mixed.problems[0].key, QStringLiteral("simulated"));
    }

    void childBeforeItsParentIsToldToMove()
    {
        Built built(
            "name = 'B'\n[[device]]\nid = 's/x'\ndriver = 'sim.axis'\n[[device]]\nid = 's'\ndriver = 'sim.stage'\n");
        QCOMPARE(built.problems.size(), 1U);
        QVERIFY(built.problems[0].message.contains(QLatin1String("move the [[device]] of s above")));
    }

    void interlockThatCannotBeReadRefusesWhatItGuards()
    {
        Built built(
            "name = 'B'\n[[device]]\nid = 'shutter'\ndriver = 'sim.shutter'\n"
            "[[interlock]]\nrefuse = 'shutter.open'\nunless = 'heater.temperature < 200 degC'\nreason = 'Hot.'\n");
        QVERIFY(built.readable);
        QCOMPARE(built.problems.size(), 1U);
        built.core.ready();
        const auto task = built.core.engine.run(
            QStringLiteral("open"),
            operations::call(built.core.bench, {QStringLiteral("shutter"), QStringLiteral("open")}, {}));
        QVERIFY2(task.info().error.contains(QLatin1String("heater is not on the bench")), qPrintable(task.info().error));
        QVERIFY(task.info().error.contains(QLatin1String("never true")));
    }

    void instrumentFileIsFoundBesideTheBenchAndByPath()
    {
        QTemporaryDir folder;
        const auto own = folder.filePath(QStringLiteral("own-meter.toml"));
        QVERIFY(QFile::copy(QStringLiteral(":/instruments/agilent-34401a.toml"), own));
        const auto bench = folder.filePath(QStringLiteral("bench.toml"));
        QCOMPARE(app::findInstrument(QStringLiteral("own-meter"), bench), std::optional(own));
        QCOMPARE(app::findInstrument(QStringLiteral("own-meter.toml"), bench), std::optional(own));
        QCOMPARE(app::findInstrument(own, QStringLiteral("/elsewhere/bench.toml")), std::optional(own));
        QCOMPARE(app::findInstrument(QStringLiteral("nothing"), bench), std::nullopt);
        QVERIFY(app::findInstrument(QStringLiteral("hp-6632b"), bench)->startsWith(QLatin1String(":/")));
        const auto mended = folder.filePath(QStringLiteral("hp-6632b.toml"));
        QVERIFY(QFile::copy(QStringLiteral(":/instruments/hp-6632b.toml"), mended));
        QCOMPARE(app::findInstrument(QStringLiteral("hp-6632b"), bench), std::optional(mended));
    }

    void twoInstrumentsCannotShareAnAddress()
    {
        Built built("name = 'B'\n[[device]]\nid = 'x'\ninstrument = 'podium-mc3'\naddress = "
                    "'tcp://127.0.0.1:9'\nsettings = { axis = 'x' }\n"
                    "[[device]]\nid = 'y'\ninstrument = 'podium-mc3'\naddress = 'tcp://127.0.0.1:9'\nsettings = { axis "
                    "= 'y' }\n"
                    "[[device]]\nid = 'm'\ninstrument = 'agilent-34401a'\naddress = 'tcp://127.0.0.1:9'\n");
        QCOMPARE(built.core.bench.devices().size(), 2U);
        QCOMPARE(built.problems.size(), 1U);
        QVERIFY(built.problems[0].message.contains(QLatin1String("already the address of PODIUM MC3")));
    }

    void fileThatIsNotThereIsSaid()
    {
        const auto loaded = loadBench(QStringLiteral("/nowhere/bench.toml"));
        QVERIFY(!loaded.plan);
        QCOMPARE(loaded.problems.size(), 1U);
        QVERIFY(loaded.problems[0].message.contains(QLatin1String("cannot be read")));
    }

    void problemTellsWhereWhatAndWhatIsAllowed_data();
    void problemTellsWhereWhatAndWhatIsAllowed()
    {
        QFETCH(QString, file);
        QFETCH(int, line);
        QFETCH(QString, key);
        QFETCH(QStringList, says);
        const auto path = badFile(file);
        const auto problems = checkFile(path);
        QCOMPARE(problems.size(), 1U);
        QCOMPARE(problems[0].file, path);
        QCOMPARE(problems[0].line, line);
        QVERIFY(problems[0].column > 0);
        QCOMPARE(problems[0].key, key);
        for (const auto &part : says)
            QVERIFY2(problems[0].message.contains(part), qPrintable(problems[0].text()));
    }

    void everyBadFileHasItsRow()
    {
        const QDir folder(QFileInfo(badFile(QStringLiteral("bench-syntax"))).absolutePath());
        QCOMPARE(folder.entryList(QDir::Files).size(), badFileRows);
    }

private:
    static constexpr int badFileRows = 44;
};

void BenchFileTest::problemTellsWhereWhatAndWhatIsAllowed_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QStringList>("says");
    int rows = 0;
    const auto row = [&rows](const char *file, int line, const char *key, const QStringList &says) {
        QTest::newRow(file) << QString::fromLatin1(file) << line << QString::fromLatin1(key) << says;
        ++rows;
    };
    const auto words = [](const char *text) { return QString::fromLatin1(text).split(QLatin1Char('|')); };
    row("bench-syntax", 4, "", words("no TOML|double quotes"));
    row("bench-no-name", 1, "name", words("missing|the name of the bench"));
    row("bench-unknown-table", 3, "devices",
        words("\"devices\"|Did you mean device?|device, interlock, name, simulated"));
    row("bench-unknown-key", 6, "device[1].titel", words("\"titel\"|Did you mean title?|driver, group, id"));
    row("bench-unknown-driver", 5, "device[1].driver", words("\"sim.axes\"|Did you mean sim.axis?|sim.heater"));
    row("bench-bad-id", 4, "device[1].id", words("\"stage x\"|letters, digits, _ and -"));
    row("bench-twice-the-id", 7, "device[2].id", words("\"x\"|another id"));
    row("bench-simulated-and-real", 2, "simulated", words("not simulated|meter|remove this key"));
    row("bench-wrong-unit", 6, "device[1].limits.position[2]", words("25 kg|not compatible with mm|for example 1 mm"));
    row("bench-limits-reversed", 6, "device[1].limits.position", words("25 mm|must be below the high limit -5 mm"));
    row("bench-unknown-parameter", 6, "device[1].poll.positon",
        words("\"positon\"|Did you mean position?|velocity, acceleration"));
    row("bench-bad-poll", 6, "device[1].poll.position", words("the number 100|\"100 ms\""));
    row("bench-bad-setting", 6, "device[1].settings.load", words("10 V|not compatible with Ohm|for example 1 Ohm"));
    row("bench-axis-unit", 3, "device[1]", words("Setting low, \"-5 mm\"|deg"));
    row("bench-axis-reversed", 6, "device[1].settings.high", words("Setting high, \"2 mm\"|above 5 mm"));
    row("bench-axis-velocity", 6, "device[1].settings.velocity", words("Setting velocity|fast"));
    row("bench-detector-axis", 6, "device[1].settings.axis", words("There is no device nope"));
    row("bench-load-zero", 6, "device[1].settings.load", words("0 Ohm|0.001 Ohm"));
    row("bench-seed-negative", 6, "device[1].settings.seed", words("-1|0"));
    row("bench-limits-on-boolean", 6, "device[1].limits.opened", words("opened is no number|take this line away"));
    row("bench-limits-on-readback", 6, "device[1].limits.temperature", words("can only be read|alarms"));
    row("bench-limits-outside", 6, "device[1].limits.position", words("30 mm to 40 mm|-5 mm to 25 mm"));
    row("bench-decimals-on-text", 6, "device[1].decimals.opened", words("no decimals"));
    row("bench-missing-setting", 3, "device[1].settings.axis", words("axis|\"x\", \"y\", \"z\", \"r\""));
    row("bench-bad-address", 6, "device[1].address", words("127.0.0.1:5025|write one like tcp://192.168.1.20:5025"));
    row("bench-unknown-instrument", 5, "device[1].instrument",
        words("\"hp-6632\"|Did you mean hp-6632b?|beside the bench file"));
    row("bench-bad-interlock", 8, "interlock[1].unless", words("heater.temperature|column 1"));
    row("instrument-no-identity", 1, "identity", words("missing|pattern"));
    row("instrument-bad-pattern", 7, "identity.pattern", words("^BAD(|character 6|Put a \\"));
    row("instrument-unknown-unit", 10, "parameter[1].unit", words("\"Vold\"|UDUNITS-2|degC"));
    row("instrument-unknown-place", 13, "parameter[1].write",
        words("{valeu}|Did you mean {value}?|{setpoint:voltage}"));
    row("instrument-no-stop", 1, "stop", words("voltage|Give [stop]|harmless = true"));
    row("instrument-no-code", 10, "error_query.pattern", words("\"^0\"|(?<code>...)"));
    row("instrument-unknown-type", 10, "parameter[1].type", words("\"float\"|quantity, integer, boolean"));
    row("instrument-unknown-field", 15, "parameter[1].field", words("(?<two>...)|one"));
    row("instrument-unknown-state", 12, "command[1].allowed", words("\"Idle\"|Standby, On, Moving"));
    row("instrument-no-tolerance", 10, "parameter[1].tolerance", words("missing|0.01 mm"));
    row("instrument-on-is-off", 12, "parameter[1].on", words("\"Yes\" means both on and off"));
    row("instrument-same-number", 12, "parameter[1].choices", words("\"1.0\" means both low and high"));
    row("instrument-two-limits", 13, "replies.second.reply_limit", words("another reply_limit"));
    row("instrument-bad-end", 9, "link.send_end", words("no single byte"));
    row("instrument-bad-query", 6, "identity.query", words("printable ASCII|line end"));
    row("instrument-bad-command-name", 9, "command[1].name", words("\"zero it\" is no name"));
    row("instrument-soft-limits-outside", 15, "parameter[1].soft_limits", words("wholly outside|0 V to 10 V"));
    QCOMPARE(rows, badFileRows);
}

PODIUM_TEST_MAIN(BenchFileTest)
#include "tst_benchfile.moc"
