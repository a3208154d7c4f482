// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/client/client.h"
#include "engine/dispatch/views.h"
#include "tests/support/testdevice.h"
#include "ui/style/refreshclock.h"

#include <QTest>

namespace podium::tests {

/// A whole engine on a virtual clock in the test's own thread, with test devices, a client and views.
struct UiBench {
    explicit UiBench(const QStringList &devices = {QStringLiteral("m")})
    {
        core.bench.setName(QStringLiteral("test bench"));
        for (const auto &id : devices)
            core.bench.add(std::make_unique<TestDevice>(core.bench.context(id, QStringLiteral("Motor %1").arg(id), {})));
        core.ready();
        client.emplace(core.engine.gate(), core, QStringLiteral("operator"));
        views.emplace(*core.hub, client->bench());
        ui::RefreshClock::instance().setClock([this] { return core.engine.now(); });
        settle();
    }
    ~UiBench()
    {
        ui::RefreshClock::instance().setClock([] { return Clock::now(); });
    }
    UiBench(const UiBench &) = delete;
    UiBench &operator=(const UiBench &) = delete;

    TestDevice &device(const QString &id = QStringLiteral("m")) { return static_cast<TestDevice &>(core.bench.device(id)); }
    static Address address(const char *text) { return *Address::parse(QString::fromLatin1(text)); }
    ParameterView &view(const char *text) { return *views->parameter(address(text)); }

    void advance(Duration by) { static_cast<ImmediateScheduler &>(core.engine.scheduler()).advance(by); }
    /// Delivers what the hub has, and lets the widgets take their next beat.
    void settle()
    {
        for (int i = 0; i < 3; ++i) {
            advance(std::chrono::milliseconds(40));
            QCoreApplication::processEvents();
            ui::RefreshClock::instance().beat();
        }
        QCoreApplication::processEvents();
    }
    Unit mm = Unit::parse(QStringLiteral("mm"));
    Core core{std::make_unique<ManualScheduler>()};
    std::optional<Client> client;
    std::optional<Views> views;
};

} // namespace podium::tests
