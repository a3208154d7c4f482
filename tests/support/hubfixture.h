// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dispatch/hub.h"

#include "tests/support/testdevice.h"

namespace podium::tests {

/// A bench with one axis below a stage, its hub, and what a subscriber has got.
struct HubFixture : TestBench {
    using TestBench::TestBench;

    TestDevice &stage = add(QStringLiteral("stage"));
    TestDevice &axis = add(QStringLiteral("stage/x"));
    Hub hub{engine, bench, locks};
    QObject context;
    std::vector<ParameterState> got;
    const Address position{QStringLiteral("stage/x"), QStringLiteral("position")};

    void set(double value) { axis.position().setReading(Quantity(value, axis.position().spec().unit)); }
    Subscription watch(Delivery delivery = Delivery::Latest, int capacity = 100)
    {
        return hub.subscribe(position, &context, [this](const ParameterState &state) { got.push_back(state); }, delivery, capacity);
    }
    QList<double> numbers() const
    {
        QList<double> result;
        for (const auto &state : got)
            result << (state.reading.value.index() == 0 ? -1 : std::get<Quantity>(state.reading.value).value());
        return result;
    }
    bool isQuiet() { return !engine.timers().next().has_value(); }
};

} // namespace podium::tests
