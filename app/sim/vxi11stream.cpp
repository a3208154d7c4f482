// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sim/vxi11stream.h"

#include <algorithm>

namespace podium::app
{

void Vxi11Stream::put(const QByteArray &bytes, bool end)
{
    m_messages += bytes;
    if (end && !m_messages.endsWith('\n'))
        m_messages += '\n';
    Q_EMIT readyRead();
}

QByteArray Vxi11Stream::take(qsizetype most, bool *ends)
{
    const qsizetype whole = m_replies.indexOf('\n') + 1;
    const QByteArray taken = m_replies.left(std::min(most, whole > 0 ? whole : m_replies.size()));
    *ends = taken.endsWith('\n');
    m_replies.remove(0, taken.size());
    return taken;
}

void Vxi11Stream::clear()
{
    m_messages.clear();
    m_replies.clear();
}

qint64 Vxi11Stream::readData(char *data, qint64 size)
{
    const qint64 count = std::min<qint64>(size, m_messages.size());
    std::copy_n(m_messages.cbegin(), count, data);
    m_messages.remove(0, count);
    return count;
}

qint64 Vxi11Stream::writeData(const char *data, qint64 size)
{
    m_replies.append(data, size);
    Q_EMIT replied();
    return size;
}

} // namespace podium::app
