// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/typedvalue.h"

#include "engine/tasks/error.h"
#include "tests/support/testmain.h"

using namespace podium;
using engine::Limits;

/// What typed texts come to, and how digits are stepped.
class TstTypedValue : public QObject
{
    Q_OBJECT

    static engine::ParameterSpec millimetres()
    {
        engine::ParameterSpec spec;
        spec.unit = engine::Unit::parse(QStringLiteral("mm"));
        spec.decimals = 3;
        return spec;
    }

private Q_SLOTS:
    void valuesAndTheirPreviews_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("preview");
        QTest::newRow("the same unit needs no preview") << u"12.4 mm"_qs << u"12.4 mm"_qs << QString();
        QTest::newRow("a compatible unit is converted, visibly") << u"250 um"_qs << u"0.25 mm"_qs << u"250 um = 0.25 mm"_qs;
        QTest::newRow("a bare number has the field's unit, visibly") << u"7"_qs << u"7 mm"_qs << u"7 = 7 mm"_qs;
        QTest::newRow("a typographic minus is a minus") << u"\u22122.5 mm"_qs << u"-2.5 mm"_qs << QString();
    }
    void valuesAndTheirPreviews()
    {
        QFETCH(QString, text);
        QTEST(engine::valueText(ui::typedValue(millimetres(), text, u"m.position"_qs)), "value");
        QTEST(ui::conversionPreview(millimetres(), text), "preview");
    }

    void refusals_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("another dimension") << u"3 s"_qs;
        QTest::newRow("no number") << u"far"_qs;
        QTest::newRow("not finite") << u"NaN mm"_qs;
        QTest::newRow("nothing at all") << QString();
    }
    void refusals()
    {
        QFETCH(QString, text);
        QVERIFY_THROWS_EXCEPTION(engine::Error, ui::typedValue(millimetres(), text, u"m.position"_qs));
        QCOMPARE(ui::conversionPreview(millimetres(), text), QString());
    }

    void steps_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("cursor");
        QTest::addColumn<int>("by");
        QTest::addColumn<QString>("stepped");
        QTest::addColumn<int>("place");
        QTest::newRow("the digit behind the cursor") << u"12.400 mm"_qs << 3 << 1 << u"12.500 mm"_qs << 3;
        QTest::newRow("behind the number it is the last digit") << u"12.400 mm"_qs << 9 << 1 << u"12.401 mm"_qs << 5;
        QTest::newRow("the point is no digit") << u"12.400 mm"_qs << 2 << 1 << u"12.500 mm"_qs << 3;
        QTest::newRow("a carry makes a digit more, the place moves along") << u"9.5 mm"_qs << 0 << 1 << u"10.5 mm"_qs << 1;
        QTest::newRow("through zero the sign appears") << u"0.5 mm"_qs << 0 << -1 << u"\u22120.5 mm"_qs << 1;
        QTest::newRow("a digit that becomes zero stays") << u"10 mm"_qs << 0 << -1 << u"00 mm"_qs << 0;
        QTest::newRow("ten steps carry") << u"1.95 mm"_qs << 2 << 10 << u"2.95 mm"_qs << 2;
        QTest::newRow("an exponent keeps its value") << u"1.5e-3 V"_qs << 2 << 1 << u"1.6e-3 V"_qs << 2;
        QTest::newRow("no unit, no point") << u"99"_qs << 2 << 1 << u"100"_qs << 2;
    }
    void steps()
    {
        QFETCH(QString, text);
        QFETCH(int, cursor);
        QFETCH(int, by);
        int place = ui::digitAt(text, cursor);
        QTEST(ui::stepDigit(text, place, by), "stepped");
        QTEST(place, "place");
    }

    void limits_data()
    {
        QTest::addColumn<Limits>("device");
        QTest::addColumn<Limits>("soft");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << Limits() << Limits() << QString();
        QTest::newRow("the device's") << Limits{-5, 25} << Limits() << u"\u22125.000 to 25.000 mm (device)"_qs;
        QTest::newRow("people's, narrower") << Limits{-5, 25} << Limits{0, 20} << u"0.000 to 20.000 mm (soft)"_qs;
        QTest::newRow("one of each") << Limits{-5, 25} << Limits{-10, 20} << u"\u22125.000 mm (device) to 20.000 mm (soft limit)"_qs;
        QTest::newRow("one side") << Limits{{}, 25} << Limits() << u"at most 25.000 mm (device limit)"_qs;
    }
    void limits()
    {
        auto spec = millimetres();
        QFETCH(Limits, device);
        QFETCH(Limits, soft);
        spec.deviceLimits = device;
        QTEST(ui::limitsText(spec, soft), "text");
    }
};

PODIUM_TEST_MAIN(TstTypedValue)
#include "tst_typedvalue.moc"
