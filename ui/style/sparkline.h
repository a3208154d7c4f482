// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPen>
#include <QRect>

#include <utility>

class QPainter;

namespace podium::ui
{
/// Draws samples as a curve over the width of the rectangle; low and high are its lower and upper edge. However many samples
/// there are, each column of pixels is drawn once, from its lowest to its highest sample; what is not finite leaves a gap.
/// Thread: the GUI's.
void drawCurve(QPainter &painter, const QRect &rect, const QList<double> &samples, std::pair<double, double> range, const QPen &pen);
} // namespace podium::ui
