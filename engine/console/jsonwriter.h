// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/console/consolewriter.h"

#include <QJsonObject>

namespace podium::engine
{
/// Writes each event as one JSON object on one line; every object has `event` and `t`, the seconds since the start.
///
/// Keys only ever get added. What is unknown is null. The times of `stop` are milliseconds, that of `lock` seconds since
/// the start, like `t`.
class JsonWriter final : public ConsoleWriter
{
public:
    JsonWriter(ConsoleClock clock, LineSink sink);

    void task(const TaskInfo &task) override;
    void result(const TaskInfo &task, const Value &value) override;
    void value(const ShownReading &shown) override;
    void lock(const LockInfo &lock) override;
    void stop(const StopReceipt &receipt) override;
    void latch(bool latched) override;
    void device(const DeviceDescription &device, DeviceState state) override;
    void check(const FileProblem &problem) override;
    void probe(const ProbeReport &report) override;
    void error(const QString &where, const QString &message) override;
    void tasks(const std::vector<TaskInfo> &tasks) override;
    void locks(const std::vector<LockInfo> &locks) override;
    void message(const QString &) override {}
    void done(int exit) override;

private:
    void write(QLatin1StringView event, QJsonObject object);
    QJsonValue milliseconds(const std::optional<TimePoint> &when) const;

    ConsoleClock m_clock;
    LineSink m_sink;
};
} // namespace podium::engine
