// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/device.h"
#include "engine/model/shape.h"

#include <QSet>

namespace podium::tests
{
using namespace podium::engine;

/// A device whose instrument tells at run time what it has: writable numbers, which are 4 at first, and commands.
/// Thread: the engine's.
class ShapedDevice final : public Device, public Reshaping
{
public:
    explicit ShapedDevice(const DeviceContext &context, const QString &family = QStringLiteral("meter")) : Device(context, family) {}

    QStringList written; ///< and the names of the commands that it was given, and "stop"
    bool stops = false;

    /// For the first time, or again.
    void give(const QString &name)
    {
        m_away.remove(name);
        if (!parameter(name)) {
            ParameterSpec spec;
            spec.name = name;
            auto &added = addParameter(spec);
            Q_EMIT message(shape::parametersAdded, {});
            added.setReading(Quantity(4, {}));
        }
        Q_EMIT message(shape::changed, {});
    }
    void giveCommand(const QString &name, const QString &argument = {})
    {
        m_away.remove(name);
        if (!command(name)) {
            CommandSpec spec;
            spec.name = name;
            if (!argument.isEmpty()) {
                ParameterSpec asked;
                asked.name = argument;
                spec.arguments = {asked};
            }
            addCommand(spec);
        }
        Q_EMIT message(shape::changed, {});
    }
    void takeBack(const QString &name)
    {
        m_away.insert(name);
        Q_EMIT message(shape::changed, {});
    }

    bool has(const Parameter &parameter) const override { return !m_away.contains(parameter.spec().name); }
    bool has(const CommandSpec &command) const override { return !m_away.contains(command.name); }
    void open() override { setState(DeviceState::Standby); }
    void close() override { setState(DeviceState::Disconnected, QStringLiteral("closed")); }
    Op<Value> read(Parameter &parameter) override { co_return parameter.reading().value; }
    Op<void> write(Parameter &parameter, Value value) override
    {
        written << parameter.spec().name + QLatin1Char(' ') + valueText(value);
        parameter.setReading(value);
        co_return;
    }
    Op<Value> execute(const CommandSpec &command, Arguments) override
    {
        written << command.name;
        co_return Value();
    }
    bool canStop() const override { return stops; }
    Op<void> stop() override
    {
        written << QStringLiteral("stop");
        markStopByte();
        co_return;
    }
    Op<std::optional<bool>> isStill() override { co_return true; }

private:
    QSet<QString> m_away;
};
} // namespace podium::tests
