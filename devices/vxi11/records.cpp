// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/vxi11/records.h"

#include <QtEndian>

#include <utility>

namespace podium::devices::vxi11
{
namespace
{
constexpr quint32 lastFragment = 0x8000'0000;
constexpr qsizetype markSize = 4;
} // namespace

QByteArray markedRecord(const QByteArray &record)
{
    QByteArray marked(markSize, Qt::Uninitialized);
    qToBigEndian(lastFragment | static_cast<quint32>(record.size()), marked.data());
    return marked + record;
}

void RecordReader::append(QByteArrayView bytes)
{
    if (m_fault.isEmpty())
        m_buffer.append(bytes);
}

std::optional<QByteArray> RecordReader::next()
{
    while (m_fault.isEmpty() && m_buffer.size() >= markSize) {
        const auto mark = qFromBigEndian<quint32>(m_buffer.constData());
        const qsizetype size = mark & ~lastFragment;
        if (m_record.size() + size > m_cap) {
            m_fault = QStringLiteral("it sent a record of more than %1 bytes, so it does not speak ONC RPC").arg(m_cap);
            break;
        }
        if (m_buffer.size() < markSize + size)
            break;
        m_record += QByteArrayView(m_buffer).sliced(markSize, size);
        m_buffer.remove(0, markSize + size);
        if (mark & lastFragment)
            return std::exchange(m_record, {});
    }
    return std::nullopt;
}

void RecordReader::reset()
{
    m_buffer.clear();
    m_record.clear();
    m_fault.clear();
}
} // namespace podium::devices::vxi11
