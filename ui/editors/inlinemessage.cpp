// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/inlinemessage.h"

#include "ui/style/plaintext.h"
#include "ui/style/theme.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace podium::ui
{
InlineMessage::InlineMessage(QWidget *parent) : QFrame(parent), m_glyph(new QLabel), m_label(new QLabel), m_buttons(new QHBoxLayout)
{
    m_label->setTextFormat(Qt::PlainText);
    m_label->setWordWrap(true);
    m_label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_glyph->setTextFormat(Qt::PlainText);
    auto *dismiss = new QToolButton;
    dismiss->setAutoRaise(true);
    dismiss->setIcon(Theme::instance().icon(Icon::Close, Tone::Muted));
    dismiss->setIconSize({12, 12});
    dismiss->setToolTip(tr("Dismiss this message"));
    dismiss->setAccessibleName(dismiss->toolTip());
    connect(dismiss, &QToolButton::clicked, this, &InlineMessage::clear);

    auto *line = new QHBoxLayout;
    line->addWidget(m_glyph, 0, Qt::AlignTop);
    line->addWidget(m_label, 1);
    line->addWidget(dismiss, 0, Qt::AlignTop);
    m_buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 4, 4, 4);
    layout->setSpacing(4);
    layout->addLayout(line);
    layout->addLayout(m_buttons);
    hide();
}

void InlineMessage::say(Tone tone, const QString &text)
{
    clear();
    m_tone = tone;
    m_text = text;
    m_glyph->setText(tone == Tone::Major ? QStringLiteral("!!") : tone == Tone::Minor ? QStringLiteral("!") : QStringLiteral("i"));
    auto glyphPalette = palette();
    glyphPalette.setColor(QPalette::WindowText, Theme::instance().colour(tone));
    m_glyph->setPalette(glyphPalette);
    m_label->setText(wrappable(text));
    m_label->setToolTip(plainToolTip(text));
    m_label->setAccessibleDescription(text); // else the tooltip is read, with its markup
    setAccessibleName(oneLine(text));
    setVisible(!text.isEmpty());
    if (!text.isEmpty())
        Q_EMIT said();
}

void InlineMessage::offer(const QString &label, const QString &explanation, std::function<void()> function)
{
    auto *button = new QPushButton(buttonText(label), this);
    button->setToolTip(plainToolTip(explanation));
    button->setAccessibleDescription(explanation);
    button->setAutoDefault(false);
    button->setFocusPolicy(Qt::TabFocus); // a click would leave the field that it is about, which reverts it
    connect(button, &QPushButton::clicked, this, [this, run = std::move(function)] {
        const auto now = run; // clear() takes this button away
        clear();
        now();
    });
    m_buttons->insertWidget(m_buttons->count() - 1, button);
    button->show();
}

void InlineMessage::clear()
{
    m_text.clear();
    hide();
    while (m_buttons->count() > 1) {
        const std::unique_ptr<QLayoutItem> item(m_buttons->takeAt(0));
        item->widget()->hide();
        item->widget()->deleteLater();
    }
}

void InlineMessage::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto colour = Theme::instance().colour(m_tone);
    painter.fillRect(0, 0, 3, height(), colour);
    auto faint = colour;
    faint.setAlpha(24);
    painter.fillRect(3, 0, width() - 3, height(), faint);
}
} // namespace podium::ui
