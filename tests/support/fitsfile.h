// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QtEndian>

namespace podium::tests
{
/// A whole FITS file of these cards ("NAXIS   =                    2") and data; END and the filling are added.
inline QByteArray fitsOf(const QByteArrayList &cards, const QByteArray &data)
{
    constexpr qsizetype block = 2880;
    const auto filled = [](QByteArray bytes, char with) {
        bytes.append((block - bytes.size() % block) % block, with);
        return bytes;
    };
    QByteArray header;
    for (const auto &card : cards)
        header += card.leftJustified(80);
    header += QByteArray("END").leftJustified(80);
    return filled(header, ' ') + filled(data, '\0');
}

/// "NAXIS1  =                    4 / comment"
inline QByteArray card(const QByteArray &key, const QByteArray &value) { return key.leftJustified(8) + "= " + value.rightJustified(20) + " / a comment"; }

inline QByteArrayList pictureCards(int bits, int width, int height)
{
    return {card("SIMPLE", "T"), card("BITPIX", QByteArray::number(bits)), card("NAXIS", "2"), card("NAXIS1", QByteArray::number(width)),
            card("NAXIS2", QByteArray::number(height))};
}

template <class T>
QByteArray bigEndian(const QList<T> &samples)
{
    QByteArray bytes(samples.size() * qsizetype(sizeof(T)), '\0');
    qToBigEndian<T>(samples.constData(), samples.size(), bytes.data());
    return bytes;
}

/// A picture as cameras send them: 16 bit without a sign.
inline QByteArray cameraFits(int width, int height, const QList<quint16> &samples)
{
    QList<qint16> stored;
    for (const auto sample : samples)
        stored << static_cast<qint16>(static_cast<int>(sample) - 32768);
    return fitsOf(pictureCards(16, width, height) + QByteArrayList{card("BZERO", "32768"), card("BSCALE", "1.0")}, bigEndian(stored));
}

/// As zlib packs it, without the length that qCompress puts in front.
inline QByteArray zlibPacked(const QByteArray &bytes) { return qCompress(bytes).sliced(4); }
} // namespace podium::tests
