// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/stop/pressguard.h"

#include <QAbstractButton>

namespace podium::ui
{
class StopMonitor;

/// The octagon that says STOP ALL: acts when it is pressed, not when it is released; never disabled, never cut.
class StopButton : public QAbstractButton
{
    Q_OBJECT

public:
    enum class Size : quint8 { Toolbar, Strip };

    StopButton(StopMonitor &monitor, Size size, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override { mousePressEvent(event); }
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;

private:
    void press();
    void letGo();
    int iconSide() const;
    QFont captionFont() const;

    StopMonitor &m_monitor;
    Size m_size;
    PressGuard m_guard;
};
} // namespace podium::ui
