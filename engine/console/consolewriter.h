// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dispatch/states.h"
#include "engine/stop/receipt.h"

#include <QByteArrayView>

#include <functional>

namespace podium::engine
{
/// Where lines go; a line has no line end.
using LineSink = std::function<void(QByteArrayView line)>;

/// Turns points of time into seconds since the start of the program, by one monotonic clock.
struct ConsoleClock {
    TimePoint start;
    std::function<TimePoint()> now;

    double seconds(TimePoint when) const { return std::chrono::duration<double>(when - start).count(); }
};

/// A reading with what is needed to show it.
struct ShownReading {
    QString address;
    Reading reading;
    Unit unit;
    int decimals = -1;

    static ShownReading of(const Parameter &parameter);
};

/// One thing that is wrong with a bench or instrument file.
struct FileProblem {
    QString file;
    int line = 0; ///< 0: of the file as a whole
    int column = 0;
    QString key;
    QString message;
};

/// What answers at an address.
struct ProbeReport {
    QString address;
    QString outcome; ///< "known" or "proposed"
    QString message;
    QStringList instruments; ///< names of the files that fit, the best first
    QString question;
    QString identity;
    QString benchText; ///< what goes into a bench file
    QString proposal;  ///< the text of an instrument file
};

/// Tells what happens, event by event; one implementation writes JSON, another what people read.
/// Thread: one at a time.
class ConsoleWriter
{
public:
    virtual ~ConsoleWriter() = default;

    virtual void task(const TaskInfo &task) = 0;
    virtual void result(const TaskInfo &task, const Value &value) = 0;
    virtual void value(const ShownReading &shown) = 0;
    virtual void lock(const LockInfo &lock) = 0;
    virtual void stop(const StopReceipt &receipt) = 0;
    virtual void latch(bool latched) = 0;
    virtual void device(const DeviceDescription &device, DeviceState state) = 0;
    virtual void check(const FileProblem &problem) = 0;
    virtual void probe(const ProbeReport &report) = 0;
    /// where: a device id, an address, a file or a command.
    virtual void error(const QString &where, const QString &message) = 0;
    /// The answers of `tasks` and `locks`.
    virtual void tasks(const std::vector<TaskInfo> &tasks) = 0;
    virtual void locks(const std::vector<LockInfo> &locks) = 0;
    /// For people alone.
    virtual void message(const QString &text) = 0;
    /// The last thing that is told.
    virtual void done(int exit) = 0;
};
} // namespace podium::engine
