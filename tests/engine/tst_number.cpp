// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/number.h"

#include "engine/model/quantity.h"
#include "engine/tasks/error.h"
#include "tests/support/testmain.h"

#include <QLocale>

#include <limits>

using namespace podium::engine;

namespace
{
/// Every test of a number runs in each of them: none may matter.
const QList<QLocale> &locales()
{
    static const QList<QLocale> all{QLocale::c(), QLocale(QLocale::English, QLocale::UnitedStates),
                                    QLocale(QLocale::German, QLocale::Germany),
                                    QLocale(QLocale::Russian, QLocale::Russia)};
    return all;
}

} // namespace

class TestNumber : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QLocale::setDefault(QLocale::c()); }
    void numberTokens_data();
    void numberTokens();
    void wholeNumberTokens_data();
    void wholeNumberTokens();
};

void TestNumber::numberTokens_data()
{
    QTest::addColumn<QString>("token");
    QTest::addColumn<bool>("isNumber");
    QTest::addColumn<double>("value");
    const auto good = [](const char *token, double value) {
        QTest::addRow("'%s' is a number", token) << QString::fromUtf8(token) << true << value;
    };
    good("0", 0);
    good("7", 7);
    good("-7", -7);
    good("+7", 7);
    good("007", 7);
    good("1.5", 1.5);
    good(".5", 0.5);
    good("-.5", -0.5);
    good("5.", 5);
    good("1.234", 1.234);
    good("1e3", 1000);
    good("1E3", 1000);
    good("1e+3", 1000);
    good("-3e2", -300);
    good("2.5E-3", 0.0025);
    good("+1.00000000E+00", 1);
    good("9.91E37", 9.91e37);
    good("1e308", 1e308);
    good("2.3e-308", 2.3e-308);
    good("0e999", 0);
    good(" 12 ", 12);
    QTest::newRow("a number with white space around it is a number") << QStringLiteral("\t12\r\n") << true << 12.0;
    good("12345678901234567890", 12345678901234567890.0);
    const auto bad = [](const char *token) {
        QTest::addRow("'%s' is no number", token) << QString::fromUtf8(token) << false << 0.0;
    };
    for (const char *token : {"",
                              " ",
                              "nan",
                              "NaN",
                              "-nan",
                              "NAN",
                              "inf",
                              "-inf",
                              "+Inf",
                              "INFINITY",
                              "1e400",
                              "-1e400",
                              "1e-400",
                              "1e",
                              "1e+",
                              "e5",
                              "1.2.3",
                              "1..2",
                              "--5",
                              "+-5",
                              "5-",
                              "1 2",
                              "1,5",
                              "1.234,5",
                              "1,234.5",
                              "1_000",
                              "1'000",
                              "0x10",
                              "0X1F",
                              "0b11",
                              "1f",
                              "12abc",
                              "OVER",
                              "OVLD",
                              "ERR",
                              "-",
                              "+",
                              ".",
                              "1.e",
                              "#H1F",
                              "−5",
                              "５",
                              "٣",
                              "½",
                              "1\u00a0000",
                              "1e5.5",
                              "1e999999999999999999999",
                              "1,5e3",
                              "true",
                              "null"})
        bad(token);
    QTest::newRow("a number with a NUL behind it is no number") << QStringLiteral("12") + QChar(0) << false << 0.0;
    QTest::newRow("400 digits are no number") << QString(400, QLatin1Char('9')) << false << 0.0;
    QTest::newRow("a thousand zeros before a 7 are a number")
        << QString(1000, QLatin1Char('0')) + QLatin1Char('7') << true << 7.0;
}

void TestNumber::numberTokens()
{
    QFETCH(QString, token);
    QFETCH(bool, isNumber);
    QFETCH(double, value);
    for (const QLocale &locale : locales()) {
        QLocale::setDefault(locale);
        const auto number = parseNumber(token);
        QCOMPARE(number.has_value(), isNumber);
        QCOMPARE(number.value_or(0), value);
        if (isNumber)
            QCOMPARE(Quantity::parse(token), Quantity(value, Unit()));
        else
            QVERIFY_THROWS_EXCEPTION(Error, Quantity::parse(token));
    }
}

void TestNumber::wholeNumberTokens_data()
{
    QTest::addColumn<QString>("token");
    QTest::addColumn<bool>("isNumber");
    QTest::addColumn<qint64>("value");
    const auto good = [](const char *token, qint64 value) {
        QTest::addRow("'%s' is a whole number", token) << QString::fromUtf8(token) << true << value;
    };
    good("0", 0);
    good("-12", -12);
    good("+12", 12);
    good(" 42 ", 42);
    good("9223372036854775807", std::numeric_limits<qint64>::max());
    good("-9223372036854775808", std::numeric_limits<qint64>::min());
    for (const char *token : {"", "-", "1.0", "1e3", "0x10", "9223372036854775808", "1 2", "1,000", "five", "５", "1-"})
        QTest::addRow("'%s' is no whole number", token) << QString::fromUtf8(token) << false << qint64(0);
}

void TestNumber::wholeNumberTokens()
{
    QFETCH(QString, token);
    QFETCH(bool, isNumber);
    QFETCH(qint64, value);
    QCOMPARE(parseInteger(token).has_value(), isNumber);
    QCOMPARE(parseInteger(token).value_or(0), value);
}

PODIUM_TEST_MAIN(TestNumber)
#include "tst_number.moc"
