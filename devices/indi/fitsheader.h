// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QList>

#include <optional>

namespace podium::devices::indi
{
/// What the primary header of a FITS file says of its picture. Source: FITS standard 4.0, sections 3 and 4.
struct FitsHeader {
    int bitsPerSample = 0; ///< BITPIX: 8, 16, 32; -32 and -64 are floating point
    QList<qint64> axes;    ///< NAXIS1, NAXIS2, and perhaps NAXIS3: two or three, each at least 1
    double zero = 0;       ///< BZERO
    double scale = 1;      ///< BSCALE
    std::optional<qint64> blank; ///< BLANK: the sample that stands for none; never of floating point
    qsizetype dataStart = 0;     ///< Unit: bytes

    /// Unit: bytes; it fits, because no axis is longer than longestAxis.
    qint64 dataSize() const;
    static constexpr qint64 longestAxis = 1000000;
};

/// Reads the cards that a picture needs, strictly; all others are passed over.
/// Errors: Device, a sentence that names the card, for what is no FITS, a card that is missing, stands twice with different
/// values or cannot be used, and a header without an end.
/// Thread: any.
FitsHeader readFitsHeader(QByteArrayView file);
} // namespace podium::devices::indi
