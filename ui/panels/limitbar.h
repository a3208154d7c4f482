// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dispatch/views.h"

#include <QWidget>

namespace podium::ui
{
/// Where a motion stands between its limits: a dot for the readback, a triangle for the setpoint, ticks for the limits that
/// count, and a hatch where the device could go but people do not allow it. Hidden without two limits.
class LimitBar : public QWidget
{
    Q_OBJECT

public:
    explicit LimitBar(engine::ParameterView &view, QWidget *parent = nullptr);

    /// Looks at the view again; repaints if a pixel differs.
    void refresh();
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Marks {
        engine::Limits outer;
        engine::Limits inner;
        int low = 0;
        int high = 0;
        int readback = -1;
        int setpoint = -1;
        bool trusted = false;
        bool operator==(const Marks &) const = default;
    };
    Marks marks() const;
    int margin() const;

    engine::ParameterView &m_view;
    Marks m_marks;
};
} // namespace podium::ui
