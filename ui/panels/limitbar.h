// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dispatch/views.h"

#include <QWidget>

#include <vector>

namespace podium::ui
{
/// Where a readback stands between the limits of its setpoint: a dot for the readback, a triangle for the setpoint, ticks for
/// the limits that count, a hatch where the device could go but people, or the device itself for now, do not allow it, and
/// below it the alarm limits: one tick for a minor one, two for a major one. Hidden without two limits.
class LimitBar : public QWidget
{
    Q_OBJECT

public:
    /// setpoint: what sets it, if that is another parameter of a compatible unit; limits and setpoint are those of that one.
    explicit LimitBar(engine::ParameterView &view, QWidget *parent = nullptr, engine::ParameterView *setpoint = nullptr);

    /// Looks at the view again; repaints if a pixel differs.
    void refresh();
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Alarm {
        int place = 0;
        engine::Severity severity = engine::Severity::None;
        bool operator==(const Alarm &) const = default;
    };
    struct Marks {
        engine::Limits outer;
        engine::Limits inner;
        int low = 0;
        int high = 0;
        int readback = -1;
        int setpoint = -1;
        std::vector<Alarm> alarms;
        bool trusted = false;
        bool hasRange() const { return outer.low && outer.high && *outer.low < *outer.high; }
        bool operator==(const Marks &) const = default;
    };
    Marks marks() const;
    int margin() const;
    /// Which setpoint: asked for, else, of a parameter of its own, the one that the device tells.
    std::optional<double> setpoint() const;
    /// Of the readback's unit, in the unit of the bar.
    std::optional<double> onBar(const std::optional<double> &value) const;
    QString explanation() const;

    engine::ParameterView &m_view;
    engine::ParameterView &m_setpoint;
    Marks m_marks;
};
} // namespace podium::ui
