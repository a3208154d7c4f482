// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/unit.h"

#include "engine/tasks/error.h"
#include "tests/engine/commalocale.h"
#include "tests/support/testmain.h"

#include <cmath>

using namespace podium::engine;

class TestUnitConversion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void absoluteValuesAndDifferences_data();
    void absoluteValuesAndDifferences();
    void anOffsetDoesNotBlurTheFactor();
    void anIncompatibleConversionIsRefused();
    void decimalSubmultiplesDivideExactly_data();
    void decimalSubmultiplesDivideExactly();
    void thereAndBackGivesTheSameTemperature();

private:
    podium::tests::CommaLocale m_locale;
};

void TestUnitConversion::absoluteValuesAndDifferences_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<double>("absolute");
    QTest::addColumn<double>("difference");
    const auto row = [](double value, const char *from, const char *to, double absolute, double difference) {
        QTest::addRow("%g %s in %s", value, from, to)
            << value << QString::fromUtf8(from) << QString::fromUtf8(to) << absolute << difference;
    };
    row(25, "degC", "K", 298.15, 25);
    row(1, "degC", "degF", 33.8, 1.8);
    row(0, "degC", "degF", 32, 0);
    row(32, "degF", "degC", 0, 17.77777777777777777);
    row(212, "degF", "degC", 100, 117.77777777777777777);
    row(212, "degF", "K", 373.15, 117.77777777777777777);
    row(-40, "degC", "degF", -40, -72);
    row(0, "K", "degC", -273.15, 0);
    row(0, "K", "degF", -459.67, 0);
    row(300, "mK", "degC", -272.85, 0.3);
    row(2, "delta_degC", "K", 2, 2);
    row(9, "delta_degF", "K", 5, 5);
    row(250, "um", "mm", 0.25, 0.25);
    row(25000, "um", "mm", 25, 25);
    row(1, "inch", "mm", 25.4, 25.4);
    row(25.4, "mm", "inch", 1, 1);
    row(180, "deg", "rad", M_PI, M_PI);
    row(10, "rpm", "deg/s", 60, 60);
    row(36, "km/h", "m/s", 10, 10);
    row(1, "bar", "hPa", 1000, 1000);
    row(50, "%", "", 0.5, 0.5);
    row(0.5, "", "%", 50, 50);
    row(7, "", "", 7, 7);
    row(2, "kcts", "cts", 2000, 2000);
    row(1, "eV", "J", 1.602176634e-19, 1.602176634e-19);
    row(2, "slm", "sccm", 2000, 2000);
    row(-3, "dBm", "dBm", -3, -3);
}

void TestUnitConversion::absoluteValuesAndDifferences()
{
    QFETCH(double, value);
    QFETCH(QString, from);
    QFETCH(QString, to);
    QTEST(Unit::parse(from).convert(value, Unit::parse(to)), "absolute");
    QTEST(Unit::parse(from).convertDifference(value, Unit::parse(to)), "difference");
    QVERIFY(std::isnan(Unit::parse(from).convert(std::nan(""), Unit::parse(to))));
}

void TestUnitConversion::anOffsetDoesNotBlurTheFactor()
{
    const Unit kelvin = Unit::parse(QStringLiteral("K"));
    const Unit fahrenheit = Unit::parse(QStringLiteral("degF"));
    const auto isExact = [](double actual, double expected) { return actual == expected; }; // QCOMPARE is fuzzy
    QVERIFY(isExact(kelvin.convertDifference(1, fahrenheit), 1.8));
    QVERIFY(isExact(fahrenheit.convertDifference(1.8, kelvin), 1));
    QVERIFY(isExact(fahrenheit.convert(-459.67, kelvin), 0));
    QVERIFY(isExact(Unit::parse(QStringLiteral("degC")).convert(25, kelvin), 298.15));
}

void TestUnitConversion::anIncompatibleConversionIsRefused()
{
    const Unit millimetre = Unit::parse(QStringLiteral("mm"));
    QVERIFY_THROWS_EXCEPTION(Error, millimetre.convertDifference(1, Unit()));
    try {
        millimetre.convert(5, Unit::parse(QStringLiteral("V")));
        QFAIL("no error");
    } catch (const Error &error) {
        QCOMPARE(error.refusals().at(0).kind, RefusalKind::Unit);
        QCOMPARE(error.message(), QStringLiteral("mm cannot be converted to V; use a compatible unit."));
    }
}

void TestUnitConversion::decimalSubmultiplesDivideExactly_data()
{
    QTest::addColumn<QString>("small");
    QTest::addColumn<QString>("large");
    QTest::addColumn<double>("ratio");
    QTest::newRow("micrometres in millimetres") << QStringLiteral("um") << QStringLiteral("mm") << 1e3;
    QTest::newRow("nanometres in millimetres") << QStringLiteral("nm") << QStringLiteral("mm") << 1e6;
    QTest::newRow("millivolts in volts") << QStringLiteral("mV") << QStringLiteral("V") << 1e3;
    QTest::newRow("milliseconds in minutes") << QStringLiteral("ms") << QStringLiteral("min") << 6e4;
    QTest::newRow("millikelvins in kelvins") << QStringLiteral("mK") << QStringLiteral("K") << 1e3;
    QTest::newRow("microlitres per minute in millilitres")
        << QStringLiteral("ul/min") << QStringLiteral("ml/min") << 1e3;
    QTest::newRow("femtoamperes in amperes") << QStringLiteral("fA") << QStringLiteral("A") << 1e15;
}

void TestUnitConversion::decimalSubmultiplesDivideExactly()
{
    QFETCH(QString, small);
    QFETCH(QString, large);
    QFETCH(double, ratio);
    const Unit from = Unit::parse(small);
    const Unit to = Unit::parse(large);
    for (int i = -20000; i <= 20000; ++i) {
        const double value = i * 0.01;
        if (from.convert(value, to) != value / ratio || to.convert(value, from) != value * ratio)
            QFAIL(qPrintable(QStringLiteral("%1 %2").arg(QString::number(value), small)));
    }
}

void TestUnitConversion::thereAndBackGivesTheSameTemperature()
{
    const Unit celsius = Unit::parse(QStringLiteral("degC"));
    for (const char *other : {"K", "degF", "mK"}) {
        const Unit unit = Unit::parse(QString::fromUtf8(other));
        for (int i = -2700; i < 10000; ++i) {
            const double back = unit.convert(celsius.convert(i * 0.1, unit), celsius);
            QVERIFY2(std::abs(back - i * 0.1) < 2e-12, other);
        }
    }
}

PODIUM_TEST_MAIN(TestUnitConversion)
#include "tst_unitconversion.moc"
