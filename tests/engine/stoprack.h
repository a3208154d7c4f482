// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/operations.h"
#include "engine/stop/stopcontroller.h"
#include "tests/support/testdevice.h"

namespace podium::tests
{
/// Two axes and what stops them.
struct StopRack : TestBench {
    StopRack()
        : x(add(QStringLiteral("x")))
        , y(add(QStringLiteral("y")))
        , stops(bench)
    {
    }
    Quantity mm(double value) const { return Quantity(value, x.position().spec().unit); }
    Task<Value> move(const QString &device, double to, IfLocked ifLocked = IfLocked::Wait)
    {
        TaskOptions options;
        options.startedBy = QStringLiteral("tester");
        return engine.run(QStringLiteral("move %1").arg(device),
                          operations::move(bench, {device, QStringLiteral("position")}, mm(to), MoveKind::Absolute, ifLocked),
                          options);
    }
    StopReceipt receipt(const QString &device) const
    {
        for (const auto &known : stops.receipts())
            if (known.device == device)
                return known;
        return {};
    }

    TestDevice &x;
    TestDevice &y;
    StopController stops;
};

inline const QString stopWord = QStringLiteral("stop");
inline const QString fastStopWord = QStringLiteral("fast stop");
} // namespace podium::tests
