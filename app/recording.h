// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/client/core.h"
#include "engine/record/journal.h"

namespace podium::app
{
class StateFolder;

/// The journal of one run of the program, and what the run before it left behind.
///
/// Thread: made and destroyed by the main thread, before and after the core; both ends wait for the file.
class Recording
{
public:
    explicit Recording(const StateFolder &state);

    /// Records from now on; then brings back the latch and watches the devices whose motion is unknown. Sends nothing.
    /// To be called once, when the core is ready and before anybody acts. Thread: the engine's.
    void begin(engine::Core &core);

    /// What a person should know of the last run; empty if it ended as it should.
    QStringList news() const;
    /// The last tasks of this and earlier runs, for how long they took. Thread: any; the file is read by the journal's.
    QFuture<std::vector<engine::JournalRow>> formerTasks();
    /// Why nothing, or not everything, is recorded; empty: all is well. The engine's log was told, too.
    QString problem() const { return m_journal.problem(); }

private:
    engine::Journal m_journal;
};
} // namespace podium::app
