// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/proxy/proxylog.h"

#include "tests/faults/proxy/fault.h"

namespace podium::tests
{
namespace
{
QByteArray escaped(QByteArrayView bytes)
{
    QByteArray result;
    for (const char c : bytes) {
        if (c == '\n')
            result += "\\n";
        else if (c == '\r')
            result += "\\r";
        else if (c == '\\')
            result += "\\\\";
        else if (c >= ' ' && c <= '~')
            result += c;
        else
            result += "\\x" + QByteArray(1, c).toHex();
    }
    return result;
}
} // namespace

bool ProxyLog::open(const QString &fileName)
{
    m_file.setFileName(fileName);
    return m_file.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered);
}

void ProxyLog::note(int connection, const char *way, QByteArrayView bytes)
{
    const std::chrono::nanoseconds now = std::chrono::steady_clock::now().time_since_epoch();
    m_lines.push_back({now, connection, way, bytes.toByteArray()});
    if (!m_file.isOpen())
        return;
    const auto line = QByteArray::number(qlonglong(now.count())) + ' ' + QByteArray::number(connection) + ' ' + way + ' '
        + escaped(bytes) + '\n';
    if (m_file.write(line) != line.size())
        qFatal("The log %s cannot be written: %s", qUtf8Printable(m_file.fileName()), qUtf8Printable(m_file.errorString()));
}

QByteArray ProxyLog::bytes(const char *way, std::size_t since) const
{
    QByteArray result;
    for (std::size_t i = since; i < m_lines.size(); ++i)
        if (m_lines[i].way == way)
            result += m_lines[i].bytes;
    return result;
}

std::vector<ProxyLine> ProxyLog::read(const QString &fileName)
{
    std::vector<ProxyLine> lines;
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return lines;
    for (auto line = file.readLine(); line.endsWith('\n'); line = file.readLine()) {
        const auto words = line.chopped(1).split(' ');
        if (words.size() < 4)
            continue;
        const auto text = QString::fromLatin1(words.mid(3).join(' ')).replace(u'"', QStringLiteral("\\\""));
        lines.push_back({std::chrono::nanoseconds(words[0].toLongLong()), words[1].toInt(), words[2],
                         quotedBytes(u'"' + text + u'"').value_or(QByteArray())});
    }
    return lines;
}
} // namespace podium::tests
