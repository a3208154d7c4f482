// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/unit.h"

#include "engine/tasks/error.h"
#include "tests/engine/commalocale.h"
#include "tests/support/testmain.h"

#include <thread>
#include <vector>

using podium::engine::Error;
using podium::engine::ErrorKind;
using podium::engine::RefusalKind;
using podium::engine::Unit;

/// The whole program runs with a decimal comma.
class TestUnit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theProgramRunsWithADecimalComma();
    void knownUnits_data();
    void knownUnits();
    void unknownUnitsAreRefused_data();
    void unknownUnitsAreRefused();
    void compatibility_data();
    void compatibility();
    void aBareNumber();
    void sameSpellingIsTheSameUnit();
    void threadsMayUseUnitsAtOnce();

private:
    podium::tests::CommaLocale m_locale;
};

void TestUnit::theProgramRunsWithADecimalComma()
{
    if (!m_locale.isActive())
        QSKIP("no locale with a decimal comma could be made: the package 'locales' is missing");
    QVERIFY(Unit::tryParse(QStringLiteral("rpm")));
    QCOMPARE(Unit::parse(QStringLiteral("inch")).convert(2, Unit::parse(QStringLiteral("mm"))), 50.8);
    QVERIFY2(m_locale.isActive(), "the caller's locale stays");
}

void TestUnit::knownUnits_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("base");
    const struct {
        const char *text;
        const char *base;
    } rows[] = {
        {"mm", "m"},        {"um", "m"},          {"µm", "m"},       {"μm", "m"},        {"nm", "m"},
        {"angstrom", "m"},  {"Å", "m"},           {"inch", "m"},     {"m s-1", "m/s"},   {"mm/s", "m/s"},
        {"mm s^-1", "m/s"}, {"m.s-1", "m/s"},     {"mm/s2", "m/s2"}, {"mm/s^2", "m/s2"}, {"m²", "m2"},
        {"deg", "rad"},     {"°", "rad"},         {"mdeg", "rad"},   {"arcsec", "rad"},  {"mrad", "rad"},
        {"rev", "rad"},     {"rpm", "deg/s"},     {"RPM", "deg/s"},  {"rev/min", "rpm"}, {"deg/s", "rad/s"},
        {"V", "volt"},      {"mV", "volt"},       {"uV", "volt"},    {"kV", "volt"},     {"nA", "A"},
        {"Ohm", "V/A"},     {"kOhm", "V/A"},      {"Ω", "V/A"},      {"kΩ", "V/A"},      {"\u2126", "V/A"},
        {"W", "V A"},       {"Hz", "1/s"},        {"kHz", "1/s"},    {"1/s", "s-1"},     {"G", "T"},
        {"K", "degC"},      {"°C", "K"},          {"degF", "K"},     {"celsius", "K"},   {"delta_degC", "K"},
        {"mbar", "Pa"},     {"bar", "Pa"},        {"Torr", "Pa"},    {"psi", "Pa"},      {"hPa", "Pa"},
        {"l/min", "m3/s"},  {"mL/min", "m3/s"},   {"slm", "sccm"},   {"keV", "J"},       {"eV", "J"},
        {"cts", "counts"},  {"kcts/s", "cps"},    {"count", "ct"},   {"px", "pixel"},    {"pixels", "px"},
        {"step", "steps"},  {"arb/s", "arb/min"}, {"%", "ppm"},      {"ppb", "ppm"},     {"ppm", "%"},
        {"ms", "s"},        {"min", "s"},         {"h", "s"},        {"kg", "g"},        {"J/(kg K)", "J/kg/K"},
        {"1/cm", "m-1"},    {"dBm", "dBm"},       {"dB", "dB"},      {"pH", "pH"},       {"cm3/min", "l/h"},
    };
    for (const auto &row : rows)
        QTest::addRow("%s is a unit like %s", row.text, row.base)
            << QString::fromUtf8(row.text) << QString::fromUtf8(row.base);
}

void TestUnit::knownUnits()
{
    QFETCH(QString, text);
    QFETCH(QString, base);
    QVERIFY(Unit::tryParse(text));
    const Unit unit = Unit::parse(text);
    QCOMPARE(unit.symbol(), text);
    QVERIFY(Unit::tryParse(base));
    QVERIFY(unit.compatibleWith(Unit::parse(base)));
    QCOMPARE(Unit::parse(QStringLiteral("  ") + text + QLatin1Char('\t')), unit);
}

void TestUnit::unknownUnitsAreRefused_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"furlongz",
                             "MM",
                             "m/",
                             "/s",
                             "5 mm",
                             "10",
                             "1",
                             "m 10",
                             "m -1",
                             "10^3 m",
                             "m/100",
                             "K @ 273.15",
                             "degC from 5",
                             "seconds since 1970-01-01",
                             "s ref 2000",
                             "lg(re 1 mW)",
                             "0.1 lg(re mW)",
                             "lg(re mW)",
                             "ln(re m)",
                             "dBm m",
                             "kdB",
                             "m,s",
                             "mm;",
                             "((m)",
                             "m\\s",
                             "<b>m</b>",
                             "%1%2",
                             "-m",
                             "+",
                             "()",
                             "m\nstop",
                             "NaN",
                             "inf",
                             "m s -1"})
        QTest::addRow("%s", QByteArray(text).replace('\n', ' ').constData()) << QString::fromUtf8(text);
    QTest::newRow("a text with a NUL inside") << QStringLiteral("m") + QChar(0) + QStringLiteral("m");
    QTest::newRow("half a surrogate pair") << QString(QChar(0xd800));
    QTest::newRow("a text of 100,000 brackets") << QString(100000, QLatin1Char('('));
    QTest::newRow("a product of 40 metres") << QStringLiteral("m.").repeated(40) + QLatin1Char('m');
}

void TestUnit::unknownUnitsAreRefused()
{
    QFETCH(QString, text);
    QVERIFY(!Unit::tryParse(text));
    try {
        Unit::parse(text);
        QFAIL("no error");
    } catch (const Error &error) {
        QCOMPARE(error.kind(), ErrorKind::Refused);
        QCOMPARE(error.refusals().at(0).kind, RefusalKind::Unit);
        QVERIFY(error.message().endsWith(QStringLiteral(" is not a known unit; write one like mm, m s-1 or degC.")));
        QVERIFY(error.message().size() < 500 && !error.message().contains(u'\n'));
    }
}

void TestUnit::compatibility_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::addColumn<bool>("compatible");
    const auto row = [](const char *sentence, const char *first, const char *second, bool compatible) {
        QTest::newRow(sentence) << QString::fromUtf8(first) << QString::fromUtf8(second) << compatible;
    };
    row("lengths agree", "mm", "inch", true);
    row("the order of factors does not matter", "m s-1", "s-1 m", true);
    row("a length is no time", "mm", "ms", false);
    row("a speed is no length", "mm/s", "mm", false);
    row("an angle is no bare number", "deg", "", false);
    row("an angle is no percentage", "deg", "%", false);
    row("a rotation speed is no frequency", "rpm", "Hz", false);
    row("counts are no bare number", "cts", "", false);
    row("counts are no pixels", "cts", "px", false);
    row("arbitrary units are no steps", "arb", "step", false);
    row("percent is a bare number", "%", "", true);
    row("degrees Celsius are no coulombs", "degC", "C", false);
    row("a level is no ratio", "dB", "", false);
    row("a level is no percentage", "dB", "%", false);
    row("an absolute level is no power", "dBm", "W", false);
    row("absolute and relative levels differ", "dBm", "dB", false);
    row("a level agrees with itself", "dBm", "dBm", true);
}

void TestUnit::compatibility()
{
    QFETCH(QString, first);
    QFETCH(QString, second);
    const Unit one = Unit::parse(first);
    const Unit other = Unit::parse(second);
    QTEST(one.compatibleWith(other), "compatible");
    QTEST(other.compatibleWith(one), "compatible");
}

void TestUnit::aBareNumber()
{
    QVERIFY(Unit().symbol().isEmpty());
    QVERIFY(Unit().isDimensionless());
    QCOMPARE(Unit::parse(QString()), Unit());
    QCOMPARE(Unit::parse(QStringLiteral("  ")), Unit());
    QVERIFY(Unit::parse(QStringLiteral("%")).isDimensionless());
    QVERIFY(!Unit::parse(QStringLiteral("deg")).isDimensionless());
    static_assert(std::is_trivially_copyable_v<Unit> && sizeof(Unit) == sizeof(void *));
}

void TestUnit::sameSpellingIsTheSameUnit()
{
    const Unit short1 = Unit::parse(QStringLiteral("mm"));
    const Unit long1 = Unit::parse(QStringLiteral("millimeter"));
    QVERIFY(short1 == Unit::parse(QStringLiteral("mm")));
    QVERIFY(short1 != long1);
    QCOMPARE(short1.convert(0.1, long1), 0.1);
}

void TestUnit::threadsMayUseUnitsAtOnce()
{
    const auto work = [] {
        double sum = 0;
        for (int i = 0; i < 2000; ++i) {
            const Unit from = Unit::parse(QStringLiteral("m%1").arg(i % 50 + 1));
            sum += from.convert(1, Unit::parse(QStringLiteral("cm%1").arg(i % 50 + 1))) > 0 ? 1 : 0;
        }
        return sum;
    };
    std::vector<double> sums(4);
    std::vector<std::thread> threads;
    for (double &sum : sums)
        threads.emplace_back([&sum, work] { sum = work(); });
    for (std::thread &thread : threads)
        thread.join();
    for (const double sum : sums)
        QCOMPARE(sum, 2000.0);
}

PODIUM_TEST_MAIN(TestUnit)
#include "tst_unit.moc"
