// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/engine.h"

#include <QEventLoop>

#include <future>
#include <thread>

namespace podium::tests {

/// Runs an event loop in a thread of its own, with a Content that is made and destroyed there; Content has an
/// `engine` with a live scheduler.
template <class Content>
class EngineThread
{
public:
    EngineThread()
    {
        std::promise<void> ready;
        m_thread = std::thread([this, &ready] {
            QEventLoop loop;
            Content content;
            m_loop = &loop;
            m_content = &content;
            m_gate = content.engine.gate();
            ready.set_value();
            loop.exec();
        });
        ready.get_future().wait();
    }
    ~EngineThread() { end(); }
    EngineThread(const EngineThread &) = delete;
    EngineThread &operator=(const EngineThread &) = delete;

    /// Calls the function on the engine thread and returns when it is done.
    template <class Function>
    void call(Function function)
    {
        std::promise<void> done;
        m_gate->post([&] {
            function(*m_content);
            done.set_value();
        });
        done.get_future().wait();
    }
    /// Its parts that any thread may use.
    Content &content() { return *m_content; }
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
    Content *m_content = nullptr;
    std::shared_ptr<podium::engine::EngineGate> m_gate;
};

} // namespace podium::tests
