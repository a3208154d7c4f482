// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/panelarea.h"

#include "ui/panels/deviceheader.h"
#include "ui/panels/devicepanel.h"
#include "ui/panels/panelfactory.h"
#include "ui/panels/panelgrip.h"
#include "ui/panels/taborder.h"

#include <QBoxLayout>
#include <QLabel>

#include <algorithm>

namespace podium::ui
{
using namespace engine;

PanelArea::PanelArea(Views &views, const Client &client, QWidget *parent)
    : PanelScroll(parent)
    , m_views(views)
    , m_client(client)
    , m_invitation(new QLabel)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Device panels"));
    setAccessibleDescription(tr("Devices of the tree can be dropped here. Without a mouse: Enter in the tree opens a panel, "
                                "Ctrl+Shift+PgUp and Ctrl+Shift+PgDown move the one that has the focus."));
    setFocusPolicy(Qt::TabFocus); // else a click on Apply would leave the field, which reverts it
    m_invitation->setAlignment(Qt::AlignCenter);
    m_invitation->setWordWrap(true);
    m_invitation->setForegroundRole(QPalette::PlaceholderText);
    auto *content = new QWidget;
    auto *layout = new QHBoxLayout(content);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->addWidget(m_invitation);
    setWidget(content);
    viewport()->setAcceptDrops(true);
    m_drop = new PanelDrop(*this);
    arrange();
    connect(m_drop, &PanelDrop::scrolled, this, &PanelArea::showPlace);
    connect(&views, &Views::benchChanged, this, &PanelArea::follow);
}

DevicePanel *PanelArea::add(const DeviceId &device)
{
    auto *panel = makePanel(m_views, m_client, device, widget(), m_presets);
    connect(panel, &DevicePanel::taskRequested, this, &PanelArea::taskRequested);
    connect(panel, &DevicePanel::remedyRequested, this, &PanelArea::remedyRequested);
    connect(panel, &DevicePanel::pictureRequested, this, &PanelArea::pictureRequested);
    connect(panel, &DevicePanel::closeRequested, this, [this, device] { close(device); });
    connect(panel, &DevicePanel::windowRequested, this, [this, device] { Q_EMIT windowRequested(device, {}); });
    connect(panel, &DevicePanel::shiftRequested, this, [this, device](int by) { shift(device, by); });
    auto *grip = new PanelGrip(&panel->header());
    connect(grip, &PanelGrip::draggedTo, this, [this](const QPoint &global) {
        isOver(global) ? showPlace(viewport()->mapFromGlobal(global)) : m_drop->end();
    });
    connect(grip, &PanelGrip::dropped, this, [this, panel](const QPoint &global) { dropPanel(*panel, global); });
    connect(grip, &PanelGrip::cancelled, m_drop, &PanelDrop::end);
    return panel;
}

void PanelArea::open(const DeviceId &device)
{
    if (isOut(device)) {
        Q_EMIT outPanelRequested(device);
        return;
    }
    if (!panel(device))
        openAt({device}, qsizetype(m_panels.size()));
    QMetaObject::invokeMethod(this, [this, device] {
        if (auto *opened = panel(device); opened && !isOut(device))
            revealPanel(*opened);
    }, Qt::QueuedConnection);
}

void PanelArea::openAll(const QStringList &devices)
{
    for (const auto &device : devices)
        open(device);
    const auto first = std::find_if(devices.begin(), devices.end(), [this](const auto &device) { return panel(device); });
    if (first != devices.end())
        open(*first);
}

void PanelArea::openAt(const QStringList &devices, qsizetype place)
{
    const auto isMeant = [&](const DevicePanel *panel) { return devices.contains(panel->device()); };
    auto before = m_panels.begin() + std::clamp<qsizetype>(place, 0, qsizetype(m_panels.size()));
    before = std::find_if_not(before, m_panels.end(), isMeant); // one that stays
    const auto *anchor = before == m_panels.end() ? nullptr : *before;
    std::vector<DevicePanel *> opened;
    for (const auto &device : devices) {
        if (!m_views.bench().find(device))
            continue;
        putBack(device);
        auto *known = panel(device);
        opened.push_back(known ? known : add(device));
    }
    std::erase_if(m_panels, isMeant);
    m_panels.insert(std::find(m_panels.begin(), m_panels.end(), anchor), opened.begin(), opened.end());
    arrange();
    for (auto *panel : opened)
        panel->show();
    Q_EMIT openDevicesChanged();
}

void PanelArea::shift(const DeviceId &device, int by)
{
    const auto here = panelsHere();
    const auto found = std::find(here.begin(), here.end(), panel(device));
    const auto place = found - here.begin() + by;
    if (found == here.end() || place < 0 || place >= qsizetype(here.size()))
        return;
    auto *neighbour = here[std::size_t(place)];
    std::erase(m_panels, *found);
    m_panels.insert(std::find(m_panels.begin(), m_panels.end(), neighbour) + (by > 0 ? 1 : 0), *found);
    arrange();
    QMetaObject::invokeMethod(this, [this, device] { open(device); }, Qt::QueuedConnection);
    Q_EMIT openDevicesChanged();
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

DevicePanel *PanelArea::takeOut(const DeviceId &device, QWidget *parent)
{
    auto *taken = panel(device);
    if (!taken)
        return nullptr;
    taken->moveInto(parent, true);
    arrange();
    return taken;
}

void PanelArea::putBack(const DeviceId &device)
{
    if (!isOut(device))
        return;
    panel(device)->moveInto(widget(), false);
    arrange();
    panel(device)->show();
}

bool PanelArea::isOut(const DeviceId &device) const
{
    const auto *known = panel(device);
    return known && known->parentWidget() != widget();
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

std::vector<DevicePanel *> PanelArea::panelsHere() const
{
    std::vector<DevicePanel *> here;
    std::copy_if(m_panels.begin(), m_panels.end(), std::back_inserter(here), [this](const auto *panel) { return panel->parentWidget() == widget(); });
    return here;
}

void PanelArea::resizeEvent(QResizeEvent *event)
{
    PanelScroll::resizeEvent(event);
    if (columnsThatFit() != m_columns.size())
        arrange();
}

std::size_t PanelArea::columnsThatFit() const
{
    const auto here = panelsHere();
    int widest = 1;
    for (const auto *panel : here)
        widest = std::max(widest, panel->minimumSizeHint().width());
    return std::clamp<std::size_t>(std::size_t(viewport()->width() / widest), 1, std::max<std::size_t>(1, here.size()));
}

void PanelArea::arrange()
{
    const auto here = panelsHere();
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
    for (std::size_t i = 0; i < here.size(); ++i)
        m_columns[i % m_columns.size()]->addWidget(here[i]);
    m_invitation->setText(m_panels.empty() ? tr("Open a device from the tree: drag it here, double-click it, or press Enter.")
                                           : tr("All open panels are in windows of their own."));
    m_invitation->setVisible(here.empty());
    orderTabs({here.begin(), here.end()});
}

qsizetype PanelArea::placeAt(const QPoint &point) const
{
    const auto here = panelsHere();
    const auto columns = m_columns.size();
    std::size_t column = 0;
    while (column + 1 < std::min(columns, here.size()) && point.x() > here[column]->geometry().right())
        ++column;
    for (auto i = column; i < here.size(); i += columns)
        if (point.y() < here[i]->geometry().center().y())
            return std::find(m_panels.begin(), m_panels.end(), here[i]) - m_panels.begin();
    return qsizetype(m_panels.size());
}

QRect PanelArea::lineAt(qsizetype place) const
{
    constexpr int thickness = 4;
    const auto here = panelsHere();
    if (here.empty())
        return {6, 2, widget()->width() - 12, thickness};
    if (place < qsizetype(m_panels.size())) {
        const auto panel = m_panels[std::size_t(place)]->geometry();
        return {panel.left(), panel.top() - thickness, panel.width(), thickness};
    }
    const auto above = here[here.size() - m_columns.size()]->geometry();
    return {above.left(), above.bottom() + 1, above.width(), thickness};
}

void PanelArea::showPlace(const QPoint &inViewport)
{
    m_drop->showAt(lineAt(placeAt(widget()->mapFrom(viewport(), inViewport))), inViewport);
}

void PanelArea::follow(const BenchChange &change)
{
    for (const auto &device : openDevices())
        if (change.remade.contains(device) || change.added.contains(device)) // added: its panel was left when it went
            remake(device);
        else if (change.reshaped.contains(device))
            reshape(device);
}

void PanelArea::reshape(const DeviceId &device)
{
    if (panel(device)->followShape())
        arrange();
    else
        remake(device);
}

void PanelArea::remake(const DeviceId &device)
{
    auto *former = panel(device);
    const auto place = std::find(m_panels.begin(), m_panels.end(), former);
    const bool wasOut = isOut(device);
    const bool hadFocus = former->isAncestorOf(former->window()->focusWidget());
    putBack(device);
    *place = add(device);
    former->hide();
    former->deleteLater();
    arrange();
    auto *made = panel(device);
    made->show();
    if (hadFocus)
        made->setFocus(Qt::OtherFocusReason);
    if (wasOut)
        Q_EMIT windowRequested(device, {});
    Q_EMIT openDevicesChanged();
}
} // namespace podium::ui
