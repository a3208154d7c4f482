// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/gate.h"
#include "engine/tasks/progressqueue.h"

#include <QPointer>

#include <functional>
#include <memory>

namespace podium::engine
{
class Inbox;
class TaskRecord;

/// One registration on a task: what to call, in which thread, and what to do when that place is gone.
///
/// Exactly one of settled and abandoned is called, once. Calls are posted, never made inside tell...().
/// Thread: tell...() any; the handlers run, and go, in the context's thread; without a context in the engine's.
class Subscriber
{
public:
    struct Handlers {
        std::function<void()> settled;
        std::function<void(const Progress &)> progress;
        std::function<void()> abandoned; ///< instead of settled when the context, its thread or the engine is gone
    };

    Subscriber(QObject *context, std::shared_ptr<EngineGate> gate, Handlers handlers);
    ~Subscriber();
    Subscriber(const Subscriber &) = delete;
    Subscriber &operator=(const Subscriber &) = delete;

    bool wantsProgress() const { return m_handlers.progress != nullptr; }
    static void tellProgress(const std::shared_ptr<Subscriber> &self, const Progress &progress);
    /// Keeps the record until the handler has run, because it holds the value.
    static void tellSettled(std::shared_ptr<Subscriber> self, std::shared_ptr<const TaskRecord> record);

private:
    void post(std::function<void()> function);
    bool isAlive() const { return m_context || !m_hasContext; }
    void callProgress();
    void callSettled(const TaskRecord &record);

    QPointer<QObject> m_context;
    bool m_hasContext;
    bool m_told = false;
    std::shared_ptr<Inbox> m_inbox;
    std::shared_ptr<EngineGate> m_gate;
    Handlers m_handlers;
    ProgressQueue m_progress;
};
} // namespace podium::engine
