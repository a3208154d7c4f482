// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tree/devicetreemodel.h"

#include "ui/panels/explain.h"
#include "ui/panels/valuetext.h"
#include "ui/style/plaintext.h"
#include "ui/style/refreshclock.h"
#include "ui/style/theme.h"

namespace podium::ui
{
using namespace engine;

DeviceTreeModel::DeviceTreeModel(Views &views, QObject *parent) : QAbstractItemModel(parent), m_views(views)
{
    for (const auto &description : views.bench().devices)
        addDevice(description);
}

DeviceTreeModel::~DeviceTreeModel() { setWatching(false); }

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
    node.worst = worstOf(node);
    for (auto *ancestor = node.parent; ancestor; ancestor = ancestor->parent)
        ancestor->worst = std::max(ancestor->worst, node.worst);
}

void DeviceTreeModel::watch(Node &node)
{
    connect(node.device, &DeviceView::changed, this, [this, &node] { changed(node); });
    for (auto *view : node.watched)
        connect(view, &ParameterView::changed, this, [this, &node] { changed(node); });
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
    for (auto *node : std::exchange(m_dirty, {})) {
        tell(*node);
        for (auto *above = node; above; above = above->parent) {
            const auto worst = worstOf(*above);
            if (std::exchange(above->worst, worst) != worst && above != node && above != &m_root)
                tell(*above);
        }
    }
}

void DeviceTreeModel::tell(Node &node) { Q_EMIT dataChanged(indexOf(node, DeviceColumn), indexOf(node, ValueColumn)); }

DeviceTreeModel::Alarm DeviceTreeModel::worstOf(const Node &node) const
{
    auto worst = Alarm::None;
    if (node.device) {
        const auto state = node.device->status().state;
        if (state == DeviceState::Fault || !node.device->description().problem.isEmpty())
            worst = Alarm::Major;
        else if (state == DeviceState::Disconnected)
            worst = Alarm::Lost;
    }
    for (const auto *view : node.watched) {
        const auto severity = view->state().reading.severity;
        worst = std::max(worst, severity == Severity::Major ? Alarm::Major : severity == Severity::Minor ? Alarm::Minor : Alarm::None);
    }
    for (const auto &child : node.children)
        worst = std::max(worst, child->worst);
    return worst;
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
    if (role == DeviceRole)
        return node.device ? node.device->description().id : QString();
    if (role == SeverityRole)
        return int(node.worst);
    if (role == Qt::ToolTipRole)
        return plainToolTip(explanation(node));
    if (role == Qt::AccessibleDescriptionRole)
        return explanation(node);
    return index.column() == DeviceColumn ? deviceData(node, role) : valueData(node, role);
}

QVariant DeviceTreeModel::deviceData(const Node &node, int role) const
{
    if (role == Qt::DisplayRole)
        return node.title;
    if (role != Qt::DecorationRole)
        return {};
    const auto &theme = Theme::instance();
    const bool isAlarm = node.worst == Alarm::Major || node.worst == Alarm::Minor;
    if (!node.device)
        return isAlarm ? theme.icon(Icon::StateAlarm, node.worst == Alarm::Major ? Tone::Major : Tone::Minor) : theme.icon(Icon::Group, Tone::Muted);
    const auto look = lookOf(node.device->status().state);
    if (node.worst == Alarm::Major)
        return theme.icon(Icon::StateAlarm, Tone::Major);
    return isAlarm ? theme.icon(Icon::StateAlarm, Tone::Minor) : theme.icon(look.icon, look.tone);
}

QVariant DeviceTreeModel::valueData(const Node &node, int role) const
{
    if (!node.device)
        return {};
    const auto &description = node.device->description();
    if (!description.problem.isEmpty()) {
        if (role == Qt::DisplayRole)
            return tr("not there");
        return role == Qt::ForegroundRole ? QVariant(Theme::instance().colour(Tone::Major)) : QVariant();
    }
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (!node.main) {
        if (role == Qt::DisplayRole)
            return lookOf(node.device->status().state).word;
        return role == Qt::ForegroundRole ? QVariant(Theme::instance().colour(Tone::Muted)) : QVariant();
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

QString DeviceTreeModel::explanation(const Node &node) const
{
    if (!node.device)
        return node.title;
    const auto &description = node.device->description();
    const auto &status = node.device->status();
    QStringList lines{node.title, description.id};
    if (!description.problem.isEmpty())
        return (lines << tr("could not be made: %1").arg(description.problem)).join(u'\n');
    lines << (status.reason.isEmpty() ? lookOf(status.state).word : tr("%1: %2").arg(lookOf(status.state).word, status.reason));
    if (status.lock)
        lines << lockText(*status.lock, RefreshClock::instance().now());
    if (status.protection.isOn())
        lines << tr("write-protected by %1").arg(status.protection.by);
    for (const auto *view : node.watched)
        if (const auto look = lookOf(view->state().reading.quality, view->state().reading.severity); !look.word.isEmpty())
            lines << tr("%1: %2").arg(view->spec().name, look.word);
    return lines.join(u'\n');
}
} // namespace podium::ui
