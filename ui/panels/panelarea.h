// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/client/client.h"
#include "engine/dispatch/views.h"

#include <QScrollArea>

class QLabel;
class QVBoxLayout;

namespace podium::ui
{
class DevicePanel;

/// Several panels side by side, in as many columns as there is room for.
class PanelArea : public QScrollArea
{
    Q_OBJECT

public:
    PanelArea(engine::Views &views, const engine::Client &client, QWidget *parent = nullptr);

    /// Opens the panel of a device, or shows the one that is open; what the bench does not have is left out.
    void open(const engine::DeviceId &device);
    /// Closes the panel of a device; nothing is stopped by that.
    void close(const engine::DeviceId &device);
    /// The devices whose panels are open, in their order; what open() needs to restore them.
    QStringList openDevices() const;
    /// Null if it is not open.
    DevicePanel *panel(const engine::DeviceId &device) const;

Q_SIGNALS:
    void taskRequested(podium::engine::TaskId task);
    void openDevicesChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    std::size_t columnsThatFit() const;
    void arrange();

    engine::Views &m_views;
    engine::Client m_client;
    QLabel *m_invitation;
    std::vector<DevicePanel *> m_panels;
    std::vector<QVBoxLayout *> m_columns;
};
} // namespace podium::ui
