// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/record/expectedtimes.h"

#include <QAbstractItemModel>
#include <QHash>

#include <memory>

namespace podium::ui
{
/// One task as the list shows it.
struct TaskRow {
    engine::TaskInfo info;
    std::optional<engine::TimePoint> cancellingSince;
    std::optional<engine::TimePoint> waitingSince; ///< for what it waits for now
    std::optional<engine::TimePoint> workingSince; ///< when its last wait for a lock, or its last pause, ended
    engine::TimePoint changed{};                   ///< when anything of it was told last
};

/// Every task that was told, children below their parents; of those that have finished the last 200, and the last 50 below
/// one parent. It learns how long tasks take from those that come to their end.
/// Thread: the GUI's.
class TaskModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    static constexpr int keptRoots = 200;
    static constexpr int keptChildren = 50;
    enum Role { RowRole = Qt::UserRole }; ///< const TaskRow *

    explicit TaskModel(QObject *parent = nullptr);
    ~TaskModel() override;

    /// A new task, or a change of a known one. Services are not listed.
    void take(const engine::TaskInfo &info);
    void clearDone();
    /// What earlier sessions have taught; oldest first.
    void learn(const std::vector<engine::TaskRun> &former);

    /// Null for a task that is not in the list.
    const TaskRow *find(engine::TaskId id) const;
    QModelIndex indexOf(engine::TaskId id) const;
    static const TaskRow *row(const QModelIndex &index) { return index.data(RowRole).value<const TaskRow *>(); }
    /// Tasks without a parent that have not finished.
    int active() const { return m_active; }
    /// Those of them that were not started by this one.
    int activeExcept(const QString &by) const;
    /// How long a running task should take in all; empty: too little is known, or it waits for somebody else.
    std::optional<engine::ExpectedTime> expected(const engine::TaskInfo &info) const;
    /// The one of them that came last; 0: none.
    engine::TaskId newestActive() const;
    /// "move stage/x", or the number of a task that is not known here.
    QString nameOf(engine::TaskId id) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    void activeChanged();

private:
    struct Node;

    Node *nodeOf(const QModelIndex &index) const;
    QModelIndex indexOf(const Node *node) const;
    void insert(const engine::TaskInfo &info);
    void prune(Node &parent, int kept);
    void removeRow(Node &parent, int row);
    void forget(const Node &node);
    void countActive();
    void tellForecasts();

    std::unique_ptr<Node> m_root;
    QHash<engine::TaskId, Node *> m_byId;
    engine::ExpectedTimes m_times;
    int m_active = 0;
};
} // namespace podium::ui

Q_DECLARE_METATYPE(const podium::ui::TaskRow *)
