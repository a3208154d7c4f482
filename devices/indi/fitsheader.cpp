// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/indi/fitsheader.h"

#include "engine/model/quoted.h"
#include "engine/tasks/error.h"

#include <QMap>

#include <cmath>

namespace podium::devices::indi
{
namespace
{
constexpr qsizetype block = 2880;
constexpr qsizetype cardLength = 80;
constexpr qsizetype keyLength = 8;
constexpr qsizetype valueStart = 10;

[[noreturn]] void refuse(const QString &why) { throw engine::Error(engine::ErrorKind::Device, why); }

QString shown(const QByteArray &value) { return engine::quoted(QString::fromLatin1(value)); }

bool isNeeded(const QByteArray &key)
{
    return key == "SIMPLE" || key == "BITPIX" || key == "BZERO" || key == "BSCALE" || key == "BLANK"
           || (key.startsWith("NAXIS") && key.size() <= 6);
}

/// The cards that a picture needs.
class Cards
{
public:
    explicit Cards(QByteArrayView file)
    {
        if (!file.startsWith("SIMPLE  ="))
            refuse(QStringLiteral("it is no FITS file: it does not begin with the card SIMPLE."));
        for (qsizetype at = 0; at + cardLength <= file.size(); at += cardLength) {
            const auto card = file.sliced(at, cardLength);
            const auto key = card.first(keyLength).toByteArray().trimmed();
            if (key == "END") {
                m_end = (at + cardLength + block - 1) / block * block;
                return;
            }
            if (isNeeded(key) && card[keyLength] == '=')
                add(key, card.sliced(valueStart).toByteArray());
        }
        refuse(QStringLiteral("its header has no card END."));
    }

    qsizetype end() const { return m_end; }
    bool has(const QByteArray &key) const { return m_values.contains(key); }
    const QByteArray &value(const QByteArray &key) const
    {
        const auto found = m_values.constFind(key);
        if (found == m_values.constEnd())
            refuse(QStringLiteral("its card %1 is missing.").arg(QString::fromLatin1(key)));
        return *found;
    }
    qint64 integer(const QByteArray &key) const
    {
        bool isInteger = false;
        const auto number = value(key).toLongLong(&isInteger);
        if (!isInteger)
            refuse(QStringLiteral("its card %1 is %2, which is no whole number.").arg(QString::fromLatin1(key), shown(value(key))));
        return number;
    }
    double real(const QByteArray &key, double otherwise) const
    {
        if (!has(key))
            return otherwise;
        auto text = value(key);
        text.replace('D', 'E'); // of Fortran
        bool isNumber = false;
        const auto number = text.toDouble(&isNumber);
        if (!isNumber || !std::isfinite(number))
            refuse(QStringLiteral("its card %1 is %2, which is no number.").arg(QString::fromLatin1(key), shown(value(key))));
        return number;
    }

private:
    void add(const QByteArray &key, const QByteArray &field)
    {
        const auto slash = field.indexOf('/'); // of the comment
        const auto text = (slash < 0 ? field : field.first(slash)).trimmed();
        if (const auto known = m_values.constFind(key); known != m_values.constEnd() && *known != text)
            refuse(QStringLiteral("its card %1 stands twice, as %2 and as %3.").arg(QString::fromLatin1(key), shown(*known), shown(text)));
        m_values[key] = text;
    }

    QMap<QByteArray, QByteArray> m_values;
    qsizetype m_end = 0;
};

int bitsOf(const Cards &cards)
{
    const auto bits = cards.integer("BITPIX");
    for (const int known : {8, 16, 32, -32, -64})
        if (bits == known)
            return known;
    refuse(QStringLiteral("its card BITPIX is %1; pictures have 8, 16, 32, -32 or -64.").arg(bits));
}

QList<qint64> axesOf(const Cards &cards)
{
    const auto count = cards.integer("NAXIS");
    if (count == 0)
        refuse(QStringLiteral("its card NAXIS is 0, so its first part has no picture; pictures in extensions, as a packed .fz has them, "
                              "are not shown."));
    if (count != 2 && count != 3)
        refuse(QStringLiteral("its card NAXIS is %1; a picture has 2, or 3 of which the first plane is shown.").arg(count));
    QList<qint64> axes;
    for (qint64 i = 1; i <= count; ++i) {
        const auto key = QByteArray("NAXIS") + QByteArray::number(i);
        const auto length = cards.integer(key);
        if (length < 1 || length > FitsHeader::longestAxis)
            refuse(QStringLiteral("its card %1 is %2; a picture has 1 to %3.")
                       .arg(QString::fromLatin1(key), QString::number(length), QString::number(FitsHeader::longestAxis)));
        axes << length;
    }
    return axes;
}
} // namespace

qint64 FitsHeader::dataSize() const
{
    qint64 size = std::abs(bitsPerSample) / 8;
    for (const auto length : axes)
        size *= length;
    return size;
}

FitsHeader readFitsHeader(QByteArrayView file)
{
    const Cards cards(file);
    if (cards.value("SIMPLE") != "T")
        refuse(QStringLiteral("its card SIMPLE is %1: it does not follow the FITS standard.").arg(shown(cards.value("SIMPLE"))));
    FitsHeader header;
    header.bitsPerSample = bitsOf(cards);
    header.axes = axesOf(cards);
    header.zero = cards.real("BZERO", 0);
    header.scale = cards.real("BSCALE", 1);
    if (header.scale == 0)
        refuse(QStringLiteral("its card BSCALE is 0, so that every sample would be the same."));
    if (header.bitsPerSample > 0 && cards.has("BLANK"))
        header.blank = cards.integer("BLANK");
    header.dataStart = cards.end();
    return header;
}
} // namespace podium::devices::indi
