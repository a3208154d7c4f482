// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/subscriber.h"

#include "engine/tasks/inbox.h"
#include "engine/tasks/log.h"
#include "engine/tasks/taskrecord.h"

namespace podium::engine
{
namespace
{
/// Runs what destructors ask for one after the other, so that a chain of a hundred thousand handles needs no deep stack.
void runFlat(std::function<void()> function)
{
    thread_local std::deque<std::function<void()>> *t_waiting = nullptr;
    if (t_waiting) {
        t_waiting->push_back(std::move(function));
        return;
    }
    std::deque<std::function<void()>> waiting;
    t_waiting = &waiting;
    waiting.push_back(std::move(function));
    while (!waiting.empty()) {
        const auto next = std::move(waiting.front());
        waiting.pop_front();
        next();
    }
    t_waiting = nullptr;
}

void reportThrow(TaskId id, const char *what)
{
    log::write(log::Level::Error, QStringLiteral("task %1").arg(id),
               QStringLiteral("%1 threw: %2").arg(QLatin1String(what), Error::from(std::current_exception()).message()));
}
} // namespace

Subscriber::Subscriber(QObject *context, std::shared_ptr<EngineGate> gate, Handlers handlers)
    : m_context(context)
    , m_hasContext(context != nullptr)
    , m_gate(std::move(gate))
    , m_handlers(std::move(handlers))
{
    if (context && context->thread())
        m_inbox = Inbox::of(context->thread());
}

Subscriber::~Subscriber()
{
    if (!m_told && m_handlers.abandoned)
        runFlat(std::move(m_handlers.abandoned));
}

void Subscriber::post(std::function<void()> function)
{
    if (m_inbox)
        m_inbox->post(std::move(function));
    else if (!m_hasContext)
        m_gate->defer(std::move(function));
}

void Subscriber::tellProgress(const std::shared_ptr<Subscriber> &self, const Progress &progress)
{
    if (self->m_progress.push(progress))
        self->post([self] { self->callProgress(); });
}

void Subscriber::tellSettled(std::shared_ptr<Subscriber> self, std::shared_ptr<const TaskRecord> record)
{
    auto *subscriber = self.get();
    subscriber->post([self = std::move(self), record = std::move(record)] { self->callSettled(*record); });
}

void Subscriber::callProgress()
{
    const auto progress = m_progress.pop();
    if (!progress || !isAlive())
        return;
    try {
        m_handlers.progress(*progress);
    } catch (...) {
        log::handlerThrew("a progress handler", Error::from(std::current_exception()).message());
    }
}

void Subscriber::callSettled(const TaskRecord &record)
{
    if (const auto dropped = m_progress.dropped())
        log::write(log::Level::Warning, QStringLiteral("task %1").arg(record.id()),
                   QStringLiteral("its receiver was too slow: %1 progress messages were dropped").arg(dropped));
    if (!isAlive())
        return; // the destructor tells that it was abandoned
    m_told = true;
    try {
        m_handlers.settled();
    } catch (...) {
        reportThrow(record.id(), "a handler");
    }
}
} // namespace podium::engine
