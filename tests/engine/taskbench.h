// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/checks.h"
#include "tests/support/engineprobe.h"

#include <QSignalSpy>

/// What the tests of tasks share: a few operations and a log of what happened in which order.
namespace podium::tests {

using namespace podium::engine;
using namespace std::chrono_literals;

inline Op<int> valueAfter(Duration duration, int value = 1)
{
    co_await sleep(duration);
    co_return value;
}

inline Op<void> failAfter(Duration duration, QString message = QStringLiteral("the device said no"))
{
    co_await sleep(duration);
    throw Error(ErrorKind::Device, message);
}

inline Op<void> wait(Duration duration) { co_await sleep(duration); }

/// Logs its text when its scope is left.
struct Leaves
{
    Leaves(QStringList *log, const QString &text) : m_log(log), m_text(text) {}
    ~Leaves() { *m_log << m_text; }
    Leaves(const Leaves &) = delete;
    Leaves &operator=(const Leaves &) = delete;

private:
    QStringList *m_log;
    QString m_text;
};

/// A motion that never arrives: logs the steps of its end, and takes a while to be stopped.
struct Motion
{
    QStringList log;
    Duration stopTakes = 50ms;
    bool stopFails = false;

    Op<void> stop()
    {
        log << QStringLiteral("stopping");
        co_await sleep(stopTakes);
        if (stopFails)
            throw Error(ErrorKind::Device, QStringLiteral("the stop was refused"));
        log << QStringLiteral("stopped");
    }
    Op<void> move(Duration duration = 1h)
    {
        currentTask()->releaseLast([this] { log << QStringLiteral("released"); });
        const Leaves unwound(&log, QStringLiteral("unwound"));
        const OnCancel guard([this] { return stop(); });
        co_await sleep(duration);
        log << QStringLiteral("arrived");
    }
    QString told() const { return log.join(u' '); }
};

inline TaskOptions withDeadline(Duration duration)
{
    TaskOptions options;
    options.deadline = Deadline::after(duration);
    return options;
}

/// The error of a task, marked as seen.
template <class T>
Error errorOf(const Task<T> &task)
{
    task.record()->observe();
    return Error::from(task.record()->error());
}

} // namespace podium::tests
