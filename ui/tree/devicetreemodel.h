// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dispatch/views.h"
#include "ui/tree/devicemark.h"

#include <QAbstractItemModel>
#include <QSet>

#include <map>

namespace podium::ui
{
/// Groups, the devices in them, and the devices below devices (stage/x below stage), with state and main value.
///
/// The main value is that of the motion parameter, else of the first that can be read. Alarms roll up: a row that has
/// children has the worst of them, and says who it is. What changed is told at most every 100 ms. A bench that has changed
/// makes it anew.
class DeviceTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { DeviceColumn, ValueColumn, Columns };
    enum Role {
        DeviceRole = Qt::UserRole, ///< the id, empty for a group
        SeverityRole,              ///< an Alarm: the worst of the row and of what is below it
        BelowRole,                 ///< "!! major alarm", if below it something is worse than it is itself
        FilterRole,                ///< what a filter looks at: title and id
    };

    explicit DeviceTreeModel(engine::Views &views, QObject *parent = nullptr);
    ~DeviceTreeModel() override;

    /// Values are delivered only while somebody looks.
    void setWatching(bool watching);
    /// The devices whose stop was not confirmed.
    void setMotionUnknown(const QStringList &devices);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &) const override { return Columns; }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Node {
        Node *parent = nullptr;
        std::vector<std::unique_ptr<Node>> children;
        QString title;
        engine::DeviceView *device = nullptr; ///< null: a group
        engine::ParameterView *main = nullptr;
        std::vector<engine::ParameterView *> watched; ///< those with alarms, and the main one
        Mark own;
        Alarm worst = Alarm::None; ///< of itself and of what is below it
    };

    void fill();
    void rebuild();
    void addDevice(const engine::DeviceDescription &description);
    Node &groupOf(const QString &title);
    void watch(Node &node);
    void changed(Node &node);
    void flush();
    void tell(Node &node);
    Mark ownMark(const Node &node) const;
    static Alarm worstOf(const Node &node);
    using Marked = std::multimap<Alarm, const Node *, std::greater<>>;
    /// The nodes below that have a mark, the worst first.
    static void addMarkedBelow(const Node &node, Marked &marked);
    static Marked markedBelow(const Node &node);
    static QString belowText(const Node &node);
    QString textOf(const Node &node) const;
    QModelIndex indexOf(const Node &node, int column) const;
    Node &nodeOf(const QModelIndex &index) const;
    QVariant deviceData(const Node &node, int role) const;
    QVariant valueData(const Node &node, int role) const;
    QString explanation(const Node &node) const;

    engine::Views &m_views;
    Node m_root;
    QHash<engine::DeviceId, Node *> m_nodes;
    std::unique_ptr<QObject> m_links; ///< the context of what the views tell these nodes
    QSet<Node *> m_dirty;
    QSet<engine::DeviceId> m_motionUnknown;
    bool m_watching = false;
    bool m_requested = false;
};
} // namespace podium::ui
