// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/console/consolewriter.h"

#include <map>

namespace podium::engine
{
/// Writes what people want to read, and no more: readings, results, waits, what failed and why. Success without a result
/// says nothing.
class TextWriter final : public ConsoleWriter
{
public:
    TextWriter(ConsoleClock clock, LineSink sink);

    void task(const TaskInfo &task) override;
    void result(const TaskInfo &task, const Value &value) override;
    void value(const ShownReading &shown) override;
    /// Changes of locks show in the tasks that wait for them.
    void lock(const LockInfo &) override {}
    void stop(const StopReceipt &receipt) override;
    void latch(bool latched) override;
    void device(const DeviceDescription &device, DeviceState state) override;
    void check(const FileProblem &problem) override;
    /// A proposed file comes alone, with what is told as its comment, so that it can go straight into a file.
    void probe(const ProbeReport &report) override;
    void error(const QString &where, const QString &message) override;
    void tasks(const std::vector<TaskInfo> &tasks) override;
    void locks(const std::vector<LockInfo> &locks) override;
    void message(const QString &text) override;
    void done(int) override {}

private:
    void write(const QString &line);

    ConsoleClock m_clock;
    LineSink m_sink;
    std::map<TaskId, QString> m_told; ///< the last line about each active task
};
} // namespace podium::engine
