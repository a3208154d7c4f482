// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/sparkline.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace podium::ui
{
namespace
{
/// Puts points one after the other into a path, with gaps.
class Pencil
{
public:
    Pencil(const QRect &rect, std::pair<double, double> range) : m_rect(rect), m_range(range) {}

    void gap() { m_isDown = false; }
    void to(double x, double value)
    {
        const double height = m_range.second - m_range.first;
        const double part = height > 0 ? (value - m_range.first) / height : 0.5;
        const QPointF point(m_rect.left() + x, m_rect.bottom() - part * (m_rect.height() - 1));
        if (m_isDown) {
            m_path.lineTo(point);
        } else { // a dot, if nothing follows
            m_path.moveTo(point);
            m_path.lineTo(point + QPointF(0.5, 0));
        }
        m_isDown = true;
    }
    const QPainterPath &path() const { return m_path; }

private:
    QRect m_rect;
    std::pair<double, double> m_range;
    QPainterPath m_path;
    bool m_isDown = false;
};
} // namespace

void drawCurve(QPainter &painter, const QRect &rect, const QList<double> &samples, std::pair<double, double> range, const QPen &pen)
{
    if (samples.isEmpty() || rect.width() < 2 || rect.height() < 2)
        return;
    Pencil pencil(rect, range);
    const double perSample = samples.size() > 1 ? double(rect.width() - 1) / double(samples.size() - 1) : 0;
    for (qsizetype i = 0; i < samples.size();) {
        const int column = int(double(i) * perSample);
        double low = NAN;
        double high = NAN;
        const double first = samples[i];
        const double x = double(i) * perSample;
        for (; i < samples.size() && int(double(i) * perSample) == column; ++i) {
            low = std::fmin(low, samples[i]); // fmin and fmax pass over NaN
            high = std::fmax(high, samples[i]);
        }
        if (!std::isfinite(low) || !std::isfinite(high)) {
            pencil.gap();
        } else if (low == high) {
            pencil.to(x, low);
        } else { // the end that is nearer to where the curve comes from
            pencil.to(x, first == high ? high : low);
            pencil.to(x, first == high ? low : high);
        }
    }
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(pencil.path());
}
} // namespace podium::ui
