// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/indi/fitsimage.h"

#include "devices/indi/fitsheader.h"
#include "engine/tasks/error.h"

#include <QtEndian>

#include <algorithm>
#include <cmath>
#include <limits>

namespace podium::devices::indi
{
using engine::Image;

namespace
{
constexpr double mega = 1 << 20;

/// The picture of a file as its samples stand there, and what they may grow to.
struct Source {
    QByteArrayView data;
    qsizetype count;
    const FitsHeader &header;
    qsizetype most;
};

template <class Raw>
Raw rawAt(const Source &source, qsizetype index)
{
    return qFromBigEndian<Raw>(source.data.data() + index * qsizetype(sizeof(Raw)));
}

/// Room for them, if that is not too much.
template <class Sample>
QList<Sample> roomFor(const Source &source)
{
    const auto size = source.count * qsizetype(sizeof(Sample));
    if (size > source.most)
        throw engine::Error(engine::ErrorKind::Device,
                            QStringLiteral("its samples are of %1 bit here and take %2 MB, and the limit is %3 MB; raise image_limit in the bench file, or "
                                           "save it and look at it with another program.")
                                .arg(QString::number(8 * sizeof(Sample)), QString::number(static_cast<double>(size) / mega, 'f', 1),
                                     QString::number(static_cast<double>(source.most) / mega, 'f', 1)));
    return QList<Sample>(source.count);
}

template <class Raw>
QList<Raw> rawSamples(const Source &source)
{
    auto samples = roomFor<Raw>(source);
    qFromBigEndian<Raw>(source.data.data(), source.count, samples.data());
    return samples;
}

/// Those of BITPIX as whole numbers of the other sign: the BZERO of them turns the highest bit around.
template <class Raw, class Turned>
QList<Turned> turned(const Source &source)
{
    constexpr auto highest = static_cast<Turned>(Turned(1) << (8 * sizeof(Turned) - 1));
    auto samples = roomFor<Turned>(source);
    auto *to = samples.data();
    for (qsizetype i = 0; i < source.count; ++i)
        to[i] = static_cast<Turned>(static_cast<Turned>(rawAt<Raw>(source, i)) ^ highest);
    return samples;
}

template <class Raw, class Scaled>
QList<Scaled> scaled(const Source &source)
{
    const auto &header = source.header;
    auto samples = roomFor<Scaled>(source);
    auto *to = samples.data();
    for (qsizetype i = 0; i < source.count; ++i) {
        const auto raw = rawAt<Raw>(source, i);
        bool isBlank = false;
        if constexpr (std::is_integral_v<Raw>)
            isBlank = header.blank && *header.blank == static_cast<qint64>(raw);
        to[i] = isBlank ? std::numeric_limits<Scaled>::quiet_NaN() : static_cast<Scaled>(static_cast<double>(raw) * header.scale + header.zero);
    }
    return samples;
}

template <class Raw>
bool hasBlank(const Source &source)
{
    if constexpr (std::is_integral_v<Raw>)
        for (qsizetype i = 0; source.header.blank && i < source.count; ++i)
            if (static_cast<qint64>(rawAt<Raw>(source, i)) == *source.header.blank)
                return true;
    return false;
}

/// Whether each sample is a whole number that a float holds.
template <class Raw>
bool fitFloat(const FitsHeader &header)
{
    constexpr double most = 1 << 23;
    return sizeof(Raw) <= 2 && header.scale == 1 && std::abs(header.zero) <= most && header.zero == std::floor(header.zero);
}

/// Turned: the kind of samples that turnedBy makes of Raw; Raw itself if there is none.
template <class Raw, class Turned = Raw>
Image::Samples samplesOf(const Source &source, double turnedBy = 0)
{
    const auto &header = source.header;
    const bool isPlain = header.scale == 1 && (header.zero == 0 || (turnedBy != 0 && header.zero == turnedBy));
    if (!isPlain || hasBlank<Raw>(source)) {
        if (fitFloat<Raw>(header))
            return scaled<Raw, float>(source);
        return scaled<Raw, double>(source);
    }
    if constexpr (!std::is_same_v<Raw, Turned>)
        if (header.zero != 0)
            return turned<Raw, Turned>(source);
    return rawSamples<Raw>(source);
}

Image::Samples samplesOf(const Source &source)
{
    switch (source.header.bitsPerSample) {
    case 8:
        return samplesOf<quint8>(source);
    case 16:
        return samplesOf<qint16, quint16>(source, 32768);
    case 32:
        return samplesOf<qint32, quint32>(source, 2147483648.0);
    case -32:
        return samplesOf<float>(source);
    default:
        return samplesOf<double>(source);
    }
}
} // namespace

Image fitsImage(QByteArrayView file, qsizetype most)
{
    const auto header = readFitsHeader(file);
    const auto there = std::max<qint64>(0, file.size() - header.dataStart);
    if (there < header.dataSize())
        throw engine::Error(engine::ErrorKind::Device,
                            QStringLiteral("it ends after %1 of the %2 bytes of its picture.").arg(QString::number(there), QString::number(header.dataSize())));
    const auto count = header.axes[0] * header.axes[1];
    const int planes = header.axes.size() == 3 ? static_cast<int>(header.axes[2]) : 1;
    return Image(static_cast<int>(header.axes[0]), static_cast<int>(header.axes[1]),
                 samplesOf({file.sliced(header.dataStart), count, header, most}), planes);
}
} // namespace podium::devices::indi
