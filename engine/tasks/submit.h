// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/engine.h"

namespace podium::engine
{
namespace detail
{
/// The maker lives in this frame, so an operation written as a lambda may use its captures to the end.
template <class T, class Maker>
Op<T> made(Maker maker)
{
    co_return co_await maker();
}

/// What travels to the engine: begins there, or fails its handle when it is dropped on the way.
template <class T, class Maker>
class Submission
{
public:
    Submission(std::shared_ptr<ResultRecord<T>> record, Maker maker, TaskOptions options)
        : m_record(std::move(record))
        , m_maker(std::move(maker))
        , m_options(std::move(options))
    {
    }
    ~Submission()
    {
        if (m_record)
            m_record->settle(Outcome::Failed,
                             std::make_exception_ptr(Error(ErrorKind::Disconnected, QStringLiteral("The engine has ended."))),
                             std::nullopt);
    }
    Submission(const Submission &) = delete;
    Submission &operator=(const Submission &) = delete;

    void begin(Engine &engine)
    {
        const auto record = std::exchange(m_record, nullptr);
        auto task = engine.start(record, record->info().label, made<T>(std::move(m_maker)), nullptr, m_options, false);
        if (!m_options.service && m_options.epoch < engine.gate()->epoch()) // asked for before STOP ALL, which ended all others
            task.cancel(CancelReason::Stopped);
    }

private:
    std::shared_ptr<ResultRecord<T>> m_record;
    Maker m_maker;
    TaskOptions m_options;
};
} // namespace detail

/// Makes a task from any thread: submit(gate, label, [=] { return motor->home(); }).
///
/// The maker runs on the engine thread when the task begins, and not at all if the task was cancelled before; what it
/// throws fails the task. The handle is valid at once: id, label and options are in its info, its state is Queued.
/// Errors: Disconnected when the engine has ended, later, through the handle.
/// Thread: any.
template <class Maker>
auto submit(const std::shared_ptr<EngineGate> &gate, const QString &label, Maker maker, TaskOptions options = {})
    -> Task<typename std::invoke_result_t<Maker &>::Value>
{
    using T = typename std::invoke_result_t<Maker &>::Value;
    auto record = std::make_shared<ResultRecord<T>>(gate);
    record->setId(gate->nextId(options.service));
    record->edit([&](TaskInfo &info) {
        info.id = record->id();
        info.label = label;
        info.startedBy = options.startedBy;
        info.owners = options.owners;
        info.operation = options.operation;
        info.service = options.service;
        info.queuedAt = Clock::now();
    });
    if (!options.epoch)
        options.epoch = gate->epoch(); // what was asked for before STOP ALL may not move anything after it
    auto submission = std::make_shared<detail::Submission<T, Maker>>(record, std::move(maker), std::move(options));
    gate->post([submission = std::move(submission), engineOf = gate] { submission->begin(*engineOf->engine()); });
    return Task<T>(std::move(record));
}
} // namespace podium::engine
