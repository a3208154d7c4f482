// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tree/devicetree.h"

#include "ui/panels/explain.h"
#include "ui/style/plaintext.h"
#include "ui/style/theme.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>

namespace podium::ui
{
using namespace engine;

DeviceTree::DeviceTree(Views &views, const Client &client, QWidget *parent)
    : QWidget(parent)
    , m_views(views)
    , m_client(client)
    , m_model(views)
    , m_filter(new QLineEdit)
    , m_view(new QTreeView)
{
    m_filtered.setSourceModel(&m_model);
    m_filtered.setRecursiveFilteringEnabled(true);
    m_filtered.setAutoAcceptChildRows(true);
    m_filtered.setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_filter->setPlaceholderText(tr("Filter devices"));
    m_filter->setAccessibleName(m_filter->placeholderText());
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(Theme::instance().icon(Icon::Filter, Tone::Muted), QLineEdit::LeadingPosition);
    m_filter->installEventFilter(this);
    m_view->setModel(&m_filtered);
    m_view->setAccessibleName(tr("Devices"));
    m_view->setUniformRowHeights(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setIconSize({16, 16});
    m_view->setIndentation(14);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setExpandsOnDoubleClick(false);
    m_view->header()->setStretchLastSection(false);
    m_view->header()->setSectionResizeMode(DeviceTreeModel::DeviceColumn, QHeaderView::Stretch);
    m_view->header()->setSectionResizeMode(DeviceTreeModel::ValueColumn, QHeaderView::Interactive);
    m_view->header()->resizeSection(DeviceTreeModel::ValueColumn, fontMetrics().horizontalAdvance(QStringLiteral("!! -000.000 mm")) + 12);
    m_view->installEventFilter(this);
    m_view->expandAll();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->setSpacing(4);
    layout->addWidget(m_filter);
    layout->addWidget(m_view);
    connect(m_filter, &QLineEdit::textChanged, this, &DeviceTree::applyFilter);
    connect(m_view, &QTreeView::doubleClicked, this, &DeviceTree::activate);
    connect(m_view, &QWidget::customContextMenuRequested, this, &DeviceTree::popUp);
    connect(&Theme::instance(), &Theme::changed, m_view->viewport(), qOverload<>(&QWidget::update));
}

void DeviceTree::applyFilter(const QString &text)
{
    m_filtered.setFilterFixedString(text.trimmed());
    m_view->expandAll();
}

void DeviceTree::activate(const QModelIndex &index)
{
    const auto device = index.data(DeviceTreeModel::DeviceRole).toString();
    if (!device.isEmpty())
        Q_EMIT panelRequested(device);
    else
        m_view->setExpanded(index, !m_view->isExpanded(index));
}

void DeviceTree::popUp(const QPoint &place)
{
    const auto index = m_view->indexAt(place);
    if (auto *menu = makeMenu(index.data(DeviceTreeModel::DeviceRole).toString())) {
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(m_view->viewport()->mapToGlobal(place));
    }
}

QMenu *DeviceTree::makeMenu(const DeviceId &device)
{
    const auto *view = m_views.device(device);
    if (!view)
        return nullptr;
    const auto &theme = Theme::instance();
    auto *menu = new QMenu(this);
    menu->setToolTipsVisible(true);
    menu->addAction(tr("Open panel"), this, [this, device] { Q_EMIT panelRequested(device); });
    auto *stop = menu->addAction(theme.icon(Icon::Stop), tr("Stop"), this, [this, device] { m_client.stop(device); });
    stop->setEnabled(view->description().canStop);
    if (!view->description().canStop)
        stop->setToolTip(plainToolTip(tr("%1 has nothing that could be stopped.").arg(device)));
    menu->addAction(tr("Copy address"), this, [device] { QGuiApplication::clipboard()->setText(device); });
    addProtection(*menu, *view);
    if (const auto &lock = view->status().lock) {
        menu->addSeparator();
        const auto text = lockText(*lock, Clock::now());
        auto *locked = menu->addAction(theme.icon(Icon::Lock), buttonText(text));
        locked->setToolTip(plainToolTip(text));
        locked->setEnabled(false);
    }
    return menu;
}

void DeviceTree::addProtection(QMenu &menu, const DeviceView &device)
{
    const auto &id = device.description().id;
    const auto &protection = device.status().protection;
    auto *action = menu.addAction(tr("Write-protect"), this, [this, id, on = protection.isOn()] {
        const auto wanted = on ? Protection() : Protection{Protection::Kind::Plain, m_client.by(), {}};
        m_client.setProtection(id, {}, wanted).finally(this, [this](const TaskInfo &task) {
            if (const auto text = outcomeText(task); !text.isEmpty())
                Q_EMIT failed(text);
        });
    });
    action->setCheckable(true);
    action->setChecked(protection.isOn());
    const auto why = !device.description().problem.isEmpty() ? tr("%1 could not be made, so there is nothing to protect.").arg(id)
                     : protection.kind == Protection::Kind::Permanent
                         ? tr("%1 is protected by %2 until the program ends.").arg(id, protection.by) : QString();
    action->setEnabled(why.isEmpty());
    action->setToolTip(plainToolTip(why.isEmpty() ? tr("Nobody can write to %1 while this is on; stopping it always works.").arg(id) : why));
}

void DeviceTree::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_model.setWatching(true);
}

void DeviceTree::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_model.setWatching(false);
}

bool DeviceTree::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *press = static_cast<QKeyEvent *>(event);
    if (watched == m_filter && press->key() == Qt::Key_Escape && !m_filter->text().isEmpty()) {
        m_filter->clear();
        return true;
    }
    if (watched == m_filter && press->key() == Qt::Key_Down) {
        m_view->setFocus(Qt::TabFocusReason);
        return true;
    }
    if (watched == m_view && (press->key() == Qt::Key_Return || press->key() == Qt::Key_Enter) && m_view->currentIndex().isValid()) {
        activate(m_view->currentIndex());
        return true;
    }
    return false;
}
} // namespace podium::ui
