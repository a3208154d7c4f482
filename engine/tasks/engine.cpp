// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tasks/engine.h"

#include <QMetaMethod>
#include <QThreadPool>

namespace podium::engine
{
QObject *chain::watcherParent(const EngineGate &gate)
{
    return gate.engine();
}

Engine::Engine(std::unique_ptr<Scheduler> scheduler)
    : m_scheduler(std::move(scheduler))
{
    qRegisterMetaType<podium::engine::TaskInfo>();
    std::function<void()> runNow;
    if (m_scheduler->isVirtual())
        runNow = [this] { m_scheduler->afterCall(); };
    m_gate = std::make_shared<EngineGate>([this] { m_scheduler->wake(); }, std::move(runNow));
    m_gate->setEngineThread(std::this_thread::get_id());
    m_gate->setEngine(this);
    m_scheduler->attach(this);
}

Engine::~Engine()
{
    abandon();
    m_gate->setEngine(nullptr);
    m_gate->setEngineThread({});
}

void Engine::abandon()
{
    m_draining = true; // nothing is resumed any more
    m_gate->close();
    std::vector<std::shared_ptr<TaskCore>> tasks;
    for (const auto &[id, root] : m_roots)
        tasks.push_back(root);
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        const auto children = tasks[i]->m_children;
        tasks.insert(tasks.end(), children.begin(), children.end());
    }
    for (const auto &task : tasks) // functions in worker threads are told before anybody waits for one of them
        if (task->m_pending && task->m_pending->isArmed())
            task->m_pending->abort();
    for (auto task = tasks.rbegin(); task != tasks.rend(); ++task) // children before their parents
        (*task)->abandon();
    m_finishing.clear();
    m_touched.clear();
    m_ready.clear();
    m_readyUrgent.clear();
    m_roots.clear();
    m_active = 0;
    m_pool.reset();
}

QThreadPool &Engine::pool()
{
    if (!m_pool) {
        m_pool = std::make_unique<QThreadPool>();
        m_pool->setMaxThreadCount(8);
    }
    return *m_pool;
}

void Engine::begin(const std::shared_ptr<TaskCore> &task, const QString &label, const TaskOptions &options)
{
    task->m_service = options.service || (task->m_parent && task->m_parent->m_service);
    task->m_epoch = options.epoch.value_or(task->m_epoch);
    task->m_urgent = options.urgent || task->m_isStop || (task->m_parent && task->m_parent->m_urgent);
    task->m_record->bind(task, [&](TaskInfo &info) {
        info.id = task->id();
        info.parent = task->m_parent ? task->m_parent->id() : 0;
        info.label = label;
        const bool inherits = options.startedBy.isEmpty() && task->m_parent;
        info.startedBy = inherits ? task->m_parent->m_record->peek().startedBy : options.startedBy;
        info.owners = options.owners;
        info.operation = options.operation;
        info.service = task->m_service;
        info.isStop = task->m_isStop;
        info.queuedAt = now();
    });
    if (task->m_parent) {
        task->m_parent->m_children.push_back(task);
        if (task->m_parent->m_cancelling && !task->m_shielded) {
            task->m_cancelling = true;
            task->m_reason = CancelReason::Parent;
        }
    } else {
        task->m_place = m_roots.emplace_hint(m_roots.end(), task->id(), task);
        if (!task->m_service)
            ++m_active;
    }
    if (!options.deadline.isNone())
        task->setDeadline(options.deadline);
    publish(*task);
    enqueue(task.get(), task->bodyHandle());
    if (options.deadline.duration() <= Duration::zero())
        task->expire();
}

void Engine::publish(TaskCore &task)
{
    static const auto changed = QMetaMethod::fromSignal(&Engine::taskChanged);
    static const auto finished = QMetaMethod::fromSignal(&Engine::taskFinished);
    task.m_touched = false;
    if (m_annotator && !task.m_finished)
        task.m_record->edit([&](TaskInfo &info) { m_annotator(task, info); });
    if (task.m_record->peek().waited)
        for (auto *above = task.m_parent; above && !above->m_record->peek().waited; above = above->m_parent)
            above->m_record->edit([](TaskInfo &info) { info.waited = true; });
    if (task.m_service || task.m_record->peek().service)
        return;
    if (isSignalConnected(changed))
        Q_EMIT taskChanged(TaskInfo(task.m_record->peek()));
    if (task.m_finished && isSignalConnected(finished))
        Q_EMIT taskFinished(TaskInfo(task.m_record->peek()));
}

void Engine::forget(TaskCore &task)
{
    m_roots.erase(task.m_place);
    if (!task.m_service && --m_active == 0)
        Q_EMIT idle();
}

void Engine::reportStopFailure(const TaskCore &task, const QString &error)
{
    Q_EMIT stopFailed(TaskInfo(task.m_record->peek()), error);
}

void Engine::cancelAll(CancelReason reason)
{
    std::vector<std::shared_ptr<TaskCore>> roots;
    for (const auto &[id, root] : m_roots)
        if (!root->m_service)
            roots.push_back(root);
    for (const auto &root : roots)
        root->requestCancel(reason);
    m_scheduler->afterCall();
}

std::shared_ptr<TaskCore> Engine::find(TaskId id) const
{
    if (auto found = m_roots.find(id); found != m_roots.end())
        return found->second;
    std::vector<std::shared_ptr<TaskCore>> tasks;
    for (const auto &[rootId, root] : m_roots)
        tasks.push_back(root);
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        if (tasks[i]->id() == id)
            return tasks[i];
        const auto children = tasks[i]->m_children;
        tasks.insert(tasks.end(), children.begin(), children.end());
    }
    return nullptr;
}

bool Engine::cancel(TaskId id, CancelReason reason)
{
    const auto task = find(id);
    if (!task)
        return false;
    task->requestCancel(reason);
    m_scheduler->afterCall();
    return true;
}

bool Engine::setPaused(TaskId id, bool paused)
{
    const auto task = find(id);
    if (!task)
        return false;
    task->requestPause(paused);
    m_scheduler->afterCall();
    return true;
}

std::vector<TaskInfo> Engine::tasks() const
{
    std::vector<TaskInfo> infos;
    for (const auto &[id, root] : m_roots)
        if (!root->m_service)
            infos.push_back(root->m_record->peek());
    return infos;
}
} // namespace podium::engine
