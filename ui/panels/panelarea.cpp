// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/panelarea.h"

#include "ui/panels/panelfactory.h"

#include <QBoxLayout>
#include <QLabel>
#include <QResizeEvent>

namespace podium::ui
{
using namespace engine;

PanelArea::PanelArea(Views &views, const Client &client, QWidget *parent)
    : QScrollArea(parent)
    , m_views(views)
    , m_client(client)
    , m_invitation(new QLabel(tr("Open a device from the tree: double-click it, or press Enter.")))
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Device panels"));
    m_invitation->setAlignment(Qt::AlignCenter);
    m_invitation->setWordWrap(true);
    m_invitation->setForegroundRole(QPalette::PlaceholderText);
    auto *content = new QWidget;
    auto *layout = new QHBoxLayout(content);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->addWidget(m_invitation);
    setWidget(content);
}

void PanelArea::open(const DeviceId &device)
{
    if (!m_views.bench().find(device))
        return;
    auto *opened = panel(device);
    if (!opened) {
        opened = makePanel(m_views, m_client, device, widget());
        m_panels.push_back(opened);
        connect(opened, &DevicePanel::taskRequested, this, &PanelArea::taskRequested);
        connect(opened, &DevicePanel::closeRequested, this, [this, device] { close(device); });
        arrange();
        opened->show();
        Q_EMIT openDevicesChanged();
    }
    QMetaObject::invokeMethod(opened, [this, opened] { ensureWidgetVisible(opened, 0, 0); }, Qt::QueuedConnection);
}

void PanelArea::close(const DeviceId &device)
{
    auto *closed = panel(device);
    if (!closed)
        return;
    std::erase(m_panels, closed);
    closed->hide();
    closed->deleteLater();
    arrange();
    Q_EMIT openDevicesChanged();
}

QStringList PanelArea::openDevices() const
{
    QStringList devices;
    for (const auto *panel : m_panels)
        devices << panel->device();
    return devices;
}

DevicePanel *PanelArea::panel(const DeviceId &device) const
{
    const auto found = std::find_if(m_panels.begin(), m_panels.end(), [&](const auto *panel) { return panel->device() == device; });
    return found == m_panels.end() ? nullptr : *found;
}

void PanelArea::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    if (columnsThatFit() != m_columns.size())
        arrange();
}

std::size_t PanelArea::columnsThatFit() const
{
    int widest = 1;
    for (const auto *panel : m_panels)
        widest = std::max(widest, panel->minimumSizeHint().width());
    return std::clamp<std::size_t>(std::size_t(viewport()->width() / widest), 1, std::max<std::size_t>(1, m_panels.size()));
}

void PanelArea::arrange()
{
    const auto wanted = columnsThatFit();
    auto *layout = static_cast<QHBoxLayout *>(widget()->layout());
    while (m_columns.size() < wanted) {
        m_columns.push_back(new QVBoxLayout);
        m_columns.back()->setAlignment(Qt::AlignTop);
        layout->addLayout(m_columns.back(), 1);
    }
    for (auto *column : m_columns)
        while (const auto *item = column->itemAt(0))
            column->removeWidget(item->widget());
    while (m_columns.size() > wanted) {
        delete m_columns.back();
        m_columns.pop_back();
    }
    for (std::size_t i = 0; i < m_panels.size(); ++i)
        m_columns[i % m_columns.size()]->addWidget(m_panels[i]);
    m_invitation->setVisible(m_panels.empty());
}
} // namespace podium::ui
