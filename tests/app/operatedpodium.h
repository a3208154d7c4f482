// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/xdesktop.h"

#include <QJsonObject>
#include <QRect>
#include <QStringList>
#include <QTemporaryDir>

namespace podium::tests
{
/// A visible part of a window as assistive technology sees it. A test that expects a flag not to be set asks exists(), too.
struct Seen {
    QString name;
    QString description;
    QString value = QStringLiteral("(nothing is there)"); ///< of a list that has the keyboard: its current row
    QRect place; ///< on the screen
    bool enabled = false;
    bool focused = false;
    bool readOnly = false;
    bool isButton = false;
    bool inView = false; ///< neither scrolled away nor covered
    QStringList within; ///< the names of what it is in, outermost first

    bool exists() const { return !place.isNull(); }
};

/// The real program in its real window on a desktop, with hands (keys and clicks by xdotool) and eyes (names, values and states
/// as assistive technology sees them).
/// Errors: the test fails when the program does not answer what is asked about it; after a failure it is asked no more.
/// Thread: main thread.
class OperatedPodium
{
public:
    /// Starts it on a bench; its window comes later, see isReady().
    OperatedPodium(const XDesktop &desktop, const QString &bench);
    ~OperatedPodium();

    /// Its main window is there and has the keyboard.
    bool isReady();
    bool isRunning() const { return m_program.state() == QProcess::Running; }
    /// The exit code; -1 when it did not end in time, or crashed.
    int waitForEnd();
    /// It runs, or has ended as it should.
    bool isWell() { return isRunning() || waitForEnd() == 0; }

    /// Makes its window so large that two panels fit in. Returns what went wrong; empty: nothing.
    QString enlarge() const;
    /// Keys as xdotool names them, one after the other: "ctrl+k", "Tab". Returns what went wrong; empty: nothing.
    QString press(const QStringList &keys) const;
    QString type(const QString &text) const;
    /// button: 1 left, 4 and 5 the wheel.
    QString click(const Seen &part, int button = 1, int times = 1) const;

    /// Every visible part with this accessible name that is in a part with the other name; empty: any.
    QList<Seen> all(const QString &name, const QString &within = {});
    /// The first of them; nothing if there is none.
    Seen see(const QString &name, const QString &within = {});
    /// The first part whose name or value holds the text; nothing if there is none.
    Seen seeText(const QString &fragment, const QString &within = {});
    /// The task with this label in the list of tasks, if it tells this about itself; between the two stands how long it takes.
    Seen seeTask(const QString &label, const QString &state);
    /// What has the keyboard.
    Seen focus();
    QString activeWindow();
    bool hasPopup();

private:
    QJsonObject ask(const QString &name);

    const XDesktop &m_desktop;
    QTemporaryDir m_state;
    QTemporaryDir m_runtime;
    QProcess m_program;
};
} // namespace podium::tests
