// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tree/devicetree.h"

#include "ui/panels/explain.h"
#include "ui/style/theme.h"
#include "ui/tree/devicemenu.h"
#include "ui/tree/rollupdelegate.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScrollBar>

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
    m_filter->setPlaceholderText(tr("Filter devices"));
    m_filter->setAccessibleName(m_filter->placeholderText());
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(Theme::instance().icon(Icon::Filter, Tone::Muted), QLineEdit::LeadingPosition);
    m_filter->installEventFilter(this);
    m_view->setModel(&m_filtered);
    m_view->setAccessibleName(tr("Devices"));
    m_view->setAccessibleDescription(tr("Enter opens the panels of the chosen devices, Ctrl+Enter each in a window of its own; they can also "
                                        "be dragged to the panels. Typing filters."));
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setDragDropMode(QAbstractItemView::DragOnly);
    m_view->setItemDelegateForColumn(DeviceTreeModel::ValueColumn, new RollUpDelegate(*m_view));
    m_view->setUniformRowHeights(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setIconSize({16, 16});
    m_view->setIndentation(10);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setExpandsOnDoubleClick(false);
    m_view->header()->setStretchLastSection(false);
    m_view->header()->setSectionResizeMode(DeviceTreeModel::DeviceColumn, QHeaderView::Stretch);
    m_view->header()->setSectionResizeMode(DeviceTreeModel::ValueColumn, QHeaderView::Interactive);
    m_view->header()->resizeSection(DeviceTreeModel::ValueColumn, fontMetrics().horizontalAdvance(QStringLiteral("!! motion unknown")) + 12);
    m_view->installEventFilter(this);
    m_view->expandAll();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 4);
    layout->setSpacing(4);
    layout->addWidget(m_filter);
    layout->addWidget(m_view);
    connect(m_filter, &QLineEdit::textChanged, this, &DeviceTree::applyFilter);
    connect(&m_filtered, &QAbstractItemModel::modelAboutToBeReset, this, &DeviceTree::keepPlace);
    connect(&m_filtered, &QAbstractItemModel::modelReset, this, &DeviceTree::findPlace);
    connect(m_view, &QTreeView::doubleClicked, this, [this](const QModelIndex &index) { activate(index); });
    connect(m_view, &QWidget::customContextMenuRequested, this, &DeviceTree::popUp);
    connect(&Theme::instance(), &Theme::changed, m_view->viewport(), qOverload<>(&QWidget::update));
}

namespace
{
/// What tells a row from the others after the model was made anew, too.
QString keyOf(const QModelIndex &row)
{
    const auto device = row.data(DeviceTreeModel::DeviceRole).toString();
    return device.isEmpty() ? u'\n' + row.data().toString() : device;
}
} // namespace

QModelIndexList DeviceTree::allRows() const
{
    return m_filtered.match(m_filtered.index(0, 0), Qt::DisplayRole, QString(), -1, Qt::MatchContains | Qt::MatchRecursive);
}

QStringList DeviceTree::collapsedRows() const
{
    QStringList collapsed;
    for (const auto &row : allRows())
        if (m_filtered.hasChildren(row) && !m_view->isExpanded(row))
            collapsed << keyOf(row);
    return collapsed;
}

void DeviceTree::collapse(const QStringList &rows)
{
    for (const auto &row : allRows())
        if (rows.contains(keyOf(row)))
            m_view->collapse(row);
}

void DeviceTree::applyFilter(const QString &text)
{
    const bool wasFiltered = !m_filtered.filterRegularExpression().pattern().isEmpty();
    const auto pattern = text.trimmed();
    if (!wasFiltered && !pattern.isEmpty())
        m_collapsed = collapsedRows();
    m_filtered.setFilterFixedString(pattern);
    m_view->expandAll();
    if (pattern.isEmpty())
        collapse(std::exchange(m_collapsed, {}));
}

void DeviceTree::keepPlace()
{
    m_kept = {collapsedRows(), {}, keyOf(m_view->currentIndex().siblingAtColumn(DeviceTreeModel::DeviceColumn)), m_view->verticalScrollBar()->value()};
    for (const auto &row : m_view->selectionModel()->selectedRows())
        m_kept.selected << keyOf(row);
}

void DeviceTree::findPlace()
{
    m_view->expandAll();
    auto *selection = m_view->selectionModel();
    for (const auto &row : allRows()) {
        if (keyOf(row) == m_kept.current)
            selection->setCurrentIndex(row, QItemSelectionModel::NoUpdate);
        if (m_kept.selected.contains(keyOf(row)))
            selection->select(row, QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
    collapse(m_kept.collapsed); // last, for what becomes current is made visible
    m_view->verticalScrollBar()->setValue(m_kept.scrolled);
}

QStringList DeviceTree::devicesMeantBy(const QModelIndex &index) const
{
    const auto row = index.siblingAtColumn(DeviceTreeModel::DeviceColumn);
    const auto chosen = m_view->selectionModel()->selectedRows();
    return m_filtered.devicesOf(chosen.contains(row) ? chosen : QModelIndexList{row});
}

void DeviceTree::activate(const QModelIndex &index, Qt::KeyboardModifiers modifiers)
{
    const bool isGroup = index.data(DeviceTreeModel::DeviceRole).toString().isEmpty();
    if (isGroup && m_view->selectionModel()->selectedRows().size() <= 1) {
        m_view->setExpanded(index.siblingAtColumn(DeviceTreeModel::DeviceColumn), !m_view->isExpanded(index.siblingAtColumn(DeviceTreeModel::DeviceColumn)));
        return;
    }
    if (modifiers.testFlag(Qt::ControlModifier))
        openWindows(devicesMeantBy(index));
    else
        openPanels(devicesMeantBy(index));
}

void DeviceTree::openPanels(const QStringList &devices)
{
    if (devices.size() > DeviceMenu::mostPanels) {
        Q_EMIT failed(tr("Not more than %1 panels at once, and these are %2: choose fewer devices.").arg(DeviceMenu::mostPanels).arg(devices.size()));
        return;
    }
    for (const auto &device : devices)
        Q_EMIT panelRequested(device);
}

void DeviceTree::openWindows(const QStringList &devices)
{
    if (devices.size() > DeviceMenu::mostWindows) {
        Q_EMIT failed(tr("Not more than %1 windows at once, and these are %2: choose fewer devices.").arg(DeviceMenu::mostWindows).arg(devices.size()));
        return;
    }
    for (const auto &device : devices)
        Q_EMIT windowRequested(device);
}

void DeviceTree::showDevice(const DeviceId &device)
{
    const auto find = [&] {
        return m_filtered.match(m_filtered.index(0, 0), DeviceTreeModel::DeviceRole, device, 1, Qt::MatchExactly | Qt::MatchRecursive).value(0);
    };
    if (!find().isValid())
        m_filter->clear();
    if (const auto index = find(); index.isValid()) {
        m_view->setCurrentIndex(index);
        m_view->scrollTo(index);
    }
}

void DeviceTree::popUp(const QPoint &place)
{
    const auto index = m_view->indexAt(place);
    if (auto *menu = index.isValid() ? makeMenu(devicesMeantBy(index)) : nullptr) {
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(m_view->viewport()->mapToGlobal(place));
    }
}

QMenu *DeviceTree::makeMenu(const QStringList &devices)
{
    const bool areThere = std::all_of(devices.begin(), devices.end(), [this](const auto &device) { return m_views.device(device); });
    if (devices.isEmpty() || !areThere)
        return nullptr;
    auto *menu = new DeviceMenu(m_views, m_client, devices, this);
    connect(menu, &DeviceMenu::panelsRequested, this, &DeviceTree::openPanels);
    connect(menu, &DeviceMenu::windowsRequested, this, &DeviceTree::openWindows);
    connect(menu, &DeviceMenu::taskRequested, this, &DeviceTree::taskRequested);
    connect(menu, &DeviceMenu::trafficRequested, this, &DeviceTree::trafficRequested);
    connect(menu, &DeviceMenu::protectionRequested, this, &DeviceTree::protect);
    return menu;
}

void DeviceTree::protect(const DeviceId &device, bool on)
{
    const auto wanted = on ? Protection{Protection::Kind::Plain, m_client.by(), {}} : Protection();
    m_client.setProtection(device, {}, wanted).finally(this, [this](const TaskInfo &task) {
        if (const auto text = outcomeText(task); !text.isEmpty())
            Q_EMIT failed(text);
    });
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
    const auto &press = *static_cast<QKeyEvent *>(event);
    return watched == m_filter ? filterKeyPressed(press) : watched == m_view && treeKeyPressed(press);
}

bool DeviceTree::filterKeyPressed(const QKeyEvent &press)
{
    if (press.key() == Qt::Key_Escape && !m_filter->text().isEmpty())
        m_filter->clear();
    else if (press.key() == Qt::Key_Down)
        m_view->setFocus(Qt::TabFocusReason);
    else
        return false;
    return true;
}

bool DeviceTree::treeKeyPressed(const QKeyEvent &press)
{
    const auto current = m_view->currentIndex();
    if ((press.key() == Qt::Key_Return || press.key() == Qt::Key_Enter) && current.isValid()) {
        activate(current, press.modifiers());
        return true;
    }
    if (press.key() == Qt::Key_Escape && !m_filter->text().isEmpty()) {
        m_filter->clear();
        return true;
    }
    const auto text = press.text();
    const bool isTyping = text.size() == 1 && text.front().isLetterOrNumber() && !(press.modifiers() & (Qt::ControlModifier | Qt::AltModifier));
    if (!isTyping)
        return false;
    m_filter->setFocus(Qt::OtherFocusReason);
    m_filter->end(false);
    m_filter->insert(text);
    return true;
}
} // namespace podium::ui
