// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/texteditor.h"

#include "ui/editors/typedvalue.h"
#include "ui/style/plaintext.h"
#include "ui/style/spelling.h"

namespace podium::ui
{
TextEditor::TextEditor(const engine::ParameterSpec &spec, const QString &address, QWidget *parent)
    : SetpointEditor(spec, address, parent)
    , m_line(new LineField)
{
    m_line->setPlaceholderText(tr("not set"));
    setField(m_line);
    connect(m_line, &QLineEdit::textEdited, this, &TextEditor::edited);
}

void TextEditor::showValue(const engine::Value &value)
{
    const auto cursor = m_line->cursorPosition();
    const bool all = m_line->hasSelectedText();
    m_line->setText(fitForLine(spelled(value, spec().decimals)));
    m_line->setCursorPosition(m_line->hasFocus() ? cursor : 0);
    if (all && m_line->hasFocus())
        m_line->selectAll();
}

engine::Value TextEditor::typed() const { return typedValue(spec(), m_line->text(), {}); }
} // namespace podium::ui
