// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/devicepanel.h"

#include "ui/panels/commandbar.h"
#include "ui/panels/deviceheader.h"
#include "ui/panels/editbar.h"
#include "ui/panels/parameterrow.h"
#include "ui/panels/stickyhead.h"
#include "ui/panels/whybutton.h"
#include "ui/style/theme.h"

#include <QAction>
#include <QBoxLayout>
#include <QContextMenuEvent>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

namespace podium::ui
{
using namespace engine;

DevicePanel::DevicePanel(Views &views, const Client &client, const DeviceId &device, QWidget *parent, PresetStore *presets,
                         const PanelArrangement &arrangement)
    : QFrame(parent)
    , m_views(views)
    , m_client(client)
    , m_id(device)
    , m_arrangement(arrangement)
    , m_presets(presets)
    , m_above(new QVBoxLayout)
    , m_body(new QVBoxLayout)
    , m_edits(new EditBar)
    , m_collect(new QToolButton(this))
    , m_ownWindow(new QToolButton(this))
    , m_window(new QAction(this))
    , m_earlier(new QAction(tr("Move &earlier"), this))
    , m_later(new QAction(tr("Move &later"), this))
{
    setFrameShape(QFrame::StyledPanel);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    setAccessibleName(tr("Panel of %1").arg(device));
    m_header = new DeviceHeader(views, *views.device(device), client);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_header);
    layout->addWidget(m_edits);
    layout->addLayout(m_above);
    layout->addLayout(m_body);
    m_body->setSpacing(2);
    if (m_arrangement.commandsFirst)
        addCommands();
    addRows();
    addCollecting();
    addActions();
    alignRows();
    if (!m_arrangement.commandsFirst)
        addCommands();
    connect(new StickyHead(*this, *m_header), &StickyHead::afloatChanged, m_header, &DeviceHeader::setAfloat);
    connect(m_header, &DeviceHeader::taskRequested, this, &DevicePanel::taskRequested);
    connect(m_header, &DeviceHeader::remedyRequested, this, &DevicePanel::remedyRequested);
    connect(m_header, &DeviceHeader::closeRequested, this, &DevicePanel::closeRequested);
    connect(&client.stops(), &StopController::latchChanged, this, [this](bool latched, const QString &by) { setLatched(latched, by); });
    setLatched(client.gate()->isLatched());
}

QString DevicePanel::title() const
{
    const auto &description = m_views.device(m_id)->description();
    return description.title.isEmpty() ? m_id : tr("%1 (%2)", "title (device)").arg(description.title, m_id);
}

void DevicePanel::addAbove(QWidget *widget) { m_above->addWidget(widget); }

ParameterRow *DevicePanel::row(const QString &address) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const auto *row) { return row->address() == address; });
    return found == m_rows.end() ? nullptr : *found;
}

void DevicePanel::addCollecting()
{
    m_collect->setCheckable(true);
    m_collect->setAutoRaise(true);
    m_collect->setIcon(Theme::instance().icon(Icon::Collect));
    m_collect->setFocusPolicy(Qt::TabFocus); // a click would leave the field whose edit is to be kept
    m_collect->setAccessibleName(tr("Collect edits of %1").arg(m_id));
    m_collect->setToolTip(tr("Collect edits: leaving a field keeps what was typed, and all of it is sent or discarded at once."));
    connect(m_collect, &QToolButton::toggled, m_edits, &EditBar::setCollecting);
    connect(m_edits, &EditBar::collectingChanged, m_collect, &QToolButton::setChecked);
    m_header->addTool(m_collect);
}

void DevicePanel::addActions()
{
    m_ownWindow->setAutoRaise(true);
    m_ownWindow->setIcon(Theme::instance().icon(Icon::OwnWindow));
    m_ownWindow->setAccessibleName(tr("Own window for %1").arg(m_id));
    m_ownWindow->setToolTip(tr("Take this panel into a window of its own, for example on another screen (Ctrl+Shift+W). "
                               "What was typed and what runs goes with it; dragging the head out of the window does the same."));
    m_header->addTool(m_ownWindow);
    m_header->setToolTip(tr("Drag to move this panel; the menu (right click) does so without dragging."));
    connect(m_ownWindow, &QToolButton::clicked, this, &DevicePanel::windowRequested);
    connect(m_window, &QAction::triggered, this, &DevicePanel::windowRequested);
    connect(m_earlier, &QAction::triggered, this, [this] { Q_EMIT shiftRequested(-1); });
    connect(m_later, &QAction::triggered, this, [this] { Q_EMIT shiftRequested(1); });
    m_window->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_W);
    m_earlier->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_PageUp);
    m_later->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_PageDown);
    for (auto *action : {m_window, m_earlier, m_later}) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
    }
    m_header->why().setMore([this](QMenu &menu) { addToMenu(menu); });
    setOut(false);
}

void DevicePanel::setOut(bool isOut)
{
    m_ownWindow->setVisible(!isOut);
    m_window->setText(isOut ? tr("Put &back among the panels") : tr("Open in own &window"));
    m_window->setIcon(Theme::instance().icon(isOut ? Icon::PutBack : Icon::OwnWindow));
    for (auto *action : {m_earlier, m_later}) {
        action->setEnabled(!isOut);
        action->setToolTip(isOut ? tr("It is in a window of its own, where there is no other panel.") : QString());
    }
}

void DevicePanel::moveInto(QWidget *parent, bool isOut)
{
    auto *focused = isActiveWindow() && isAncestorOf(window()->focusWidget()) ? window()->focusWidget() : nullptr;
    for (auto *row : m_rows)
        if (row->editor())
            row->editor()->setKeepsEdits(true); // the focus goes while it moves, which is no leaving
    setParent(parent);
    if (focused)
        focused->setFocus(Qt::ActiveWindowFocusReason);
    for (auto *row : m_rows)
        if (row->editor())
            row->editor()->setKeepsEdits(m_edits->isCollecting());
    setOut(isOut);
}

QMenu *DevicePanel::makeMenu()
{
    auto *menu = new QMenu(this);
    menu->setToolTipsVisible(true);
    addToMenu(*menu);
    return menu;
}

void DevicePanel::addToMenu(QMenu &menu)
{
    menu.addActions({m_window, m_earlier, m_later});
    menu.addSeparator();
    menu.addAction(Theme::instance().icon(Icon::Close), tr("&Close panel"), this, &DevicePanel::closeRequested)
        ->setToolTip(tr("Nothing is stopped by that."));
}

void DevicePanel::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = makeMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(event->globalPos());
}

ParameterRow &DevicePanel::addRow(const Address &address) { return insertRow(address, qsizetype(m_rows.size())); }

ParameterRow &DevicePanel::insertRow(const Address &address, qsizetype place)
{
    auto *row = new ParameterRow(m_views, m_client, address, nullptr, m_presets);
    if (address.device != m_id) {
        const auto &other = m_views.device(address.device)->description();
        row->setTitle(other.title.isEmpty() ? other.id : other.title);
    }
    row->setLatched(m_latch.isOn, m_latch.by);
    m_rows.insert(m_rows.begin() + place, row);
    m_edits->add(*row);
    m_body->insertWidget(int(place), row);
    connect(row, &ParameterRow::taskRequested, this, &DevicePanel::taskRequested);
    connect(row, &ParameterRow::remedyRequested, this, &DevicePanel::remedyRequested);
    connect(row, &ParameterRow::pictureRequested, this, &DevicePanel::pictureRequested);
    return *row;
}

void DevicePanel::removeRow(ParameterRow &row)
{
    m_edits->remove(row);
    std::erase(m_rows, &row);
    m_body->removeWidget(&row);
    row.hide();
    row.deleteLater();
}

void DevicePanel::alignRows()
{
    constexpr int widestTitle = 150;
    int title = 0;
    int value = 0;
    for (const auto *row : m_rows) {
        title = std::max(title, row->titleWidth());
        value = std::max(value, row->valueWidth());
    }
    for (auto *row : m_rows)
        row->alignTo(std::min(title, widestTitle), value);
    const auto settable = std::count_if(m_rows.begin(), m_rows.end(), [](const auto *row) { return row->editor() != nullptr; });
    m_collect->setVisible(settable > 1);
}

QSize DevicePanel::minimumSizeHint() const { return QFrame::minimumSizeHint().expandedTo({fontMetrics().averageCharWidth() * 66, 0}); }

void DevicePanel::setLatched(bool latched, const QString &by)
{
    m_latch = {latched, by};
    for (auto *row : m_rows)
        row->setLatched(latched, by);
    if (m_commands)
        m_commands->setLatched(latched, by);
}
} // namespace podium::ui
