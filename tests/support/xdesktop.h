// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>

#include <memory>

namespace podium::tests {

/// A program on an X display; ends with this object.
class XProgram : public QProcess
{
public:
    /// Starts it. Empty display: it needs none. Its errors go to the test's own.
    XProgram(const QString &program, const QStringList &arguments, const QString &display);
    ~XProgram() override;

    /// The lines of its output so far.
    QStringList lines();

private:
    QByteArray m_output;
};

/// A private X server on a free display with a window manager, and hands on it: keys and clicks come to its windows on the
/// way on which a person's do.
/// A test program that uses it links podium_xdesktop.
/// Thread: main thread.
class XDesktop
{
public:
    /// Comes back when the server answers and the window manager manages windows, or has given up.
    XDesktop();
    ~XDesktop();

    /// Which of the programs behind it, or of those named besides, is not installed; empty: none. For a skip.
    static QString missing(const QStringList &besides = {});
    /// What went wrong at the start; empty: nothing.
    const QString &problem() const { return m_problem; }
    const QString &display() const { return m_display; }

    /// Runs xdotool to its end. Returns what went wrong; empty: nothing.
    QString xdotool(const QStringList &arguments) const;

private:
    std::unique_ptr<XProgram> m_server;
    std::unique_ptr<XProgram> m_manager;
    QString m_display;
    QString m_problem;
};

} // namespace podium::tests
