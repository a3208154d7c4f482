// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/vxi11/xdr.h"

#include <QtEndian>

namespace podium::devices::vxi11
{
namespace
{
constexpr qsizetype unit = 4; // everything is a multiple of it. Unit: bytes

qsizetype padding(qsizetype count) { return (unit - count % unit) % unit; }
} // namespace

XdrWriter &XdrWriter::number(quint32 value)
{
    const auto bytes = qToBigEndian(value);
    m_bytes.append(reinterpret_cast<const char *>(&bytes), sizeof bytes);
    return *this;
}

XdrWriter &XdrWriter::opaque(QByteArrayView bytes)
{
    number(static_cast<quint32>(bytes.size()));
    m_bytes.append(bytes);
    m_bytes.append(padding(bytes.size()), '\0');
    return *this;
}

QByteArrayView XdrReader::take(qsizetype count)
{
    if (!m_valid || count > m_rest.size()) {
        m_valid = false;
        return {};
    }
    const auto taken = m_rest.first(count);
    m_rest = m_rest.sliced(count);
    return taken;
}

quint32 XdrReader::number()
{
    const auto bytes = take(sizeof(quint32));
    return m_valid ? qFromBigEndian<quint32>(bytes.data()) : 0;
}

QByteArray XdrReader::opaque(qsizetype longest)
{
    const qsizetype count = number();
    if (count > longest)
        m_valid = false;
    const auto bytes = take(count);
    take(padding(count));
    return m_valid ? bytes.toByteArray() : QByteArray();
}
} // namespace podium::devices::vxi11
