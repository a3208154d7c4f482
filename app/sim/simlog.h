// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFile>
#include <QString>

#include <chrono>

namespace podium::app
{

/// Moment on CLOCK_MONOTONIC.
using LogTime = std::chrono::steady_clock::time_point;

/// The log of every message, one line each, written to the file before anything else happens.
/// Line: `NANOSECONDS INSTRUMENT CONNECTION < TEXT`, with `>` for what was sent and `#` for what is no message.
/// Thread: one.
class SimLog
{
public:
    /// Starts an empty file; false with `errorText()` if it cannot be written. Without `open` nothing is logged.
    bool open(const QString &fileName);
    QString errorText() const { return m_file.errorString(); }

    /// Errors: a line that cannot be written ends the process with a message, for the log is what tests judge by.
    void write(LogTime time, const QByteArray &instrument, int connection, char direction, const QByteArray &text);

    /// Backslash escapes for all bytes that are not printable ASCII.
    static QByteArray escaped(const QByteArray &text);

private:
    QFile m_file;
};

} // namespace podium::app
