// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/client/client.h"
#include "engine/dispatch/views.h"
#include "ui/panels/paneldrop.h"
#include "ui/panels/panelscroll.h"
#include "ui/panels/whyhelp.h"

class QLabel;
class QVBoxLayout;

namespace podium::ui
{
class DevicePanel;
class ImageView;
class PresetStore;

/// Several panels side by side, in as many columns as there is room for. Devices are dropped on it; panels are dragged by
/// their head, within it or out of it. A panel that was taken out into a window of its own stays one of them, and keeps its
/// place in the order.
class PanelArea : public PanelScroll
{
    Q_OBJECT

public:
    PanelArea(engine::Views &views, const engine::Client &client, QWidget *parent = nullptr);

    /// For the panels that are opened from now on.
    void setPresets(PresetStore *presets) { m_presets = presets; }
    /// Opens the panel of a device, or shows the one that is open; what the bench does not have is left out.
    void open(const engine::DeviceId &device);
    /// Opens those that the bench has, in this order; the first one is the one to look at.
    void openAll(const QStringList &devices);
    /// Opens panels, or moves those that are open (also those in windows of their own), in this order, to where the panel
    /// number place is now; behind the last one it is openDevices().size().
    void openAt(const QStringList &devices, qsizetype place);
    /// Moves a panel by so many places among those that are here.
    void shift(const engine::DeviceId &device, int by);
    /// Closes the panel of a device, wherever it is; nothing is stopped by that.
    void close(const engine::DeviceId &device);

    /// Moves the panel into a widget of a window of its own; null if it is not open.
    DevicePanel *takeOut(const engine::DeviceId &device, QWidget *parent);
    void putBack(const engine::DeviceId &device);
    bool isOut(const engine::DeviceId &device) const;

    /// The devices whose panels are open, in their order; what open() needs to restore them.
    QStringList openDevices() const;
    /// Null if it is not open.
    DevicePanel *panel(const engine::DeviceId &device) const;
    /// Before which panel something would land that is dropped here, in the content's coordinates.
    qsizetype placeAt(const QPoint &point) const;

Q_SIGNALS:
    void taskRequested(podium::engine::TaskId task);
    void remedyRequested(podium::ui::Remedy remedy, const QString &device);
    /// A picture is wanted in a window of its own.
    void pictureRequested(podium::ui::ImageView &picture);
    void openDevicesChanged();
    /// A panel is wanted in a window of its own, or back here if it is in one; at that place of the screen if it was dragged.
    void windowRequested(const podium::engine::DeviceId &device, const std::optional<QPoint> &place);
    /// open() was called for a panel that is in a window of its own.
    void outPanelRequested(const podium::engine::DeviceId &device);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    /// Panels of what stays are not touched, those of what has left stay until somebody closes them.
    void follow(const engine::BenchChange &change);
    /// Another panel in the place of this one.
    void remake(const engine::DeviceId &device);
    /// The same device has other parameters or commands.
    void reshape(const engine::DeviceId &device);
    DevicePanel *add(const engine::DeviceId &device);
    std::vector<DevicePanel *> panelsHere() const;
    std::size_t columnsThatFit() const;
    void arrange();
    /// The dragged devices; empty if any of them is not of this bench.
    QStringList dropped(const QDropEvent &event) const;
    void showPlace(const QPoint &inViewport);
    QRect lineAt(qsizetype place) const;
    void dropPanel(DevicePanel &panel, const QPoint &global);
    bool isOver(const QPoint &global) const;

    engine::Views &m_views;
    engine::Client m_client;
    PresetStore *m_presets = nullptr;
    QLabel *m_invitation;
    std::vector<DevicePanel *> m_panels; ///< in their order, wherever they are
    std::vector<QVBoxLayout *> m_columns;
    PanelDrop *m_drop = nullptr;
};
} // namespace podium::ui
