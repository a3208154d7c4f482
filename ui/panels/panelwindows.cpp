// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/panelwindows.h"

#include "ui/mainwindow/windowlayout.h"
#include "ui/panels/devicepanel.h"
#include "ui/panels/imagewindow.h"
#include "ui/panels/panelarea.h"
#include "ui/panels/panelwindow.h"

#include <QSettings>

namespace podium::ui
{
using engine::DeviceId;

namespace
{
QString keyOf(const QString &bench) { return QStringLiteral("panelWindows/%1").arg(bench); }
} // namespace

PanelWindows::PanelWindows(PanelArea &area, StopMonitor &stops) : m_area(area), m_stops(stops)
{
    connect(&area, &PanelArea::openDevicesChanged, this, &PanelWindows::tidy);
    connect(&area, &PanelArea::outPanelRequested, this, [this](const DeviceId &device) { open(device); });
    connect(&area, &PanelArea::windowRequested, this, [this](const DeviceId &device, const std::optional<QPoint> &place) {
        m_area.isOut(device) ? putBack(device) : open(device, place);
    });
    connect(&area, &PanelArea::pictureRequested, this, &PanelWindows::openPicture);
}

PanelWindows::~PanelWindows()
{
    qDeleteAll(m_windows);
    qDeleteAll(m_pictures);
}

PanelWindow *PanelWindows::take(const DeviceId &device, const QByteArray &geometry)
{
    m_area.open(device);
    const auto *panel = m_area.panel(device);
    if (!panel)
        return nullptr;
    auto *&window = m_windows[device];
    if (!window) {
        window = new PanelWindow(panel->title(), m_stops);
        window->addActions(m_actions);
        connect(window, &PanelWindow::backRequested, this, [this, device] { putBack(device); });
    }
    window->put(*m_area.takeOut(device, window->place()));
    if (window->restoreGeometry(geometry))
        clampToScreens(*window);
    else
        window->fit();
    return window;
}

void PanelWindows::open(const DeviceId &device, const std::optional<QPoint> &place)
{
    auto *shown = window(device);
    if (!shown) {
        const auto *before = m_windows.value(device);
        shown = take(device, before ? before->saveGeometry() : QByteArray());
    }
    if (!shown)
        return;
    if (place) {
        shown->move(*place - QPoint(40, 10)); // its frame comes below the pointer
        clampToScreens(*shown);
    }
    shown->setWindowState(shown->windowState() & ~Qt::WindowMinimized);
    shown->show();
    shown->raise();
    shown->activateWindow();
}

void PanelWindows::openPicture(ImageView &picture)
{
    m_pictures.removeIf([](const auto &window) { return window.isNull(); });
    if (const QPointer opened = picture.openLarge(m_stops, m_actions); !m_pictures.contains(opened))
        m_pictures << opened;
}

void PanelWindows::putBack(const DeviceId &device)
{
    m_area.putBack(device);
    tidy();
}

void PanelWindows::putAllBack()
{
    for (const auto &device : devices())
        putBack(device);
}

void PanelWindows::tidy()
{
    for (auto window = m_windows.begin(); window != m_windows.end(); ++window)
        if (!m_area.isOut(window.key()))
            window.value()->hide();
}

PanelWindow *PanelWindows::window(const DeviceId &device) const
{
    return m_area.isOut(device) ? m_windows.value(device) : nullptr;
}

QStringList PanelWindows::devices() const
{
    auto devices = m_area.openDevices();
    devices.removeIf([this](const DeviceId &device) { return !m_area.isOut(device); });
    return devices;
}

void PanelWindows::save(QSettings &settings, const QString &bench) const
{
    QVariantMap kept;
    for (const auto &device : devices())
        kept[device] = window(device)->saveGeometry();
    settings.setValue(keyOf(bench), kept);
}

void PanelWindows::restore(const QSettings &settings, const QString &bench)
{
    const auto kept = settings.value(keyOf(bench)).toMap();
    for (auto geometry = kept.begin(); geometry != kept.end(); ++geometry)
        if (m_area.panel(geometry.key()) && !m_area.isOut(geometry.key()))
            take(geometry.key(), geometry.value().toByteArray());
}

void PanelWindows::show()
{
    for (const auto &device : devices()) {
        auto *shown = window(device);
        shown->setAttribute(Qt::WA_ShowWithoutActivating);
        shown->show();
        shown->setAttribute(Qt::WA_ShowWithoutActivating, false);
    }
}
} // namespace podium::ui
