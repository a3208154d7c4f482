// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/icons.h"

#include <QFrame>

#include <functional>

class QHBoxLayout;
class QLabel;

namespace podium::ui
{
/// One message at the place that it is about: glyph, plain text, and ways out as buttons. It stays until it is replaced,
/// cleared, or dismissed by the operator; empty, it takes no room.
class InlineMessage : public QFrame
{
    Q_OBJECT

public:
    explicit InlineMessage(QWidget *parent = nullptr);

    /// Replaces message and buttons. Tone Major: refused or failed; Muted: for information.
    void say(Tone tone, const QString &text);
    /// A button that clears the message and runs the function.
    void offer(const QString &label, const QString &explanation, std::function<void()> function);
    void clear();
    const QString &text() const { return m_text; }

Q_SIGNALS:
    /// There is something new to read.
    void said();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    Tone m_tone = Tone::Muted;
    QLabel *m_glyph;
    QLabel *m_label;
    QHBoxLayout *m_buttons;
};
} // namespace podium::ui
