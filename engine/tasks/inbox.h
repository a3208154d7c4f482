// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <deque>
#include <functional>
#include <memory>
#include <mutex>

class QThread;

namespace podium::engine
{
/// Runs functions in the thread it belongs to, in the order given, each from that thread's event loop.
///
/// Thread: post() from any; the queue is a std::mutex queue, so that ThreadSanitizer sees the hand-over.
class Inbox : public QObject
{
    Q_OBJECT

public:
    /// The inbox of a thread; made at the first call, gone with the thread.
    static std::shared_ptr<Inbox> of(QThread *thread);

    /// Never runs the function inside the call. What it throws goes to the log; when the thread has ended it is dropped.
    void post(std::function<void()> function);
    /// Runs what is queued now; false when there was nothing, or when it is called by one of these functions.
    /// Thread: the inbox's own.
    bool drain();

protected:
    bool event(QEvent *event) override;

private:
    static void forget(const QObject *thread);
    bool run();
    void wake();
    void close();

    std::mutex m_mutex;
    std::deque<std::function<void()>> m_queue;
    bool m_woken = false;
    bool m_closed = false;
    bool m_running = false;
};

/// Calls a handler and keeps its exception from reaching anybody else; what it threw goes to the log.
void guarded(const char *what, const std::function<void()> &handler);
} // namespace podium::engine
