// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sim/simlog.h"

#include <cstdio>
#include <cstdlib>

namespace podium::app
{

bool SimLog::open(const QString &fileName)
{
    m_file.setFileName(fileName);
    return m_file.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered);
}

void SimLog::write(LogTime time, const QByteArray &instrument, int connection, char direction, const QByteArray &text)
{
    if (!m_file.isOpen())
        return;
    const std::chrono::nanoseconds sinceStart = time.time_since_epoch();
    const QByteArray line = QByteArray::number(static_cast<qlonglong>(sinceStart.count())) + ' ' + instrument + ' ' +
                            QByteArray::number(connection) + ' ' + direction + ' ' + escaped(text) + '\n';
    if (m_file.write(line) == line.size())
        return;
    std::fprintf(stderr, "podium-sim: cannot write the log %s: %s\n", qUtf8Printable(m_file.fileName()),
                 qUtf8Printable(m_file.errorString()));
    std::exit(EXIT_FAILURE);
}

QByteArray SimLog::escaped(const QByteArray &text)
{
    constexpr char firstPrintable = 0x20;
    constexpr char lastPrintable = 0x7e;
    QByteArray result;
    for (const char c : text) {
        if (c == '\n')
            result += "\\n";
        else if (c == '\r')
            result += "\\r";
        else if (c == '\\')
            result += "\\\\";
        else if (c >= firstPrintable && c <= lastPrintable)
            result += c;
        else
            result += "\\x" + QByteArray(1, c).toHex();
    }
    return result;
}

} // namespace podium::app
