// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/indi/fitsimage.h"

#include "devices/indi/fitsheader.h"
#include "engine/tasks/error.h"

#include <QtEndian>

#include <algorithm>
#include <limits>

namespace podium::devices::indi
{
using engine::Image;

namespace
{
/// The samples as they stand there.
template <class Raw>
QList<Raw> rawSamples(QByteArrayView data, qsizetype count)
{
    QList<Raw> samples(count);
    qFromBigEndian<Raw>(data.data(), count, samples.data());
    return samples;
}

/// Those of BITPIX as whole numbers of the other sign: the BZERO of them turns the highest bit around.
template <class Raw, class Turned>
QList<Turned> turned(const QList<Raw> &raw)
{
    constexpr auto highest = static_cast<Turned>(Turned(1) << (8 * sizeof(Turned) - 1));
    QList<Turned> samples(raw.size());
    std::transform(raw.begin(), raw.end(), samples.begin(), [](Raw sample) { return static_cast<Turned>(static_cast<Turned>(sample) ^ highest); });
    return samples;
}

template <class Raw>
QList<double> scaled(const QList<Raw> &raw, const FitsHeader &header)
{
    QList<double> samples(raw.size());
    std::transform(raw.begin(), raw.end(), samples.begin(), [&header](Raw sample) {
        if constexpr (std::is_integral_v<Raw>)
            if (header.blank && *header.blank == static_cast<qint64>(sample))
                return std::numeric_limits<double>::quiet_NaN();
        return static_cast<double>(sample) * header.scale + header.zero;
    });
    return samples;
}

/// Turned: the kind of samples that turnedBy makes of Raw; Raw itself if there is none.
template <class Raw, class Turned = Raw>
Image::Samples samplesOf(QByteArrayView data, qsizetype count, const FitsHeader &header, double turnedBy = 0)
{
    const auto raw = rawSamples<Raw>(data, count);
    bool hasBlank = false;
    if constexpr (std::is_integral_v<Raw>)
        hasBlank = header.blank && std::any_of(raw.begin(), raw.end(), [&](Raw sample) { return static_cast<qint64>(sample) == *header.blank; });
    if (hasBlank || header.scale != 1 || (header.zero != 0 && (turnedBy == 0 || header.zero != turnedBy)))
        return scaled(raw, header);
    if constexpr (!std::is_same_v<Raw, Turned>)
        if (header.zero != 0)
            return turned<Raw, Turned>(raw);
    return raw;
}

Image::Samples samplesOf(QByteArrayView data, qsizetype count, const FitsHeader &header)
{
    switch (header.bitsPerSample) {
    case 8:
        return samplesOf<quint8>(data, count, header);
    case 16:
        return samplesOf<qint16, quint16>(data, count, header, 32768);
    case 32:
        return samplesOf<qint32, quint32>(data, count, header, 2147483648.0);
    case -32:
        return samplesOf<float>(data, count, header);
    default:
        return samplesOf<double>(data, count, header);
    }
}
} // namespace

Image fitsImage(QByteArrayView file)
{
    const auto header = readFitsHeader(file);
    const auto there = std::max<qint64>(0, file.size() - header.dataStart);
    if (there < header.dataSize())
        throw engine::Error(engine::ErrorKind::Device,
                            QStringLiteral("it ends after %1 of the %2 bytes of its picture.").arg(QString::number(there), QString::number(header.dataSize())));
    const auto count = header.axes[0] * header.axes[1];
    const int planes = header.axes.size() == 3 ? static_cast<int>(header.axes[2]) : 1;
    return Image(static_cast<int>(header.axes[0]), static_cast<int>(header.axes[1]),
                 samplesOf(file.sliced(header.dataStart), count, header), planes);
}
} // namespace podium::devices::indi
