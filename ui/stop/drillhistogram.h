// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/stop/drillsamples.h"

#include <QWidget>

namespace podium::ui
{
/// How long the steps of the stops of a drill took: a histogram per step, one above the other, over one logarithmic axis of
/// milliseconds, with the budget of the first byte as a line.
class DrillHistogram : public QWidget
{
    Q_OBJECT

public:
    static constexpr int bins = 25; ///< five in each decade, from 0.1 ms to 10 s; what is outside counts in the last one
    using Counts = std::vector<int>;

    explicit DrillHistogram(QWidget *parent = nullptr);

    /// A device's, or everybody's (empty id). Unit of the budget: milliseconds.
    void show(const DrillSamples &samples, const engine::DeviceId &device, double budget);
    using QWidget::show;
    static int binOf(double milliseconds);
    static Counts counted(const std::vector<double> &times);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Series {
        QString title;
        Counts counts;
    };
    QRect plot() const;
    double placeOf(double milliseconds) const; ///< in the plot, from the left edge of the widget

    std::vector<Series> m_series;
    double m_budget = 0;
};
} // namespace podium::ui
