// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stop/drillhistogram.h"

#include "ui/style/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace podium::ui
{
namespace
{
constexpr double lowest = 0.1; // ms
constexpr int binsPerDecade = 5;
constexpr int decades = DrillHistogram::bins / binsPerDecade;
constexpr int gap = 6;

QString axisText(double milliseconds)
{
    return milliseconds < 1000 ? DrillHistogram::tr("%1 ms").arg(milliseconds) : DrillHistogram::tr("%1 s").arg(milliseconds / 1000);
}
} // namespace

DrillHistogram::DrillHistogram(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Histogram of the stop drill"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    show({}, {}, 0);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void DrillHistogram::show(const DrillSamples &samples, const engine::DeviceId &device, double budget)
{
    m_budget = budget;
    m_series.clear();
    QStringList spoken;
    const std::pair<DrillSamples::Step, QString> steps[] = {{DrillSamples::Step::FirstByte, tr("stop sent")},
                                                            {DrillSamples::Step::Acknowledged, tr("acknowledged")},
                                                            {DrillSamples::Step::Confirmed, tr("confirmed")}};
    for (const auto &[step, title] : steps) {
        m_series.push_back({title, counted(samples.times(step, device))});
        const auto spread = samples.spread(step, device);
        if (spread.count > 0)
            spoken << tr("%1: half within %2 ms, all within %3 ms").arg(title, QString::number(spread.median, 'f', 1), QString::number(spread.worst, 'f', 1));
    }
    setAccessibleDescription(spoken.isEmpty() ? tr("No drill yet.") : spoken.join(QStringLiteral("; ")));
    update();
}

int DrillHistogram::binOf(double milliseconds)
{
    if (!(milliseconds > lowest))
        return 0;
    return std::clamp(int(std::floor(std::log10(milliseconds / lowest) * binsPerDecade)), 0, bins - 1);
}

DrillHistogram::Counts DrillHistogram::counted(const std::vector<double> &times)
{
    Counts counts(bins);
    for (const double time : times)
        ++counts[std::size_t(binOf(time))];
    return counts;
}

QSize DrillHistogram::sizeHint() const { return {360, fontMetrics().height() * 10}; }

QSize DrillHistogram::minimumSizeHint() const { return {240, fontMetrics().height() * 6}; }

QRect DrillHistogram::plot() const
{
    const auto metrics = fontMetrics();
    int widest = 0;
    for (const auto &series : m_series)
        widest = std::max(widest, metrics.horizontalAdvance(series.title));
    const int right = metrics.horizontalAdvance(axisText(10'000)) / 2 + gap;
    return rect().adjusted(widest + 2 * gap, gap, -right, -metrics.height() - gap);
}

double DrillHistogram::placeOf(double milliseconds) const
{
    const auto area = plot();
    const double share = std::log10(std::max(milliseconds, lowest) / lowest) / decades;
    return area.left() + std::min(share, 1.0) * area.width();
}

void DrillHistogram::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto &theme = Theme::instance();
    const auto area = plot();
    const double rowHeight = double(area.height()) / double(m_series.size());
    const double binWidth = double(area.width()) / bins;
    for (int decade = 0; decade <= decades; ++decade) {
        const double milliseconds = lowest * std::pow(10, decade);
        const int x = int(std::lround(placeOf(milliseconds)));
        painter.setPen(theme.colour(Tone::Line));
        painter.drawLine(x, area.top(), x, area.bottom());
        painter.setPen(theme.colour(Tone::Muted));
        painter.drawText(QRect(x - 40, area.bottom() + 2, 80, fontMetrics().height()), Qt::AlignHCenter, axisText(milliseconds));
    }
    for (std::size_t i = 0; i < m_series.size(); ++i) {
        const auto &series = m_series[i];
        const double bottom = area.top() + rowHeight * double(i + 1);
        painter.setPen(theme.colour(Tone::Text));
        painter.drawText(QRectF(gap, bottom - rowHeight, area.left() - 2 * gap, rowHeight), Qt::AlignRight | Qt::AlignVCenter, series.title);
        painter.setPen(theme.colour(Tone::Line));
        painter.drawLine(QPointF(area.left(), bottom), QPointF(area.right(), bottom));
        const int most = std::max(1, *std::max_element(series.counts.begin(), series.counts.end()));
        for (int bin = 0; bin < bins; ++bin) {
            const double height = series.counts[std::size_t(bin)] * (rowHeight - 4) / most;
            if (height > 0)
                painter.fillRect(QRectF(area.left() + bin * binWidth + 1, bottom - std::max(height, 2.0), binWidth - 1, std::max(height, 2.0)),
                                 theme.colour(Tone::Busy));
        }
    }
    if (m_budget > 0) {
        const double x = placeOf(m_budget);
        painter.setPen(QPen(theme.colour(Tone::Major), 2, Qt::DashLine));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.top() + rowHeight));
        painter.drawText(QRectF(x + 4, area.top(), area.right() - x, rowHeight), Qt::AlignLeft | Qt::AlignTop, tr("budget"));
    }
}
} // namespace podium::ui
