// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/locks/locktable.h"
#include "engine/locks/lockwait.h"
#include "engine/locks/tasklocks.h"
#include "engine/tasks/operation.h"

#include <QVariant>

#include <algorithm>
#include <map>
#include <random>

namespace podium::tests
{
using namespace podium::engine;
using namespace std::chrono_literals;

/// Many tasks that lock, nest, spawn, fail, expire and are cancelled at random, and a judge who keeps his own books:
/// nobody may have what somebody else has, and nobody may pass a conflicting wish that came before.
class LockWorld
{
public:
    explicit LockWorld(unsigned seed) : m_random(seed)
    {
        for (int device = 0; device < 3; ++device) {
            auto *top = add(QString::number(device), nullptr);
            for (int axis = 0; axis < 2; ++axis) {
                auto *child = add(QStringLiteral("%1/%2").arg(device).arg(axis), top);
                add(child->address() + QStringLiteral(".position"), child);
                add(child->address() + QStringLiteral(".speed"), child);
            }
        }
    }

    /// Runs 5 to 20 tasks for a while, cancels some, then lets all end. False when some never do.
    bool run()
    {
        std::vector<Task<>> tasks;
        const int count = 5 + below(16);
        for (int i = 0; i < count; ++i) {
            TaskOptions options;
            if (below(4) == 0)
                options.deadline = Deadline::after(std::chrono::milliseconds(20 + below(100)));
            tasks.push_back(m_engine.run(QStringLiteral("t"), body(0), options));
            tasks.back().record()->observe();
        }
        for (int step = 0; step < 60 && m_engine.activeTasks() > 0; ++step) {
            m_clock->advance(5ms);
            if (below(3) == 0)
                tasks[static_cast<std::size_t>(below(count))].cancel();
            if (below(20) == 0)
                breakSomething();
        }
        if (below(2) == 0)
            m_engine.cancelAll();
        m_clock->advance(10min);
        return m_engine.activeTasks() == 0;
    }
    bool leftNothing() const
    {
        return m_table.locks().empty() && m_held.empty()
            && std::all_of(m_nodes.begin(), m_nodes.end(), [](const auto &node) {
                   return node->holds.empty() && node->below.empty() && node->queue.isEmpty();
               });
    }
    QStringList stuck() const
    {
        QStringList lines;
        std::vector<std::shared_ptr<TaskCore>> tasks;
        for (const auto &info : m_engine.tasks())
            tasks.push_back(m_engine.find(info.id));
        for (std::size_t i = 0; i < tasks.size(); ++i) {
            const auto info = tasks[i]->record().info();
            lines << QStringLiteral("#%1 of #%2 %3, holds %4, waits for %5")
                         .arg(QString::number(info.id), QString::number(info.parent),
                              QVariant::fromValue(info.state).toString(), info.holds.join(u','), info.waitingFor);
            const auto children = tasks[i]->children();
            tasks.insert(tasks.end(), children.begin(), children.end());
        }
        return lines;
    }

    int doubled = 0; ///< two trees had one lock
    int passed = 0;  ///< somebody passed an earlier wish
    int grants = 0;
    int deadlocks = 0;
    int timeouts = 0;

private:
    /// What one tree is known to have, by the judge's books.
    struct Held {
        const TaskCore *root;
        const Lockable *lockable;
    };
    struct Wish {
        TaskId task;
        const TaskCore *root;
        std::vector<Lockable *> what;
        bool mayPass; ///< its tree had another lock, perhaps one that gives the right to pass
    };

    Lockable *add(const QString &address, Lockable *parent)
    {
        return m_nodes.emplace_back(std::make_unique<Lockable>(m_table, address, parent)).get();
    }
    int below(int limit) { return static_cast<int>(m_random() % static_cast<unsigned>(limit)); }
    static bool overlap(const Lockable *a, const Lockable *b) { return a->covers(*b) || b->covers(*a); }
    static bool overlap(const std::vector<Lockable *> &a, const std::vector<Lockable *> &b)
    {
        return std::any_of(a.begin(), a.end(), [&b](const auto *one) {
            return std::any_of(b.begin(), b.end(), [one](const auto *other) { return overlap(one, other); });
        });
    }
    /// The tree gets, or may have had for a moment, another lock: its other wishes may pass.
    void allowToPass(const TaskCore *root)
    {
        for (auto &[number, wish] : m_wishes)
            if (wish.root == root)
                wish.mayPass = true;
    }
    bool stillWaits(const Wish &wish) const
    {
        return std::any_of(wish.what.begin(), wish.what.end(), [&wish](const auto *node) {
            for (const auto *entry = node->queue.first(); entry; entry = entry->next)
                if (entry->request->owner->task->id() == wish.task)
                    return true;
            return false;
        });
    }

    /// Enters in the books that the tree got this, and judges.
    class Entry
    {
    public:
        Entry(LockWorld &world, quint64 number) : m_world(world)
        {
            const auto wish = world.m_wishes.at(number);
            const bool mayPass = wish.mayPass || wish.root->treeLocks > 1;
            for (const auto &[earlier, other] : world.m_wishes)
                if (earlier < number && other.root != wish.root && !mayPass && overlap(other.what, wish.what)
                    && world.stillWaits(other))
                    ++world.passed;
            for (const auto *lockable : wish.what) {
                for (const auto &[key, held] : world.m_held)
                    if (held.root != wish.root && overlap(held.lockable, lockable))
                        ++world.doubled;
                m_keys.push_back(++world.m_lastKey);
                world.m_held[m_keys.back()] = {wish.root, lockable};
            }
            ++world.grants;
        }
        ~Entry()
        {
            for (const auto key : m_keys)
                m_world.m_held.erase(key);
        }
        Entry(const Entry &) = delete;
        Entry &operator=(const Entry &) = delete;

    private:
        LockWorld &m_world;
        std::vector<quint64> m_keys;
    };
    /// Registers a wish for the time between asking and getting or failing.
    struct Asking {
        LockWorld &world;
        quint64 number;
        const TaskCore *root;
        ~Asking()
        {
            world.m_wishes.erase(number);
            world.allowToPass(root);
        }
    };

    std::vector<Lockable *> some()
    {
        std::vector<Lockable *> what;
        for (int i = 1 + below(3); i > 0; --i)
            what.push_back(m_nodes[static_cast<std::size_t>(below(static_cast<int>(m_nodes.size())))].get());
        return what;
    }
    void breakSomething()
    {
        const auto locks = m_table.locks();
        for (const auto &info : locks)
            if (info.holder && below(3) == 0 && m_table.find(info.address)->holder()) {
                m_table.breakLock(info.address, QStringLiteral("chance"));
                return;
            }
    }

    Op<void> stop() { co_await sleep(std::chrono::milliseconds(below(5))); }
    Op<void> underLock(int depth)
    {
        auto what = some();
        const auto *root = currentTask()->root();
        const Asking asking{*this, ++m_lastWish, root};
        m_wishes[asking.number] = {currentTask()->id(), root, what, root->treeLocks > 0};
        const auto limit = below(4) ? Deadline::none() : Deadline::after(std::chrono::milliseconds(below(20)));
        const auto guard = co_await lock(what, QStringLiteral("fuzz"), limit);
        const Entry entry(*this, asking.number);
        m_wishes.erase(asking.number);
        allowToPass(root);
        co_await sleep(std::chrono::milliseconds(below(10)));
        if (depth < 2 && below(2))
            co_await body(depth + 1);
    }
    Op<void> locked(int depth)
    {
        try {
            co_await underLock(depth);
        } catch (const Error &error) {
            if (error.kind() != ErrorKind::Deadlock && error.kind() != ErrorKind::Timeout)
                throw;
            ++(error.kind() == ErrorKind::Deadlock ? deadlocks : timeouts);
        }
        co_await sleep(1ms);
    }
    Op<void> body(int depth)
    {
        const OnCancel guard([this] { return stop(); });
        for (int i = 1 + below(4); i > 0; --i) {
            const int what = below(7);
            if (what <= 1) {
                co_await locked(depth);
            } else if (what == 2) {
                co_await sleep(std::chrono::milliseconds(below(20)));
            } else if (depth < 2 && what == 3) {
                auto child = spawn(QStringLiteral("c"), body(depth + 1));
                if (below(2))
                    co_await child;
            } else if (depth < 2 && what == 4) {
                (void)spawn(QStringLiteral("c1"), body(depth + 1));
                (void)spawn(QStringLiteral("c2"), body(depth + 1));
                co_await join();
            } else if (depth < 2 && what == 5) {
                try {
                    co_await within(Deadline::after(std::chrono::milliseconds(1 + below(15))), body(depth + 1));
                } catch (const Error &error) {
                    if (error.kind() != ErrorKind::Timeout)
                        throw;
                }
            } else if (below(40) == 0) {
                throw Error(ErrorKind::Device, QStringLiteral("random failure"));
            }
        }
    }

    std::mt19937 m_random;
    std::map<quint64, Held> m_held;
    std::map<quint64, Wish> m_wishes;
    quint64 m_lastKey = 0;
    quint64 m_lastWish = 0;
    ManualScheduler *m_clock = new ManualScheduler;
    Engine m_engine{std::unique_ptr<Scheduler>(m_clock)};
    LockTable m_table{m_engine};
    std::vector<std::unique_ptr<Lockable>> m_nodes;
};
} // namespace podium::tests
