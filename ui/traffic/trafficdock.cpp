// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/traffic/trafficdock.h"

#include "ui/mainwindow.h"
#include "ui/mainwindow/dock.h"
#include "ui/panels/panelarea.h"
#include "ui/traffic/trafficpanel.h"
#include "ui/tree/devicetree.h"

namespace podium::ui
{
TrafficPanel &addTrafficDock(MainWindow &window, const engine::Client &client, const QString &settingsFile, LinkLanguages languages)
{
    auto *panel = new TrafficPanel(client, settingsFile, std::move(languages));
    auto *below = window.docks().constLast();
    auto *dock = window.addDock(QStringLiteral("trafficDock"), MainWindow::tr("Traffic"), panel, Qt::BottomDockWidgetArea);
    window.tabifyDockWidget(below, dock);
    dock->hide();
    const auto show = [dock, panel](const engine::DeviceId &device) {
        dock->comeForward();
        dock->window()->activateWindow();
        panel->showDevice(device);
        panel->setFocus(Qt::OtherFocusReason);
    };
    QObject::connect(window.findChild<DeviceTree *>(), &DeviceTree::trafficRequested, panel, show);
    QObject::connect(&window.panels(), &PanelArea::remedyRequested, panel, [show](Remedy remedy, const QString &device) {
        if (remedy == Remedy::ShowTraffic)
            show(device);
    });
    return *panel;
}
} // namespace podium::ui
