// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/families/configvalues.h"
#include "tests/support/instrumentfixture.h"
#include "tests/support/testmain.h"

using namespace podium;
using namespace podium::devices;
using namespace podium::engine;
using tests::described;

namespace
{
constexpr auto head = "name = 'T'\nfamily = 'meter'\nmanual = 'none'\n[identity]\nquery = '*IDN?'\npattern = '^T'\n";

InstrumentDescription instrument(const QByteArray &body, const Settings &settings = {})
{
    return described(head + body, settings);
}

ParameterSpec spec(ParameterType type, const char *unit = "")
{
    ParameterSpec result;
    result.name = QStringLiteral("p");
    result.type = type;
    result.unit = Unit::parse(QString::fromLatin1(unit));
    return result;
}

WireFormat choices()
{
    WireFormat wire;
    wire.choices = {{QStringLiteral("slow"), {QStringLiteral("1"), QStringLiteral("SLOW")}},
                    {QStringLiteral("fast"), {QStringLiteral("2")}}};
    return wire;
}
} // namespace

class InstrumentFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsNoNumberIsNeverAValue_data()
    {
        QTest::addColumn<QString>("token");
        const char *tokens[] = {"",       " ",        "NaN",
                                "nan",    "NAN",      "Inf",
                                "-inf",   "INFINITY", "1e400",
                                "-1e400", "9.91E37",  "+9.910000E+37",
                                "9.9E37", "-9.9E+37", "9.90000000E+37",
                                "OVER",   "OVLD",     "OL",
                                "-OL",    "----",     "0x10",
                                "1,5",    "1.234,5",  "1 000",
                                "1_000",  "1.2.3",    "1e",
                                "1e+",    ".",        "+",
                                "-",      "e5",       "1.5V",
                                "1.5 V",  "5 5",      "--5",
                                "+-5",    "#15",      "true",
                                "on",     "\"5\"",    "5;",
                                "5,",     "5\t6",     "\xb0",
                                "1e5e5",  "0b1",      "1/2",
                                "1f",     "ERROR",    "RPRT -1",
                                "*"};
        int count = 0;
        for (const auto *token : tokens)
            QTest::addRow("%d: the token is <%s>", ++count, token) << QString::fromLatin1(token);
    }
    void whatIsNoNumberIsNeverAValue()
    {
        QFETCH(QString, token);
        const WireFormat wire;
        const bool isList = token.contains(QLatin1Char(',')) && token != QLatin1String("5,");
        for (const auto type : {ParameterType::Quantity, ParameterType::Integer, ParameterType::Waveform})
            if (type != ParameterType::Waveform || !isList)
                QVERIFY_THROWS_EXCEPTION(Error, wire.decode(spec(type), token));
        if (token.toLower() != QLatin1String("on"))
            QVERIFY_THROWS_EXCEPTION(Error, wire.decode(spec(ParameterType::Boolean), token));
        QVERIFY_THROWS_EXCEPTION(Error, choices().decode(spec(ParameterType::Choice), token));
    }

    void numberIsReadInTheParametersUnitAndWrittenBack_data()
    {
        QTest::addColumn<double>("scale");
        QTest::addColumn<QString>("reply");
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("written");
        QTest::newRow("a plain number") << 1.0 << QStringLiteral("12.5") << 12.5 << QStringLiteral("12.5");
        QTest::newRow("an exponent with its sign")
            << 1.0 << QStringLiteral("+1.25000E+01") << 12.5 << QStringLiteral("12.5");
        QTest::newRow("a number in other units") << 0.001 << QStringLiteral("12500") << 12.5 << QStringLiteral("12500");
        QTest::newRow("a reversed sense") << -1.0 << QStringLiteral("12.5") << -12.5 << QStringLiteral("12.5");
        QTest::newRow("spaces around") << 1.0 << QStringLiteral(" 0.000 ") << 0.0 << QStringLiteral("0");
        QTest::newRow("the largest that is a number")
            << 1.0 << QStringLiteral("9.8E37") << 9.8e37 << QStringLiteral("9.8e+37");
    }
    void numberIsReadInTheParametersUnitAndWrittenBack()
    {
        QFETCH(double, scale);
        QFETCH(QString, reply);
        QFETCH(double, value);
        QFETCH(QString, written);
        WireFormat wire;
        wire.scale = scale;
        const auto read = wire.decode(spec(ParameterType::Quantity, "mm"), reply);
        QCOMPARE(std::get<Quantity>(read).value(), value);
        QCOMPARE(std::get<Quantity>(read).unit().symbol(), QStringLiteral("mm"));
        QCOMPARE(wire.encode(read), written);
    }

    void otherTypesAreReadStrictly()
    {
        WireFormat wire;
        QCOMPARE(wire.decode(spec(ParameterType::Integer), QStringLiteral("3.000E+00")), Value(qint64(3)));
        QVERIFY_THROWS_EXCEPTION(Error, wire.decode(spec(ParameterType::Integer), QStringLiteral("3.5")));
        QCOMPARE(wire.decode(spec(ParameterType::Boolean), QStringLiteral("+1")), Value(true));
        QCOMPARE(wire.decode(spec(ParameterType::Boolean), QStringLiteral("OFF")), Value(false));
        QVERIFY_THROWS_EXCEPTION(Error, wire.decode(spec(ParameterType::Boolean), QStringLiteral("2")));
        wire.bits = 4;
        QCOMPARE(wire.decode(spec(ParameterType::Boolean), QStringLiteral("5")), Value(true));
        QCOMPARE(wire.decode(spec(ParameterType::Boolean), QStringLiteral("3")), Value(false));
        wire.invalid = {QStringLiteral("-32768")};
        QVERIFY_THROWS_EXCEPTION(Error, wire.decode(spec(ParameterType::Integer), QStringLiteral("-32768")));
        QCOMPARE(choices().decode(spec(ParameterType::Choice), QStringLiteral("2.0")), Value(QStringLiteral("fast")));
        QCOMPARE(choices().encode(QStringLiteral("slow")), QStringLiteral("1"));
        QCOMPARE(wire.decode(spec(ParameterType::Waveform, "V"), QStringLiteral("1, 2,-3e0")),
                 Value(Waveform{{1, 2, -3}, Unit::parse(QStringLiteral("V"))}));
    }

    void oneReplyIsAskedOnceForAllItsParameters()
    {
        const auto read = instrument("[replies.both]\nquery = 'p'\nlines = 2\npattern = '^(?<one>.*)\\n(?<two>.*)$'\n"
                                     "[[parameter]]\nname = 'one'\nreply = 'both'\nfield = 'one'\n"
                                     "[[parameter]]\nname = 'two'\nreply = 'both'\nfield = 'two'\n"
                                     "[[parameter]]\nname = 'moving'\ntype = 'boolean'\nquery = 'STAT?'\nbits = 1\n"
                                     "[[parameter]]\nname = 'homed'\ntype = 'boolean'\nquery = 'STAT?'\nbits = 2\n");
        QCOMPARE(read.replies.size(), 2U);
        QCOMPARE(read.parameters[0].field->reply, read.parameters[1].field->reply);
        QCOMPARE(read.parameters[1].field->group, QStringLiteral("two"));
        QCOMPARE(read.parameters[2].field->reply, read.parameters[3].field->reply);
    }

    void settingsFillEveryText()
    {
        const QByteArray body =
            "[settings.axis]\nchoices = ['x', 'y']\n[settings.unit]\ndefault = 'mm'\n[settings.number]\ndefault = 3\n"
            "[[parameter]]\nname = 'position'\nunit = '{unit}'\nlimits = ['-1 {unit}', 'none']\nquery = 'POS? "
            "{axis},{number}'\n";
        const auto read = instrument(body, {{QStringLiteral("axis"), QStringLiteral("y")},
                                            {QStringLiteral("unit"), QStringLiteral("deg")},
                                            {QStringLiteral("number"), qint64(7)}});
        QCOMPARE(read.replies[0].query, QByteArray("POS? y,7"));
        QCOMPARE(read.parameters[0].spec.unit.symbol(), QStringLiteral("deg"));
        QCOMPARE(read.parameters[0].spec.deviceLimits, (Limits{-1.0, std::nullopt}));
    }

    void whatMayMoveOrOutputIsMarked()
    {
        const auto read =
            instrument("[stop]\nsend = 'STOP'\n"
                       "[[parameter]]\nname = 'volt'\nunit = 'V'\nwrite = 'VOLT {value}'\n"
                       "[[parameter]]\nname = 'range'\nunit = 'V'\nwrite = 'RANG {value}'\nharmless = true\n"
                       "[[parameter]]\nname = 'pos'\nunit = 'mm'\nquery = 'POS?'\nwrite = 'MOV {value}'\nmotion = "
                       "true\ntolerance = '10 um'\n"
                       "[[command]]\nname = 'zero'\nsend = 'ZERO'\nallowed = ['Standby']\n");
        QVERIFY(read.parameters[0].spec.isOutput);
        QCOMPARE(read.parameters[0].spec.access, Access::WriteOnly);
        QVERIFY(!read.parameters[1].spec.isOutput && read.parameters[1].harmless);
        QVERIFY(read.parameters[2].spec.startsMotion && !read.parameters[2].spec.isOutput);
        QCOMPARE(read.parameters[2].spec.tolerance, 0.01);
        QVERIFY(read.commands[0].spec.isOutput);
        QCOMPARE(read.commands[0].spec.allowedStates, DeviceStates({DeviceState::Standby}));
    }

    void messageTakesNoLineEndFromAText()
    {
        ConfigNode node;
        ProblemList problems(QStringLiteral("f"));
        const MessageTemplate::Names names{true, {}, {}};
        const auto message = MessageTemplate::read(node, QStringLiteral("NAME {value}"), names, problems);
        QCOMPARE(message.filled([](const auto &) { return QStringLiteral("abc"); }), QByteArray("NAME abc"));
        QVERIFY_THROWS_EXCEPTION(Error, message.filled([](const auto &) { return QStringLiteral("a\nOUTP ON"); }));
        QVERIFY_THROWS_EXCEPTION(Error, message.filled([](const auto &) { return QStringLiteral("\u00e4"); }));
        MessageTemplate::read(node, QStringLiteral("A\nB"), names, problems);
        QCOMPARE(problems.count(), 1U);
    }

    void allProblemsOfAFileAreToldAtOnce()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("bad.toml")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("name = 'T'\nfamily = 'meter'\n[identity]\nquery = '*IDN?'\npattern = '('\n[[parameter]]\nname = 'a "
                   "b'\nquery = 'A?'\nunit = 'foo'\nlimits = [1]\npol = 1\n");
        file.close();
        FileProblems problems;
        QVERIFY(!InstrumentFile::load(file.fileName(), problems));
        QStringList keys;
        for (const auto &problem : problems)
            keys << problem.key;
        keys.sort();
        QCOMPARE(keys, QStringList({QStringLiteral("identity.pattern"), QStringLiteral("manual"),
                                    QStringLiteral("parameter[1].limits"), QStringLiteral("parameter[1].name"),
                                    QStringLiteral("parameter[1].pol"), QStringLiteral("parameter[1].unit")}));
    }
};

PODIUM_TEST_MAIN(InstrumentFileTest)
#include "tst_instrumentfile.moc"
