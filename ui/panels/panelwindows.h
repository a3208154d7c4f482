// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/address.h"

#include <QHash>
#include <QObject>
#include <QPoint>
#include <QPointer>
#include <QStringList>

#include <memory>
#include <optional>

class QAction;
class QSettings;

namespace podium::ui
{
class ImageView;
class ImageWindow;
class PanelArea;
class PanelWindow;
class StopMonitor;

/// The panels that are in windows of their own, and where those windows are; also the windows of their pictures, which it makes.
///
/// Closing such a window puts its panel back: what was typed and the buttons that cancel what runs are not lost. The panel's
/// own close button closes both.
/// Thread: the GUI's. Area and monitor must outlive it.
class PanelWindows : public QObject
{
    Q_OBJECT

public:
    PanelWindows(PanelArea &area, StopMonitor &stops);
    ~PanelWindows() override;

    /// Actions of the main window whose keys work in these windows too; for the windows that are made from now on.
    void setActions(const QList<QAction *> &actions) { m_actions = actions; }
    /// Takes the panel of a device, which is opened if need be, into a window; or brings that window to the front.
    void open(const engine::DeviceId &device, const std::optional<QPoint> &place = {});
    void putBack(const engine::DeviceId &device);
    void putAllBack();
    /// Null if the device has none.
    PanelWindow *window(const engine::DeviceId &device) const;
    QStringList devices() const;

    /// The windows of a bench, in the settings. Those of panels that are not open any more are left out.
    void save(QSettings &settings, const QString &bench) const;
    /// Puts the windows of open panels back where they were, on the screens that are there now; show() shows them.
    void restore(const QSettings &settings, const QString &bench);
    void show();

private:
    PanelWindow *take(const engine::DeviceId &device, const QByteArray &geometry);
    void openPicture(ImageView &picture);
    /// Hides the windows whose panels have left them.
    void tidy();

    PanelArea &m_area;
    StopMonitor &m_stops;
    QList<QAction *> m_actions;
    QHash<engine::DeviceId, PanelWindow *> m_windows; ///< also empty ones, hidden: the next time they are where they were
    QList<QPointer<ImageWindow>> m_pictures; ///< those that are open, and some that were
};
} // namespace podium::ui
