// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/locks/lockpanel.h"

#include "ui/locks/lockmodel.h"
#include "ui/style/emptytext.h"
#include "ui/style/plaintext.h"
#include "ui/style/refreshclock.h"
#include "ui/tasks/taskmodel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QMessageBox>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace podium::ui
{
LockPanel::LockPanel(const engine::Client &client, const TaskModel &tasks, QWidget *parent)
    : QWidget(parent)
    , m_client(client)
    , m_model(new LockModel([&tasks](engine::TaskId id) { return tasks.nameOf(id); }, this))
    , m_view(new QTreeView)
    , m_show(new QPushButton(tr("Show task")))
    , m_cancel(new QPushButton(tr("Cancel holder")))
    , m_break(new QPushButton(tr("Break lock...")))
{
    m_view->setModel(m_model);
    m_view->setAccessibleName(tr("Locks"));
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    showWhenEmpty(*m_view, tr("Nothing is locked."));
    auto &header = *m_view->header();
    header.setStretchLastSection(false);
    header.setSectionResizeMode(QHeaderView::ResizeToContents);
    header.setSectionResizeMode(LockModel::Holder, QHeaderView::Stretch);
    header.setSectionResizeMode(LockModel::Waiting, QHeaderView::Stretch);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(4);
    for (auto *button : {m_show, m_cancel, m_break})
        buttons->addWidget(button);
    buttons->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4, 4, 4, 4);
    column->setSpacing(4);
    column->addLayout(buttons);
    column->addWidget(m_view);

    connect(m_show, &QPushButton::clicked, this, [this] {
        if (const auto *lock = selected())
            Q_EMIT taskRequested(lock->holder);
    });
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (const auto *lock = selected())
            m_client.cancel(lock->holder);
    });
    connect(m_break, &QPushButton::clicked, this, &LockPanel::askToBreak);
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

void LockPanel::refresh()
{
    const auto *lock = selected();
    const bool isHeld = lock && lock->holder != 0;
    const auto why = lock ? tr("Nobody holds this lock just now.") : tr("Select a lock first.");
    m_show->setEnabled(isHeld);
    m_show->setToolTip(isHeld ? plainToolTip(tr("Shows %1.").arg(lock->holderLabel)) : why);
    m_cancel->setEnabled(isHeld);
    m_cancel->setToolTip(isHeld ? plainToolTip(tr("Cancels %1: what it moved is stopped, then its locks are freed.").arg(lock->holderLabel))
                                : why);
    m_break->setEnabled(isHeld);
    m_break->setToolTip(isHeld ? plainToolTip(tr("Cancels %1, and takes the lock away if it does not end.").arg(lock->holderLabel)) : why);
    if (m_model->rowCount() > 0)
        RefreshClock::instance().listenToSeconds(this, [this] { m_model->refreshAges(); });
    else
        RefreshClock::instance().forget(this);
}

void LockPanel::askToBreak()
{
    const auto *lock = selected();
    if (!lock)
        return;
    auto *box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIcon(QMessageBox::Warning);
    box->setWindowTitle(tr("Break lock"));
    box->setTextFormat(Qt::PlainText);
    box->setText(tr("Break the lock of %1?\n\n%2 holds it (%3). It is cancelled; if it does not end in time, the lock is taken "
                    "away and its next write fails. This is logged.")
                     .arg(lock->address, wrappable(lock->holderLabel, 120), wrappable(lock->reason, 240)));
    auto *keep = box->addButton(tr("Leave it"), QMessageBox::RejectRole);
    const auto *doBreak = box->addButton(tr("Break lock"), QMessageBox::DestructiveRole);
    box->setDefaultButton(keep);
    box->setEscapeButton(keep);
    connect(box, &QMessageBox::buttonClicked, this, [this, doBreak, address = lock->address](const QAbstractButton *button) {
        if (button == doBreak)
            m_client.breakLock(address).finally(this, [this](const engine::TaskInfo &info) {
                if (!info.succeeded())
                    Q_EMIT failed(info.error);
            });
    });
    box->open();
}
} // namespace podium::ui
