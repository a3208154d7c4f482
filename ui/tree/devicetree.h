// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/client/client.h"
#include "ui/tree/devicetreemodel.h"

#include <QSortFilterProxyModel>
#include <QTreeView>

class QLineEdit;
class QMenu;

namespace podium::ui
{
/// The tree of devices with a line to filter it by typing. Double click or Enter asks for the panel; the menu has the rest.
class DeviceTree : public QWidget
{
    Q_OBJECT

public:
    DeviceTree(engine::Views &views, const engine::Client &client, QWidget *parent = nullptr);

    QTreeView &view() const { return *m_view; }
    QLineEdit &filter() const { return *m_filter; }
    /// The menu for a device; null for one that the bench does not have. The caller owns it.
    QMenu *makeMenu(const engine::DeviceId &device);

Q_SIGNALS:
    void panelRequested(podium::engine::DeviceId device);
    /// Protecting was refused.
    void failed(const QString &message);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addProtection(QMenu &menu, const engine::DeviceView &device);
    void activate(const QModelIndex &index);
    void popUp(const QPoint &place);
    void applyFilter(const QString &text);

    engine::Views &m_views;
    engine::Client m_client;
    DeviceTreeModel m_model;
    QSortFilterProxyModel m_filtered;
    QLineEdit *m_filter;
    QTreeView *m_view;
};
} // namespace podium::ui
