// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/valuecheck.h"

#include "engine/model/quoted.h"
#include "tests/support/testmain.h"

#include <QLocale>

using namespace podium::engine;

Q_DECLARE_METATYPE(Value)
Q_DECLARE_METATYPE(ParameterSpec)

namespace
{
Unit unit(const char *symbol) { return Unit::parse(QString::fromUtf8(symbol)); }

ParameterSpec spec(ParameterType type, const char *symbol = "")
{
    ParameterSpec result;
    result.name = QStringLiteral("value");
    result.type = type;
    result.unit = unit(symbol);
    if (type == ParameterType::Choice)
        result.choices = QStringList{QStringLiteral("red"), QStringLiteral("dark red")};
    return result;
}
} // namespace

class TestValueParse : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany)); }
    void texts_data();
    void texts();
    void refusedTexts_data();
    void refusedTexts();
    void whatIsShownCanBeTyped_data();
    void whatIsShownCanBeTyped();
};

void TestValueParse::texts_data()
{
    QTest::addColumn<ParameterSpec>("spec");
    QTest::addColumn<QString>("text");
    QTest::addColumn<Value>("value");
    const auto row = [](ParameterType type, const char *symbol, const char *text, const Value &value) {
        QTest::addRow("%s for a %s of '%s'", qPrintable(quoted(QString::fromUtf8(text))), name(type).data(), symbol)
            << spec(type, symbol) << QString::fromUtf8(text) << value;
    };
    row(ParameterType::Quantity, "mm", "10mm", Quantity(10, unit("mm")));
    row(ParameterType::Quantity, "mm", "250 um", Quantity(0.25, unit("mm")));
    row(ParameterType::Quantity, "deg", "90°", Quantity(90, unit("deg")));
    row(ParameterType::Quantity, "K", "25 degC", Quantity(298.15, unit("K")));
    row(ParameterType::Quantity, "", "7.5", Quantity(7.5, Unit()));
    row(ParameterType::Integer, "", "42", qint64(42));
    row(ParameterType::Integer, "", " -42 ", qint64(-42));
    row(ParameterType::Integer, "", "9223372036854775807", qint64(9223372036854775807));
    row(ParameterType::Integer, "", "1e3", qint64(1000));
    row(ParameterType::Integer, "cts", "42 cts", qint64(42));
    row(ParameterType::Integer, "cts", "1.5 kcts", qint64(1500));
    row(ParameterType::Boolean, "", "on", true);
    row(ParameterType::Boolean, "", "ON", true);
    row(ParameterType::Boolean, "", " true ", true);
    row(ParameterType::Boolean, "", "1", true);
    row(ParameterType::Boolean, "", "off", false);
    row(ParameterType::Boolean, "", "False", false);
    row(ParameterType::Boolean, "", "0", false);
    row(ParameterType::Choice, "", "dark red", QStringLiteral("dark red"));
    row(ParameterType::Text, "", " any 5 mm ", QStringLiteral(" any 5 mm "));
    row(ParameterType::Text, "", "", QString());
    row(ParameterType::Waveform, "mm", "1, 2.5, -3e0 mm", Waveform{{1, 2.5, -3}, unit("mm")});
    row(ParameterType::Waveform, "mm", "[1, 2] mm", Waveform{{1, 2}, unit("mm")});
    row(ParameterType::Waveform, "mm", "[1,2]cm", Waveform{{10, 20}, unit("mm")});
    row(ParameterType::Waveform, "mm", "5 mm", Waveform{{5}, unit("mm")});
    row(ParameterType::Waveform, "", "1, 2, 3", Waveform{{1, 2, 3}, Unit()});
    for (const char *column : {"1; 2; 3 mm", "1\t2\t3 mm", "1\n2\n3 mm", "1\r\n2\r\n3 mm\r\n", "1\r2\r3 mm\r", "[1\n2\n3] mm", "[1,\n 2,\n 3] mm"})
        row(ParameterType::Waveform, "mm", column, Waveform{{1, 2, 3}, unit("mm")});
    row(ParameterType::Waveform, "mm", "0 .. 10 mm in 5", Waveform{{0, 2.5, 5, 7.5, 10}, unit("mm")});
    row(ParameterType::Waveform, "mm", "1..4cm in 4", Waveform{{10, 20, 30, 40}, unit("mm")});
    row(ParameterType::Waveform, "mm", "1 cm .. 0 mm in 3", Waveform{{10, 5, 0}, unit("mm")});
    row(ParameterType::Waveform, "", "0 .. 1 in 11", Waveform{{0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1}, Unit()});
}

void TestValueParse::texts()
{
    QFETCH(ParameterSpec, spec);
    QFETCH(QString, text);
    QTEST(parseValue(spec, text), "value");
}

void TestValueParse::refusedTexts_data()
{
    QTest::addColumn<ParameterSpec>("spec");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *sentence, const ParameterSpec &s, const char *text, RefusalKind kind,
                        const char *message) {
        QTest::newRow(sentence) << s << QString::fromUtf8(text) << int(kind) << QString::fromUtf8(message);
    };
    const ParameterSpec length = spec(ParameterType::Quantity, "mm");
    const ParameterSpec list = spec(ParameterType::Waveform, "mm");
    row("a missing unit", length, "5", RefusalKind::Unit,
        "5 has no unit; give a number with a unit, for example 1 mm.");
    row("a wrong unit", length, "5 V", RefusalKind::Unit,
        "5 V has the unit V, which is not compatible with mm; give a number with a unit, for example 1 mm.");
    row("an unknown unit", length, "5 furlongz", RefusalKind::Unit,
        "\"furlongz\" is not a known unit; write one like mm, m s-1 or degC.");
    row("a decimal comma", length, "5,5 mm", RefusalKind::Type,
        "\"5,5 mm\" has a comma in its number; write a decimal point, like 12.5.");
    row("NaN", length, "nan mm", RefusalKind::NotFinite,
        "\"nan mm\" is not a finite number; NaN and infinity are always refused.");
    row("no number", length, "far", RefusalKind::Type,
        "\"far\" does not start with a number; write one like 12.5 or -3e2.");
    row("a unit too many", spec(ParameterType::Integer), "5 mm", RefusalKind::Unit,
        "5 mm has the unit mm, but the parameter has none; give a whole number without a unit, for example 1.");
    row("a unit missing behind a whole number", spec(ParameterType::Integer, "cts"), "5", RefusalKind::Unit,
        "5 has no unit; give a whole number with a unit, for example 1 cts.");
    row("half a count", spec(ParameterType::Integer), "2.5", RefusalKind::Type,
        "2.5 is not a whole number; give a whole number without a unit, for example 1.");
    row("a whole number beyond 64 bits", spec(ParameterType::Integer), "9223372036854775808", RefusalKind::Type,
        "9.223372036854776e+18 is not a whole number; give a whole number without a unit, for example 1.");
    row("maybe", spec(ParameterType::Boolean), "maybe", RefusalKind::Type,
        "\"maybe\" is not on or off; give on or off.");
    row("an unknown choice", spec(ParameterType::Choice), "Red", RefusalKind::Choice,
        "\"Red\" is not one of the choices; give one of \"red\", \"dark red\".");
    row("a list with a word", list, "1, x, 3 mm", RefusalKind::Type,
        "sample 2: \"x\" does not start with a number; write one like 12.5 or -3e2.");
    row("a list with NaN", list, "[1, nan] mm", RefusalKind::NotFinite,
        "sample 2: \"nan\" is not a finite number; NaN and infinity are always refused.");
    row("a list with two units", list, "1 mm, 3 mm", RefusalKind::Type,
        "sample 1: \"1 mm\" is not a number; the unit stands once, behind the list.");
    row("a list with a hole", list, "1,, 3 mm", RefusalKind::Type,
        "sample 2: \"\" does not start with a number; write one like 12.5 or -3e2.");
    row("an empty list", list, "[] mm", RefusalKind::Type,
        "\"\" does not start with a number; write one like 12.5 or -3e2.");
    row("an open list", list, "[1, 2 mm", RefusalKind::Type,
        "\"[1, 2 mm\" has no closing bracket; write it like [1, 2, 3] mm.");
    row("a list without a unit", list, "[1, 2]", RefusalKind::Unit,
        "[1, 2] has no unit; give a list of numbers with a unit, for example [1, 2, 3] mm.");
    row("a column with a hole", list, "1\n\n3 mm", RefusalKind::Type,
        "sample 2: \"\" does not start with a number; write one like 12.5 or -3e2.");
    row("a column with decimal commas", list, "1,5\n2,5 mm", RefusalKind::Type,
        "sample 2: \"5\\u000a2\" is not a number; commas separate numbers, so write a decimal point, like 12.5.");
    row("a range without a count", list, "0 .. 10 mm", RefusalKind::Type,
        "\"0 .. 10 mm\" does not say from where to where in how many samples; write a range like 0 .. 10 mm in 11.");
    row("a range of three ends", list, "0 .. 5 .. 10 mm in 3", RefusalKind::Type,
        "\"0 .. 5 .. 10 mm in 3\" does not say from where to where in how many samples; write a range like 0 .. 10 mm in 11.");
    row("a range of one sample", list, "0 .. 10 mm in 1", RefusalKind::Type,
        "\"1\" is no number of samples, which are 2 at least; write a range like 0 .. 10 mm in 11.");
    row("a range that would fill the memory", list, "0 .. 10 mm in 1000000001", RefusalKind::DeviceLimit,
        "1000000001 samples are more than a text may have; give at most 1000000.");
    row("a range of two dimensions", list, "0 V .. 10 mm in 3", RefusalKind::Unit,
        "V and mm do not go together; write a range like 0 .. 10 mm in 11.");
    row("a range with its unit at its first number only", list, "5 mm .. 10 in 11", RefusalKind::Unit,
        "\"5 mm\" has a unit, and the last sample has none: the unit stands behind the last number; write a range like 0 .. 10 mm in 11.");
    row("a range from infinity", list, "inf .. 10 mm in 3", RefusalKind::NotFinite,
        "the first sample: \"inf\" is not a finite number; NaN and infinity are always refused.");
    row("an image", spec(ParameterType::Image), "x", RefusalKind::Type,
        "\"x\" is a text; give nothing, images cannot be written.");
}

void TestValueParse::refusedTexts()
{
    QFETCH(ParameterSpec, spec);
    QFETCH(QString, text);
    QFETCH(int, kind);
    QFETCH(QString, message);
    for (const QString &address : {QString(), QStringLiteral("stage/x.position")}) {
        try {
            parseValue(spec, text, address);
            QFAIL("no error");
        } catch (const Error &error) {
            QCOMPARE(error.kind(), ErrorKind::Refused);
            QCOMPARE(error.refusals().size(), 1u);
            QCOMPARE(int(error.refusals()[0].kind), kind);
            QCOMPARE(error.refusals()[0].address, address);
            QCOMPARE(error.message(),
                     (address.isEmpty() ? QStringLiteral("value: ") : address + QStringLiteral(": ")) + message);
        }
    }
}

void TestValueParse::whatIsShownCanBeTyped_data()
{
    QTest::addColumn<ParameterSpec>("spec");
    QTest::addColumn<Value>("value");
    QTest::newRow("a quantity") << spec(ParameterType::Quantity, "mm") << Value(Quantity(0.1 + 0.2, unit("mm")));
    QTest::newRow("a whole number") << spec(ParameterType::Integer) << Value(qint64(-7));
    QTest::newRow("a boolean") << spec(ParameterType::Boolean) << Value(true);
    QTest::newRow("a choice") << spec(ParameterType::Choice) << Value(QStringLiteral("dark red"));
    QTest::newRow("a text") << spec(ParameterType::Text) << Value(QStringLiteral("\"1, 2\""));
    QTest::newRow("a waveform") << spec(ParameterType::Waveform, "V") << Value(Waveform{{1e-9, 0, -2.5}, unit("V")});
}

void TestValueParse::whatIsShownCanBeTyped()
{
    QFETCH(ParameterSpec, spec);
    QFETCH(Value, value);
    QCOMPARE(parseValue(spec, valueText(value)), value);
}

PODIUM_TEST_MAIN(TestValueParse)
#include "tst_valueparse.moc"
