// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/numbereditor.h"

#include "ui/editors/typedvalue.h"
#include "ui/style/digits.h"
#include "ui/style/spelling.h"

namespace podium::ui
{
NumberEditor::NumberEditor(const engine::ParameterSpec &spec, const QString &address, QWidget *parent)
    : TextEditor(spec, address, parent)
{
    line().setFont(digitFont(font()));
    line().setAlignment(Qt::AlignRight | Qt::AlignVCenter);
}

QString NumberEditor::preview() const { return conversionPreview(spec(), text()); }

bool NumberEditor::steps(int key)
{
    int by = 0;
    switch (key) {
    case Qt::Key_Up: by = 1; break;
    case Qt::Key_Down: by = -1; break;
    case Qt::Key_PageUp: by = 10; break;
    case Qt::Key_PageDown: by = -10; break;
    default: return false;
    }
    const auto before = text().isEmpty() ? spelled(readback(), spec().decimals) : text();
    int place = digitAt(before, line().hasSelectedText() ? int(before.size()) : line().cursorPosition());
    const auto after = stepDigit(before, place, by);
    if (after != text()) {
        line().setText(after);
        line().setCursorPosition(place);
        edited();
    }
    return true;
}
} // namespace podium::ui
