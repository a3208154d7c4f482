// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/checks.h"
#include "tests/ui/uibench.h"
#include "ui/panels/devicepanel.h"
#include "ui/panels/panelfactory.h"
#include "ui/panels/parameterrow.h"

#include <map>

namespace podium::tests
{
using namespace std::chrono_literals;

/// A device of any family that has what a test gives it, and says what a test puts in.
class KnobDevice : public Device
{
public:
    KnobDevice(const DeviceContext &context, const QString &family) : Device(context, family) {}

    using Device::addCommand;
    using Device::setState;

    ParameterSpec spec(const char *name, const char *unit, Access access = Access::ReadWrite) const
    {
        ParameterSpec made;
        made.name = QString::fromLatin1(name);
        made.unit = Unit::parse(QString::fromLatin1(unit));
        made.access = access;
        made.decimals = 3;
        return made;
    }
    void add(const ParameterSpec &made, Value value) { m_values[&addParameter(made)] = std::move(value); }
    void addNumber(const char *name, const char *unit, double value, Access access = Access::ReadWrite)
    {
        add(spec(name, unit, access), Quantity(value, Unit::parse(QString::fromLatin1(unit))));
    }
    void addFlag(const char *name, bool value, Access access = Access::ReadWrite)
    {
        auto made = spec(name, "", access);
        made.type = ParameterType::Boolean;
        made.isOutput = made.isWritable();
        add(made, value);
    }
    Parameter &named(const char *name) const { return *parameter(QString::fromLatin1(name)); }
    /// What the instrument says from now on.
    void say(const char *name, const Value &value)
    {
        m_values[&named(name)] = value;
        named(name).setReading(value);
    }
    void say(const char *name, double value) { say(name, Quantity(value, named(name).spec().unit)); }
    void spoil(const char *name, Quality quality) { named(name).setQuality(quality, QStringLiteral("spoiled")); }

    QStringList sent;       ///< every write, command and stop
    Duration writeTime{0};  ///< of every write

    void open() override
    {
        setState(DeviceState::Standby);
        for (const auto &[known, value] : m_values)
            const_cast<Parameter *>(known)->setReading(value);
    }
    Op<Value> read(Parameter &parameter) override { co_return m_values.at(&parameter); }
    Op<void> write(Parameter &parameter, Value value) override
    {
        sent << parameter.spec().name + QLatin1Char(' ') + valueText(value, 3);
        if (writeTime > Duration::zero())
            co_await sleep(writeTime);
        m_values[&parameter] = value;
    }
    Op<Value> execute(const CommandSpec &command, Arguments) override
    {
        sent << command.name;
        setState(DeviceState::Acquiring);
        for (int i = 0; i < 10; ++i) {
            report(i / 10.0);
            co_await sleep(100ms);
        }
        setState(DeviceState::Standby);
        co_return Value();
    }
    bool canStop() const override { return true; }
    Op<void> stop() override
    {
        sent << QStringLiteral("stop");
        markStopByte();
        if (state() != DeviceState::Disconnected)
            setState(DeviceState::Standby);
        co_return;
    }
    Op<std::optional<bool>> isStill() override { co_return true; }

private:
    std::map<const Parameter *, Value> m_values;
};

inline void equipSupply(KnobDevice &device)
{
    device.addNumber("voltage", "V", 5);
    device.addNumber("current", "mA", 500, Access::ReadOnly);
    device.addFlag("output", true);
    device.addFlag("constant_current", false, Access::ReadOnly);
    device.addNumber("fan", "min-1", 900); // of its own
    CommandSpec clear;
    clear.name = QStringLiteral("clear");
    device.addCommand(clear);
}

inline void equipHeater(KnobDevice &device)
{
    auto temperature = device.spec("temperature", "degC", Access::ReadOnly);
    temperature.alarmLimits = {{{}, 90.0}, {{}, 120.0}};
    device.add(temperature, Quantity(20, temperature.unit));
    auto setpoint = device.spec("setpoint", "K");
    setpoint.deviceLimits = {273.15, 473.15};
    setpoint.tolerance = 0.5;
    device.add(setpoint, Quantity(373.15, setpoint.unit));
    device.addFlag("power", true);
}

inline void equipDetector(KnobDevice &device)
{
    auto counts = device.spec("counts", "counts", Access::ReadOnly);
    counts.type = ParameterType::Integer;
    device.add(counts, qint64(42));
    device.addNumber("gain", "", 2);
    device.addNumber("exposure", "s", 1);
    CommandSpec trigger;
    trigger.name = QStringLiteral("trigger");
    trigger.startsMotion = true;
    device.addCommand(trigger);
}

/// One such device in a window with its panel, as the factory makes it.
struct FamilyDesk : UiBench {
    FamilyDesk(const char *family, const std::function<void(KnobDevice &)> &equip)
        : UiBench(QStringList())
    {
        auto &bench = core.bench;
        auto made = std::make_unique<KnobDevice>(bench.context(QStringLiteral("d"), QStringLiteral("Device"), {}), QString::fromLatin1(family));
        equip(*made);
        device = static_cast<KnobDevice *>(&bench.add(std::move(made)));
        core.hub = std::make_unique<Hub>(core.engine, bench, core.locks); // that of the empty bench knows nothing of it
        bench.open();
        client.emplace(core.engine.gate(), core, QStringLiteral("operator"));
        views.emplace(*core.hub, client->bench());
        panel.reset(ui::makePanel(*views, *client, QStringLiteral("d")));
        panel->show();
        panel->activateWindow();
        if (!QTest::qWaitForWindowActive(panel.get()))
            qFatal("the panel did not become active");
        settle();
    }

    ui::ParameterRow &row(const char *address) const { return *panel->row(QString::fromLatin1(address)); }
    QStringList rows() const
    {
        QStringList addresses;
        for (const auto *row : panel->rows())
            addresses << row->address();
        return addresses;
    }
    bool is(const char *className) const { return panel->inherits(className); }
    /// A value that a caption stands above.
    template <class T>
    T &shown(const char *accessibleName) const
    {
        for (auto *found : panel->findChildren<T *>())
            if (found->accessibleName() == QString::fromUtf8(accessibleName) && found->isVisible())
                return *found;
        qFatal("Nothing is called %s.", accessibleName);
    }

    KnobDevice *device = nullptr;
    std::unique_ptr<ui::DevicePanel> panel;
};
template <class Desk>
void deskRow(const char *sentence, void (*body)(Desk &))
{
    check(sentence, [body] {
        Desk desk;
        body(desk);
    });
}
} // namespace podium::tests
