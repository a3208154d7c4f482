// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/recording.h"

#include "app/statefolder.h"
#include "engine/record/journalrecorder.h"
#include "engine/record/taskruns.h"

#include <QCoreApplication>

namespace podium::app
{
namespace
{
QString tr(const char *text) { return QCoreApplication::translate("podium::app::Recording", text); }
} // namespace

Recording::Recording(const StateFolder &state) : m_journal(state.file(QStringLiteral("journal.sqlite"))) {}

void Recording::begin(engine::Core &core)
{
    auto *recorder = new engine::JournalRecorder(m_journal, core.engine, core.bench, *core.stops);
    recorder->setParent(&core.engine); // it ends with what it listens to, on the engine thread
    const auto &last = m_journal.lastSession();
    core.stops->restore(last.latched, last.unconfirmed);
}

QFuture<std::vector<engine::JournalRow>> Recording::formerTasks() { return m_journal.find(engine::formerRuns()); }

QStringList Recording::news() const
{
    const auto &last = m_journal.lastSession();
    QStringList news;
    for (const auto &task : last.interruptedTasks)
        news << tr("Interrupted by the end of the last run: task %1, %2, started by %3.")
                    .arg(QString::number(task.id), task.label, task.by);
    if (!last.unconfirmed.isEmpty())
        news << tr("The motion of %1 is unknown since the last run; nothing is sent. The mark goes when the device says that it stands still; of a device that has left the bench or cannot tell, when it is acknowledged.")
                    .arg(last.unconfirmed.join(QStringLiteral(", ")));
    if (last.latched)
        news << tr("STOP ALL is still latched from the last run; motion and output are refused until reset.");
    return news;
}
} // namespace podium::app
