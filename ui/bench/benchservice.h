// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bench/benchproblem.h"

#include <QObject>
#include <QStringList>

namespace podium::ui
{
class BenchEditing;

/// What to do when a change of the bench touches devices that are at work.
enum class WhenBusy : quint8 {
    Ask,  ///< changes nothing, and tells who is at work
    Wait, ///< until they are free, as a task that can be cancelled
    Stop, ///< cancels the tasks and stops the devices, then changes the bench
};

/// The running bench and its file, as the window sees them. Implemented above, by the program.
/// Thread: the GUI's.
class BenchService : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// The file that describes the bench; empty: it is built in, and there is nothing to read again.
    virtual QString file() const = 0;
    /// Reads the file again and makes the running bench what it says. Devices of which it says the same as before keep
    /// their connection, their readings and their tasks. Ends with one of the signals.
    virtual void reload(WhenBusy whenBusy = WhenBusy::Ask) = 0;
    /// What the bench editor works with; null: the bench is built in.
    virtual BenchEditing *editing() { return nullptr; }

Q_SIGNALS:
    /// The bench is what its file says now; the problems are those that are left.
    void applied(const QString &what, const podium::ui::BenchProblems &problems);
    /// The bench goes on as it was, because of what is wrong in the file, or for another reason.
    void refused(const QString &why, const podium::ui::BenchProblems &problems);
    /// The bench goes on as it was, because devices are at work: one reason each. Somebody has to say how to go on.
    void busy(const QStringList &reasons);
};
} // namespace podium::ui
