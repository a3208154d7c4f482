// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/enginehost.h"

#include <QThread>
#include <QTimer>

#include <future>

namespace podium::app
{
/// The hand-overs are std::promise, which ThreadSanitizer understands; QThread gives the event loop.
class EngineHost::Thread final : public QThread
{
public:
    explicit Thread(std::function<void(engine::Core &)> fill) : m_fill(std::move(fill)) {}

    std::promise<engine::Core *> started;
    std::promise<void> ended;

protected:
    void run() override
    {
        try {
            engine::Core core(std::make_unique<engine::LiveScheduler>());
            m_fill(core);
            core.ready();
            started.set_value(&core);
            exec();
        } catch (...) {
            started.set_exception(std::current_exception());
        }
        ended.set_value();
    }

private:
    std::function<void(engine::Core &)> m_fill;
};

EngineHost::EngineHost(std::function<void(engine::Core &)> fill) : m_thread(std::make_unique<Thread>(std::move(fill)))
{
    m_thread->setObjectName(QStringLiteral("engine"));
    m_thread->start();
    try {
        m_core = m_thread->started.get_future().get();
    } catch (...) {
        m_thread->wait();
        throw;
    }
}

EngineHost::~EngineHost()
{
    auto *thread = m_thread.get();
    const auto gate = m_core->engine.gate(); // ours: the engine may be gone before post() returns
    gate->post([core = m_core, thread] {
        auto &engine = core->engine;
        QObject::connect(&engine, &engine::Engine::idle, thread, [thread] { thread->quit(); }, Qt::DirectConnection);
        const auto limit = std::chrono::duration_cast<std::chrono::milliseconds>(engine.stopDeadline());
        QTimer::singleShot(limit, &engine, [thread] { thread->quit(); });
        engine.cancelAll(engine::CancelReason::Shutdown);
        if (engine.activeTasks() == 0)
            thread->quit();
    });
    m_thread->ended.get_future().get();
    m_thread->wait();
}
} // namespace podium::app
