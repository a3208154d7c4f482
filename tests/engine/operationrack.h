// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/operations.h"
#include "engine/stop/stopcontroller.h"
#include "tests/support/testdevice.h"

namespace podium::tests
{
inline const QString x = QStringLiteral("x");

struct Rack : TestBench {
    Rack()
        : device(add(x))
        , stops(bench)
    {
    }
    Quantity quantity(double value, const char *unit) const { return Quantity(value, Unit::parse(QString::fromLatin1(unit))); }
    Task<Value> write(const char *parameter, const Value &value, IfLocked ifLocked = IfLocked::Wait)
    {
        return observed(engine.run(QStringLiteral("write"),
                                   operations::write(bench, {x, QString::fromLatin1(parameter)}, value, ifLocked)));
    }
    Task<Value> move(const Quantity &by, MoveKind kind)
    {
        return observed(engine.run(QStringLiteral("move"), operations::move(bench, {x, QStringLiteral("position")}, by, kind)));
    }
    Task<Value> call(const char *command, const Arguments &arguments = {})
    {
        return observed(engine.run(QStringLiteral("call"), operations::call(bench, {x, QString::fromLatin1(command)}, arguments)));
    }
    static Task<Value> observed(const Task<Value> &task)
    {
        task.record()->observe();
        return task;
    }

    TestDevice &device;
    StopController stops;
};

/// The kind of the first refusal that this function throws; empty: it throws none.
template <class F>
std::optional<RefusalKind> refusalOf(F function)
{
    try {
        function();
    } catch (const Error &error) {
        return error.refusals().empty() ? std::nullopt : std::optional(error.refusals().front().kind);
    }
    return std::nullopt;
}

/// What the error thrown by this function says; empty: it threw none.
template <class F>
QString messageOf(F function)
{
    try {
        function();
    } catch (const Error &error) {
        return error.message();
    }
    return {};
}

inline QList<RefusalKind> kinds(const Task<Value> &task)
{
    QList<RefusalKind> found;
    for (const auto &refusal : task.info().refusals)
        found << refusal.kind;
    return found;
}
} // namespace podium::tests
