// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/locks/locktable.h"

#include "engine/locks/lockable.h"
#include "engine/locks/lockarbiter.h"
#include "engine/locks/locktext.h"
#include "engine/tasks/engine.h"

#include <QMetaMethod>

#include <algorithm>

namespace podium::engine
{
LockTable::LockTable(Engine &engine)
    : m_engine(&engine)
    , m_arbiter(std::make_shared<LockArbiter>(engine, [this](const auto &changed) { tell(changed); }))
{
    qRegisterMetaType<podium::engine::LockInfo>();
    engine.setAnnotator([this](const TaskCore &task, TaskInfo &info) { annotate(task, info); });
}

LockTable::~LockTable()
{
    if (m_engine) {
        m_engine->setAnnotator({});
        m_arbiter->close();
    }
    for (auto *lockable : std::as_const(m_lockables)) {
        lockable->holds.clear();
        lockable->below.clear();
        lockable->detach();
    }
}

void LockTable::add(Lockable &lockable)
{
    Q_ASSERT_X(!m_lockables.contains(lockable.address()), "LockTable", "two lockables with one address");
    m_lockables.insert(lockable.address(), &lockable);
}

void LockTable::remove(Lockable &lockable)
{
    m_arbiter->forget(lockable);
    m_lockables.remove(lockable.address());
}

std::vector<LockInfo> LockTable::locks() const
{
    std::vector<LockInfo> infos;
    for (const auto *lockable : m_lockables)
        if (!lockable->holds.empty() || lockable->queue.firstExclusive())
            infos.push_back(lockInfo(*lockable));
    std::sort(infos.begin(), infos.end(), [](const auto &a, const auto &b) { return a.address < b.address; });
    return infos;
}

void LockTable::annotate(const TaskCore &task, TaskInfo &info) const
{
    auto *record = m_arbiter->find(&task);
    if (!record)
        return;
    info.holds.clear();
    for (const auto &hold : record->holds)
        for (const auto *lockable : hold->lockables)
            if (!info.holds.contains(lockable->address()))
                info.holds << lockable->address();
    info.waits.clear();
    if (!record->waiting)
        return;
    info.waited = true;
    if (!record->otherText)
        record->otherText = info.waitingFor;
    auto report = waitReport(*record->waiting);
    info.waits = std::move(report.waits);
    info.waitingFor = std::move(report.text);
}

void LockTable::connectNotify(const QMetaMethod &)
{
    m_arbiter->setListening(true);
}

void LockTable::tell(const std::vector<Lockable *> &changed)
{
    static const auto signal = QMetaMethod::fromSignal(&LockTable::lockChanged);
    m_arbiter->setListening(false); // first, because a thread may be connecting right now
    if (!isSignalConnected(signal))
        return;
    m_arbiter->setListening(true);
    std::vector<LockInfo> infos; // first, because a slot may change everything
    for (const auto *lockable : changed)
        infos.push_back(lockInfo(*lockable));
    for (const auto &info : infos)
        Q_EMIT lockChanged(info);
}
} // namespace podium::engine
