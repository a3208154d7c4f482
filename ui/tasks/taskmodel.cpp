// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/taskmodel.h"

#include "ui/style/plaintext.h"
#include "ui/style/refreshclock.h"
#include "ui/tasks/tasktext.h"

#include <algorithm>

namespace podium::ui
{
using engine::TaskId;
using engine::TaskInfo;
using engine::TaskState;

struct TaskModel::Node : TaskRow {
    Node *parent = nullptr;
    std::vector<std::unique_ptr<Node>> children;

    int row() const
    {
        const auto &all = parent->children;
        return int(std::ranges::find(all, this, &std::unique_ptr<Node>::get) - all.begin());
    }
};

TaskModel::TaskModel(QObject *parent) : QAbstractItemModel(parent), m_root(std::make_unique<Node>()) {}

TaskModel::~TaskModel() = default;

TaskModel::Node *TaskModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

QModelIndex TaskModel::indexOf(const Node *node) const
{
    return node == m_root.get() ? QModelIndex() : createIndex(node->row(), 0, const_cast<Node *>(node));
}

QModelIndex TaskModel::indexOf(TaskId id) const
{
    const auto *node = m_byId.value(id);
    return node ? indexOf(node) : QModelIndex();
}

const TaskRow *TaskModel::find(TaskId id) const { return m_byId.value(id); }

namespace
{
void noteWait(TaskRow &row, const TaskInfo &info)
{
    row.waitingSince = info.waitingFor.isEmpty() ? std::nullopt : std::optional(RefreshClock::instance().now());
}

bool isHeldUp(const TaskInfo &info) { return !info.waits.empty() || info.state == TaskState::Paused; }
} // namespace

void TaskModel::take(const TaskInfo &info)
{
    if (info.service)
        return;
    auto *node = m_byId.value(info.id);
    const bool ended = info.isFinished() && !(node && node->info.isFinished());
    if (!node) {
        insert(info);
    } else {
        if (node->info.waitingFor != info.waitingFor)
            noteWait(*node, info);
        if (isHeldUp(node->info) && !isHeldUp(info))
            node->workingSince = RefreshClock::instance().now();
        node->info = info;
        node->changed = RefreshClock::instance().now();
        if (info.state == TaskState::Cancelling && !node->cancellingSince)
            node->cancellingSince = RefreshClock::instance().now();
        const auto changed = indexOf(node);
        Q_EMIT dataChanged(changed, changed);
    }
    if (const auto run = ended ? engine::runOf(info) : std::nullopt) {
        m_times.add(*run);
        tellForecasts();
    }
    if (info.isFinished()) {
        auto &parent = m_byId.value(info.id)->parent;
        prune(*parent, parent == m_root.get() ? keptRoots : keptChildren);
    }
    countActive();
}

void TaskModel::insert(const TaskInfo &info)
{
    auto *parent = m_byId.value(info.parent, m_root.get());
    auto node = std::make_unique<Node>();
    noteWait(*node, info);
    node->info = info;
    node->changed = RefreshClock::instance().now();
    node->parent = parent;
    if (info.state == TaskState::Cancelling)
        node->cancellingSince = RefreshClock::instance().now();
    const int row = int(parent->children.size());
    beginInsertRows(indexOf(parent), row, row);
    m_byId.insert(info.id, node.get());
    parent->children.push_back(std::move(node));
    endInsertRows();
}

void TaskModel::prune(Node &parent, int kept)
{
    const auto isFinished = [](const std::unique_ptr<Node> &node) { return node->info.isFinished(); };
    if (std::ranges::count_if(parent.children, isFinished) > kept)
        removeRow(parent, int(std::ranges::find_if(parent.children, isFinished) - parent.children.begin()));
}

void TaskModel::removeRow(Node &parent, int row)
{
    beginRemoveRows(indexOf(&parent), row, row);
    const auto position = parent.children.begin() + row;
    forget(**position);
    parent.children.erase(position);
    endRemoveRows();
}

void TaskModel::forget(const Node &node)
{
    for (const auto &child : node.children)
        forget(*child);
    m_byId.remove(node.info.id);
}

void TaskModel::clearDone()
{
    for (int row = int(m_root->children.size()) - 1; row >= 0; --row)
        if (m_root->children[static_cast<std::size_t>(row)]->info.isFinished())
            removeRow(*m_root, row);
}

void TaskModel::learn(const std::vector<engine::TaskRun> &former)
{
    m_times.addFormer(former);
    tellForecasts();
}

/// Of what runs another time may be expected than a moment ago.
void TaskModel::tellForecasts()
{
    for (const auto &node : m_root->children)
        if (expected(node->info))
            Q_EMIT dataChanged(indexOf(node.get()), indexOf(node.get()));
}

std::optional<engine::ExpectedTime> TaskModel::expected(const TaskInfo &info) const
{
    if (info.state != TaskState::Running || isHeldUp(info))
        return std::nullopt;
    return m_times.expected(info.operation, info.distance);
}

void TaskModel::countActive()
{
    const auto active =
        int(std::ranges::count_if(m_root->children, [](const auto &node) { return !node->info.isFinished(); }));
    m_active = active;
    Q_EMIT activeChanged();
}

int TaskModel::activeExcept(const QString &by) const
{
    return int(std::ranges::count_if(m_root->children, [&by](const auto &node) { return !node->info.isFinished() && node->info.startedBy != by; }));
}

TaskId TaskModel::newestActive() const
{
    TaskId newest = 0;
    for (const auto &node : m_root->children)
        if (!node->info.isFinished())
            newest = std::max(newest, node->info.id);
    return newest;
}

QString TaskModel::nameOf(TaskId id) const
{
    const auto *known = find(id);
    return known ? oneLine(known->info.label, 60) : tr("task %1").arg(id);
}

QModelIndex TaskModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeOf(parent)->children[static_cast<std::size_t>(row)].get());
}

QModelIndex TaskModel::parent(const QModelIndex &index) const
{
    return index.isValid() ? indexOf(nodeOf(index)->parent) : QModelIndex();
}

int TaskModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(nodeOf(parent)->children.size());
}

int TaskModel::columnCount(const QModelIndex &) const { return 1; }

QVariant TaskModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto *node = nodeOf(index);
    switch (role) {
    case RowRole:
        return QVariant::fromValue(static_cast<const TaskRow *>(node));
    case Qt::DisplayRole:
        return oneLine(node->info.label);
    case Qt::AccessibleTextRole:
        return (QStringList(oneLine(node->info.label)) + taskLines(*node, *this) + QStringList(timeText(*node, *this))).join(QStringLiteral(", "));
    case Qt::ToolTipRole:
        return plainToolTip(taskStory(*node, *this));
    default:
        return {};
    }
}
} // namespace podium::ui
