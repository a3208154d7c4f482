// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editors/texteditor.h"

namespace podium::ui
{
/// The editor for quantities and integers: any compatible unit may be typed, what it comes to is shown before it is sent.
/// Up and Down change the digit at the cursor, Page Up and Page Down ten times as much; nothing is sent by that.
class NumberEditor : public TextEditor
{
    Q_OBJECT

public:
    NumberEditor(const engine::ParameterSpec &spec, const QString &address, QWidget *parent = nullptr);

protected:
    QString preview() const override;
    bool steps(int key) override;
};
} // namespace podium::ui
