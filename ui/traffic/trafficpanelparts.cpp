// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/traffic/trafficpanel.h"

#include "ui/editors/choiceeditor.h"
#include "ui/editors/filterkeys.h"
#include "ui/style/emptytext.h"
#include "ui/style/flowrow.h"
#include "ui/style/icons.h"
#include "ui/style/tailview.h"
#include "ui/style/theme.h"
#include "ui/traffic/handline.h"
#include "ui/traffic/trafficfilter.h"

#include <QAction>
#include <QCheckBox>
#include <QFontDatabase>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

/// What the panel is put together from.
namespace podium::ui
{
void TrafficPanel::buildView()
{
    m_view->setModel(m_filter);
    m_view->setAccessibleName(tr("Traffic"));
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    auto fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(font().pointSizeF());
    m_view->setFont(fixed);
    m_view->header()->setFont(font());
    showWhenEmpty(*m_view, tr("No messages. Choose a link: what goes over it is shown here."));
    connect(m_view->header(), &QHeaderView::sectionCountChanged, this, [this](int, int now) {
        if (now == TrafficModel::ColumnCount) // there are none before there is a link
            fitColumns();
    });
    connect(&Theme::instance(), &Theme::changed, m_view->viewport(), qOverload<>(&QWidget::update));
    setFocusProxy(m_view);
}

void TrafficPanel::fitColumns()
{
    const auto metrics = m_view->fontMetrics();
    const auto fit = [this, &metrics](int column, const char *widest) {
        m_view->header()->resizeSection(column, metrics.horizontalAdvance(QString::fromUtf8(widest)) + 12);
    };
    fit(TrafficModel::Time, "00:00:00.000");
    fit(TrafficModel::Since, "+00000.0 ms");
    fit(TrafficModel::Way, "\u2192 sent (harmless)");
    fit(TrafficModel::Took, "00000.0 ms");
    fit(TrafficModel::Device, "0123456789");
    fit(TrafficModel::Message, "012345678901234567890123456789012345");
}

void TrafficPanel::nameFilters()
{
    m_text->setPlaceholderText(tr("Filter by text or bytes"));
    m_text->setToolTip(tr("Shows the messages that contain this as letters or in hexadecimal. Keys: Ctrl+F; Esc shows all again."));
    m_text->setAccessibleName(tr("Filter of the traffic"));
    m_text->setClearButtonEnabled(true);
    m_text->setMinimumWidth(fontMetrics().averageCharWidth() * 22);
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_text->addAction(makeIcon(Icon::Filter, Tone::Muted), QLineEdit::LeadingPosition);
    m_way->addItem(tr("both directions"), int(TrafficWay::Both));
    m_way->addItem(tr("sent"), int(TrafficWay::Sent));
    m_way->addItem(tr("received"), int(TrafficWay::Received));
    m_way->setAccessibleName(tr("Direction shown"));
    m_device->setAccessibleName(tr("Device whose messages are shown"));
    m_device->setToolTip(tr("Shows what was sent for one of the devices on the link, and its answers."));
    for (const int rows : {1000, 5000, 20000})
        m_rows->addItem(tr("last %1").arg(rows), rows);
    m_rows->setAccessibleName(tr("Messages kept"));
    m_rows->setToolTip(tr("So many messages of each link are kept; older ones go."));
    m_errors->setToolTip(tr("Shows only what was not answered, came late, twice, unasked or unfinished, and lost connections."));
    for (auto *choice : {m_way, m_device, m_rows}) {
        choice->setFocusPolicy(Qt::StrongFocus);
        choice->setMinimumContentsLength(10);
    }
}

/// All in one row where there is room, so that the messages have the height.
QLayout *TrafficPanel::controls()
{
    m_choice->setAccessibleName(tr("Link shown"));
    m_choice->setToolTip(tr("Whose traffic is shown. Several devices on one link stand together."));
    m_choice->setFocusPolicy(Qt::StrongFocus);
    m_choice->setMinimumContentsLength(16);
    m_choice->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_pause->setCheckable(true);
    m_pause->setIcon(makeIcon(Icon::Pause));
    m_copy->setText(tr("Copy"));
    m_script->setText(tr("Copy as script"));
    m_close->setIcon(makeIcon(Icon::Close, Tone::Muted));
    m_close->setAccessibleName(tr("Close the traffic of the link that is gone"));
    m_close->setToolTip(tr("The link is gone. This forgets its traffic."));
    m_errors->setMinimumHeight(m_choice->sizeHint().height());
    auto *row = new FlowRow;
    for (auto *part : std::initializer_list<QWidget *>{m_choice, m_close, m_text, m_way, m_device, m_errors, m_pause, m_copy, m_script})
        row->addWidget(part);
    return row;
}

QLayout *TrafficPanel::below()
{
    m_hand->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_hand->setMinimumWidth(fontMetrics().averageCharWidth() * 50);
    m_counts->setMinimumHeight(m_rows->sizeHint().height());
    auto *row = new FlowRow;
    for (auto *part : std::initializer_list<QWidget *>{m_hand, m_counts, m_rows})
        row->addWidget(part);
    return row;
}

void TrafficPanel::addActions()
{
    auto *copyLines = new QAction(tr("Copy"), this);
    copyLines->setShortcut(QKeySequence::Copy);
    copyLines->setShortcutContext(Qt::WidgetShortcut);
    connect(copyLines, &QAction::triggered, this, &TrafficPanel::copy);
    m_scriptAction = new QAction(tr("Copy as script"), this);
    connect(m_scriptAction, &QAction::triggered, this, &TrafficPanel::copyScript);
    m_view->addActions({copyLines, m_scriptAction});
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    addFilterKeys(*this, *m_text);
}
} // namespace podium::ui
