// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/benchfile.h"

#include "app/drivercatalog.h"
#include "app/instrumentcatalog.h"
#include "devices/families/configreader.h"
#include "engine/model/address.h"
#include "engine/model/quoted.h"

#include <algorithm>

static void initBenchResource() { Q_INIT_RESOURCE(benches); }

namespace podium::app
{
using namespace devices;
using namespace engine;

namespace
{
const QStringList &overrideKeys()
{
    static const QStringList keys{QStringLiteral("limits"), QStringLiteral("alarms"), QStringLiteral("poll"),
                                  QStringLiteral("decimals")};
    return keys;
}

void checkId(const PlannedDevice &device, const ConfigNode *node, const std::vector<PlannedDevice> &before,
             ProblemList &problems)
{
    if (!node || device.id.isEmpty())
        return;
    const auto has = [&](const QString &id) {
        return std::any_of(before.begin(), before.end(), [&](const PlannedDevice &other) { return other.id == id; });
    };
    if (!isDeviceId(device.id))
        problems.add(
            *node,
            QStringLiteral(
                "%1 is no device id; give parts of letters, digits, _ and - joined by /, for example \"stage/x\".")
                .arg(quoted(device.id)));
    else if (has(device.id))
        problems.add(
            *node,
            QStringLiteral("There is already a device called %1; give this one another id.").arg(quoted(device.id)));
}

void checkKind(ConfigReader &reader, const PlannedDevice &device, const QString &file, ProblemList &problems)
{
    const auto *byDriver = reader.find(QStringLiteral("driver"));
    const auto *byInstrument = reader.find(QStringLiteral("instrument"));
    if (!byDriver == !byInstrument) {
        problems.add(
            byDriver ? *byInstrument : reader.table(),
            QStringLiteral(
                "A device has either a driver or an instrument; give one of them, for example driver = \"sim.axis\" or "
                "instrument = \"hp-6632b\"."));
    } else if (byDriver && !driver(device.driver)) {
        QStringList names;
        for (const auto &known : drivers())
            names << known.name;
        problems.add(*byDriver, QStringLiteral("There is no driver %1.%2 Allowed are %3.")
                                    .arg(quoted(device.driver), nearestWord(device.driver, names),
                                         names.join(QStringLiteral(", "))));
    } else if (byInstrument && !findInstrument(device.instrument, file)) {
        const auto names = instrumentNames();
        problems.add(*byInstrument, QStringLiteral("There is no instrument file %1.%2 Built in are %3; others stand "
                                                   "beside the bench file, or give a path.")
                                        .arg(quoted(device.instrument), nearestWord(device.instrument, names),
                                             names.join(QStringLiteral(", "))));
    } else if (byInstrument) {
        reader.require(QStringLiteral("address"),
                       QStringLiteral("where the instrument is, for example \"tcp://192.168.1.20:5025\""));
    }
    const auto *address = reader.find(QStringLiteral("address"));
    if (byDriver && !byInstrument && address)
        problems.addAtKey(
            *address,
            QStringLiteral("A driver has no address; take it away, or name an instrument instead of a driver."));
}

PlannedDevice readDevice(ConfigReader &reader, const BenchPlan &plan)
{
    ProblemList problems(plan.file);
    ConfigReader own(reader.table(), problems);
    PlannedDevice device;
    const auto someText = QStringLiteral("a text");
    device.node = own.table();
    device.id = own.text(QStringLiteral("id"), QStringLiteral("the id of the device, for example \"stage/x\""));
    device.title = own.text(QStringLiteral("title"), someText, {});
    device.group = own.text(QStringLiteral("group"), someText, {});
    device.driver = own.text(QStringLiteral("driver"), QStringLiteral("the name of a driver"), {});
    device.instrument = own.text(QStringLiteral("instrument"), QStringLiteral("the name of an instrument file"), {});
    device.address =
        own.text(QStringLiteral("address"), QStringLiteral("an address, for example \"tcp://192.168.1.20:5025\""), {});
    checkId(device, own.find(QStringLiteral("id")), plan.devices, problems);
    checkKind(own, device, plan.file, problems);
    own.find(QStringLiteral("settings")); // checked against the driver or the instrument
    for (const auto &key : overrideKeys())
        own.below(key);
    own.finish();
    device.problems = problems.all();
    if (device.id.isEmpty())
        device.id = device.node.key;
    return device;
}

/// A parent is made before its children, whose locks refer to its lock.
void checkParents(BenchPlan &plan)
{
    for (std::size_t i = 0; i < plan.devices.size(); ++i) {
        const auto later =
            std::find_if(plan.devices.begin() + static_cast<std::ptrdiff_t>(i) + 1, plan.devices.end(),
                         [&](const PlannedDevice &other) { return other.id == parentDevice(plan.devices[i].id); });
        if (later == plan.devices.end())
            continue;
        ProblemList problems(plan.file);
        problems.add(
            plan.devices[i].node,
            QStringLiteral(
                "%1 belongs to %2, which stands below it in the file; move the [[device]] of %2 above this one.")
                .arg(plan.devices[i].id, later->id));
        plan.devices[i].problems.push_back(problems.all().front());
    }
}

PlannedInterlock readInterlock(ConfigReader &reader)
{
    PlannedInterlock interlock;
    interlock.refuse =
        reader.text(QStringLiteral("refuse"), QStringLiteral("what is refused, for example \"shutter.open\""));
    interlock.unless = reader.text(QStringLiteral("unless"),
                                   QStringLiteral("a condition, for example \"heater.temperature < 200 degC\""));
    interlock.reason = reader.text(QStringLiteral("reason"), QStringLiteral("the reason for people, a whole sentence"));
    interlock.node = reader.table();
    reader.finish();
    return interlock;
}
} // namespace

QString realDevice(const BenchPlan &plan)
{
    const auto real = std::find_if(plan.devices.begin(), plan.devices.end(), [](const PlannedDevice &device) {
        return !device.driver.startsWith(QLatin1String("sim."));
    });
    return real == plan.devices.end() ? QString() : real->id;
}

QString simulatedBench() { return QStringLiteral(":/benches/simulated.toml"); }

namespace
{
BenchFile read(const QString &path, ConfigFile file)
{
    BenchFile result;
    result.problems = std::move(file.problems);
    if (!file.root)
        return result;
    ProblemList problems(path);
    ConfigReader root(*file.root, problems);
    BenchPlan plan;
    plan.file = path;
    plan.name = root.text(QStringLiteral("name"), QStringLiteral("the name of the bench"));
    if (root.boolean(QStringLiteral("simulated"), false))
        plan.simulated = *root.find(QStringLiteral("simulated"));
    for (auto &reader : root.list(QStringLiteral("device")))
        plan.devices.push_back(readDevice(reader, plan));
    for (auto &reader : root.list(QStringLiteral("interlock")))
        plan.interlocks.push_back(readInterlock(reader));
    root.finish();
    checkParents(plan);
    result.problems.insert(result.problems.end(), problems.all().begin(), problems.all().end());
    for (const auto &device : plan.devices)
        result.problems.insert(result.problems.end(), device.problems.begin(), device.problems.end());
    if (problems.count() == 0)
        result.plan = std::move(plan);
    return result;
}
} // namespace

BenchFile loadBench(const QString &given)
{
    initBenchResource();
    const auto path = given.isEmpty() ? simulatedBench() : given;
    return read(path, readConfig(path));
}

BenchFile loadBench(const QString &path, const QByteArray &text) { return read(path, readConfig(path, text)); }
} // namespace podium::app
