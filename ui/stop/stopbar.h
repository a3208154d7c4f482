// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/stop/stopbutton.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QToolButton;

namespace podium::ui
{
/// STOP ALL with what it is doing (Ready, Stopping, Stopped, Not confirmed) and, in the toolbar, Reset.
/// Floating windows repeat it as a strip.
class StopBar : public QWidget
{
    Q_OBJECT

public:
    StopBar(StopMonitor &monitor, StopButton::Size size, QWidget *parent = nullptr);

    /// What the bar says: "Ready", "Stopping 3 (0.4 s)", "Stopped (latched)", "!! Not confirmed: 1".
    QString phaseText() const;
    StopButton &button() const { return *m_button; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void reserveWidth();

    StopMonitor &m_monitor;
    StopButton *m_button;
    QLabel *m_phase;
    QToolButton *m_reset;
    QTimer m_ticker; ///< only while something stops
};
} // namespace podium::ui
