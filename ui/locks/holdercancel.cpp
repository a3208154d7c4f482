// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/locks/holdercancel.h"

#include "ui/panels/valuetext.h"
#include "ui/style/plaintext.h"
#include "ui/style/refreshclock.h"

#include <QPushButton>

namespace podium::ui
{
using namespace engine;

namespace
{
constexpr Duration patience = std::chrono::seconds(6); ///< the deadline of a stop, and a little
}

HolderCancel::HolderCancel(const Client &client, TaskBook &tasks, QWidget *owner)
    : QObject(owner)
    , m_client(client)
    , m_tasks(tasks)
    , m_owner(*owner)
{
}

HolderCancel::~HolderCancel() { RefreshClock::instance().forget(this); }

bool HolderCancel::isOverdue(TaskId task) const
{
    const auto since = m_tasks.cancellingSince(task);
    return since && RefreshClock::instance().now() - *since >= patience;
}

QString HolderCancel::whoItIs(const LockHolder &holder) const
{
    const auto *task = m_tasks.find(holder.task);
    QStringList lines;
    const auto age = durationText(RefreshClock::instance().now() - holder.since);
    lines << (holder.reason.isEmpty() || holder.reason == holder.label
                  ? tr("It has held the lock of %1 for %2.").arg(oneLine(holder.address, 80), age)
                  : tr("It has held the lock of %1 for %2: %3.")
                        .arg(oneLine(holder.address, 80), age, oneLine(holder.reason, 120)));
    if (task && !task->startedBy.isEmpty())
        lines << tr("Started by: %1").arg(oneLine(task->startedBy, 60));
    if (task && !task->owners.join(QString()).isEmpty())
        lines << tr("Works on: %1").arg(oneLine(task->owners.join(QStringLiteral(", ")), 200));
    if (task && task->parent)
        lines << tr("Part of: task %1, %2").arg(QString::number(task->parent), m_tasks.nameOf(task->parent));
    return lines.join(u'\n');
}

void HolderCancel::askToCancel(const LockHolder &holder)
{
    const auto name = oneLine(holder.label, 60);
    ask(holder, tr("Cancel the holder of a lock"),
        tr("Cancel task %1, %2?\n\n%3\n\nWhat it moved is stopped, its clean-up runs, and then its locks are freed.")
            .arg(QString::number(holder.task), name, whoItIs(holder)),
        tr("Cancel task %1").arg(holder.task), [this, holder] {
            m_client.cancel(holder.task);
            watch(holder);
        });
}

void HolderCancel::askToTakeLock(const LockHolder &holder)
{
    const auto name = oneLine(holder.label, 60);
    ask(holder, tr("Take a lock away"),
        tr("Take the lock of %1 away from task %2, %3?\n\n%4\n\nIts cancel has not ended it. It loses the lock when "
           "its stop meets its deadline once more, and its next write fails. The device may still move. This is "
           "logged.")
            .arg(oneLine(holder.address, 80), QString::number(holder.task), name, whoItIs(holder)),
        tr("Take the lock away"), [this, holder] {
            m_client.breakLock(holder.address, holder.task).finally(this, [this](const TaskInfo &info) {
                if (!info.succeeded())
                    Q_EMIT failed(info.error);
            });
        });
}

void HolderCancel::ask(const LockHolder &holder, const QString &title, const QString &text, const QString &act,
                       const std::function<void()> &agreed)
{
    if (!m_tasks.find(holder.task)) {
        Q_EMIT failed(tr("Task %1 has ended already.").arg(holder.task));
        return;
    }
    if (m_question)
        m_question->reject();
    auto *box = new QMessageBox(QMessageBox::Warning, title, QString(), QMessageBox::NoButton, &m_owner);
    m_question = box;
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setText(text);
    auto *stay = box->addButton(tr("Leave it"), QMessageBox::RejectRole);
    auto *go = box->addButton(buttonText(act), QMessageBox::DestructiveRole);
    go->setAutoDefault(false);
    box->setDefaultButton(stay);
    box->setEscapeButton(stay);
    connect(go, &QPushButton::clicked, this, agreed);
    connect(&m_tasks, &TaskBook::ended, box, [box, task = holder.task](TaskId ended) {
        if (ended == task)
            box->reject(); // nothing is left to decide
    });
    box->open();
}

void HolderCancel::watch(const LockHolder &holder)
{
    m_watched = holder;
    RefreshClock::instance().listenToSeconds(this, [this] {
        const bool isOver = !m_tasks.find(m_watched->task);
        if (!isOver && !isOverdue(m_watched->task))
            return;
        const auto watched = *std::exchange(m_watched, std::nullopt);
        RefreshClock::instance().forget(this);
        if (!isOver)
            Q_EMIT overdue(watched);
    });
}
} // namespace podium::ui
