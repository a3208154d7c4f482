// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/boxstyle.h"

#include "ui/style/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>

namespace podium::ui
{
namespace
{
/// What an indicator is drawn with, as it is now.
struct Ink {
    QColor outline;
    QColor fill;
    QColor mark;

    explicit Ink(const QStyleOption &option)
    {
        const auto &theme = Theme::instance();
        const bool isEnabled = option.state.testFlag(QStyle::State_Enabled);
        const auto group = isEnabled ? QPalette::Active : QPalette::Disabled;
        fill = option.palette.color(group, QPalette::Base);
        mark = isEnabled ? option.palette.color(QPalette::Text) : theme.colour(Tone::Muted);
        outline = isEnabled ? theme.colour(Tone::Muted) : option.palette.color(group, QPalette::Text);
        if (option.state.testFlag(QStyle::State_Selected))
            outline = option.palette.color(group, QPalette::HighlightedText);
        else if (!isEnabled)
            return;
        else if (option.state.testFlag(QStyle::State_Sunken))
            fill = option.palette.color(QPalette::Button).darker(theme.isDark() ? 130 : 112);
        else if (option.state.testFlag(QStyle::State_MouseOver))
            outline = theme.colour(Tone::Text);
    }
};

/// The largest square in the middle of the rectangle, on whole points.
QRectF square(const QRect &rect)
{
    const int side = std::min(rect.width(), rect.height());
    const QRect inside(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, side, side);
    return inside;
}

void drawBox(const QStyleOption &option, QPainter &painter)
{
    const Ink ink(option);
    const auto box = square(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(ink.outline);
    painter.setBrush(ink.fill);
    painter.drawRoundedRect(box, 2, 2);
    const auto at = [&box](qreal x, qreal y) { return QPointF(box.x() + x * box.width(), box.y() + y * box.height()); };
    if (option.state.testFlag(QStyle::State_NoChange)) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink.mark);
        painter.drawRect(QRectF(at(0.22, 0.4), at(0.78, 0.6)));
    } else if (option.state.testFlag(QStyle::State_On)) {
        QPainterPath tick(at(0.2, 0.52));
        tick.lineTo(at(0.42, 0.74));
        tick.lineTo(at(0.8, 0.26));
        painter.setPen(QPen(ink.mark, box.width() * 0.16, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(tick);
    }
}

void drawRound(const QStyleOption &option, QPainter &painter)
{
    const Ink ink(option);
    const auto circle = square(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(ink.outline);
    painter.setBrush(ink.fill);
    painter.drawEllipse(circle);
    if (!option.state.testFlag(QStyle::State_On))
        return;
    const auto inset = circle.width() * 0.27;
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink.mark);
    painter.drawEllipse(circle.adjusted(inset, inset, -inset, -inset));
}
} // namespace

BoxStyle::BoxStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

void BoxStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const bool isRound = element == PE_IndicatorRadioButton;
    if (!isRound && element != PE_IndicatorCheckBox && element != PE_IndicatorItemViewItemCheck) {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        return;
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    isRound ? drawRound(*option, *painter) : drawBox(*option, *painter);
    painter->restore();
}
} // namespace podium::ui
