// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/address.h"
#include "engine/model/parameterspec.h"
#include "engine/model/reading.h"
#include "engine/model/value.h"
#include "engine/tasks/error.h"
#include "tests/support/testmain.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QLocale>

#include <cmath>
#include <limits>

using namespace podium::engine;

Q_DECLARE_METATYPE(Value)

namespace
{
constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

Unit unit(const char *symbol) { return Unit::parse(QString::fromUtf8(symbol)); }

QJsonValue imageJson(int width, int height, int bits, const char *kind, int planes = 1)
{
    return QJsonObject{{QStringLiteral("width"), width},
                       {QStringLiteral("height"), height},
                       {QStringLiteral("bits"), bits},
                       {QStringLiteral("kind"), QString::fromLatin1(kind)},
                       {QStringLiteral("planes"), planes}};
}
} // namespace

class TestValue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany)); }
    void textJsonAndUnit_data();
    void textJsonAndUnit();
    void decimals();
    void equality();
    void anImageHasASampleForEachPixel();
    void addresses_data();
    void addresses();
    void addressOrderAndHash();
    void deviceIds_data();
    void deviceIds();
    void aReadingNeverRead();
    void words();
};

void TestValue::textJsonAndUnit_data()
{
    QTest::addColumn<Value>("value");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QJsonValue>("json");
    QTest::addColumn<QString>("unitSymbol");
    const auto row = [](const char *sentence, const Value &value, const char *text, const QJsonValue &json,
                        const char *symbol) {
        QTest::newRow(sentence) << value << QString::fromUtf8(text) << json << QString::fromUtf8(symbol);
    };
    row("nothing yet", Value(), "", QJsonValue(), "");
    row("a quantity", Quantity(12.35, unit("mm")), "12.35 mm", 12.35, "mm");
    row("a bare number", Quantity(12.35, Unit()), "12.35", 12.35, "");
    row("NaN", Quantity(notANumber, unit("mm")), "NaN mm", QJsonValue(), "mm");
    row("infinity", Quantity(-infinite, unit("mm")), "-Inf mm", QJsonValue(), "mm");
    row("a whole number", Value(qint64(1234567)), "1234567", QJsonValue(1234567), "");
    row("on", Value(true), "on", QJsonValue(true), "");
    row("off", Value(false), "off", QJsonValue(false), "");
    row("a text", Value(QStringLiteral("%1 <b>")), "%1 <b>", QJsonValue(QStringLiteral("%1 <b>")), "");
    row("a waveform with a gap", Waveform{{1.5, notANumber, 3}, unit("V")}, "[1.5, NaN, 3] V",
        QJsonArray{1.5, QJsonValue(), 3}, "V");
    row("an empty waveform", Waveform{{}, unit("V")}, "[] V", QJsonArray(), "V");
    row("a waveform without a unit", Waveform{{1}, Unit()}, "[1]", QJsonArray{1}, "");
    row("an image", Image(3, 2, QList<quint16>(6)), "3 x 2, 16 bit", imageJson(3, 2, 16, "Unsigned"), "");
    row("an image with signs", Image(1, 1, QList<qint32>{-5}), "1 x 1, 32 bit signed", imageJson(1, 1, 32, "Signed"), "");
    row("an image of floating point", Image(1, 2, QList<float>(2)), "1 x 2, 32 bit float", imageJson(1, 2, 32, "Float"), "");
    row("the first plane of three", Image(1, 1, QList<quint8>{5}, 3), "1 x 1, 8 bit, plane 1 of 3", imageJson(1, 1, 8, "Unsigned", 3), "");
    row("no picture", Image(), "no picture", imageJson(0, 0, 8, "Unsigned"), "");
    row(
        "a long waveform", Waveform{QList<double>(1000, 2.0), Unit()},
        "[2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, ... 1000 samples]",
        [] {
            QJsonArray array;
            for (int i = 0; i < 1000; ++i)
                array.append(2.0);
            return array;
        }(),
        "");
}

void TestValue::textJsonAndUnit()
{
    QFETCH(Value, value);
    QTEST(valueText(value), "text");
    QTEST(valueJson(value), "json");
    QTEST(valueUnit(value), "unitSymbol");
}

void TestValue::decimals()
{
    QCOMPARE(valueText(Quantity(12.35, unit("mm")), 3), QStringLiteral("12.350 mm"));
    QCOMPARE(valueText(Waveform{{1, 2}, unit("V")}, 1), QStringLiteral("[1.0, 2.0] V"));
    QCOMPARE(valueText(qint64(3), 2), QStringLiteral("3"));
}

void TestValue::equality()
{
    QCOMPARE(Value(Quantity(1, unit("mm"))), Value(Quantity(1, unit("mm"))));
    QVERIFY(Value(Quantity(1, unit("mm"))) != Value(Quantity(1, unit("um"))));
    QVERIFY(Value(Waveform{{1}, unit("mm")}) != Value(Waveform{{1}, Unit()}));
    QVERIFY(Value(qint64(1)) != Value(true));
    const Image image(2, 1, QList<quint8>{1, 2});
    QCOMPARE(Value(image), Value(Image(2, 1, QList<quint8>{1, 2})));
    QVERIFY(Value(image) != Value(Image(2, 1, QList<quint8>{1, 3})));
    QVERIFY(Value(image) != Value(Image(1, 2, QList<quint8>{1, 2})));
    QVERIFY(Value(image) != Value(Image(2, 1, QList<quint16>{1, 2})));
}

void TestValue::anImageHasASampleForEachPixel()
{
    const Image image(2, 2, QList<qint16>{1, 2, -3, 4});
    QCOMPARE(image.sample(1, 0), 2);
    QCOMPARE(image.sample(0, 1), -3);
    QVERIFY(std::isnan(image.sample(2, 0)) && std::isnan(image.sample(0, -1)) && std::isnan(Image().sample(0, 0)));
    const auto copy = image;
    QCOMPARE(std::get<QList<qint16>>(copy.samples()).constData(), std::get<QList<qint16>>(image.samples()).constData());
    for (const auto size : {std::pair(1, 3), std::pair(-2, -2), std::pair(0, 0)})
        QVERIFY_THROWS_EXCEPTION(Error, Image(size.first, size.second, image.samples()));
}

void TestValue::addresses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isAddress");
    QTest::addColumn<QString>("device");
    QTest::addColumn<QString>("parameter");
    const auto good = [](const char *text, const char *device, const char *parameter) {
        QTest::addRow("%s is an address", text)
            << QString::fromUtf8(text) << true << QString::fromUtf8(device) << QString::fromUtf8(parameter);
    };
    good("stage/x.position", "stage/x", "position");
    good("supply.current_limit", "supply", "current_limit");
    good("a/b/c-1_2.P2", "a/b/c-1_2", "P2");
    good("1.2", "1", "2");
    for (const char *text :
         {"", ".", "stage", "stage.", ".position", "stage/.position", "/x.position", "stage//x.position", "a.b.c",
          "stage/x.pos-ition", "stage x.position", "stage/x.position ", "stäge.position", "stage/x.position\n"})
        QTest::addRow("%s is no address", QByteArray(text).replace('\n', "LF").constData())
            << QString::fromUtf8(text) << false << QString() << QString();
}

void TestValue::addresses()
{
    QFETCH(QString, text);
    QFETCH(bool, isAddress);
    const auto address = Address::parse(text);
    QCOMPARE(address.has_value(), isAddress);
    QTEST(address.value_or(Address()).device, "device");
    QTEST(address.value_or(Address()).parameter, "parameter");
    if (isAddress)
        QCOMPARE(address->text(), text);
}

void TestValue::addressOrderAndHash()
{
    const Address x{QStringLiteral("stage/x"), QStringLiteral("position")};
    const Address y{QStringLiteral("stage/y"), QStringLiteral("acceleration")};
    QVERIFY(x < y);
    QVERIFY(x > (Address{QStringLiteral("stage/x"), QStringLiteral("acceleration")}));
    QVERIFY(x == Address::parse(QStringLiteral("stage/x.position")));
    const QHash<Address, int> hash{{x, 1}, {y, 2}};
    QCOMPARE(hash.value(*Address::parse(QStringLiteral("stage/y.acceleration"))), 2);
}

void TestValue::deviceIds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isId");
    QTest::addColumn<QString>("parent");
    QTest::newRow("a device") << QStringLiteral("stage") << true << QString();
    QTest::newRow("a child") << QStringLiteral("stage/x") << true << QStringLiteral("stage");
    QTest::newRow("a grandchild") << QStringLiteral("a/b/c") << true << QStringLiteral("a/b");
    QTest::newRow("all allowed characters") << QStringLiteral("Az09_-") << true << QString();
    QTest::newRow("nothing") << QString() << false << QString();
    QTest::newRow("an empty part") << QStringLiteral("stage/") << false << QStringLiteral("stage");
    QTest::newRow("a dot") << QStringLiteral("stage.x") << false << QString();
    QTest::newRow("a path upwards") << QStringLiteral("../x") << false << QStringLiteral("..");
}

void TestValue::deviceIds()
{
    QFETCH(QString, text);
    QTEST(isDeviceId(text), "isId");
    QTEST(parentDevice(text), "parent");
}

void TestValue::aReadingNeverRead()
{
    const Reading reading;
    QVERIFY(std::holds_alternative<std::monostate>(reading.value));
    QCOMPARE(reading.quality, Quality::Lost);
    QCOMPARE(reading.severity, Severity::None);
}

void TestValue::words()
{
    QCOMPARE(name(ParameterType::Quantity), QLatin1StringView("Quantity"));
    QCOMPARE(name(ParameterType::Integer), QLatin1StringView("Integer"));
    QCOMPARE(name(ParameterType::Boolean), QLatin1StringView("Boolean"));
    QCOMPARE(name(ParameterType::Choice), QLatin1StringView("Choice"));
    QCOMPARE(name(ParameterType::Text), QLatin1StringView("Text"));
    QCOMPARE(name(ParameterType::Waveform), QLatin1StringView("Waveform"));
    QCOMPARE(name(ParameterType::Image), QLatin1StringView("Image"));
    QCOMPARE(name(Access::ReadOnly), QLatin1StringView("ReadOnly"));
    QCOMPARE(name(Access::WriteOnly), QLatin1StringView("WriteOnly"));
    QCOMPARE(name(Access::ReadWrite), QLatin1StringView("ReadWrite"));
}

PODIUM_TEST_MAIN(TestValue)
#include "tst_value.moc"
