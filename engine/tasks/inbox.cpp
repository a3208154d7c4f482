// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/inbox.h"

#include "engine/tasks/error.h"
#include "engine/tasks/log.h"

#include <QCoreApplication>
#include <QEvent>
#include <QThread>

#include <unordered_map>

namespace podium::engine
{
namespace
{
struct Registry {
    std::mutex mutex;
    std::unordered_map<const QObject *, std::shared_ptr<Inbox>> inboxes;
};

Registry &registry()
{
    static auto *instance = new Registry; // outlives every thread, also those that end after main
    return *instance;
}
} // namespace

void Inbox::forget(const QObject *thread)
{
    std::shared_ptr<Inbox> last;
    {
        std::lock_guard guard(registry().mutex);
        if (auto found = registry().inboxes.extract(thread))
            last = std::move(found.mapped());
    }
    if (last)
        last->close();
}

std::shared_ptr<Inbox> Inbox::of(QThread *thread)
{
    auto &all = registry();
    std::lock_guard guard(all.mutex);
    auto &inbox = all.inboxes[thread];
    if (!inbox) {
        inbox = std::make_shared<Inbox>();
        inbox->moveToThread(thread);
        // These carry no data of their own, because a thread may end without any hand-over that a sanitizer could see.
        QObject::connect(thread, &QThread::finished, inbox.get(), [] { forget(QThread::currentThread()); }, Qt::DirectConnection);
        QObject::connect(thread, &QObject::destroyed, inbox.get(), [](QObject *gone) { forget(gone); }, Qt::DirectConnection);
    }
    return inbox;
}

void Inbox::post(std::function<void()> function)
{
    std::lock_guard guard(m_mutex);
    if (m_closed)
        return; // the function is dropped by the caller, after the mutex
    m_queue.push_back(std::move(function));
    wake();
}

void Inbox::wake()
{
    if (!std::exchange(m_woken, true))
        QCoreApplication::postEvent(this, new QEvent(QEvent::User));
}

bool Inbox::drain()
{
    return !m_running && run();
}

bool Inbox::run()
{
    std::size_t left = 0;
    {
        std::lock_guard guard(m_mutex);
        m_woken = false;
        left = m_queue.size();
    }
    if (left == 0)
        return false;
    const bool outer = std::exchange(m_running, true);
    for (; left > 0; --left) {
        std::function<void()> function;
        {
            std::lock_guard guard(m_mutex);
            if (m_queue.empty())
                break;
            function = std::move(m_queue.front());
            m_queue.pop_front();
            if (!m_queue.empty())
                wake(); // a handler may open a dialog, whose event loop then goes on with the others
        }
        guarded("a handler", function);
    }
    m_running = outer;
    return true;
}

void Inbox::close()
{
    std::deque<std::function<void()>> dropped;
    std::lock_guard guard(m_mutex);
    m_closed = true;
    dropped.swap(m_queue);
}

bool Inbox::event(QEvent *event)
{
    if (event->type() != QEvent::User)
        return QObject::event(event);
    run();
    return true;
}

void guarded(const char *what, const std::function<void()> &handler)
{
    try {
        handler();
    } catch (...) {
        log::handlerThrew(what, Error::from(std::current_exception()).message());
    }
}
} // namespace podium::engine
