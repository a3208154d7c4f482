// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/valuecheck.h"

#include "tests/engine/samplespecs.h"
#include "tests/support/testmain.h"

using namespace podium::engine;

class TestValueCoerce : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void coercedValues_data();
    void coercedValues();
    void coerceNamesTheParameterWithoutAnAddress();
};

void TestValueCoerce::coercedValues_data()
{
    QTest::addColumn<ParameterSpec>("spec");
    QTest::addColumn<Value>("given");
    QTest::addColumn<Value>("held");
    const auto row = [](const char *sentence, const ParameterSpec &s, const Value &given, const Value &held) {
        QTest::newRow(sentence) << s << given << held;
    };
    row("a quantity in the parameter's unit", position(), mm(12), mm(12));
    row("a compatible unit is converted", position(), Quantity(250, unit("um")), mm(0.25));
    row("an absolute temperature is converted", spec(ParameterType::Quantity, "K"), Quantity(25, unit("degC")),
        Quantity(298.15, unit("K")));
    row("a whole number for a bare number", spec(ParameterType::Quantity), qint64(3), Quantity(3, Unit()));
    row("a percentage for a bare number", spec(ParameterType::Quantity), Quantity(50, unit("%")),
        Quantity(0.5, Unit()));
    row("a whole number", spec(ParameterType::Integer), qint64(3), qint64(3));
    row("a bare quantity for a whole number", spec(ParameterType::Integer), Quantity(3, Unit()), qint64(3));
    row("a converted quantity for a whole number", spec(ParameterType::Integer, "cts"), Quantity(5, unit("kcts")),
        qint64(5000));
    row("a boolean", spec(ParameterType::Boolean), true, true);
    row("a choice", filter(), text("red"), text("red"));
    row("a text", label(), text("5 mm"), text("5 mm"));
    row("a waveform", curve(), Waveform{{1, 2}, unit("mm")}, Waveform{{1, 2}, unit("mm")});
    row("an image", spec(ParameterType::Image), Image(1, 1, QList<quint8>{7}), Image(1, 1, QList<quint8>{7}));
    row("a waveform is converted", curve(), Waveform{{1, 2}, unit("cm")}, Waveform{{10, 20}, unit("mm")});
}

void TestValueCoerce::coercedValues()
{
    QFETCH(ParameterSpec, spec);
    QFETCH(Value, given);
    QTEST(coerce(spec, given), "held");
}

void TestValueCoerce::coerceNamesTheParameterWithoutAnAddress()
{
    try {
        coerce(position(), Quantity(5, unit("V")));
        QFAIL("no error");
    } catch (const Error &error) {
        QCOMPARE(error.kind(), ErrorKind::Refused);
        QVERIFY(error.message().startsWith(QStringLiteral("position: 5 V has the unit V")));
    }
}

PODIUM_TEST_MAIN(TestValueCoerce)
#include "tst_valuecoerce.moc"
