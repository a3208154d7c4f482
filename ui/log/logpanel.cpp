// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/logpanel.h"

#include "ui/editors/choiceeditor.h"
#include "ui/log/logfilter.h"
#include "ui/style/icons.h"
#include "ui/style/refreshclock.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTreeView>
#include <QVBoxLayout>

namespace podium::ui
{
LogPanel::LogPanel(LogModel &log, QWidget *parent)
    : QWidget(parent)
    , m_log(log)
    , m_filter(new LogFilter(this))
    , m_view(new QTreeView)
    , m_text(new QLineEdit)
    , m_level(new ChoiceField)
{
    m_level->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_level->setFocusPolicy(Qt::StrongFocus);
    m_filter->setSourceModel(&log);
    m_view->setModel(m_filter);
    m_view->setAccessibleName(tr("Log"));
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    const auto metrics = m_view->fontMetrics();
    m_view->header()->resizeSection(LogModel::Time, metrics.horizontalAdvance(QStringLiteral("00:00:00.000")) + 24);
    m_view->header()->resizeSection(LogModel::Level, metrics.horizontalAdvance(LogModel::name(LogLevel::Warning)) + 24);
    m_view->header()->resizeSection(LogModel::Device, metrics.averageCharWidth() * 18);

    m_level->addItem(tr("everything"), int(LogLevel::Info));
    m_level->addItem(tr("warnings and errors"), int(LogLevel::Warning));
    m_level->addItem(tr("errors"), int(LogLevel::Error));
    m_level->setAccessibleName(tr("Least level shown"));
    m_level->setFocusPolicy(Qt::TabFocus);
    m_text->setPlaceholderText(tr("Filter by device or message"));
    m_text->setAccessibleName(tr("Filter of the log"));
    m_text->setClearButtonEnabled(true);
    m_text->addAction(makeIcon(Icon::Filter, Tone::Muted), QLineEdit::LeadingPosition);
    auto *copyButton = new QPushButton(tr("Copy"));
    copyButton->setToolTip(tr("Copies the selected lines, or all that are shown."));

    auto *row = new QHBoxLayout;
    row->setSpacing(4);
    row->addWidget(m_text, 1);
    row->addWidget(m_level);
    row->addWidget(copyButton);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4, 4, 4, 4);
    column->setSpacing(4);
    column->addLayout(row);
    column->addWidget(m_view);

    connect(copyButton, &QPushButton::clicked, this, &LogPanel::copy);
    connect(m_text, &QLineEdit::textChanged, m_filter, &LogFilter::setText);
    connect(m_level, &QComboBox::currentIndexChanged, this, [this] { m_filter->setLevel(LogLevel(m_level->currentData().toInt())); });
    connect(m_filter, &QAbstractItemModel::rowsAboutToBeInserted, this, [this] {
        const auto *bar = m_view->verticalScrollBar();
        m_atEnd = bar->value() >= bar->maximum() - 1;
    });
    connect(m_filter, &QAbstractItemModel::rowsInserted, this, &LogPanel::followTail);
}

void LogPanel::followTail()
{
    if (m_atEnd)
        RefreshClock::instance().request(this, [this] { m_view->scrollToBottom(); });
}

void LogPanel::copy() const
{
    auto rows = m_view->selectionModel()->selectedRows();
    if (rows.isEmpty())
        for (int row = 0; row < m_filter->rowCount(); ++row)
            rows << m_filter->index(row, 0);
    std::ranges::sort(rows, {}, &QModelIndex::row);
    QStringList lines;
    for (const auto &index : rows)
        lines << m_log.lineText(m_filter->mapToSource(index).row());
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}
} // namespace podium::ui
