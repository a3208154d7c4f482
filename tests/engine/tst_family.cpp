// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/family.h"

#include "tests/support/testmain.h"

using namespace podium::engine;
namespace standard = family::standard;

namespace
{
ParameterSpec parameter(const char *name, const char *unit, Access access = Access::ReadWrite)
{
    ParameterSpec spec;
    spec.name = QString::fromLatin1(name);
    spec.unit = Unit::parse(QString::fromLatin1(unit));
    spec.access = access;
    return spec;
}

ParameterSpec flag(const char *name)
{
    auto spec = parameter(name, "");
    spec.type = ParameterType::Boolean;
    return spec;
}

CommandSpec command(const char *name)
{
    CommandSpec spec;
    spec.name = QString::fromLatin1(name);
    return spec;
}

/// What a device has; rows change one thing of a good one.
struct Shape {
    const char *family;
    std::vector<ParameterSpec> parameters;
    std::vector<CommandSpec> commands;

    ParameterSpec &named(const char *name)
    {
        return *std::find_if(parameters.begin(), parameters.end(), [&](const auto &spec) { return spec.name == QLatin1String(name); });
    }
};

Shape supply() { return {"powersupply", {parameter("voltage", "mV"), parameter("current", "A", Access::ReadOnly), flag("output")}, {}}; }
Shape heater()
{
    return {"temperaturecontroller", {parameter("temperature", "degC", Access::ReadOnly), parameter("setpoint", "K")}, {}};
}
Shape counter()
{
    auto counts = parameter("counts", "counts", Access::ReadOnly);
    counts.type = ParameterType::Integer;
    return {"detector", {counts}, {command("trigger")}};
}
Shape axis()
{
    auto position = parameter("position", "deg");
    position.startsMotion = true;
    return {"motor", {position}, {}};
}
} // namespace

/// What a device has to have so that the hand-made panel of its family can be used.
class TestFamily : public QObject
{
    Q_OBJECT

    using Change = std::function<void(Shape &)>;

private Q_SLOTS:
    void lack_data()
    {
        QTest::addColumn<std::function<Shape()>>("shape");
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("lack");
        const auto row = [](const char *sentence, const std::function<Shape()> &shape, const Change &change, const char *lack) {
            QTest::newRow(sentence) << shape << change << QString::fromLatin1(lack);
        };
        const Change none = [](Shape &) {};
        row("A supply with voltage and current lacks nothing", supply, none, "");
        row("A heater with temperature and setpoint lacks nothing", heater, none, "");
        row("A detector that counts and triggers lacks nothing", counter, none, "");
        row("A motor with a position lacks nothing", axis, none, "");
        row("A supply without voltage is none", supply, [](Shape &s) { s.parameters.erase(s.parameters.begin()); },
            "it has no parameter voltage");
        row("A supply whose voltage is a text is none", supply, [](Shape &s) { s.named("voltage").type = ParameterType::Text; },
            "its voltage is no number");
        row("A supply whose voltage is a length is none", supply, [](Shape &s) { s.named("voltage").unit = Unit::parse(QStringLiteral("mm")); },
            "its voltage is not in V");
        row("A supply whose voltage can only be read is none", supply, [](Shape &s) { s.named("voltage").access = Access::ReadOnly; },
            "its voltage cannot be set");
        row("A supply whose current can only be written is none", supply, [](Shape &s) { s.named("current").access = Access::WriteOnly; },
            "its current cannot be read");
        row("What may be missing may be something else", supply, [](Shape &s) { s.named("output").type = ParameterType::Text; }, "");
        row("A heater whose setpoint cannot be set is none", heater, [](Shape &s) { s.named("setpoint").access = Access::ReadOnly; },
            "its setpoint cannot be set");
        row("A heater whose setpoint cannot be read is one", heater, [](Shape &s) { s.named("setpoint").access = Access::WriteOnly; }, "");
        row("A temperature without unit is none", heater, [](Shape &s) { s.named("temperature").unit = Unit(); },
            "its temperature is not in K");
        row("A detector without trigger is none", counter, [](Shape &s) { s.commands.clear(); }, "it has no command trigger");
        row("A position that moves nothing is no motor's", axis, [](Shape &s) { s.named("position").startsMotion = false; },
            "its position moves nothing");
    }
    void lack()
    {
        QFETCH(std::function<Shape()>, shape);
        QFETCH(Change, change);
        auto made = shape();
        change(made);
        const auto *family = family::find(QString::fromLatin1(made.family));
        QVERIFY(family);
        QTEST(family->lack(made.parameters, made.commands), "lack");
    }

    void aFamilyIsFoundByItsExactName()
    {
        QCOMPARE(family::find(u"powersupply")->name, family::powerSupply);
        QVERIFY(!family::find(u"PowerSupply"));
        QVERIFY(!family::find(u""));
        QVERIFY(!family::find(u"toaster"));
    }

    void aParameterIsFoundOnlyIfItIsWhatItsNameSays()
    {
        auto made = supply();
        const auto &family = *family::find(u"powersupply");
        QCOMPARE(family.find(standard::output, made.parameters), std::as_const(made.parameters).data() + 2);
        made.named("output").type = ParameterType::Text;
        QVERIFY(!family.find(standard::output, made.parameters));
        QVERIFY(!family.find(standard::currentLimit, made.parameters));
        QVERIFY(!family.find(standard::temperature, heater().parameters)); // of another family
    }
};

PODIUM_TEST_MAIN(TestFamily)
#include "tst_family.moc"
