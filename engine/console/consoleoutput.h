// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/client/client.h"
#include "engine/console/consolewriter.h"

#include <map>

namespace podium::engine
{
/// Listens to the engine and tells its writers: tasks, locks, stops, the latch.
///
/// A task is told at each change, but when only its progress changed at most ten times a second by the engine's clock.
/// Thread: the engine's; the core has its devices and stop controller already (Core::ready()).
class ConsoleOutput final : public QObject
{
    Q_OBJECT

public:
    explicit ConsoleOutput(Core &core);

    void add(std::unique_ptr<ConsoleWriter> writer) { m_writers.push_back(std::move(writer)); }

    /// One event to all writers: tell(&ConsoleWriter::error, where, message).
    template <class... Parameters, class... Arguments>
    void tell(void (ConsoleWriter::*event)(Parameters...), const Arguments &...arguments)
    {
        for (const auto &writer : m_writers)
            (writer.get()->*event)(arguments...);
    }

    /// An error event per device that could not be made.
    void tellBrokenDevices();
    /// A device event per device, the broken ones too: --list-devices.
    void tellDevices();

private:
    struct Told {
        TaskInfo info;
        std::optional<TimePoint> progress; ///< when its progress was told last
    };
    void taskChanged(const TaskInfo &info);

    Core &m_core;
    std::vector<std::unique_ptr<ConsoleWriter>> m_writers;
    std::map<TaskId, Told> m_told;
};
} // namespace podium::engine
