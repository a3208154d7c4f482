// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tree/devicemenu.h"

#include "ui/panels/explain.h"
#include "ui/style/plaintext.h"
#include "ui/style/refreshclock.h"
#include "ui/style/theme.h"
#include "ui/tree/devicemark.h"

#include <QClipboard>
#include <QGuiApplication>

namespace podium::ui
{
using namespace engine;

DeviceMenu::DeviceMenu(Views &views, const Client &client, const QStringList &devices, QWidget *parent)
    : QMenu(parent)
    , m_views(views)
    , m_client(client)
{
    setToolTipsVisible(true);
    addPanels(devices);
    addStop(devices);
    const auto count = devices.size();
    addAction(count == 1 ? tr("Copy address") : tr("Copy %1 addresses").arg(count), this,
              [devices] { QGuiApplication::clipboard()->setText(devices.join(u'\n')); });
    if (count > 1)
        return;
    const auto &device = *views.device(devices.front());
    addTraffic(device.description());
    addProtection(device);
    const auto &motion = device.description().motionParameter;
    std::vector<ParameterView *> watched; // as by the tree
    if (!motion.isEmpty())
        watched.push_back(views.parameter({devices.front(), motion}));
    if (const auto *lock = lockOf(device, watched))
        addLock(*lock);
}

void DeviceMenu::addPanels(const QStringList &devices)
{
    const auto count = devices.size();
    auto *panels = addAction(count == 1 ? tr("Open panel") : tr("Open %1 panels").arg(count), this, [this, devices] { Q_EMIT panelsRequested(devices); });
    panels->setEnabled(count <= mostPanels);
    if (count > mostPanels)
        panels->setToolTip(tr("Not more than %1 panels at once: choose fewer devices.").arg(mostPanels));
    auto *windows = addAction(Theme::instance().icon(Icon::OwnWindow), count == 1 ? tr("Open in own window") : tr("Open in %1 own windows").arg(count),
                              this, [this, devices] { Q_EMIT windowsRequested(devices); });
    windows->setEnabled(count <= mostWindows);
    if (count > mostWindows)
        windows->setToolTip(tr("Not more than %1 windows at once: choose fewer devices.").arg(mostWindows));
}

void DeviceMenu::addStop(const QStringList &devices)
{
    QStringList stoppable = devices;
    stoppable.removeIf([this](const DeviceId &device) { return !m_views.device(device)->description().canStop; });
    const auto name = devices.size() == 1 ? tr("Stop") : tr("Stop %1 devices").arg(stoppable.size());
    auto *stop = addAction(Theme::instance().icon(Icon::Stop), name, this, [this, stoppable] {
        for (const auto &device : stoppable)
            m_client.stop(device);
    });
    stop->setEnabled(!stoppable.isEmpty());
    if (stoppable.isEmpty())
        stop->setToolTip(plainToolTip(devices.size() == 1 ? tr("%1 has nothing that could be stopped.").arg(devices.front())
                                                          : tr("None of them has anything that could be stopped.")));
}

void DeviceMenu::addTraffic(const DeviceDescription &device)
{
    auto *action = addAction(Theme::instance().icon(Icon::Traffic), tr("Show traffic"), this, [this, id = device.id] { Q_EMIT trafficRequested(id); });
    action->setEnabled(device.hasLink);
    action->setToolTip(plainToolTip(device.hasLink ? tr("Shows the messages on the link of %1, and sends some by hand.").arg(device.id)
                                                   : tr("%1 has no link whose traffic could be shown.").arg(device.id)));
}

void DeviceMenu::addProtection(const DeviceView &device)
{
    const auto &id = device.description().id;
    const auto &protection = device.status().protection;
    auto *action = addAction(tr("Write-protect"));
    action->setCheckable(true);
    action->setChecked(protection.isOn());
    connect(action, &QAction::toggled, this, [this, id](bool on) { Q_EMIT protectionRequested(id, on); });
    const auto why = !device.description().problem.isEmpty() ? tr("%1 could not be made, so there is nothing to protect.").arg(id)
                     : protection.kind == Protection::Kind::Permanent
                         ? tr("%1 is protected by %2 until the program ends.").arg(id, protection.by) : QString();
    action->setEnabled(why.isEmpty());
    action->setToolTip(plainToolTip(why.isEmpty() ? tr("Nobody can write to %1 while this is on; stopping it always works.").arg(id) : why));
}

void DeviceMenu::addLock(const LockHolder &lock)
{
    addSeparator();
    const auto text = lockText(lock, RefreshClock::instance().now());
    auto *show = addAction(Theme::instance().icon(Icon::Lock), tr("Show task %1, which holds the lock").arg(lock.task), this,
                           [this, task = lock.task] { Q_EMIT taskRequested(task); });
    show->setToolTip(plainToolTip(text));
}
} // namespace podium::ui
