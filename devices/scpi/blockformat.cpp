// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/scpi/blockformat.h"

#include "engine/tasks/error.h"

#include <QtEndian>

#include <cmath>

namespace podium::devices
{
using namespace engine;

namespace
{
using Content = BlockFormat::Content;

[[noreturn]] void refuse(const QString &why) { throw Error(ErrorKind::Device, why); }

template <class Number>
QList<double> unpacked(const QByteArray &bytes, bool littleEndian)
{
    constexpr qsizetype width = sizeof(Number);
    if (bytes.size() % width != 0)
        refuse(QStringLiteral("the block holds %1 bytes, which are not numbers of %2 bytes each")
                   .arg(QString::number(bytes.size()), QString::number(width)));
    QList<double> result;
    result.reserve(bytes.size() / width);
    for (qsizetype at = 0; at < bytes.size(); at += width) {
        const auto *from = bytes.constData() + at;
        const auto number = static_cast<double>(littleEndian ? qFromLittleEndian<Number>(from) : qFromBigEndian<Number>(from));
        if (!std::isfinite(number))
            refuse(QStringLiteral("number %1 of the block is not finite").arg(at / width + 1));
        result << number;
    }
    return result;
}
} // namespace

const QStringList &BlockFormat::words()
{
    static const QStringList all{QStringLiteral("text"),  QStringLiteral("int8"),   QStringLiteral("uint8"),
                                 QStringLiteral("int16"), QStringLiteral("uint16"), QStringLiteral("int32"),
                                 QStringLiteral("uint32"), QStringLiteral("float32"), QStringLiteral("float64")};
    return all;
}

QString BlockFormat::contentOf(const QString &reply)
{
    const auto digits = reply.size() > 1 && reply[0] == QLatin1Char('#') ? reply[1].digitValue() : -1;
    if (digits < 1)
        refuse(QStringLiteral("the reply does not begin with # and a digit from 1 to 9, so it is no block"));
    bool isNumber = false;
    const auto length = reply.mid(2, digits).toLongLong(&isNumber);
    const auto content = reply.mid(2 + digits);
    if (!isNumber || content.size() != length)
        refuse(QStringLiteral("the header of the block tells of %1 bytes, and %2 came")
                   .arg(isNumber ? QString::number(length) : QStringLiteral("no number"), QString::number(content.size())));
    return content;
}

QList<double> BlockFormat::numbers(const QString &reply) const
{
    const auto bytes = contentOf(reply).toLatin1();
    switch (content) {
    case Content::Int8:
        return unpacked<qint8>(bytes, littleEndian);
    case Content::UInt8:
        return unpacked<quint8>(bytes, littleEndian);
    case Content::Int16:
        return unpacked<qint16>(bytes, littleEndian);
    case Content::UInt16:
        return unpacked<quint16>(bytes, littleEndian);
    case Content::Int32:
        return unpacked<qint32>(bytes, littleEndian);
    case Content::UInt32:
        return unpacked<quint32>(bytes, littleEndian);
    case Content::Float32:
        return unpacked<float>(bytes, littleEndian);
    case Content::Float64:
        return unpacked<double>(bytes, littleEndian);
    case Content::None:
    case Content::Text:
        break;
    }
    refuse(QStringLiteral("the block holds text, not numbers"));
}
} // namespace podium::devices
