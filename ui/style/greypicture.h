// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/image.h"

#include <QImage>

namespace podium::ui
{
/// The samples that are painted black and white; what is beyond is so, too.
struct Contrast {
    double black = 0;
    double white = 1;
    bool operator==(const Contrast &) const = default;

    /// Unit: percent of the samples that lie beyond black, and beyond white.
    static constexpr double outside = 0.5;
};

/// From percentiles of the finite samples; of a large picture a hundred thousand of them, evenly spread, are looked at. Samples that
/// are all the same are painted in middle grey.
/// Thread: any.
Contrast contrastOf(const engine::Image &image);

/// A part of the picture (Unit: its pixels, from 0 at the upper left corner) painted in so many pixels: each shows the mean of
/// those that it covers, and where it is enlarged they stay squares. What is not finite is black.
/// It looks at each sample of the part once. Thread: any.
QImage greyPicture(const engine::Image &image, const QRect &part, QSize size, const Contrast &contrast);

/// One sample as people read it, with as many digits as its kind holds.
/// Thread: any.
QString sampleText(const engine::Image &image, double sample);
} // namespace podium::ui
