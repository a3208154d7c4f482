// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/drivercatalog.h"
#include "engine/dispatch/states.h"
#include "engine/locks/locktable.h"
#include "engine/model/family.h"
#include "engine/model/operations.h"
#include "engine/stop/stopcontroller.h"
#include "tests/support/testmain.h"

using namespace podium::engine;
using namespace std::chrono_literals;
using podium::devices::Driver;
using podium::devices::Settings;

namespace
{
/// One simulated device of a driver with its default settings, on a clock that the test moves.
struct Rig {
    explicit Rig(const QString &name)
        : driver(*podium::app::driver(name))
        , engine(std::make_unique<ManualScheduler>())
        , locks(engine)
        , bench(engine, locks)
        , stops(bench)
    {
        Settings settings;
        for (const auto &setting : driver.settings)
            settings.insert(setting.spec.name, setting.fallback);
        device = &bench.add(driver.make(bench.context(QStringLiteral("d"), QString(), QString()), settings, bench));
    }
    ~Rig() { engine.abandon(); }

    void advance(Duration by) { static_cast<ManualScheduler &>(engine.scheduler()).advance(by); }
    Address address(const QString &name) const { return {QStringLiteral("d"), name}; }
    Task<Value> write(const QString &name, const Value &value)
    {
        auto task = engine.run(QStringLiteral("write"), operations::write(bench, address(name), value));
        task.record()->observe();
        return task;
    }

    const Driver &driver;
    Engine engine;
    LockTable locks;
    Bench bench;
    StopController stops;
    Device *device = nullptr;
};

/// A value between the limits of a writable parameter.
std::optional<Value> allowedValue(const ParameterSpec &spec)
{
    if (spec.type == ParameterType::Boolean)
        return Value(true);
    if (spec.type != ParameterType::Quantity || !spec.deviceLimits.low || !spec.deviceLimits.high)
        return std::nullopt;
    return Value(Quantity((*spec.deviceLimits.low + *spec.deviceLimits.high) / 2, spec.unit));
}
} // namespace

/// What every driver of the catalogue that simulates in-process has to do.
class TestDriverContractSim : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyDriverHasARow();
    void contract_data();
    void contract();
};

void TestDriverContractSim::contract_data()
{
    QTest::addColumn<bool>("stops");
    QTest::newRow("sim.axis") << true;
    QTest::newRow("sim.detector") << true;
    QTest::newRow("sim.heater") << true;
    QTest::newRow("sim.meter") << false;
    QTest::newRow("sim.shutter") << true;
    QTest::newRow("sim.stage") << false;
    QTest::newRow("sim.supply") << true;
}

void TestDriverContractSim::everyDriverHasARow()
{
    QStringList names;
    for (const auto &driver : podium::app::drivers())
        names << driver.name;
    names.sort();
    QCOMPARE(names, (QStringList{QStringLiteral("indi"), // in tst_drivercontract_indi
                                 QStringLiteral("sim.axis"), QStringLiteral("sim.detector"), QStringLiteral("sim.heater"),
                                 QStringLiteral("sim.meter"), QStringLiteral("sim.shutter"), QStringLiteral("sim.stage"),
                                 QStringLiteral("sim.supply")}));
}

void TestDriverContractSim::contract()
{
    QFETCH(bool, stops);
    Rig rig(QString::fromLatin1(QTest::currentDataTag()));
    auto &device = *rig.device;
    QCOMPARE(device.state(), DeviceState::Disconnected);
    rig.bench.open();
    rig.advance(500ms);
    QCOMPARE(device.state(), DeviceState::Standby);
    QCOMPARE(device.family(), rig.driver.family);
    const auto *family = family::find(device.family());
    QVERIFY2(family, qPrintable(device.family()));
    const auto shape = describe(rig.bench).devices.front();
    QCOMPARE(family->lack(shape.parameters, shape.commands), QString());

    bool mayEnergise = false;
    for (const auto &parameter : device.parameters()) {
        const auto &spec = parameter->spec();
        QVERIFY2(parameter->reading().quality == Quality::Valid, qPrintable(parameter->address()));
        mayEnergise = mayEnergise || spec.startsMotion || spec.isOutput;
        const auto value = spec.isWritable() ? allowedValue(spec) : std::nullopt;
        if (!value)
            continue;
        const auto written = rig.write(spec.name, *value);
        rig.advance(60s);
        QVERIFY2(written.info().succeeded(), qPrintable(written.info().error));
        QCOMPARE(parameter->setpoint(), *value);
        if (spec.type != ParameterType::Quantity)
            continue;
        const auto beyond = rig.write(spec.name, Quantity(*spec.deviceLimits.high + 1, spec.unit));
        QCOMPARE(beyond.info().errorKind, ErrorKind::Refused);
        QCOMPARE(beyond.info().refusals.front().kind, RefusalKind::DeviceLimit);
    }
    for (const auto &command : device.commands())
        mayEnergise = mayEnergise || command.mayEnergise();
    QCOMPARE(device.canStop(), stops);
    QVERIFY2(!mayEnergise || stops, "what can move or output something has to stop");

    if (stops) {
        rig.stops.stopAll(QStringLiteral("contract"));
        QVERIFY(device.stopByteSent());
        rig.advance(10s);
        QCOMPARE(rig.stops.status().phase, StopPhase::Stopped);
        QVERIFY(rig.stops.receipts().front().isConfirmed());
        rig.stops.reset(QStringLiteral("contract"));
    }
    device.close();
    QCOMPARE(device.state(), DeviceState::Disconnected);
    for (const auto &parameter : device.parameters())
        QCOMPARE(parameter->reading().quality, Quality::Lost);
    device.open();
    rig.advance(1s);
    QVERIFY(device.state() != DeviceState::Disconnected);
}

PODIUM_TEST_MAIN(TestDriverContractSim)
#include "tst_drivercontract_sim.moc"
