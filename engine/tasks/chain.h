// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/inbox.h"
#include "engine/tasks/taskrecord.h"

#include <QFutureWatcher>
#include <QPromise>

#include <concepts>
#include <type_traits>

namespace podium::engine
{
template <class T>
class Task;

/// What Task::then and Task::future are made of; nothing here is called from outside.
namespace chain
{
template <class R>
struct Unwrapped {
    using Type = std::decay_t<R>;
    static constexpr bool isTask = false;
};
template <class U>
struct Unwrapped<Task<U>> {
    using Type = U;
    static constexpr bool isTask = true;
};

template <class T, class F>
struct DoneResult {
    using Type = std::invoke_result_t<F &, const T &>;
};
template <class F>
struct DoneResult<void, F> {
    using Type = std::invoke_result_t<F &>;
};
template <class T>
struct DoneResult<T, std::nullptr_t> {
    using Type = T;
};
template <>
struct DoneResult<void, std::nullptr_t> {
    using Type = void;
};
template <class T, class F>
using ResultOf = typename Unwrapped<typename DoneResult<T, F>::Type>::Type;

template <class F>
struct FirstArgument : FirstArgument<decltype(&F::operator())> {
};
template <class C, class R, class A>
struct FirstArgument<R (C::*)(A) const> {
    using Type = std::remove_cvref_t<A>;
};
template <class C, class R, class A>
struct FirstArgument<R (C::*)(A)> {
    using Type = std::remove_cvref_t<A>;
};

/// Makes the derived record follow another one: outcome, progress, cancel.
template <class T>
void follow(QObject *context, const std::shared_ptr<ResultRecord<T>> &source, const std::shared_ptr<ResultRecord<T>> &derived)
{
    if (!source || source == derived)
        throw Error(ErrorKind::Internal, QStringLiteral("A handler returned no task, or the very one that waits for it."));
    source->observe();
    derived->setCanceller([source](CancelReason reason) { source->cancel(reason); });
    source->subscribe(
        context,
        [source, derived] {
            const auto &info = source->peek();
            if (info.outcome == Outcome::Succeeded) {
                if constexpr (!std::is_void_v<T>)
                    derived->setValue(source->value());
            }
            derived->edit([&](TaskInfo &mine) {
                mine.stopConfirmed = info.stopConfirmed;
                mine.error = info.error;
            });
            derived->settle(*info.outcome, source->error(), info.reason);
        },
        [derived](const Progress &progress) { derived->publishProgress(progress); },
        [derived] { derived->settle(Outcome::Cancelled, nullptr, CancelReason::Parent); });
}

/// Runs a handler and settles the derived record with what it returns or throws.
template <class Result, class Call>
void settleWith(QObject *context, const std::shared_ptr<ResultRecord<Result>> &derived, Call &&call)
{
    using Returned = std::invoke_result_t<Call &>;
    try {
        if constexpr (Unwrapped<Returned>::isTask) {
            follow<Result>(context, call().record(), derived);
        } else {
            if constexpr (std::is_void_v<Returned>)
                call();
            else
                derived->setValue(call());
            derived->settle(Outcome::Succeeded, nullptr, std::nullopt);
        }
    } catch (const Cancelled &cancelled) {
        derived->settle(Outcome::Cancelled, nullptr, cancelled.reason);
    } catch (...) {
        derived->settle(Outcome::Failed, std::current_exception(), std::nullopt);
    }
}

/// The failure handler's part: matches by exception type; one that returns nothing recovers only a handle without value.
template <class Result, class Failed>
void settleFailed(QObject *context, const std::shared_ptr<ResultRecord<Result>> &derived, Failed &failed,
                  const std::exception_ptr &error)
{
    const auto handle = [&](const auto &reason) {
        using Returned = decltype(failed(reason));
        if constexpr (std::is_void_v<Returned> && !std::is_void_v<Result>) {
            settleWith<Result>(context, derived, [&]() -> Result {
                failed(reason);
                std::rethrow_exception(error);
            });
        } else {
            settleWith<Result>(context, derived, [&] { return failed(reason); });
        }
    };
    if constexpr (std::invocable<Failed &, const Error &>) {
        handle(Error::from(error));
    } else if constexpr (std::invocable<Failed &, const std::exception_ptr &>) {
        handle(error);
    } else {
        try {
            std::rethrow_exception(error);
        } catch (const typename FirstArgument<Failed>::Type &reason) {
            handle(reason);
        } catch (...) {
            derived->settle(Outcome::Failed, error, std::nullopt);
        }
    }
}

template <class OnProgress>
void tellProgress(OnProgress &handler, const Progress &progress)
{
    if constexpr (std::invocable<OnProgress &, const Progress &>) {
        guarded("a progress handler", [&] { handler(progress); });
    } else if constexpr (!std::is_null_pointer_v<OnProgress>) {
        if (const auto *payload = progress.as<typename FirstArgument<OnProgress>::Type>())
            guarded("a progress handler", [&] { handler(*payload); });
    }
}

template <class T, class Result, class Done, class Failed, class OnProgress>
void link(QObject *context, const std::shared_ptr<ResultRecord<T>> &source,
          const std::shared_ptr<ResultRecord<Result>> &derived, Done done, Failed failed, OnProgress onProgress)
{
    source->observe();
    derived->setId(source->id());
    derived->edit([info = source->info()](TaskInfo &mine) {
        mine.id = info.id;
        mine.label = info.label;
        mine.startedBy = info.startedBy;
        mine.owners = info.owners;
        mine.state = TaskState::Running;
    });
    derived->setCanceller([source](CancelReason reason) { source->cancel(reason); });
    auto settled = [context, source, derived, handlers = std::pair(std::move(done), std::move(failed))]() mutable {
        [[maybe_unused]] auto &onDone = handlers.first;
        [[maybe_unused]] auto &onFailed = handlers.second;
        const auto &info = source->peek();
        switch (*info.outcome) {
        case Outcome::Succeeded:
            settleWith<Result>(context, derived, [&] {
                if constexpr (std::is_null_pointer_v<Done> && std::is_void_v<T>)
                    return;
                else if constexpr (std::is_null_pointer_v<Done>)
                    return source->value();
                else if constexpr (std::is_void_v<T>)
                    return onDone();
                else
                    return onDone(source->value());
            });
            return;
        case Outcome::Failed:
            if constexpr (std::is_null_pointer_v<Failed>)
                derived->settle(Outcome::Failed, source->error(), std::nullopt);
            else
                settleFailed<Result>(context, derived, onFailed, source->error());
            return;
        case Outcome::Cancelled:
            derived->edit([&](TaskInfo &mine) {
                mine.stopConfirmed = info.stopConfirmed;
                mine.error = info.error;
            });
            derived->settle(Outcome::Cancelled, nullptr, info.reason);
            return;
        }
    };
    source->subscribe(
        context, std::move(settled),
        [derived, onProgress = std::move(onProgress)](const Progress &progress) mutable {
            tellProgress(onProgress, progress);
            derived->publishProgress(progress);
        },
        [derived] { derived->settle(Outcome::Cancelled, nullptr, CancelReason::Parent); });
}

QObject *watcherParent(const EngineGate &gate);

template <class T>
QFuture<T> toFuture(const std::shared_ptr<ResultRecord<T>> &record)
{
    record->observe();
    auto promise = std::make_shared<QPromise<T>>();
    promise->start();
    promise->setProgressRange(0, 1000);
    const auto future = promise->future();
    record->gate()->post([record, future] {
        if (record->isFinished())
            return;
        auto *watcher = new QFutureWatcher<T>(watcherParent(*record->gate()));
        QObject::connect(watcher, &QFutureWatcherBase::canceled, watcher, [record] { record->cancel(CancelReason::User); });
        QObject::connect(watcher, &QFutureWatcherBase::finished, watcher, &QObject::deleteLater);
        watcher->setFuture(future);
    });
    const auto settled = [record, promise] {
        if (record->error())
            promise->setException(record->error());
        else if (record->peek().outcome == Outcome::Cancelled)
            promise->future().cancel();
        else if constexpr (!std::is_void_v<T>)
            promise->addResult(record->value());
        promise->finish();
    };
    record->subscribe(
        nullptr, settled,
        [promise](const Progress &progress) {
            promise->setProgressValueAndText(static_cast<int>(progress.fraction * 1000), progress.text);
        },
        settled);
    return future;
}
} // namespace chain
} // namespace podium::engine
