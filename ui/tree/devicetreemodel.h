// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dispatch/views.h"
#include "ui/style/look.h"

#include <QAbstractItemModel>
#include <QSet>

namespace podium::ui
{
/// Groups, the devices in them, and the devices below devices (stage/x below stage), with state and main value.
///
/// The main value is that of the motion parameter, else of the first that can be read. Alarms roll up: a row that has
/// children shows the worst of them. What changed is told at most every 100 ms.
class DeviceTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { DeviceColumn, ValueColumn, Columns };
    enum Role { DeviceRole = Qt::UserRole, SeverityRole }; ///< the id, empty for a group; 0 to 3, see Alarm

    explicit DeviceTreeModel(engine::Views &views, QObject *parent = nullptr);
    ~DeviceTreeModel() override;

    /// Values are delivered only while somebody looks.
    void setWatching(bool watching);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &) const override { return Columns; }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    /// What a row shows of itself and, the worst, of what is below it.
    enum class Alarm : quint8 { None, Minor, Lost, Major };
    struct Node {
        Node *parent = nullptr;
        std::vector<std::unique_ptr<Node>> children;
        QString title;
        engine::DeviceView *device = nullptr; ///< null: a group
        engine::ParameterView *main = nullptr;
        std::vector<engine::ParameterView *> watched; ///< those with alarms, and the main one
        Alarm worst = Alarm::None;
    };

    void addDevice(const engine::DeviceDescription &description);
    Node &groupOf(const QString &title);
    void watch(Node &node);
    void changed(Node &node);
    void flush();
    void tell(Node &node);
    Alarm worstOf(const Node &node) const;
    QModelIndex indexOf(const Node &node, int column) const;
    Node &nodeOf(const QModelIndex &index) const;
    QVariant deviceData(const Node &node, int role) const;
    QVariant valueData(const Node &node, int role) const;
    QString explanation(const Node &node) const;

    engine::Views &m_views;
    Node m_root;
    QHash<engine::DeviceId, Node *> m_nodes;
    QSet<Node *> m_dirty;
    bool m_watching = false;
    bool m_requested = false;
};
} // namespace podium::ui
