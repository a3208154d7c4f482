// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1String>
#include <QList>
#include <QString>

#include <variant>

namespace podium::engine
{
/// A grey picture: samples of one kind, row after row, the lowest row first, as FITS has them. Copies share the samples, which
/// never change.
/// Unit: pixels; those of a sample are whatever the camera counts.
/// Thread: any.
class Image
{
public:
    using Samples = std::variant<QList<quint8>, QList<quint16>, QList<qint16>, QList<quint32>, QList<qint32>, QList<float>, QList<double>>;
    enum class Kind : quint8 { Unsigned, Signed, Float };

    /// No picture: 0 x 0.
    Image() = default;
    /// planes: how many the source has; this is the first.
    /// Errors: Internal unless there is one sample for each pixel.
    Image(int width, int height, Samples samples, int planes = 1);

    int width() const { return m_width; }
    int height() const { return m_height; }
    int planes() const { return m_planes; }
    bool isEmpty() const { return m_width == 0; }
    Kind kind() const;
    /// Unit: bits of one sample.
    int bits() const;
    const Samples &samples() const { return m_samples; }
    /// From 0; y upwards. NaN where there is no pixel.
    double sample(int x, int y) const;

    bool operator==(const Image &) const = default;

private:
    int m_width = 0;
    int m_height = 0;
    int m_planes = 1;
    Samples m_samples;
};

/// The word for it, as it stands in JSON.
QLatin1StringView name(Image::Kind kind);
/// "640 x 480, 16 bit"; signed ones, floating point and further planes are told.
QString imageText(const Image &image);
} // namespace podium::engine
