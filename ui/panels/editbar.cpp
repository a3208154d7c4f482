// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/editbar.h"

#include "ui/panels/parameterrow.h"
#include "ui/style/plaintext.h"

#include <QBoxLayout>
#include <QPushButton>

#include <algorithm>

namespace podium::ui
{
namespace
{
constexpr std::size_t mostLines = 6;
}

EditBar::EditBar(QWidget *parent)
    : QFrame(parent)
    , m_title(new ElidedLabel)
    , m_apply(new QPushButton(makeIcon(Icon::Apply), QString()))
    , m_discard(new QPushButton(makeIcon(Icon::Cancel), QString()))
    , m_message(new InlineMessage)
{
    setFrameShape(QFrame::StyledPanel);
    setAccessibleName(tr("Collected edits"));
    auto *column = new QVBoxLayout;
    column->setSpacing(1);
    column->addWidget(m_title);
    for (std::size_t i = 0; i < mostLines; ++i) {
        auto *line = m_lines.emplace_back(new ElidedLabel);
        line->setTone(Tone::Busy);
        column->addWidget(line);
    }
    auto *row = new QHBoxLayout;
    row->addLayout(column, 1);
    row->addWidget(m_apply, 0, Qt::AlignTop);
    row->addWidget(m_discard, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 4, 6, 4);
    layout->addLayout(row);
    layout->addWidget(m_message);
    for (auto *button : {m_apply, m_discard})
        button->setAutoDefault(false);
    connect(m_apply, &QPushButton::clicked, this, &EditBar::applyAll);
    connect(m_discard, &QPushButton::clicked, this, &EditBar::discardAll);
    hide();
    refresh();
}

void EditBar::add(ParameterRow &row)
{
    if (!row.editor())
        return;
    m_rows.push_back(&row);
    connect(row.editor(), &SetpointEditor::editedChanged, this, &EditBar::refresh);
    connect(row.editor(), &SetpointEditor::editTextChanged, this, &EditBar::refresh);
    connect(&row, &ParameterRow::commitEnded, this, [this, &row](bool accepted) { rowEnded(row, accepted); });
}

void EditBar::remove(ParameterRow &row)
{
    disconnect(&row, nullptr, this, nullptr);
    if (row.editor())
        disconnect(row.editor(), nullptr, this, nullptr);
    std::erase(m_rows, &row);
    std::erase(m_settings, &row);
    std::erase_if(m_motions, [&row](const Motion &motion) { return motion.row == &row; });
    refresh();
}

void EditBar::setCollecting(bool collecting)
{
    if (std::exchange(m_collecting, collecting) == collecting)
        return;
    if (!collecting)
        discardAll();
    for (auto *row : m_rows)
        row->editor()->setKeepsEdits(collecting);
    setVisible(collecting);
    refresh();
    Q_EMIT collectingChanged(collecting);
}

std::vector<ParameterRow *> EditBar::edited() const
{
    std::vector<ParameterRow *> rows;
    for (auto *row : m_rows)
        if (row->editor()->isEdited())
            rows.push_back(row);
    return rows;
}

bool EditBar::isUnderWay() const
{
    return !m_settings.empty() || std::any_of(m_rows.begin(), m_rows.end(), [](const auto *row) { return row->editor()->isSent(); });
}

QStringList EditBar::differences() const
{
    QStringList lines;
    for (const auto *row : edited())
        lines << tr("%1: %2", "parameter: change").arg(oneLine(row->title(), 40), row->editor()->editText());
    return lines;
}

void EditBar::applyAll()
{
    m_message->clear();
    const auto rows = edited();
    for (auto *row : rows)
        if (const auto problem = row->editor()->editProblem(); !problem.isEmpty()) {
            m_message->say(Tone::Major, tr("Nothing was sent. %1").arg(problem));
            row->editor()->field()->setFocus();
            return;
        }
    m_refused = 0;
    m_settings.clear();
    m_motions.clear();
    for (auto *row : rows)
        if (row->startsMotion())
            m_motions.push_back({row, row->editor()->editText()});
    for (auto *row : rows) {
        if (row->startsMotion())
            continue;
        row->editor()->apply();
        if (row->editor()->isSent())
            m_settings.push_back(row);
    }
    if (m_settings.empty())
        startMotions();
    refresh();
}

void EditBar::rowEnded(ParameterRow &row, bool accepted)
{
    if (std::erase(m_settings, &row) > 0) {
        m_refused += accepted ? 0 : 1;
        if (m_settings.empty())
            startMotions();
    }
    refresh();
}

void EditBar::startMotions()
{
    const auto motions = std::exchange(m_motions, {});
    QStringList changed;
    for (const auto &[row, edit] : motions) {
        if (m_refused > 0)
            continue;
        if (row->editor()->isEdited() && row->editor()->editText() == edit)
            row->editor()->apply();
        else
            changed << row->title();
    }
    if (!changed.isEmpty())
        m_message->say(Tone::Major, tr("Edited meanwhile, so not sent: %1.").arg(changed.join(QStringLiteral(", "))));
    if (m_refused == 0)
        return;
    const auto what = m_refused == 1 ? tr("A setting was refused") : tr("%1 settings were refused").arg(m_refused);
    m_message->say(Tone::Major, motions.empty() ? tr("%1; see the rows.").arg(what) : tr("%1, so no motion was started; see the rows.").arg(what));
}

void EditBar::discardAll()
{
    m_message->clear();
    m_motions.clear();
    for (auto *row : edited())
        row->editor()->revert();
}

void EditBar::refresh()
{
    const bool isBusy = isUnderWay();
    const auto lines = differences();
    const int count = int(lines.size());
    m_title->setText(count == 0 ? tr("Collecting edits: leaving a field keeps what was typed, and nothing is sent until Apply all.")
                      : count == 1 ? tr("1 edit not sent")
                                   : tr("%1 edits not sent").arg(count));
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const bool isLast = i + 1 == m_lines.size() && lines.size() > qsizetype(m_lines.size());
        m_lines[i]->setText(isLast ? tr("... and %1 more").arg(count - int(i)) : lines.value(qsizetype(i)));
        m_lines[i]->setVisible(qsizetype(i) < lines.size());
    }
    m_apply->setText(count > 0 ? tr("Apply all %1").arg(count) : tr("Apply all"));
    m_discard->setText(tr("Discard all"));
    m_apply->setEnabled(count > 0 && !isBusy);
    m_discard->setEnabled(count > 0 && !isBusy);
    const auto why = isBusy ? tr("Some of them are on their way.") : tr("Nothing was edited yet.");
    m_apply->setToolTip(plainToolTip(m_apply->isEnabled() ? tr("Sends all edits: settings first, then what moves.") + u'\n' + lines.join(u'\n') : why));
    m_apply->setAccessibleDescription(m_apply->isEnabled() ? lines.join(u'\n') : why);
    m_discard->setToolTip(m_discard->isEnabled() ? tr("Every field goes back to its setpoint; nothing is sent.") : why);
}
} // namespace podium::ui
