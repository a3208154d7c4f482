// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/quantity.h"

#include "engine/tasks/error.h"
#include "tests/support/testmain.h"

#include <QLocale>

#include <cmath>
#include <cstring>
#include <limits>
#include <random>

using namespace podium::engine;

namespace
{
constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

/// Every test of a number runs in each of them: none may matter.
const QList<QLocale> &locales()
{
    static const QList<QLocale> all{QLocale::c(), QLocale(QLocale::English, QLocale::UnitedStates),
                                    QLocale(QLocale::German, QLocale::Germany),
                                    QLocale(QLocale::Russian, QLocale::Russia)};
    return all;
}

std::optional<Error> errorOf(const QString &text)
{
    try {
        Quantity::parse(text);
    } catch (const Error &error) {
        return error;
    }
    return std::nullopt;
}
} // namespace

class TestQuantity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QLocale::setDefault(QLocale::c()); }
    void quantities_data();
    void quantities();
    void refusedQuantities_data();
    void refusedQuantities();
    void texts_data();
    void texts();
    void anyNumberSurvivesItsText();
    void conversion();
    void finiteness();
    void equality();
};

void TestQuantity::quantities_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("unit");
    const auto row = [](const char *text, double value, const char *unit) {
        QTest::addRow("%s", text) << QString::fromUtf8(text) << value << QString::fromUtf8(unit);
    };
    row("10mm", 10, "mm");
    row("10 mm", 10, "mm");
    row("  10   mm  ", 10, "mm");
    row("2.5 m s-1", 2.5, "m s-1");
    row("-3e2 um", -300, "um");
    row("-3e2um", -300, "um");
    row("10eV", 10, "eV");
    row("10 eV", 10, "eV");
    row("1e3eV", 1000, "eV");
    row("5%", 5, "%");
    row("90°", 90, "°");
    row("90deg", 90, "deg");
    row("25 °C", 25, "°C");
    row("4.7kΩ", 4.7, "kΩ");
    row("3 1/s", 3, "1/s");
    row("0bar", 0, "bar");
    row("7", 7, "");
    row("-3 dBm", -3, "dBm");
}

void TestQuantity::quantities()
{
    QFETCH(QString, text);
    QFETCH(double, value);
    QFETCH(QString, unit);
    for (const QLocale &locale : locales()) {
        QLocale::setDefault(locale);
        QCOMPARE(Quantity::parse(text), Quantity(value, Unit::parse(unit)));
    }
}

void TestQuantity::refusedQuantities_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *sentence, const char *text, RefusalKind kind, const char *message) {
        QTest::newRow(sentence) << QString::fromUtf8(text) << int(kind) << QString::fromUtf8(message);
    };
    const char *finite = "\"%1\" is not a finite number; NaN and infinity are always refused.";
    row("NaN", "nan mm", RefusalKind::NotFinite, finite);
    row("infinity", "-inf", RefusalKind::NotFinite, finite);
    row("infinity written out", "Infinity mm", RefusalKind::NotFinite, finite);
    row("a number too large", "1e400 mm", RefusalKind::NotFinite,
        "\"%1\" is beyond what a number can hold (2.2e-308 to 1.8e308).");
    row("a decimal comma", "12,5 mm", RefusalKind::Type,
        "\"%1\" has a comma in its number; write a decimal point, like 12.5.");
    row("hexadecimal", "0x10 mm", RefusalKind::Type, "\"%1\" is not a decimal number; write one like 12.5 or -3e2.");
    row("two points", "1.2.3 mm", RefusalKind::Type, "\"%1\" is not a decimal number; write one like 12.5 or -3e2.");
    row("a half-typed exponent", "1e", RefusalKind::Type,
        "\"%1\" is not a decimal number; write one like 12.5 or -3e2.");
    row("a word", "fast", RefusalKind::Type, "\"%1\" does not start with a number; write one like 12.5 or -3e2.");
    row("nothing", "", RefusalKind::Type, "\"%1\" does not start with a number; write one like 12.5 or -3e2.");
    row("a typographic minus", "−5 mm", RefusalKind::Type,
        "\"%1\" does not start with a number; write one like 12.5 or -3e2.");
    row("an unknown unit", "10 furlongz", RefusalKind::Unit,
        "\"furlongz\" is not a known unit; write one like mm, m s-1 or degC.");
    row("junk behind the unit", "10 mm please", RefusalKind::Unit,
        "\"mm please\" is not a known unit; write one like mm, m s-1 or degC.");
    row("two quantities", "10 mm 20 mm", RefusalKind::Unit,
        "\"mm 20 mm\" is not a known unit; write one like mm, m s-1 or degC.");
    row("a wrong prefix", "10 MM", RefusalKind::Unit, "\"MM\" is not a known unit; write one like mm, m s-1 or degC.");
    row("a line feed inside", "10 mm\nstop", RefusalKind::Unit,
        "\"mm\\u000astop\" is not a known unit; write one like mm, m s-1 or degC.");
}

void TestQuantity::refusedQuantities()
{
    QFETCH(QString, text);
    QFETCH(int, kind);
    QFETCH(QString, message);
    for (const QLocale &locale : locales()) {
        QLocale::setDefault(locale);
        const auto error = errorOf(text);
        QVERIFY(error);
        QCOMPARE(error->kind(), ErrorKind::Refused);
        QCOMPARE(int(error->refusals().at(0).kind), kind);
        QCOMPARE(error->message(), message.replace(QStringLiteral("%1"), text));
    }
}

void TestQuantity::texts_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<int>("decimals");
    QTest::addColumn<QString>("text");
    const auto row = [](double value, const char *unit, int decimals, const char *text) {
        QTest::addRow("%.17g %s with %d decimals is %s", value, unit, decimals, text)
            << value << QString::fromUtf8(unit) << decimals << QString::fromUtf8(text);
    };
    row(12.35, "mm", 3, "12.350 mm");
    row(12.35, "mm", -1, "12.35 mm");
    row(12.35, "", 1, "12.3");
    row(0.1 + 0.2, "", -1, "0.30000000000000004");
    row(1000000, "Hz", -1, "1000000 Hz");
    row(25, "mm", 0, "25 mm");
    row(1e-7, "m", -1, "1e-07 m");
    row(1e-7, "m", 3, "0.000 m");
    row(1e300, "", 3, "1.000e+300");
    row(-0.0004, "mm", 3, "0.000 mm");
    row(-0.0, "mm", -1, "0 mm");
    row(-0.0006, "mm", 3, "-0.001 mm");
    row(1234567.891, "mm", 2, "1234567.89 mm");
    row(5, "%", -1, "5 %");
    row(notANumber, "mm", 3, "NaN mm");
    row(infinite, "mm", -1, "Inf mm");
    row(-infinite, "", 2, "-Inf");
}

void TestQuantity::texts()
{
    QFETCH(double, value);
    QFETCH(QString, unit);
    QFETCH(int, decimals);
    for (const QLocale &locale : locales()) {
        QLocale::setDefault(locale);
        QTEST(Quantity(value, Unit::parse(unit)).text(decimals), "text");
    }
}

void TestQuantity::anyNumberSurvivesItsText()
{
    std::mt19937_64 random(20240611);
    const Unit millimetre = Unit::parse(QStringLiteral("mm"));
    int tried = 0;
    while (tried < 20000) {
        const quint64 bits = random();
        double value = 0;
        std::memcpy(&value, &bits, sizeof value);
        if (!std::isnormal(value))
            continue;
        ++tried;
        const Quantity quantity(value, millimetre);
        if (Quantity::parse(quantity.text()) != quantity)
            QFAIL(qPrintable(quantity.text()));
    }
}

void TestQuantity::conversion()
{
    const Quantity room = Quantity::parse(QStringLiteral("25 degC"));
    const Unit kelvin = Unit::parse(QStringLiteral("K"));
    QCOMPARE(room.in(kelvin), 298.15);
    QCOMPARE(room.to(kelvin), Quantity(298.15, kelvin));
    QCOMPARE(room.to(kelvin).text(2), QStringLiteral("298.15 K"));
    QVERIFY_THROWS_EXCEPTION(Error, room.in(Unit::parse(QStringLiteral("mm"))));
}

void TestQuantity::finiteness()
{
    QVERIFY(Quantity(1e308, Unit()).isFinite());
    QVERIFY(!Quantity(notANumber, Unit()).isFinite());
    QVERIFY(!Quantity(-infinite, Unit()).isFinite());
    QVERIFY2(!Quantity::parse(QStringLiteral("1e308 km")).to(Unit::parse(QStringLiteral("mm"))).isFinite(),
             "an overflow in the conversion shows");
}

void TestQuantity::equality()
{
    const Unit millimetre = Unit::parse(QStringLiteral("mm"));
    QCOMPARE(Quantity(), Quantity(0, Unit()));
    QVERIFY(Quantity(1, millimetre) == Quantity::parse(QStringLiteral("1 mm")));
    QVERIFY(Quantity(1, millimetre) != Quantity(1, Unit()));
    QVERIFY(Quantity(notANumber, millimetre) != Quantity(notANumber, millimetre));
}

PODIUM_TEST_MAIN(TestQuantity)
#include "tst_quantity.moc"
