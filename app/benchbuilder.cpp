// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/benchfile.h"

#include "app/benchoverrides.h"
#include "app/drivercatalog.h"
#include "app/instrumentcatalog.h"
#include "app/linkcatalog.h"
#include "devices/families/configvalues.h"
#include "devices/modbus/modbusdevice.h"
#include "devices/scpi/instrumentdevice.h"
#include "engine/model/interlock.h"
#include "engine/model/quoted.h"

#include <algorithm>

namespace podium::app
{
using namespace devices;
using namespace engine;

namespace
{
/// Makes the devices of one plan, one after the other, and its interlocks in the place of those that were.
class Builder
{
public:
    Builder(const BenchPlan &plan, Core &core, BenchLinks &links)
        : m_plan(plan)
        , m_core(core)
        , m_problems(plan.file)
        , m_links(links)
    {
    }

    /// Only: the ids of the devices that are to be made; empty: all.
    FileProblems build(const std::optional<QStringList> &only)
    {
        m_core.bench.setName(m_plan.name);
        setSimulated();
        for (const auto &device : m_plan.devices)
            if (!only || only->contains(device.id))
                addDevice(device);
        m_core.bench.interlocks().set({});
        for (const auto &interlock : m_plan.interlocks)
            addInterlock(interlock);
        m_other.insert(m_other.end(), m_problems.all().begin(), m_problems.all().end());
        return m_other;
    }

private:
    /// What is simulated may be moved by a drill, so the word of the file is not enough.
    void setSimulated()
    {
        const auto real = realDevice(m_plan);
        m_core.bench.setSimulated(m_plan.simulated && real.isEmpty());
        if (m_plan.simulated && !real.isEmpty())
            m_problems.addAtKey(*m_plan.simulated,
                                QStringLiteral("This bench is not simulated, because %1 is not; remove this key.").arg(real));
    }

    void addDevice(const PlannedDevice &planned)
    {
        if (!planned.problems.empty()) {
            addBroken(planned, planned.problems);
            return;
        }
        ProblemList problems(m_plan.file);
        FileProblems instrumentProblems;
        BenchOverrides overrides(planned.node, problems);
        try {
            auto context = m_core.bench.context(planned.id, planned.title, planned.group);
            context.adjust = [&overrides](ParameterSpec &spec) { overrides.apply(spec); };
            auto device = planned.driver.isEmpty() ? makeInstrument(planned, context, problems, instrumentProblems)
                                                   : makeByDriver(planned, context, problems);
            if (device)
                overrides.finish(*device);
            if (device && problems.count() == 0) {
                m_core.bench.add(std::move(device));
                return;
            }
        } catch (const Error &error) {
            problems.add(settingNode(planned, error.where()), error.message());
        }
        auto all = problems.all();
        all.insert(all.end(), instrumentProblems.begin(), instrumentProblems.end());
        addBroken(planned, all);
        m_other.insert(m_other.end(), all.begin(), all.end());
    }

    /// Where the setting stands that an error names, else the device.
    static const ConfigNode &settingNode(const PlannedDevice &planned, const QString &setting)
    {
        const auto *settings = planned.node.find(u"settings");
        const auto *node = settings ? settings->find(setting) : nullptr;
        return node ? *node : planned.node;
    }

    void addBroken(const PlannedDevice &planned, const FileProblems &problems)
    {
        QStringList texts;
        for (const auto &problem : problems)
            texts << problem.text();
        m_core.bench.addBroken({planned.id, planned.title, planned.group, texts.join(QLatin1Char('\n'))});
    }

    std::unique_ptr<Device> makeByDriver(const PlannedDevice &planned, const DeviceContext &context,
                                         ProblemList &problems)
    {
        const auto &known = *driver(planned.driver);
        const auto settings = readSettings(planned.node.find(u"settings"), planned.node, known.settings, problems);
        return problems.count() == 0 ? known.make(context, settings, m_core.bench) : nullptr;
    }

    std::unique_ptr<Device> makeInstrument(const PlannedDevice &planned, const DeviceContext &context,
                                           ProblemList &problems, FileProblems &instrumentProblems)
    {
        const auto path = findInstrument(planned.instrument, m_plan.file).value_or(planned.instrument);
        const auto file = loadInstrument(path, instrumentProblems);
        if (!file)
            return nullptr;
        return std::visit([&](const auto &known) { return makeFrom(known, planned, context, problems, instrumentProblems); }, *file);
    }

    std::unique_ptr<Device> make(const PlannedDevice &planned, const DeviceContext &context, const InstrumentDescription &description)
    {
        return std::make_unique<InstrumentDevice>(context, description,
                                                  m_links.links.link(m_core.engine, planned.address, description));
    }
    std::unique_ptr<Device> make(const PlannedDevice &planned, const DeviceContext &context, const ModbusDescription &description)
    {
        return std::make_unique<ModbusDevice>(context, description,
                                              m_links.modbus.unit(m_core.engine, planned.address, description));
    }

    template <class File>
    std::unique_ptr<Device> makeFrom(const File &file, const PlannedDevice &planned, const DeviceContext &context,
                                     ProblemList &problems, FileProblems &instrumentProblems)
    {
        const auto settings = readSettings(planned.node.find(u"settings"), planned.node, file.settings(), problems);
        if (problems.count() > 0)
            return nullptr;
        const auto description = file.describe(settings, instrumentProblems);
        if (!description) {
            problems.add(
                planned.node,
                QStringLiteral("With the settings of %1 the instrument file %2 is wrong; correct the settings.")
                    .arg(planned.id, planned.instrument));
            return nullptr;
        }
        try {
            return make(planned, context, *description);
        } catch (const Error &error) {
            problems.add(*planned.node.find(u"address"), error.message());
        }
        return nullptr;
    }

    void addInterlock(const PlannedInterlock &planned)
    {
        const auto address = Address::parse(planned.refuse);
        auto *device = address ? m_core.bench.find(address->device) : nullptr;
        const bool isAll = planned.refuse.endsWith(QLatin1String(".*"));
        if (isAll)
            device = m_core.bench.find(planned.refuse.chopped(2));
        const bool isTarget =
            device && (isAll || device->parameter(address->parameter) || device->command(address->parameter));
        try {
            InterlockCondition::parse(planned.unless, [&bench = m_core.bench](const Address &wanted) { return bench.find(wanted); });
        } catch (const Error &error) {
            m_problems.add(*planned.node.find(u"unless"), error.message());
        }
        auto condition = InterlockCondition::unbound(planned.unless); // so that it is there, never true, whatever is wrong with it
        condition.bind(m_core.bench);
        m_core.bench.interlocks().add({planned.refuse, std::move(condition), planned.reason});
        if (!isTarget && !isBroken(isAll ? planned.refuse.chopped(2) : address ? address->device : QString()))
            m_problems.add(
                *planned.node.find(u"refuse"),
                QStringLiteral("%1 names no parameter or command of a device that works; give one, for example "
                               "\"shutter.open\", or \"supply.*\" for all of a device.")
                    .arg(quoted(planned.refuse)));
    }

    bool isBroken(const DeviceId &id) const
    {
        const auto &broken = m_core.bench.broken();
        return std::any_of(broken.begin(), broken.end(), [&](const BrokenDevice &device) { return device.id == id; });
    }

    const BenchPlan &m_plan;
    Core &m_core;
    ProblemList m_problems;
    FileProblems m_other;
    BenchLinks &m_links;
};
} // namespace

FileProblems buildBench(const BenchPlan &plan, Core &core)
{
    BenchLinks links(linkKinds());
    return buildBench(plan, core, links);
}

FileProblems buildBench(const BenchPlan &plan, Core &core, BenchLinks &links, const std::optional<QStringList> &only)
{
    return Builder(plan, core, links).build(only);
}

FileProblems checkFile(const QString &path)
{
    const auto file = readConfig(path);
    const auto *root = file.root ? &*file.root : nullptr;
    if (root && (root->find(u"protocol") || root->find(u"identity") || root->find(u"family") || root->find(u"parameter"))) {
        FileProblems problems;
        loadInstrument(path, problems);
        return problems;
    }
    return checkBench(loadBench(path));
}

FileProblems checkBench(const BenchFile &bench)
{
    auto problems = bench.problems;
    if (bench.plan) {
        Core core(std::make_unique<ManualScheduler>());
        const auto found = buildBench(*bench.plan, core);
        problems.insert(problems.end(), found.begin(), found.end());
    }
    return problems;
}
} // namespace podium::app
