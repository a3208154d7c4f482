// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/waveformfield.h"

#include <QClipboard>
#include <QDropEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>

#include <algorithm>

namespace podium::ui
{
namespace
{
constexpr qsizetype longestLine = 400;

bool isShortLine(const QString &text)
{
    return text.size() <= longestLine && std::none_of(text.begin(), text.end(), [](QChar c) { return c == u'\n' || c == u'\r' || c == u'\t'; });
}
} // namespace

WaveformField::WaveformField(QWidget *parent) : LineField(parent)
{
    connect(this, &QLineEdit::textEdited, this, [this] { m_isSummary = false; });
}

void WaveformField::setSummary(const QString &text)
{
    setText(text);
    m_isSummary = true;
}

void WaveformField::setSource(const QString &text)
{
    setText(text);
    m_isSummary = false;
}

void WaveformField::take(const QString &text)
{
    if (isReadOnly() || text.isEmpty())
        return;
    if (!isShortLine(text)) {
        Q_EMIT columnPasted(text);
        return;
    }
    if (m_isSummary)
        selectAll();
    insert(text);
    m_isSummary = false;
    Q_EMIT textEdited(this->text());
}

void WaveformField::pasteClipboard() { take(QGuiApplication::clipboard()->text()); }

void WaveformField::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Paste)) {
        pasteClipboard();
        return;
    }
    const bool edits = (!event->text().isEmpty() && event->text().front().isPrint()) || event->key() == Qt::Key_Backspace || event->key() == Qt::Key_Delete;
    if (m_isSummary && edits && !isReadOnly())
        selectAll();
    LineField::keyPressEvent(event);
}

void WaveformField::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    take(event->mimeData()->text());
}

QMenu *WaveformField::makeMenu()
{
    auto *menu = new QMenu(this);
    auto *copy = menu->addAction(tr("&Copy"), this, &QLineEdit::copy);
    copy->setEnabled(hasSelectedText());
    auto *paste = menu->addAction(tr("&Paste"), this, &WaveformField::pasteClipboard);
    paste->setEnabled(!isReadOnly());
    menu->addAction(tr("Select &all"), this, &QLineEdit::selectAll);
    return menu;
}
} // namespace podium::ui
