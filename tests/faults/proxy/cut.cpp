// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/proxy/cut.h"

#include <QtEndian>

namespace podium::tests
{
namespace
{
constexpr qsizetype longest = qsizetype(64) * 1024;

qsizetype line(QByteArrayView bytes, char end)
{
    const auto at = bytes.indexOf(end);
    if (at >= 0)
        return at + 1;
    return bytes.size() >= longest ? bytes.size() : 0;
}

qsizetype modbus(QByteArrayView bytes)
{
    constexpr qsizetype head = 6;
    if (bytes.size() < head)
        return 0;
    const auto whole = head + qFromBigEndian<quint16>(bytes.data() + 4);
    return bytes.size() < whole ? 0 : whole;
}

qsizetype record(QByteArrayView bytes)
{
    qsizetype whole = 0;
    for (;;) {
        if (bytes.size() < whole + 4)
            return 0;
        const auto mark = qFromBigEndian<quint32>(bytes.data() + whole);
        whole += 4 + qsizetype(mark & 0x7fffffffU);
        if (bytes.size() < whole)
            return 0;
        if ((mark & 0x80000000U) != 0)
            return whole;
    }
}
} // namespace

qsizetype firstMessage(Cut cut, QByteArrayView bytes)
{
    switch (cut) {
    case Cut::Lines:
        return line(bytes, '\n');
    case Cut::Returns:
        return line(bytes, '\r');
    case Cut::Pieces:
        return bytes.size();
    case Cut::Modbus:
        return modbus(bytes);
    case Cut::Records:
        return record(bytes);
    }
    Q_UNREACHABLE();
}
} // namespace podium::tests
