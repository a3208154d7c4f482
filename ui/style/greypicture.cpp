// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/greypicture.h"

#include "ui/style/spelling.h"

#include <QRect>

#include <algorithm>
#include <cmath>
#include <vector>

namespace podium::ui
{
using engine::Image;

namespace
{
constexpr qsizetype mostLookedAt = 100000;

template <class T>
bool isFinite(T sample)
{
    if constexpr (std::is_floating_point_v<T>)
        return std::isfinite(sample);
    else
        return true;
}

template <class T>
std::vector<double> someOf(const QList<T> &samples)
{
    const auto step = std::max<qsizetype>(1, samples.size() / mostLookedAt) | 1; // odd, so that it is not always the same column
    std::vector<double> some;
    some.reserve(static_cast<std::size_t>(samples.size() / step + 1));
    for (qsizetype i = 0; i < samples.size(); i += step)
        if (isFinite(samples[i]))
            some.push_back(static_cast<double>(samples[i]));
    return some;
}

double percentile(std::vector<double> &samples, double percent)
{
    const auto at = samples.begin() + static_cast<std::ptrdiff_t>(std::lround(percent / 100 * static_cast<double>(samples.size() - 1)));
    std::nth_element(samples.begin(), at, samples.end());
    return *at;
}

/// Which pixels of a picture each of so many painted ones covers: from, and up to but without.
std::vector<std::pair<int, int>> cells(int first, int length, int count)
{
    std::vector<std::pair<int, int>> bounds;
    for (qint64 i = 0; i < count; ++i) {
        const int from = first + static_cast<int>(i * length / count);
        const int to = first + static_cast<int>((i + 1) * length / count);
        bounds.emplace_back(from, std::max(from + 1, to));
    }
    return bounds;
}

struct Cell {
    double sum = 0;
    int count = 0;
};

template <class T>
void addRow(const T *row, const std::vector<std::pair<int, int>> &columns, std::vector<Cell> &painted)
{
    for (std::size_t i = 0; i < columns.size(); ++i)
        for (int x = columns[i].first; x < columns[i].second; ++x)
            if (isFinite(row[x])) {
                painted[i].sum += static_cast<double>(row[x]);
                ++painted[i].count;
            }
}

template <class T>
void paint(const QList<T> &samples, const Image &image, const QRect &part, const Contrast &contrast, QImage &onto)
{
    const auto columns = cells(part.left(), part.width(), onto.width());
    const auto lines = cells(part.top(), part.height(), onto.height());
    std::vector<Cell> painted(columns.size());
    for (int y = 0; y < onto.height(); ++y) {
        auto *line = onto.scanLine(y);
        const auto &rows = lines[static_cast<std::size_t>(y)];
        if (y > 0 && rows == lines[static_cast<std::size_t>(y) - 1]) { // enlarged
            std::copy_n(onto.constScanLine(y - 1), onto.width(), line);
            continue;
        }
        std::fill(painted.begin(), painted.end(), Cell());
        for (int row = rows.first; row < rows.second; ++row)
            addRow(samples.constData() + static_cast<qsizetype>(image.height() - 1 - row) * image.width(), columns, painted);
        for (std::size_t x = 0; x < painted.size(); ++x) {
            const double mean = painted[x].count > 0 ? painted[x].sum / painted[x].count : contrast.black;
            const double grey = 255 * ((mean - contrast.black) / (contrast.white - contrast.black));
            line[x] = grey >= 255 ? 255 : grey > 0 ? static_cast<uchar>(grey) : 0;
        }
    }
}
} // namespace

Contrast contrastOf(const Image &image)
{
    auto some = std::visit([](const auto &samples) { return someOf(samples); }, image.samples());
    if (some.empty())
        return {};
    Contrast contrast{percentile(some, Contrast::outside), percentile(some, 100 - Contrast::outside)};
    if (!std::isfinite(contrast.white - contrast.black) || contrast.white <= contrast.black)
        contrast = {contrast.black - 1, contrast.black + 1};
    return contrast;
}

QImage greyPicture(const Image &image, const QRect &part, QSize size, const Contrast &contrast)
{
    const auto there = part.intersected(QRect(0, 0, image.width(), image.height()));
    if (there.isEmpty() || size.isEmpty())
        return {};
    QImage painted(size, QImage::Format_Grayscale8);
    std::visit([&](const auto &samples) { paint(samples, image, there, contrast, painted); }, image.samples());
    return painted;
}

QString sampleText(const Image &image, double sample)
{
    if (!std::isfinite(sample))
        return std::isnan(sample) ? QStringLiteral("NaN") : withRealMinus(sample < 0 ? QStringLiteral("-Inf") : QStringLiteral("Inf"));
    const int digits = image.kind() != Image::Kind::Float ? 10 : image.bits() == 32 ? 7 : 12;
    return withRealMinus(QString::number(sample, 'g', digits));
}
} // namespace podium::ui
