// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/value.h"

#include <QWidget>

namespace podium::ui
{
/// Two small curves on one scale, with its lowest and its highest value: the setpoint dashed, the edit over it as a solid
/// line in the colour of what is pending. Its height is the same whatever it shows.
class WaveformPreview : public QWidget
{
    Q_OBJECT

public:
    explicit WaveformPreview(QWidget *parent = nullptr);

    void setPresent(const QList<double> &samples);
    void setPending(const QList<double> &samples);
    void setDecimals(int decimals) { m_decimals = decimals; }
    const QList<double> &present() const { return m_present; }
    const QList<double> &pending() const { return m_pending; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<double> m_present;
    QList<double> m_pending;
    int m_decimals = -1;
};
} // namespace podium::ui
