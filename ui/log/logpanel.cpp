// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/logpanel.h"

#include "ui/editors/choiceeditor.h"
#include "ui/editors/filterkeys.h"
#include "ui/log/logexport.h"
#include "ui/log/logfilter.h"
#include "ui/style/icons.h"
#include "ui/style/tailview.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace podium::ui
{
LogPanel::LogPanel(LogModel &log, const QStringList &devices, QWidget *parent)
    : QWidget(parent)
    , m_log(log)
    , m_filter(new LogFilter(this))
    , m_view(new TailView)
    , m_text(new QLineEdit)
    , m_level(new ChoiceField)
    , m_device(new ChoiceField)
{
    m_level->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_level->setFocusPolicy(Qt::StrongFocus);
    m_filter->setSourceModel(&log);
    m_view->setModel(m_filter);
    m_view->setAccessibleName(tr("Log"));
    setFocusProxy(m_view);
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
    setDevices(devices);
    m_device->setAccessibleName(tr("Device shown"));
    m_device->setFocusPolicy(Qt::StrongFocus);
    m_device->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_device->setMinimumContentsLength(12);
    m_text->setPlaceholderText(tr("Filter by device or message"));
    m_text->setToolTip(tr("Shows the lines that contain this. Keys: Ctrl+F; Esc shows all again."));
    m_text->setAccessibleName(tr("Filter of the log"));
    m_text->setClearButtonEnabled(true);
    m_text->addAction(makeIcon(Icon::Filter, Tone::Muted), QLineEdit::LeadingPosition);
    auto *copyButton = new QPushButton(tr("Copy"));
    copyButton->setToolTip(tr("Copies the selected lines, or all that are shown. Keys: Ctrl+C in the list."));
    auto *saveButton = new QPushButton(tr("Export..."));
    saveButton->setToolTip(tr("Saves all lines that are shown as a text file."));

    auto *row = new QHBoxLayout;
    row->setSpacing(4);
    row->addWidget(m_text, 1);
    row->addWidget(m_level);
    row->addWidget(m_device);
    row->addWidget(copyButton);
    row->addWidget(saveButton);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4, 4, 4, 4);
    column->setSpacing(4);
    column->addLayout(row);
    column->addWidget(m_view);

    addActions();
    connect(copyButton, &QPushButton::clicked, this, &LogPanel::copy);
    connect(saveButton, &QPushButton::clicked, this, &LogPanel::askForFile);
    connect(m_text, &QLineEdit::textChanged, m_filter, &LogFilter::setText);
    connect(m_level, &QComboBox::currentIndexChanged, this, [this] { m_filter->setLevel(LogLevel(m_level->currentData().toInt())); });
    connect(m_device, &QComboBox::currentIndexChanged, this, [this] { m_filter->setDevice(m_device->currentData().toString()); });
}

void LogPanel::setDevices(const QStringList &devices)
{
    const auto chosen = m_device->currentData().toString();
    m_device->clear();
    m_device->addItem(tr("all devices"));
    for (const auto &device : devices)
        m_device->addItem(device, device);
    m_device->setCurrentIndex(std::max(0, m_device->findData(chosen))); // what has left is no filter any more
}

void LogPanel::addActions()
{
    auto *copyLines = new QAction(tr("Copy"), this);
    copyLines->setShortcut(QKeySequence::Copy);
    copyLines->setShortcutContext(Qt::WidgetShortcut);
    connect(copyLines, &QAction::triggered, this, &LogPanel::copy);
    m_view->addAction(copyLines);
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
    addFilterKeys(*this, *m_text);
}

void LogPanel::copy() const
{
    auto rows = m_view->selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    QStringList lines;
    for (const auto &index : rows)
        lines << m_log.lineText(m_filter->mapToSource(index).row());
    QGuiApplication::clipboard()->setText((lines.isEmpty() ? shownLines() : lines).join(u'\n'));
}

QStringList LogPanel::shownLines() const
{
    QStringList lines;
    for (int row = 0; row < m_filter->rowCount(); ++row)
        lines << m_log.lineText(m_filter->mapToSource(m_filter->index(row, 0)).row());
    return lines;
}

void LogPanel::askForFile()
{
    auto *dialog = new QFileDialog(this, tr("Export the log"), QString(), tr("Text (*.txt *.tsv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("txt"));
    connect(dialog, &QFileDialog::fileSelected, this, &LogPanel::save);
    dialog->open();
}

void LogPanel::save(const QString &file)
{
    const auto lines = shownLines();
    const auto problem = saveLines(file, lines);
    if (problem.isEmpty())
        m_log.add(LogLevel::Info, QString(), tr("%1 lines of the log are saved in %2.").arg(QString::number(lines.size()), file));
    else
        m_log.add(LogLevel::Error, QString(), tr("The log could not be saved in %1: %2. Choose another folder.").arg(file, problem));
}
} // namespace podium::ui
