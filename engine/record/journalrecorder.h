// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/bench.h"
#include "engine/record/journal.h"
#include "engine/stop/receipt.h"

#include <QSet>

namespace podium::engine
{
class StopController;

/// Listens to the engine and puts what happens into the journal; nobody calls it.
/// Thread: the engine's; it goes before what it listens to, or after.
class JournalRecorder : public QObject
{
    Q_OBJECT

public:
    JournalRecorder(Journal &journal, Engine &engine, Bench &bench, StopController &stops);

private:
    void taskChanged(const TaskInfo &info);
    void taskFinished(const TaskInfo &info);
    void stopFailed(const TaskInfo &info, const QString &error);
    void written(const WriteRecord &record);
    void refused(const QString &address, const QString &by, const QString &message);
    void sentByHand(const HandMessage &message);
    void deviceChanged(const Device &device);
    void motionChanged(const Device &device);
    void deviceMoved(const Device &device, const QString &what);
    void stopRequested(const QString &what, const QString &by);
    void markTaken(const QString &device, const QString &by);
    void receiptChanged(const StopReceipt &receipt);
    void latchChanged(bool latched, const QString &by);
    void lockBroken(const QString &address, TaskId holder, const QString &by, bool revoked);
    JournalEntry entry(JournalKind kind) const;

    /// What was last written of a device; one row for each change of it.
    struct Known {
        DeviceState state = DeviceState::Disconnected;
        bool moving = false;
        TimePoint requested{};
        bool confirmed = false;
    };

    Journal &m_journal;
    Engine &m_engine;
    const Bench &m_bench;
    QSet<TaskId> m_running;
    QHash<DeviceId, Known> m_devices;
};
} // namespace podium::engine
