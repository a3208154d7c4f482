// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>

#include <chrono>
#include <vector>

namespace podium::tests
{
/// One line of a proxy's log.
struct ProxyLine {
    std::chrono::nanoseconds time{0}; ///< CLOCK_MONOTONIC
    int connection = 0;               ///< counts from 1; 0: the proxy itself
    /// "c>" came from the client, ">i" was passed on to the instrument, "i>" came from it, ">c" was passed on to the client,
    /// "#" anything else.
    QByteArray way;
    QByteArray bytes;
};

/// Notes every byte that arrives at a proxy and that leaves it, in memory and, if wanted, in a file: a line for each piece,
/// "NANOSECONDS CONNECTION WAY BYTES", where \n, \r, \\ and \xHH stand for what is not printable ASCII.
/// Thread: one at a time.
class ProxyLog
{
public:
    /// Begins a new file. Errors: false, with errorText().
    bool open(const QString &fileName);
    QString errorText() const { return m_file.errorString(); }

    void note(int connection, const char *way, QByteArrayView bytes);
    const std::vector<ProxyLine> &lines() const { return m_lines; }
    /// The bytes of one way since a line, of all connections in the order of the log.
    QByteArray bytes(const char *way, std::size_t since = 0) const;

    /// The log in a file as far as it is whole lines.
    static std::vector<ProxyLine> read(const QString &fileName);

private:
    QFile m_file;
    std::vector<ProxyLine> m_lines;
};
} // namespace podium::tests
