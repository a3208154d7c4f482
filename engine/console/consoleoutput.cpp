// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/console/consoleoutput.h"

namespace podium::engine
{
namespace
{
constexpr Duration progressPeriod = std::chrono::milliseconds(100);

bool differsOnlyInProgress(const TaskInfo &a, const TaskInfo &b)
{
    return a.state == b.state && a.outcome == b.outcome && a.reason == b.reason && a.stopConfirmed == b.stopConfirmed
        && a.error == b.error && a.waitingFor == b.waitingFor && a.holds == b.holds && a.waits == b.waits
        && a.pausable == b.pausable && a.pauseRequested == b.pauseRequested && a.deadline == b.deadline;
}
} // namespace

ConsoleOutput::ConsoleOutput(Core &core) : m_core(core)
{
    connect(&core.engine, &Engine::taskChanged, this, &ConsoleOutput::taskChanged);
    connect(&core.locks, &LockTable::lockChanged, this, [this](const LockInfo &info) { tell(&ConsoleWriter::lock, info); });
    connect(core.stops.get(), &StopController::receiptChanged, this,
            [this](const StopReceipt &receipt) { tell(&ConsoleWriter::stop, receipt); });
    connect(core.stops.get(), &StopController::latchChanged, this, [this](bool latched) { tell(&ConsoleWriter::latch, latched); });
}

void ConsoleOutput::taskChanged(const TaskInfo &info)
{
    if (info.service)
        return;
    const auto now = m_core.engine.now();
    const auto [place, isNew] = m_told.try_emplace(info.id, Told{info, {}});
    Told &told = place->second;
    if (!isNew && differsOnlyInProgress(told.info, info)) {
        const bool isNews = told.info.progress != info.progress || told.info.progressText != info.progressText;
        if (!isNews || (told.progress && now - *told.progress < progressPeriod))
            return;
        told.progress = now;
    }
    told.info = info;
    tell(&ConsoleWriter::task, info);
    if (info.isFinished())
        m_told.erase(info.id);
}

void ConsoleOutput::tellBrokenDevices()
{
    for (const BrokenDevice &device : m_core.bench.broken())
        tell(&ConsoleWriter::error, device.id, device.problem);
}

void ConsoleOutput::tellDevices()
{
    for (const DeviceDescription &description : describe(m_core.bench).devices) {
        const Device *device = m_core.bench.find(description.id);
        tell(&ConsoleWriter::device, description, device ? device->state() : DeviceState::Disconnected);
    }
}
} // namespace podium::engine
