// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tree/devicetreemodel.h"

#include "ui/panels/valuetext.h"
#include "ui/style/plaintext.h"
#include "ui/style/refreshclock.h"
#include "ui/style/theme.h"

namespace podium::ui
{
using namespace engine;

DeviceTreeModel::DeviceTreeModel(Views &views, QObject *parent) : QAbstractItemModel(parent), m_views(views)
{
    fill();
    connect(&views, &Views::benchChanged, this, &DeviceTreeModel::rebuild);
}

DeviceTreeModel::~DeviceTreeModel() { setWatching(false); }

void DeviceTreeModel::fill()
{
    m_links = std::make_unique<QObject>();
    for (const auto &description : m_views.bench().devices)
        addDevice(description);
}

void DeviceTreeModel::rebuild()
{
    const bool watched = m_watching;
    beginResetModel();
    setWatching(false);
    m_dirty.clear();
    m_nodes.clear();
    m_root.children.clear();
    fill();
    setWatching(watched);
    endResetModel();
}

DeviceTreeModel::Node &DeviceTreeModel::groupOf(const QString &title)
{
    const auto shown = title.isEmpty() ? tr("Devices") : oneLine(title, 80);
    for (const auto &group : m_root.children)
        if (group->title == shown)
            return *group;
    m_root.children.push_back(std::make_unique<Node>());
    auto &group = *m_root.children.back();
    group.parent = &m_root;
    group.title = shown;
    return group;
}

void DeviceTreeModel::addDevice(const DeviceDescription &description)
{
    auto *above = m_nodes.value(parentDevice(description.id));
    auto &parent = above ? *above : groupOf(description.group);
    parent.children.push_back(std::make_unique<Node>());
    auto &node = *parent.children.back();
    node.parent = &parent;
    node.title = oneLine(description.title.isEmpty() ? description.id : description.title, 80);
    node.device = m_views.device(description.id);
    m_nodes[description.id] = &node;
    for (const auto &spec : description.parameters) {
        const bool hasAlarms = spec.alarmLimits != AlarmLimits();
        const bool isMain = spec.isReadable() && (description.motionParameter.isEmpty() ? !node.main : spec.name == description.motionParameter);
        if (!isMain && !hasAlarms)
            continue;
        auto *view = m_views.parameter({description.id, spec.name});
        if (isMain)
            node.main = view;
        node.watched.push_back(view);
    }
    watch(node);
    node.own = ownMark(node);
    node.worst = worstOf(node);
    for (auto *ancestor = node.parent; ancestor; ancestor = ancestor->parent)
        ancestor->worst = std::max(ancestor->worst, node.worst);
}

void DeviceTreeModel::watch(Node &node)
{
    connect(node.device, &DeviceView::changed, m_links.get(), [this, &node] { changed(node); });
    for (auto *view : node.watched)
        connect(view, &ParameterView::changed, m_links.get(), [this, &node] { changed(node); });
}

void DeviceTreeModel::setWatching(bool watching)
{
    if (std::exchange(m_watching, watching) == watching)
        return;
    for (const auto *node : std::as_const(m_nodes))
        for (auto *view : node->watched)
            watching ? view->show() : view->hide();
}

void DeviceTreeModel::changed(Node &node)
{
    m_dirty.insert(&node);
    if (std::exchange(m_requested, true))
        return;
    RefreshClock::instance().request(this, [this] {
        m_requested = false;
        flush();
    });
}

void DeviceTreeModel::flush()
{
    auto told = std::exchange(m_dirty, {});
    for (auto *node : QSet<Node *>(told)) {
        const auto own = ownMark(*node);
        const bool isNew = std::exchange(node->own, own) != own;
        node->worst = worstOf(*node);
        for (auto *above = node->parent; isNew && above != &m_root; above = above->parent) {
            above->worst = worstOf(*above);
            told.insert(above);
        }
    }
    for (auto *node : std::as_const(told)) // who listens looks at other rows, too
        tell(*node);
}

void DeviceTreeModel::tell(Node &node) { Q_EMIT dataChanged(indexOf(node, DeviceColumn), indexOf(node, ValueColumn)); }

void DeviceTreeModel::setMotionUnknown(const QStringList &devices)
{
    const QSet<DeviceId> unknown(devices.begin(), devices.end());
    const auto before = std::exchange(m_motionUnknown, unknown);
    for (const auto &device : before + unknown)
        if (auto *node = m_nodes.value(device); node && before.contains(device) != unknown.contains(device))
            changed(*node);
}

Mark DeviceTreeModel::ownMark(const Node &node) const
{
    return node.device ? markOf(*node.device, node.watched, m_motionUnknown.contains(node.device->description().id)) : Mark();
}

Alarm DeviceTreeModel::worstOf(const Node &node)
{
    auto worst = node.own.alarm;
    for (const auto &child : node.children)
        worst = std::max(worst, child->worst);
    return worst;
}

void DeviceTreeModel::addMarkedBelow(const Node &node, Marked &marked)
{
    for (const auto &child : node.children) {
        if (child->own.alarm != Alarm::None)
            marked.emplace(child->own.alarm, child.get());
        addMarkedBelow(*child, marked);
    }
}

DeviceTreeModel::Marked DeviceTreeModel::markedBelow(const Node &node)
{
    Marked marked;
    addMarkedBelow(node, marked);
    return marked;
}

QModelIndex DeviceTreeModel::indexOf(const Node &node, int column) const
{
    const auto &siblings = node.parent->children;
    const auto found = std::find_if(siblings.begin(), siblings.end(), [&](const auto &sibling) { return sibling.get() == &node; });
    return createIndex(int(found - siblings.begin()), column, &node);
}

DeviceTreeModel::Node &DeviceTreeModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? *static_cast<Node *>(index.internalPointer()) : const_cast<Node &>(m_root);
}

QModelIndex DeviceTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeOf(parent).children[std::size_t(row)].get());
}

QModelIndex DeviceTreeModel::parent(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const auto *parent = nodeOf(index).parent;
    return parent == &m_root ? QModelIndex() : indexOf(*parent, DeviceColumn);
}

int DeviceTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(nodeOf(parent).children.size());
}

QVariant DeviceTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == DeviceColumn ? tr("Device") : tr("Value");
}

QVariant DeviceTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto &node = nodeOf(index);
    switch (role) {
    case DeviceRole:
        return node.device ? node.device->description().id : QString();
    case SeverityRole:
        return int(node.worst);
    case BelowRole:
        return belowText(node);
    case FilterRole:
        return node.device ? node.title + u'\n' + node.device->description().id : node.title;
    case Qt::ToolTipRole:
        return plainToolTip(explanation(node));
    case Qt::AccessibleDescriptionRole:
        return explanation(node);
    default:
        return index.column() == DeviceColumn ? deviceData(node, role) : valueData(node, role);
    }
}

QVariant DeviceTreeModel::deviceData(const Node &node, int role) const
{
    if (role == Qt::DisplayRole)
        return node.title;
    if (role == Qt::AccessibleTextRole)
        return textOf(node);
    if (role != Qt::DecorationRole)
        return {};
    const auto &theme = Theme::instance();
    if (node.worst != Alarm::None)
        return theme.icon(iconOf(node.worst), lookOf(node.worst).tone);
    if (!node.device)
        return theme.icon(Icon::Group, Tone::Muted);
    const auto look = lookOf(node.device->status().state);
    return theme.icon(look.icon, look.tone);
}

QVariant DeviceTreeModel::valueData(const Node &node, int role) const
{
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (!node.device)
        return {};
    const bool hidesValue = node.own.alarm == Alarm::MotionUnknown || !node.device->description().problem.isEmpty();
    if (!node.main || hidesValue) {
        if (role == Qt::DisplayRole)
            return node.own.alarm == Alarm::None ? lookOf(node.device->status().state).word : markText(node.own);
        const auto tone = node.own.alarm == Alarm::None ? Tone::Muted : lookOf(node.own.alarm).tone;
        return role == Qt::ForegroundRole ? QVariant(Theme::instance().colour(tone)) : QVariant();
    }
    const auto &reading = node.main->state().reading;
    const auto look = lookOf(reading.quality, reading.severity);
    if (role == Qt::DisplayRole) {
        const auto shown = shownValue(reading.value, node.main->spec());
        QStringList parts{look.glyph, oneLine(shown.text, 40), oneLine(shown.unit, 16)};
        parts.removeAll(QString());
        return parts.join(u' ');
    }
    if (role == Qt::ForegroundRole && look.tone != Tone::Text)
        return Theme::instance().colour(look.tone);
    return {};
}
} // namespace podium::ui
