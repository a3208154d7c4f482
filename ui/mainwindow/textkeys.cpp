// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/textkeys.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>

#include <algorithm>

namespace podium::ui
{
namespace
{
bool isTextField(const QObject &object)
{
    return qobject_cast<const QLineEdit *>(&object) || qobject_cast<const QPlainTextEdit *>(&object) || qobject_cast<const QTextEdit *>(&object)
        || qobject_cast<const QAbstractSpinBox *>(&object) || qobject_cast<const QComboBox *>(&object);
}

bool everybodyKnows(const QKeyEvent &key)
{
    static constexpr QKeySequence::StandardKey known[] = {QKeySequence::Copy, QKeySequence::Cut,  QKeySequence::Paste,
                                                          QKeySequence::Undo, QKeySequence::Redo, QKeySequence::SelectAll};
    return std::ranges::any_of(known, [&key](auto standard) { return key.matches(standard); });
}
} // namespace

TextKeys::TextKeys(QObject *parent) : QObject(parent) { QCoreApplication::instance()->installEventFilter(this); }

bool TextKeys::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::ShortcutOverride || !isTextField(*watched))
        return false;
    const auto &key = static_cast<const QKeyEvent &>(*event);
    const bool isSign = key.key() > Qt::Key_Space && key.key() < Qt::Key_Escape;
    if (!isSign || !key.modifiers().testFlag(Qt::ControlModifier) || everybodyKnows(key))
        return false;
    event->ignore(); // nobody wants it for himself: the shortcuts are looked at first
    return true;
}
} // namespace podium::ui
