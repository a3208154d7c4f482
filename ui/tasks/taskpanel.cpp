// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/taskpanel.h"

#include "ui/style/emptytext.h"
#include "ui/style/plaintext.h"
#include "ui/style/refreshclock.h"
#include "ui/style/theme.h"
#include "ui/tasks/taskdelegate.h"
#include "ui/tasks/taskexplain.h"
#include "ui/tasks/taskorder.h"
#include "ui/tasks/tasktext.h"

#include <QClipboard>
#include <QFutureWatcher>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace podium::ui
{
using engine::TaskId;
using engine::TaskState;

TaskPanel::TaskPanel(const engine::Client &client, engine::Views *views, QWidget *parent)
    : QWidget(parent)
    , m_client(client)
    , m_model(new TaskModel(this))
    , m_order(new TaskOrder(this))
    , m_views(views)
    , m_view(new QTreeView)
    , m_why(new QLabel)
    , m_cancel(new QPushButton(makeIcon(Icon::Cancel), tr("Cancel")))
    , m_pause(new QPushButton(makeIcon(Icon::Pause), tr("Pause")))
    , m_cancelAll(new QPushButton)
    , m_clear(new QPushButton(tr("Clear done")))
{
    m_order->setSourceModel(m_model);
    m_view->setModel(m_order);
    m_view->setHeaderHidden(true);
    m_view->setAccessibleName(tr("Tasks"));
    m_view->setIndentation(14);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    showWhenEmpty(*m_view, tr("No tasks yet. What you start shows here, with its progress and its cancel."));
    auto *delegate = new TaskDelegate(*m_model, this);
    m_view->setItemDelegate(delegate);
    setFocusProxy(m_view);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(4);
    for (auto *button : {m_cancel, m_pause, m_cancelAll, m_clear})
        buttons->addWidget(button);
    buttons->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4, 4, 4, 4);
    column->setSpacing(4);
    column->addLayout(buttons);
    column->addWidget(m_view, 1);
    column->addWidget(m_why);
    m_why->setTextFormat(Qt::PlainText);
    m_why->setWordWrap(true);
    m_why->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_why->hide();

    connect(delegate, &TaskDelegate::cancelRequested, this, &TaskPanel::cancelTask);
    connect(m_cancel, &QPushButton::clicked, this, &TaskPanel::cancelShown);
    connect(m_pause, &QPushButton::clicked, this, &TaskPanel::togglePause);
    connect(m_cancelAll, &QPushButton::clicked, this, &TaskPanel::cancelAll);
    connect(m_clear, &QPushButton::clicked, this, &TaskPanel::clearDone);
    connect(m_view, &QTreeView::customContextMenuRequested, this, &TaskPanel::openMenu);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &TaskPanel::refresh);
    connect(m_model, &TaskModel::activeChanged, this, &TaskPanel::refreshSoon);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &parent) {
        if (parent.isValid())
            m_view->expand(m_order->mapFromSource(parent));
    });
    m_subscription = client.hub().subscribeTasks(this, [this](const engine::TaskInfo &info) { m_model->take(info); });
    refresh();
}

TaskPanel::~TaskPanel() { RefreshClock::instance().forget(this); }

void TaskPanel::learnFrom(const QFuture<std::vector<engine::JournalRow>> &former, const QString &bench)
{
    if (!former.isValid())
        return;
    auto *watcher = new QFutureWatcher<std::vector<engine::JournalRow>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, bench] {
        if (watcher->future().resultCount() > 0) // else the journal is off
            m_model->learn(engine::runsOf(watcher->result(), bench));
        watcher->deleteLater();
    });
    watcher->setFuture(former);
}

TaskId TaskPanel::selected() const
{
    const auto current = m_view->selectionModel()->selectedIndexes();
    return current.isEmpty() ? 0 : TaskModel::row(current.front())->info.id;
}

TaskId TaskPanel::cancelTarget() const
{
    const auto *chosen = m_model->find(selected());
    return chosen && !chosen->info.isFinished() ? chosen->info.id : m_model->newestActive();
}

TaskId TaskPanel::pauseTarget() const
{
    const auto *target = m_model->find(cancelTarget());
    return target && target->info.pausable && target->info.state != TaskState::Cancelling ? target->info.id : 0;
}

void TaskPanel::cancel() { cancelTask(cancelTarget()); }

void TaskPanel::cancelTask(TaskId task)
{
    if (task)
        m_client.cancel(task);
}

void TaskPanel::cancelShown() { cancelTask(m_shown); }

void TaskPanel::cancelAll() { m_client.cancelAll(); }

void TaskPanel::togglePause()
{
    if (const auto target = pauseTarget()) {
        const auto &info = m_model->find(target)->info;
        m_client.setPaused(target, info.state != TaskState::Paused && !info.pauseRequested);
    }
}

void TaskPanel::clearDone()
{
    m_model->clearDone();
    refresh();
}

void TaskPanel::showTask(TaskId task)
{
    const auto index = m_order->mapFromSource(m_model->indexOf(task));
    if (!index.isValid())
        return;
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index);
}

void TaskPanel::refreshSoon()
{
    if (!std::exchange(m_refreshWanted, true))
        RefreshClock::instance().request(this, [this] { refresh(); });
}

void TaskPanel::refresh()
{
    m_refreshWanted = false;
    const auto target = cancelTarget();
    m_shown = target;
    m_cancel->setEnabled(target != 0);
    m_cancel->setToolTip(cancelHint());
    const auto *paused = m_model->find(pauseTarget());
    const bool resumes = paused && (paused->info.state == TaskState::Paused || paused->info.pauseRequested);
    m_pause->setEnabled(paused != nullptr);
    m_pause->setText(resumes ? tr("Resume") : tr("Pause"));
    m_pause->setIcon(makeIcon(resumes ? Icon::Resume : Icon::Pause));
    m_pause->setToolTip(pauseHint());
    m_cancelAll->setText(m_model->active() > 0 ? tr("Cancel all %1").arg(m_model->active()) : tr("Cancel all"));
    m_cancelAll->setEnabled(m_model->active() > 0);
    m_cancelAll->setToolTip(cancelAllHint());
    m_clear->setEnabled(hasDone());
    m_clear->setToolTip(clearHint());
    if (m_model->active() > 0)
        RefreshClock::instance().listenToSeconds(this, [this] {
            m_view->viewport()->update();
            explain();
        });
    else
        RefreshClock::instance().forget(this);
    explain();
    Q_EMIT targetChanged();
}

QString TaskPanel::cancelHint() const
{
    const auto target = cancelTarget();
    return target ? plainToolTip(tr("Cancels %1: what it moved is stopped. Keys: Ctrl+.").arg(m_model->nameOf(target)))
                  : tr("There is nothing to cancel: no task is active.");
}

QString TaskPanel::cancelAllHint() const
{
    return m_model->active() > 0 ? tr("Cancels every task, each stopping what it moved. Stops no idle device.")
                                 : tr("There is nothing to cancel: no task is active.");
}

QString TaskPanel::pauseHint() const
{
    const auto target = cancelTarget();
    return !target           ? tr("There is nothing to pause: no task is active.")
        : pauseTarget() == 0 ? plainToolTip(tr("%1 cannot be paused.").arg(m_model->nameOf(target)))
                             : plainToolTip(m_model->nameOf(target));
}

QString TaskPanel::clearHint() const
{
    return hasDone() ? tr("Removes the finished tasks from the list.") : tr("No finished task is in the list.");
}

bool TaskPanel::hasDone() const { return m_model->rowCount() > m_model->active(); }

QString TaskPanel::explanation() const { return m_why->isHidden() ? QString() : m_why->text(); }

void TaskPanel::explain()
{
    const auto stuck = stuckTask(*m_model);
    const auto *chosen = m_model->find(selected());
    const bool isChosen = chosen && !chosen->info.isFinished();
    auto lines = explainTask(isChosen ? selected() : stuck, *m_model, m_views);
    if (!isChosen && !lines.isEmpty())
        lines.prepend(tr("This takes long:"));
    for (auto &line : lines)
        line = wrappable(line);
    const auto text = lines.join(u'\n');
    if (text != m_why->text()) {
        m_why->setText(text);
        m_why->setAccessibleName(tr("Why the task has not ended: %1").arg(text));
    }
    m_why->setVisible(!lines.isEmpty());
}

void TaskPanel::openMenu(const QPoint &at)
{
    const auto *row = m_model->find(selected());
    if (!row)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto *cancel = menu->addAction(makeIcon(Icon::Cancel), tr("Cancel"), this, [this, task = row->info.id] { cancelTask(task); });
    cancel->setEnabled(!row->info.isFinished());
    cancel->setToolTip(plainToolTip(row->info.isFinished() ? tr("There is nothing to cancel: %1 has ended.").arg(m_model->nameOf(row->info.id))
                                                           : tr("Cancels %1: what it moved is stopped.").arg(m_model->nameOf(row->info.id))));
    menu->setToolTipsVisible(true);
    menu->addAction(tr("Copy details"), this, [story = taskStory(*row, *m_model)] { QGuiApplication::clipboard()->setText(story); });
    menu->popup(m_view->viewport()->mapToGlobal(at));
}
} // namespace podium::ui
