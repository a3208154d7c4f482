// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/log.h"
#include "engine/tasks/operation.h"
#include "engine/tasks/submit.h"

#include <QEventLoop>
#include <QStringList>

#include <condition_variable>
#include <future>
#include <mutex>
#include <thread>

namespace podium::tests {

/// An engine whose clock only the test moves; what is ready runs inside each call.
struct ManualEngine
{
    ManualEngine()
        : ManualEngine(std::make_unique<engine::ManualScheduler>())
    {
    }

    void advance(engine::Duration by) { clock->advance(by); }

    /// The operation may be a lambda with captures: it is kept while it runs.
    template <class Maker>
    auto start(Maker maker, const engine::TaskOptions &options = {}, const QString &label = QStringLiteral("task"))
    {
        return engine::submit(engine.gate(), label, std::move(maker), options);
    }

    engine::ManualScheduler *clock;
    engine::Engine engine;

private:
    explicit ManualEngine(std::unique_ptr<engine::ManualScheduler> scheduler)
        : clock(scheduler.get())
        , engine(std::move(scheduler))
    {
    }
};

/// A live engine in a thread of its own, as in the program; the end of the fixture ends both.
/// Thread: any.
class EngineThreadFixture
{
public:
    EngineThreadFixture()
    {
        std::promise<engine::Engine *> made;
        auto engine = made.get_future();
        m_thread = std::thread([&made, this] {
            engine::Engine mine;
            QEventLoop loop;
            m_loop = &loop;
            m_gate = mine.gate();
            made.set_value(&mine);
            loop.exec();
        });
        m_engine = engine.get();
    }
    ~EngineThreadFixture() { end(); }
    EngineThreadFixture(const EngineThreadFixture &) = delete;
    EngineThreadFixture &operator=(const EngineThreadFixture &) = delete;

    const std::shared_ptr<engine::EngineGate> &gate() const { return m_gate; }

    template <class Maker>
    auto submit(Maker maker, const engine::TaskOptions &options = {})
    {
        return engine::submit(m_gate, QStringLiteral("task"), std::move(maker), options);
    }
    /// Runs the function on the engine thread and returns what it returns. Never call it from there.
    template <class F>
    auto call(F function) -> std::invoke_result_t<F &, engine::Engine &>
    {
        std::packaged_task<std::invoke_result_t<F &, engine::Engine &>()> task([&] { return function(*m_engine); });
        auto result = task.get_future();
        m_gate->post([&task] { task(); });
        return result.get();
    }
    /// Ends the engine now.
    void end()
    {
        if (!m_thread.joinable())
            return;
        m_gate->post([this] { m_loop->quit(); });
        m_thread.join();
    }

private:
    std::thread m_thread;
    QEventLoop *m_loop = nullptr;
    engine::Engine *m_engine = nullptr;
    std::shared_ptr<engine::EngineGate> m_gate;
};

/// Collects what the engine complains about, instead of letting it reach standard error.
/// Thread: any.
class LogCatcher
{
public:
    LogCatcher()
        : m_former(engine::log::setSink([this](engine::log::Level, const QString &where, const QString &message) {
            std::lock_guard guard(m_mutex);
            m_lines << where + QStringLiteral(": ") + message;
        }))
    {
    }
    ~LogCatcher() { engine::log::setSink(std::move(m_former)); }
    LogCatcher(const LogCatcher &) = delete;
    LogCatcher &operator=(const LogCatcher &) = delete;

    QStringList lines() const
    {
        std::lock_guard guard(m_mutex);
        return m_lines;
    }
    qsizetype count(const QString &part) const { return lines().filter(part).size(); }

private:
    mutable std::mutex m_mutex;
    QStringList m_lines;
    engine::log::Sink m_former;
};

} // namespace podium::tests
