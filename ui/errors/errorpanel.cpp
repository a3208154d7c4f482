// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/errors/errorpanel.h"

#include "ui/errors/errormodel.h"
#include "ui/style/emptytext.h"
#include "ui/style/icons.h"
#include "ui/style/plaintext.h"
#include "ui/style/refreshclock.h"
#include "ui/style/theme.h"

#include <QAction>
#include <QBoxLayout>
#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QTextCursor>
#include <QTreeView>

namespace podium::ui
{
ErrorPanel::ErrorPanel(ErrorModel &errors, QWidget *parent)
    : QWidget(parent)
    , m_errors(errors)
    , m_view(new QTreeView)
    , m_details(new QPlainTextEdit)
    , m_acknowledge(new QPushButton(makeIcon(Icon::Apply), tr("Acknowledge")))
    , m_acknowledgeAll(new QPushButton(tr("Acknowledge all")))
    , m_copy(new QPushButton(tr("Copy")))
{
    m_view->setModel(&errors);
    m_view->setAccessibleName(tr("Errors"));
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    setFocusProxy(m_view);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    showWhenEmpty(*m_view, tr("No errors. What fails is gathered here, one row for each device and cause."));
    auto &header = *m_view->header();
    header.setStretchLastSection(false);
    header.setSectionResizeMode(QHeaderView::ResizeToContents);
    header.setSectionResizeMode(ErrorModel::Text, QHeaderView::Stretch);
    m_details->setReadOnly(true);
    m_details->setAccessibleName(tr("Story of the selected error"));
    m_details->setPlaceholderText(tr("Select an error to read its story."));
    m_details->setTabChangesFocus(true);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(4);
    for (auto *button : {m_acknowledge, m_acknowledgeAll, m_copy})
        buttons->addWidget(button);
    buttons->addStretch();
    auto *split = new QSplitter(Qt::Horizontal);
    split->addWidget(m_view);
    split->addWidget(m_details);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 1);
    split->setSizes({1, 1}); // a line of traffic has room
    split->setChildrenCollapsible(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4, 4, 4, 4);
    column->setSpacing(4);
    column->addLayout(buttons);
    column->addWidget(split);

    auto *copyStories = new QAction(tr("Copy"), this);
    copyStories->setShortcut(QKeySequence::Copy);
    copyStories->setShortcutContext(Qt::WidgetShortcut);
    m_view->addAction(copyStories);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(copyStories, &QAction::triggered, this, &ErrorPanel::copy);
    connect(m_acknowledge, &QPushButton::clicked, this, &ErrorPanel::acknowledge);
    connect(m_acknowledgeAll, &QPushButton::clicked, this, &ErrorPanel::acknowledgeAll);
    connect(m_copy, &QPushButton::clicked, this, &ErrorPanel::copy);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        m_details->clear(); // of another error
        refresh();
    });
    connect(&errors, &QAbstractItemModel::dataChanged, this, &ErrorPanel::refreshSoon);
    connect(&errors, &QAbstractItemModel::rowsInserted, this, &ErrorPanel::refreshSoon);
    connect(&errors, &QAbstractItemModel::rowsRemoved, this, &ErrorPanel::refreshSoon);
    connect(&Theme::instance(), &Theme::changed, m_view->viewport(), qOverload<>(&QWidget::update));
    refresh();
}

QList<int> ErrorPanel::selectedRows() const
{
    QList<int> rows;
    for (const auto &index : m_view->selectionModel()->selectedRows())
        rows << index.row();
    std::sort(rows.begin(), rows.end());
    return rows;
}

void ErrorPanel::showDevice(const QString &device)
{
    int latest = -1;
    for (int row = 0; row < m_errors.rowCount(); ++row)
        if (m_errors.at(row).device == device && (latest < 0 || m_errors.at(row).last >= m_errors.at(latest).last))
            latest = row;
    if (latest >= 0)
        m_view->setCurrentIndex(m_errors.index(latest, ErrorModel::Text));
}

void ErrorPanel::acknowledge()
{
    for (const int row : selectedRows())
        m_errors.acknowledge(row);
}

void ErrorPanel::acknowledgeAll() { m_errors.acknowledgeAll(); }

void ErrorPanel::copy() const
{
    auto rows = selectedRows();
    if (rows.isEmpty())
        for (int row = 0; row < m_errors.rowCount(); ++row)
            rows << row;
    QStringList stories;
    for (const int row : rows)
        stories << m_errors.story(row);
    QGuiApplication::clipboard()->setText(stories.join(QStringLiteral("\n\n")));
}

QString ErrorPanel::details() const { return m_details->toPlainText(); }

void ErrorPanel::refreshSoon()
{
    if (!std::exchange(m_refreshWanted, true))
        RefreshClock::instance().request(this, [this] { refresh(); });
}

/// Keeps the place to which somebody has scrolled, and what he is about to copy. The traffic stands in a fixed pitch.
void ErrorPanel::showStory(const QString &words, const QString &traffic)
{
    if (m_details->toPlainText() == words + traffic || m_details->textCursor().hasSelection())
        return;
    const int place = m_details->verticalScrollBar()->value();
    m_details->setPlainText(words);
    if (!traffic.isEmpty()) {
        auto font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
        font.setPointSizeF(m_details->font().pointSizeF());
        QTextCharFormat fixedPitch;
        fixedPitch.setFont(font);
        QTextCursor end(m_details->document());
        end.movePosition(QTextCursor::End);
        end.insertText(traffic, fixedPitch);
    }
    m_details->verticalScrollBar()->setValue(place);
}

void ErrorPanel::refresh()
{
    m_refreshWanted = false;
    const auto rows = selectedRows();
    const auto words = rows.isEmpty() ? QString() : m_errors.words(rows.front());
    showStory(fitForLines(words), rows.isEmpty() ? QString() : m_errors.story(rows.front()).sliced(words.size()));
    const bool isOpen = std::any_of(rows.begin(), rows.end(), [this](int row) { return !m_errors.at(row).acknowledged; });
    m_acknowledge->setEnabled(isOpen);
    m_acknowledge->setToolTip(isOpen           ? tr("You have seen it; it asks for attention again when it comes again.")
                              : rows.isEmpty() ? tr("Select an error first.")
                                               : tr("What is selected is acknowledged already."));
    m_acknowledgeAll->setEnabled(m_errors.open() > 0);
    m_acknowledgeAll->setToolTip(m_errors.open() > 0 ? tr("You have seen all of them.") : tr("Nothing is left to acknowledge."));
    m_copy->setEnabled(m_errors.rowCount() > 0);
    m_copy->setToolTip(m_errors.rowCount() > 0 ? tr("Copies the stories of the selected errors, or of all. Keys: Ctrl+C in the list.") : tr("There is nothing to copy."));
}
} // namespace podium::ui
