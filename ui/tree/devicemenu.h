// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/client/client.h"
#include "engine/dispatch/views.h"

#include <QMenu>

namespace podium::ui
{
/// What can be done with one device of the tree, or with several at once.
class DeviceMenu : public QMenu
{
    Q_OBJECT

public:
    static constexpr qsizetype mostPanels = 40; ///< that are opened at once; more is a slip
    static constexpr qsizetype mostWindows = 8;

    /// At least one device, and all of them of this bench.
    DeviceMenu(engine::Views &views, const engine::Client &client, const QStringList &devices, QWidget *parent = nullptr);

Q_SIGNALS:
    void panelsRequested(const QStringList &devices);
    void windowsRequested(const QStringList &devices);
    /// The task that holds the lock.
    void taskRequested(podium::engine::TaskId task);
    void trafficRequested(const podium::engine::DeviceId &device);
    void protectionRequested(const podium::engine::DeviceId &device, bool on);

private:
    void addPanels(const QStringList &devices);
    void addStop(const QStringList &devices);
    void addTraffic(const engine::DeviceDescription &device);
    void addProtection(const engine::DeviceView &device);
    void addLock(const engine::LockHolder &lock);

    engine::Views &m_views;
    engine::Client m_client;
};
} // namespace podium::ui
