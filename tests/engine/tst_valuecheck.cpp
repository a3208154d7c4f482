// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/valuecheck.h"

#include "tests/engine/allocations.h"
#include "tests/engine/samplespecs.h"
#include "tests/support/testmain.h"

#include <algorithm>
#include <limits>
#include <random>

using namespace podium::engine;

Q_DECLARE_METATYPE(podium::engine::Limits)

namespace
{
constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
const Limits softLimits{-5, 25};

QString reasons(const std::vector<Refusal> &refusals)
{
    QStringList lines;
    for (const Refusal &refusal : refusals)
        lines << QString::fromUtf8(QMetaEnum::fromType<RefusalKind>().valueToKey(int(refusal.kind))) + u' ' +
                     refusal.message;
    return lines.join(u'\n');
}
} // namespace

class TestValueCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusals_data();
    void refusals();
    void brokenLimitsAllowNothing_data();
    void brokenLimitsAllowNothing();
    void theNarrowerOfTheDevicesLimitsRefuses_data();
    void theNarrowerOfTheDevicesLimitsRefuses();
    void aHundredThousandValues();
    void anAllowedQuantityDoesNotAllocate();
};

void TestValueCheck::refusals_data()
{
    QTest::addColumn<ParameterSpec>("spec");
    QTest::addColumn<Value>("value");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *sentence, const ParameterSpec &s, const Value &value, const char *expected) {
        QTest::newRow(sentence) << s << value << QString::fromUtf8(expected);
    };
    row("inside the limits", position(), mm(12), "");
    row("at the soft limit", position(), mm(25), "");
    row("at the soft limit in another unit", position(), Quantity(25000, unit("um")), "");
    row("above the soft limit", position(), mm(26),
        "SoftLimit stage/x.position: 26 mm is above the soft limit 25 mm; the highest allowed is 25 mm.");
    row("below the soft limit", position(), mm(-6),
        "SoftLimit stage/x.position: -6 mm is below the soft limit -5 mm; the lowest allowed is -5 mm.");
    row("above both limits", position(), mm(30),
        "DeviceLimit stage/x.position: 30 mm is above the device limit 28 mm; the highest allowed is 25 mm.\n"
        "SoftLimit stage/x.position: 30 mm is above the soft limit 25 mm; the highest allowed is 25 mm.");
    row("above both in another unit", position(), Quantity(3, unit("cm")),
        "DeviceLimit stage/x.position: 30 mm is above the device limit 28 mm; the highest allowed is 25 mm.\n"
        "SoftLimit stage/x.position: 30 mm is above the soft limit 25 mm; the highest allowed is 25 mm.");
    row("a hair above the limit", position(), mm(25.000000000000004),
        "SoftLimit stage/x.position: 25.000000000000004 mm is above the soft limit 25 mm; the highest allowed is 25 "
        "mm.");
    row("an absurd number", position(), mm(1e300),
        "DeviceLimit stage/x.position: 1e+300 mm is above the device limit 28 mm; the highest allowed is 25 mm.\n"
        "SoftLimit stage/x.position: 1e+300 mm is above the soft limit 25 mm; the highest allowed is 25 mm.");
    row("NaN", position(), mm(notANumber),
        "NotFinite stage/x.position: NaN mm is not a finite number; give one: -5 mm to 25 mm.");
    row("infinity", position(), mm(-infinite),
        "NotFinite stage/x.position: -Inf mm is not a finite number; give one: -5 mm to 25 mm.");
    row("infinite only after the conversion", position(), Quantity(1e308, unit("km")),
        "NotFinite stage/x.position: Inf mm is not a finite number; give one: -5 mm to 25 mm.");
    row("the wrong unit", position(), Quantity(5, unit("V")),
        "Unit stage/x.position: 5 V has the unit V, which is not compatible with mm; give a number with a unit, for "
        "example 1 mm.");
    row("the wrong unit and NaN", position(), Quantity(notANumber, unit("V")),
        "Unit stage/x.position: NaN V has the unit V, which is not compatible with mm; give a number with a unit, for "
        "example 1 mm.\n"
        "NotFinite stage/x.position: NaN V is not a finite number; give one: -5 mm to 25 mm.");
    row("no unit", position(), Quantity(5, Unit()),
        "Unit stage/x.position: 5 has no unit; give a number with a unit, for example 1 mm.");
    row("a bare whole number", position(), qint64(5),
        "Unit stage/x.position: 5 has no unit; give a number with a unit, for example 1 mm.");
    row("one unit too many", spec(ParameterType::Quantity), mm(5),
        "Unit stage/x.position: 5 mm has the unit mm, but the parameter has none; give a number without a unit, for "
        "example 1.");
    row("no value", position(), Value(),
        "Type stage/x.position: there is no value; give a number with a unit, for example 1 mm.");
    row("a text for a quantity", position(), text("5 mm"),
        "Type stage/x.position: \"5 mm\" is a text; give a number with a unit, for example 1 mm.");
    row("a boolean for a quantity", position(), true,
        "Type stage/x.position: on is a boolean; give a number with a unit, for example 1 mm.");
    row("a waveform for a quantity", position(), Waveform{{1}, unit("mm")},
        "Type stage/x.position: [1] mm is a waveform; give a number with a unit, for example 1 mm.");
    row("a broken number for a whole one", spec(ParameterType::Integer), Quantity(2.5, Unit()),
        "Type stage/x.position: 2.5 is not a whole number; give a whole number without a unit, for example 1.");
    row("NaN for a whole number", spec(ParameterType::Integer), Quantity(notANumber, Unit()),
        "Type stage/x.position: NaN is not a whole number; give a whole number without a unit, for example 1.\n"
        "NotFinite stage/x.position: NaN is not a finite number; give one: -5 to 25.");
    row("a number too large for a whole one", spec(ParameterType::Integer), Quantity(1e300, Unit()),
        "Type stage/x.position: 1e+300 is not a whole number; give a whole number without a unit, for example 1.");
    row("a whole number above its limit", spec(ParameterType::Integer), qint64(26),
        "SoftLimit stage/x.position: 26 is above the soft limit 25; the highest allowed is 25.");
    row("the largest whole number", spec(ParameterType::Integer), std::numeric_limits<qint64>::max(),
        "SoftLimit stage/x.position: 9.223372036854776e+18 is above the soft limit 25; the highest allowed is 25.");
    row("a whole number for a boolean", spec(ParameterType::Boolean), qint64(1),
        "Type stage/x.position: 1 is a whole number; give on or off.");
    row("not one of the choices", filter(), text("blue"),
        "Choice stage/x.position: \"blue\" is not one of the choices; give one of \"red\", \"green\".");
    row("a choice in other letters", filter(), text("Red"),
        "Choice stage/x.position: \"Red\" is not one of the choices; give one of \"red\", \"green\".");
    row("a quantity for a choice", filter(), mm(1),
        "Type stage/x.position: 1 mm is a quantity; give one of \"red\", \"green\".");
    row("a text that fits", label(), text("sample 1"), "");
    row("a text that is too long", label(), text("sample 12"),
        "DeviceLimit stage/x.position: 9 characters are more than the device limit 8; give at most 8.");
    row("a text that hides a second message", label(), text("a\nSTOP"),
        "Type stage/x.position: \"a\\u000aSTOP\" has a control character in it; give a text of one line.");
    row("a waveform that fits", curve(), Waveform{{-5, 0, 25}, unit("mm")}, "");
    row("a waveform with NaN", curve(), Waveform{{1, notANumber, 30}, unit("mm")},
        "NotFinite stage/x.position: sample 2 of 3 (NaN mm) is not a finite number; give one: -5 mm to 25 mm.");
    row("a waveform beyond the limit", curve(), Waveform{{1, 30}, unit("mm")},
        "SoftLimit stage/x.position: sample 2 of 2 (30 mm) is above the soft limit 25 mm; the highest allowed is 25 "
        "mm.");
    row("a waveform that is too long and beyond the limit", curve(), Waveform{{1, 2, 3, 4, -9}, unit("mm")},
        "DeviceLimit stage/x.position: 5 samples are more than the device limit 4; give at most 4.\n"
        "SoftLimit stage/x.position: sample 5 of 5 (-9 mm) is below the soft limit -5 mm; the lowest allowed is -5 "
        "mm.");
    row("a waveform without a unit", curve(), Waveform{{1}, Unit()},
        "Unit stage/x.position: [1] has no unit; give a list of numbers with a unit, for example [1, 2, 3] mm.");
    row("an image", spec(ParameterType::Image), text("pixels"),
        "Type stage/x.position: \"pixels\" is a text; give nothing, images cannot be written.");
    row("an image that is one", spec(ParameterType::Image), Image(2, 1, QList<quint8>(2)),
        "Type stage/x.position: 2 x 1, 8 bit is an image; give nothing, images cannot be written.");
    row("an image for a number", position(), Image(2, 1, QList<quint8>(2)),
        "Type stage/x.position: 2 x 1, 8 bit is an image; give a number with a unit, for example 1 mm.");
}

void TestValueCheck::refusals()
{
    QFETCH(ParameterSpec, spec);
    QFETCH(Value, value);
    const QString address = QStringLiteral("stage/x.position");
    const auto refused = checkValue(spec, value, softLimits, address);
    QTEST(reasons(refused), "expected");
    QVERIFY(
        std::is_sorted(refused.begin(), refused.end(), [](const auto &a, const auto &b) { return a.kind < b.kind; }));
    for (const Refusal &refusal : refused)
        QCOMPARE(refusal.address, address);
}

void TestValueCheck::brokenLimitsAllowNothing_data()
{
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::addColumn<QString>("expected");
    QTest::newRow("crossed soft limits")
        << 25.0 << -5.0
        << QStringLiteral(
               "SoftLimit a.b: nothing may be written, because the soft limits are wrong: the low limit 25 mm "
               "must be below the high limit -5 mm.");
    QTest::newRow("a NaN soft limit")
        << notANumber << 5.0
        << QStringLiteral(
               "SoftLimit a.b: nothing may be written, because the soft limits are wrong: the low limit is NaN "
               "mm, give a finite number or none.");
    QTest::newRow("soft limits outside the device limits")
        << 30.0 << 40.0
        << QStringLiteral(
               "SoftLimit a.b: 0 mm is below the soft limit 30 mm; device limits and soft limits together allow "
               "no value.");
}

void TestValueCheck::brokenLimitsAllowNothing()
{
    QFETCH(double, low);
    QFETCH(double, high);
    QTEST(reasons(checkValue(position(), mm(0), {low, high}, QStringLiteral("a.b"))), "expected");
}

void TestValueCheck::theNarrowerOfTheDevicesLimitsRefuses_data()
{
    QTest::addColumn<Limits>("told");
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *sentence, const Limits &told, double value, const char *expected) {
        QTest::newRow(sentence) << told << value << QString::fromLatin1(expected);
    };
    row("within both", {-1, 20}, 20, "");
    row("above what it tells, and within the fixed one", {-1, 20}, 22,
        "DeviceLimit a.b: 22 mm is above 20 mm, the highest that the device allows now (a.b_highest); give one within.");
    row("above both, and it tells the narrower one", {-1, 20}, 30,
        "DeviceLimit a.b: 30 mm is above 20 mm, the highest that the device allows now (a.b_highest); give one within.\n"
        "SoftLimit a.b: 30 mm is above the soft limit 25 mm; the highest allowed is 20 mm.");
    row("above both, and the fixed one is the narrower", {-1, 29}, 30,
        "DeviceLimit a.b: 30 mm is above the device limit 28 mm; the highest allowed is 25 mm.\n"
        "SoftLimit a.b: 30 mm is above the soft limit 25 mm; the highest allowed is 25 mm.");
    row("above both, which are the same", {{}, 28}, 30,
        "DeviceLimit a.b: 30 mm is above 28 mm, the highest that the device allows now (a.b_highest); the highest allowed is 25 mm.\n"
        "SoftLimit a.b: 30 mm is above the soft limit 25 mm; the highest allowed is 25 mm.");
    row("below both, and it tells the narrower one", {-1, 20}, -11,
        "DeviceLimit a.b: -11 mm is below -1 mm, the lowest that the device allows now (a.b_lowest); give one within.\n"
        "SoftLimit a.b: -11 mm is below the soft limit -5 mm; the lowest allowed is -1 mm.");
    row("it tells one side only", {-1, {}}, 30,
        "DeviceLimit a.b: 30 mm is above the device limit 28 mm; the highest allowed is 25 mm.\n"
        "SoftLimit a.b: 30 mm is above the soft limit 25 mm; the highest allowed is 25 mm.");
    row("it allows nothing that the fixed ones allow", {40, 50}, 22,
        "DeviceLimit a.b: 22 mm is below 40 mm, the lowest that the device allows now (a.b_lowest); give one within.");
    row("no number", {-1, 20}, notANumber, "NotFinite a.b: NaN mm is not a finite number; give one: -1 mm to 20 mm.");
}

void TestValueCheck::theNarrowerOfTheDevicesLimitsRefuses()
{
    QFETCH(Limits, told);
    QFETCH(double, value);
    QTEST(reasons(checkValue(position(), mm(value), softLimits, QStringLiteral("a.b"), told)), "expected");
}

void TestValueCheck::aHundredThousandValues()
{
    constexpr quint32 seed = 4711;
    std::mt19937 random(seed);
    const double specials[] = {notANumber, -notANumber, infinite, -infinite, 0.0, -0.0,
                               1e308,      -1e308,      5e-324,   25.0,      -5.0};
    std::uniform_real_distribution<double> anywhere(-40, 40);
    const auto number = [&] { return random() % 2 ? anywhere(random) : specials[random() % std::size(specials)]; };
    const QString address = QStringLiteral("stage/x.position");
    const ParameterSpec scalarSpec = position();
    ParameterSpec arraySpec = position();
    arraySpec.type = ParameterType::Waveform;
    for (int i = 0; i < 100000; ++i) {
        QList<double> samples(1 + random() % 4);
        std::generate(samples.begin(), samples.end(), number);
        const auto allowed = [](double value) { return value >= -5 && value <= 25; };
        const auto scalar = checkValue(scalarSpec, mm(samples[0]), softLimits, address);
        const auto array = checkValue(arraySpec, Waveform{samples, arraySpec.unit}, softLimits, address);
        const bool isArrayAllowed = std::all_of(samples.cbegin(), samples.cend(), allowed);
        if (scalar.empty() != allowed(samples[0]) || array.empty() != isArrayAllowed)
            QFAIL(qPrintable(
                QStringLiteral("seed %1: %2").arg(QString::number(seed), valueText(Waveform{samples, Unit()}))));
    }
}

void TestValueCheck::anAllowedQuantityDoesNotAllocate()
{
    const ParameterSpec parameter = position();
    const Value value = mm(12);
    const QString address = QStringLiteral("stage/x.position");
    const podium::tests::Allocations allocations;
    const Value held = coerce(parameter, value, address);
    const bool isAllowed = checkValue(parameter, held, softLimits, address).empty();
    QCOMPARE(allocations.count(), 0);
    QVERIFY(isAllowed);
    const QString spelled = valueText(held);
    QVERIFY2(allocations.count() > 0, "the counter counts");
}

PODIUM_TEST_MAIN(TestValueCheck)
#include "tst_valuecheck.moc"
