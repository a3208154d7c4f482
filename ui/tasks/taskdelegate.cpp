// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tasks/taskdelegate.h"

#include "ui/style/plaintext.h"
#include "ui/style/theme.h"
#include "ui/tasks/tasktext.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>
#include <QTextLayout>

namespace podium::ui
{
namespace
{
constexpr int margin = 4;
constexpr int barHeight = 7;

/// How far a task has come: as it says, or as those like it did.
struct Come {
    double fraction = 0;
    bool isGuess = false;
};

std::optional<Come> comeOf(const TaskRow &row, const TaskModel &model)
{
    if (!row.info.isFinished() && row.info.progress >= 0)
        return Come{row.info.progress, false};
    if (const auto guess = guessedProgress(row, model))
        return Come{*guess, true};
    return std::nullopt;
}

QString percentText(const Come &come)
{
    const auto percent = QString::number(int(come.fraction * 100));
    return come.isGuess ? TaskDelegate::tr("~%1 %").arg(percent) : TaskDelegate::tr("%1 %").arg(percent);
}

/// A failure has room for two lines of its text.
bool isWrapped(const engine::TaskInfo &info, const QString &text) { return lookOf(info).tone == Tone::Major && text.size() > 36; }

/// A guess is hatched.
void drawBar(QPainter &painter, const QRect &rect, const Come &come)
{
    const auto &theme = Theme::instance();
    painter.fillRect(rect, theme.colour(Tone::Base));
    painter.fillRect(QRect(rect.topLeft(), QSize(int(rect.width() * std::clamp(come.fraction, 0.0, 1.0)), rect.height())),
                     QBrush(theme.colour(Tone::Busy), come.isGuess ? Qt::BDiagPattern : Qt::SolidPattern));
    painter.setPen(theme.colour(Tone::Line));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect.adjusted(0, 0, -1, -1));
}

/// The first line breaks between words; what is left over is the second, cut with an ellipsis.
void drawTwoLines(QPainter &painter, const QRect &line, const QString &text, const QFontMetrics &metrics)
{
    QTextOption wrap;
    wrap.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    QTextLayout layout(text, painter.font());
    layout.setTextOption(wrap);
    layout.beginLayout();
    auto first = layout.createLine();
    first.setLineWidth(line.width());
    layout.endLayout();
    constexpr int flags = Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine;
    painter.drawText(line, flags, text.first(first.textLength()).trimmed());
    const auto rest = text.sliced(first.textLength()).trimmed();
    painter.drawText(line.translated(0, metrics.lineSpacing()), flags, metrics.elidedText(rest, Qt::ElideRight, line.width()));
}
} // namespace

TaskDelegate::TaskDelegate(const TaskModel &model, QObject *parent) : QStyledItemDelegate(parent), m_model(model) {}

QRect TaskDelegate::crossOf(const QStyleOptionViewItem &option)
{
    const int side = option.fontMetrics.height();
    return {option.rect.right() - margin - side, option.rect.top() + margin, side, side};
}

QSize TaskDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *row = TaskModel::row(index);
    const auto texts = taskLines(*row, m_model);
    const auto lines = 1 + texts.size() + (comeOf(*row, m_model) ? 1 : 0) + (isWrapped(row->info, texts.front()) ? 1 : 0);
    return {option.fontMetrics.averageCharWidth() * 24, int(lines) * option.fontMetrics.lineSpacing() + 2 * margin};
}

void TaskDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *row = TaskModel::row(index);
    const auto &info = row->info;
    const auto &theme = Theme::instance();
    const bool selected = option.state & QStyle::State_Selected;
    QApplication::style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);

    painter->save();
    const auto look = lookOf(info);
    const auto textColour = selected ? option.palette.color(QPalette::HighlightedText) : theme.colour(Tone::Text);
    const auto mutedColour = selected ? textColour : theme.colour(Tone::Muted);
    const auto mode = selected ? QIcon::Selected : QIcon::Normal;
    const int side = option.fontMetrics.height();
    const int step = option.fontMetrics.lineSpacing();
    QRect line = option.rect.adjusted(margin, margin, -margin, 0);
    line.setHeight(step);
    makeIcon(look.icon, look.tone).paint(painter, QRect(line.topLeft(), QSize(side, side)), Qt::AlignCenter, mode);
    line.setLeft(line.left() + side + margin);
    const int textLeft = line.left();

    QRect rest = line;
    if (!info.isFinished()) {
        if (info.state != engine::TaskState::Cancelling)
            makeIcon(Icon::Cancel).paint(painter, crossOf(option), Qt::AlignCenter, mode);
        rest.setRight(crossOf(option).left() - margin);
    }
    painter->setPen(mutedColour);
    const auto elapsed = timeText(*row, m_model);
    painter->drawText(rest, Qt::AlignRight | Qt::AlignVCenter, elapsed);
    rest.setRight(rest.right() - option.fontMetrics.horizontalAdvance(elapsed) - 2 * margin);
    auto font = option.font;
    font.setBold(!info.isFinished());
    painter->setFont(font);
    painter->setPen(textColour);
    painter->drawText(rest, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                      QFontMetrics(font).elidedText(oneLine(info.label), Qt::ElideMiddle, rest.width()));
    painter->setFont(option.font);
    line.translate(0, step);

    if (const auto come = comeOf(*row, m_model)) {
        const int width = option.fontMetrics.horizontalAdvance(percentText({1, come->isGuess})) + margin;
        drawBar(*painter, QRect(textLeft, line.center().y() - barHeight / 2, line.width() - width, barHeight), *come);
        painter->setPen(mutedColour);
        painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter, percentText(*come));
        line.translate(0, step);
    }
    bool first = true;
    for (const auto &text : taskLines(*row, m_model)) {
        const bool isFirst = std::exchange(first, false);
        const bool marked = isFirst && (look.tone == Tone::Major || look.tone == Tone::Minor);
        painter->setPen(selected ? textColour : marked ? theme.colour(look.tone) : mutedColour);
        if (isFirst && isWrapped(info, text)) {
            drawTwoLines(*painter, line, text, option.fontMetrics);
            line.translate(0, 2 * step);
            continue;
        }
        painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                          option.fontMetrics.elidedText(text, Qt::ElideRight, line.width()));
        line.translate(0, step);
    }
    painter->restore();
}

bool TaskDelegate::editorEvent(QEvent *event, QAbstractItemModel *, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() != QEvent::MouseButtonRelease)
        return false;
    const auto &mouse = static_cast<const QMouseEvent &>(*event);
    const auto &info = TaskModel::row(index)->info;
    if (mouse.button() != Qt::LeftButton || info.isFinished() || !crossOf(option).contains(mouse.position().toPoint()))
        return false;
    Q_EMIT cancelRequested(info.id);
    return true;
}
} // namespace podium::ui
