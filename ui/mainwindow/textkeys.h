// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace podium::ui
{
/// Lets the window's shortcuts come before the keys with Ctrl that fields for text have of their own and nobody here knows
/// (Ctrl+E, the end of the line), but not before those that everybody relies on: copy, cut, paste, undo, redo, select all, and
/// whatever is no letter, digit or sign, as the arrows. What is no shortcut reaches the field as before.
/// Thread: the GUI's.
class TextKeys : public QObject
{
    Q_OBJECT

public:
    /// Works from now on, for the whole application.
    explicit TextKeys(QObject *parent = nullptr);

    bool eventFilter(QObject *watched, QEvent *event) override;
};
} // namespace podium::ui
