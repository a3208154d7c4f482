// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/flowrow.h"

#include <QEvent>
#include <QStyle>
#include <QWidget>

#include <algorithm>
#include <numeric>

namespace podium::ui
{
namespace
{
bool grows(const QLayoutItem &item) { return item.expandingDirections().testFlag(Qt::Horizontal); }

int wantedWidth(const QLayoutItem &item) { return grows(item) ? item.minimumSize().width() : item.sizeHint().width(); }

int heightAt(const QLayoutItem &item, int width) { return item.hasHeightForWidth() ? item.heightForWidth(width) : item.sizeHint().height(); }
} // namespace

FlowRow::FlowRow(QWidget *parent) : QLayout(parent)
{
    setContentsMargins({});
    setSpacing(4);
}

FlowRow::~FlowRow() = default;

void FlowRow::addItem(QLayoutItem *item)
{
    m_items.emplace_back(item);
    invalidate();
}

QLayoutItem *FlowRow::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[std::size_t(index)].get() : nullptr;
}

QLayoutItem *FlowRow::takeAt(int index)
{
    if (!itemAt(index))
        return nullptr;
    auto *taken = m_items[std::size_t(index)].release();
    m_items.erase(m_items.begin() + index);
    invalidate();
    return taken;
}

std::vector<FlowRow::Line> FlowRow::lines(int width) const
{
    std::vector<Line> lines;
    int used = 0;
    for (const auto &item : m_items) {
        if (item->isEmpty()) // hidden
            continue;
        const int wanted = wantedWidth(*item);
        if (lines.empty() || used + spacing() + wanted > width) {
            lines.emplace_back();
            used = -spacing();
        }
        lines.back().push_back(item.get());
        used += spacing() + wanted;
    }
    return lines;
}

std::vector<int> FlowRow::widthsOf(const Line &line, int width) const
{
    int left = width - spacing() * (int(line.size()) - 1);
    for (const auto *item : line)
        left -= wantedWidth(*item);
    auto growing = int(std::count_if(line.begin(), line.end(), [](const auto *item) { return grows(*item); }));
    std::vector<int> widths;
    for (const auto *item : line) {
        const int share = left > 0 && grows(*item) ? left / growing-- : 0;
        left -= share;
        widths.push_back(std::min(wantedWidth(*item) + share, width));
    }
    return widths;
}

int FlowRow::heightOf(const Line &line, int width) const
{
    const auto widths = widthsOf(line, width);
    int height = 0;
    for (std::size_t i = 0; i < line.size(); ++i)
        height = std::max(height, heightAt(*line[i], widths[i]));
    return height;
}

int FlowRow::heightForWidth(int width) const
{
    const auto rows = lines(width);
    const int between = spacing() * std::max(0, int(rows.size()) - 1);
    return std::accumulate(rows.begin(), rows.end(), between, [&](int height, const Line &line) { return height + heightOf(line, width); });
}

QSize FlowRow::sizeHint() const
{
    QSize size;
    for (const auto &item : m_items)
        if (!item->isEmpty())
            size = {size.width() + item->sizeHint().width() + spacing(), std::max(size.height(), item->sizeHint().height())};
    return size;
}

QSize FlowRow::minimumSize() const
{
    QSize size;
    for (const auto &item : m_items)
        if (!item->isEmpty())
            size = size.expandedTo(item->minimumSize());
    return m_width > 0 ? size.expandedTo({0, heightForWidth(m_width)}) : size;
}

/// Of what is hidden the width means nothing yet: it is told again once that is shown.
void FlowRow::remember()
{
    auto *around = parentWidget();
    if (around && !around->isVisible())
        return around->installEventFilter(this);
    const int before = minimumSize().height();
    m_width = geometry().width();
    if (minimumSize().height() != before)
        update(); // those around it have to know
}

bool FlowRow::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Show && watched == parentWidget()) {
        watched->removeEventFilter(this);
        QMetaObject::invokeMethod(this, &FlowRow::remember, Qt::QueuedConnection); // when it has its place
    }
    return false;
}

void FlowRow::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    remember();
    int y = rect.y();
    for (const auto &line : lines(rect.width())) {
        const int height = heightOf(line, rect.width());
        place(line, {rect.x(), y, rect.width(), height});
        y += height + spacing();
    }
}

void FlowRow::place(const Line &line, const QRect &rect) const
{
    const auto direction = parentWidget() ? parentWidget()->layoutDirection() : Qt::LeftToRight;
    const auto widths = widthsOf(line, rect.width());
    int x = rect.x();
    for (std::size_t i = 0; i < line.size(); ++i) {
        const int height = heightAt(*line[i], widths[i]);
        line[i]->setGeometry(QStyle::visualRect(direction, rect, {x, rect.bottom() + 1 - height, widths[i], height}));
        x += widths[i] + spacing();
    }
}
} // namespace podium::ui
