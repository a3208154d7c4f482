// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/client/client.h"
#include "ui/tree/devicefilter.h"
#include "ui/tree/devicetreemodel.h"

#include <QTreeView>

class QKeyEvent;
class QLineEdit;
class QMenu;

namespace podium::ui
{
/// The tree of devices with a line to filter it by typing, which may begin in the tree. Double click or Enter asks for the
/// panels of what is chosen, Ctrl+Enter for windows of their own; the menu has the rest, and devices can be dragged.
class DeviceTree : public QWidget
{
    Q_OBJECT

public:
    DeviceTree(engine::Views &views, const engine::Client &client, QWidget *parent = nullptr);

    QTreeView &view() const { return *m_view; }
    QLineEdit &filter() const { return *m_filter; }
    /// Selects the device and brings it into view, whatever the filter says.
    void showDevice(const engine::DeviceId &device);
    /// The menu for devices, of which the bench must have all; else null. The caller owns it.
    QMenu *makeMenu(const QStringList &devices);
    /// The devices whose stop was not confirmed, so that nobody knows whether they move.
    void setMotionUnknown(const QStringList &devices) { m_model.setMotionUnknown(devices); }

Q_SIGNALS:
    void panelRequested(const podium::engine::DeviceId &device);
    void windowRequested(const podium::engine::DeviceId &device);
    /// That of its link.
    void trafficRequested(const podium::engine::DeviceId &device);
    /// The task that holds a device's lock.
    void taskRequested(podium::engine::TaskId task);
    /// Protecting was refused, or so much cannot be opened at once.
    void failed(const QString &message);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool treeKeyPressed(const QKeyEvent &press);
    bool filterKeyPressed(const QKeyEvent &press);
    void protect(const engine::DeviceId &device, bool on);
    /// Those of the selected rows, if this row is one of them; else its own.
    QStringList devicesMeantBy(const QModelIndex &index) const;
    void openPanels(const QStringList &devices);
    void openWindows(const QStringList &devices);
    void activate(const QModelIndex &index, Qt::KeyboardModifiers modifiers = {});
    void popUp(const QPoint &place);
    QModelIndexList allRows() const;
    QStringList collapsedRows() const;
    void collapse(const QStringList &rows);
    void applyFilter(const QString &text);
    /// What is open, chosen and current, by name, while the model is made anew.
    void keepPlace();
    void findPlace();

    engine::Views &m_views;
    engine::Client m_client;
    DeviceTreeModel m_model;
    DeviceFilter m_filtered;
    QStringList m_collapsed; ///< before it was filtered
    struct Place {
        QStringList collapsed;
        QStringList selected;
        QString current;
        int scrolled = 0;
    };
    Place m_kept;
    QLineEdit *m_filter;
    QTreeView *m_view;
};
} // namespace podium::ui
