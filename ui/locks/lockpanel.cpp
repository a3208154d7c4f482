// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/locks/lockpanel.h"

#include "ui/locks/holdercancel.h"
#include "ui/locks/lockmodel.h"
#include "ui/style/emptytext.h"
#include "ui/style/plaintext.h"
#include "ui/style/refreshclock.h"
#include "ui/tasks/taskbook.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace podium::ui
{
LockPanel::LockPanel(engine::Views &views, const engine::Client &client, QWidget *parent)
    : QWidget(parent)
    , m_tasks(TaskBook::of(views, client))
    , m_holderCancel(new HolderCancel(client, m_tasks, this))
    , m_model(new LockModel(m_tasks, this))
    , m_view(new QTreeView)
    , m_show(new QPushButton(tr("Show task")))
    , m_cancel(new QPushButton(tr("Cancel holder...")))
    , m_take(new QPushButton(tr("Take lock away...")))
{
    m_view->setModel(m_model);
    m_view->setAccessibleName(tr("Locks"));
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setExpandsOnDoubleClick(false);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    setFocusProxy(m_view);
    showWhenEmpty(*m_view, tr("Nothing is locked."));
    auto &header = *m_view->header();
    header.setStretchLastSection(false);
    header.setSectionResizeMode(QHeaderView::ResizeToContents);
    header.setSectionResizeMode(LockModel::Holder, QHeaderView::Stretch);
    header.setSectionResizeMode(LockModel::Waiting, QHeaderView::Stretch);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(4);
    for (auto *button : {m_show, m_cancel, m_take})
        buttons->addWidget(button);
    buttons->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4, 4, 4, 4);
    column->setSpacing(4);
    column->addLayout(buttons);
    column->addWidget(m_view);

    connect(m_show, &QPushButton::clicked, this, &LockPanel::showHolder);
    connect(m_view, &QTreeView::activated, this, &LockPanel::showHolder);
    connect(m_view, &QWidget::customContextMenuRequested, this, &LockPanel::popUp);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (const auto holder = selectedHolder())
            m_holderCancel->askToCancel(*holder);
    });
    connect(m_take, &QPushButton::clicked, this, [this] {
        if (const auto holder = selectedHolder())
            m_holderCancel->askToTakeLock(*holder);
    });
    connect(m_holderCancel, &HolderCancel::failed, this, &LockPanel::failed);
    connect(m_holderCancel, &HolderCancel::overdue, this, [this](const engine::LockHolder &holder) {
        Q_EMIT failed(
            tr("Task %1, %2, was cancelled, but has not ended, and still holds the lock of %3. It can be taken away.")
                .arg(QString::number(holder.task), holder.label, holder.address));
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &LockPanel::refresh);
    for (const auto change : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_model, change, this, &LockPanel::refresh);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &LockPanel::refresh);
    m_subscription = client.hub().subscribeLocks(this, [this](const engine::LockInfo &info) { m_model->take(info); });
    refresh();
}

LockPanel::~LockPanel() { RefreshClock::instance().forget(this); }

const engine::LockInfo *LockPanel::selected() const
{
    const auto rows = m_view->selectionModel()->selectedRows();
    return rows.isEmpty() ? nullptr : &m_model->at(rows.front().row());
}

std::optional<engine::LockHolder> LockPanel::selectedHolder() const
{
    const auto *lock = selected();
    if (!lock || !lock->holder)
        return std::nullopt;
    return engine::LockHolder{lock->holder, lock->holderLabel, lock->reason, lock->since, lock->address};
}

void LockPanel::showHolder()
{
    if (const auto holder = selectedHolder())
        Q_EMIT taskRequested(holder->task);
}

void LockPanel::refresh()
{
    const auto holder = selectedHolder();
    const auto set = [](QPushButton &button, const QString &whyNot, const QString &what) {
        button.setEnabled(whyNot.isEmpty());
        button.setToolTip(plainToolTip(whyNot.isEmpty() ? what : whyNot));
        button.setStatusTip(oneLine(whyNot));
        button.setAccessibleDescription(whyNot.isEmpty() ? what : whyNot);
    };
    const auto name = holder ? holder->label : QString();
    const auto noHolder = holder       ? QString()
                          : selected() ? tr("Nobody holds this lock just now.")
                                       : tr("Select a lock first.");
    const bool isCancelling = holder && m_tasks.cancellingSince(holder->task);
    const bool isOverdue = holder && m_holderCancel->isOverdue(holder->task);
    set(*m_show, noHolder, tr("Shows %1 in the list of tasks.").arg(name));
    set(*m_cancel, isCancelling ? tr("%1 is being cancelled already.").arg(name) : noHolder,
        tr("Asks first: what %1 moved is stopped, then its locks are freed.").arg(name));
    set(*m_take,
        !holder || isOverdue ? noHolder
        : isCancelling
            ? tr("%1 is being cancelled; if that does not end it in time, its lock can be taken away.").arg(name)
            : tr("Cancel the holder first: only if that does not end it, its lock can be taken away."),
        tr("Asks first: the cancel of %1 has not ended it, so its lock is taken away.").arg(name));
    if (m_model->rowCount() > 0)
        RefreshClock::instance().listenToSeconds(this, [this] { m_model->refreshAges(); });
    else
        RefreshClock::instance().forget(this);
}

void LockPanel::popUp(const QPoint &place)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    for (auto *button : {m_show, m_cancel, m_take}) {
        auto *action = menu->addAction(button->text(), button, &QPushButton::click);
        action->setEnabled(button->isEnabled());
        action->setToolTip(button->toolTip());
    }
    menu->popup(m_view->viewport()->mapToGlobal(place));
}
} // namespace podium::ui
