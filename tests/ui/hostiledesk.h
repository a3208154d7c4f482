// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/locks/lockwait.h"
#include "engine/tasks/waits.h"
#include "tests/ui/uibench.h"
#include "ui/mainwindow.h"
#include "ui/mainwindow/dock.h"
#include "ui/mainwindow/windowservices.h"
#include "ui/panels/panelarea.h"

namespace podium::tests {

/// A device whose every text is what a test says.
class HostileDevice : public TestDevice
{
public:
    HostileDevice(const DeviceContext &context, const QString &text) : TestDevice(context), m_text(text)
    {
        add(QStringLiteral("text"), ParameterType::Text).setReading(text);
        named("text").setSetpoint(text, text, 1);
        auto &choice = add(QStringLiteral("choice"), ParameterType::Choice);
        choice.setReading(text);
        choice.setSetpoint(text + u'2');
        add(QStringLiteral("number"), ParameterType::Quantity);
        for (const char *name : {"go", "sure", "form", "more"}) {
            CommandSpec command;
            command.name = QString::fromLatin1(name);
            command.title = text;
            command.help = text;
            if (command.name == QLatin1String("sure"))
                command.confirmation = text;
            if (command.name == QLatin1String("form"))
                command.arguments = {spec(QStringLiteral("a"), ParameterType::Choice), spec(QStringLiteral("b"), ParameterType::Text)};
            addCommand(command);
        }
    }

    Op<void> write(Parameter &, Value) override
    {
        co_await sleep(std::chrono::milliseconds(1));
        throw Error(ErrorKind::Device, m_text, id());
    }
    Op<Value> execute(const CommandSpec &, Arguments) override
    {
        co_await sleep(std::chrono::milliseconds(1));
        throw Error(ErrorKind::Device, m_text, id()).causedBy(std::make_exception_ptr(Error(ErrorKind::Device, m_text)));
    }

private:
    ParameterSpec spec(const QString &name, ParameterType type) const
    {
        ParameterSpec spec;
        spec.name = name;
        spec.title = m_text;
        spec.help = m_text;
        spec.type = type;
        if (type == ParameterType::Choice)
            spec.choices = {m_text, m_text + u'2'};
        return spec;
    }
    Parameter &add(const QString &name, ParameterType type) { return addParameter(spec(name, type)); }

    QString m_text;
};

/// Holds the lock of a device for the reason, and waits for what the text says.
inline Op<void> holdFor(Device &device, QString text)
{
    const auto guard = co_await lock({&device.lockable()}, text);
    const WaitingFor name(text);
    co_await sleep(std::chrono::hours(1));
}

/// A whole window on a bench of which every text is foreign.
struct HostileDesk : UiBench {
    explicit HostileDesk(const QString &text) : UiBench(QStringList()), hostile(text)
    {
        core.bench.setName(text);
        device = &static_cast<HostileDevice &>(core.bench.add(std::make_unique<HostileDevice>(core.bench.context(QStringLiteral("h"), text, text), text)));
        device->open();
        core.bench.addBroken({QStringLiteral("broken"), text, text, text});
        core.hub = std::make_unique<Hub>(core.engine, core.bench, core.locks);
        client.emplace(core.engine.gate(), core, text);
        views.emplace(*core.hub, client->bench());
        ui::WindowServices services;
        services.refusals = &core.bench;
        services.benchProblems = {{text, 3, text, text}};
        window = std::make_unique<ui::MainWindow>(*views, *client, services);
        window->show();
        window->panels().open(QStringLiteral("h"));
        for (auto *dock : window->docks())
            dock->show();
        settle();
    }
    ~HostileDesk() { window.reset(); }

    QString hostile;
    HostileDevice *device = nullptr;
    std::unique_ptr<ui::MainWindow> window;
};

} // namespace podium::tests
