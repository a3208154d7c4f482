// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/engine.h"

#include <QException>
#include <QFutureWatcher>

namespace podium::engine
{
/// co_await of a QFuture: its value or its error.
///
/// Cancel: the future is cancelled before the stop actions begin, and then awaited to its end, because its producer may still
/// use our frame.
/// Errors: Internal when somebody else cancelled the future, because then there is no result.
template <class T>
class [[nodiscard]] FutureWait final : public Wait
{
public:
    FutureWait(QFuture<T> future, TaskCore *waiting) : m_future(std::move(future)) { attach(waiting); }

    bool mustComplete() const override { return !m_future.isFinished(); }
    void cancelBegins() override { m_future.cancel(); }
    void abort() override { m_future.cancel(); }
    T await_resume()
    {
        m_watcher.reset();
        throwIfCancelled();
        // An exception also marks the future as cancelled; waiting for a finished one only throws what it holds.
        try {
            m_future.waitForFinished();
        } catch (const QUnhandledException &unhandled) {
            if (auto inner = unhandled.exception())
                std::rethrow_exception(inner);
            throw;
        }
        if (m_future.isCanceled())
            throw Error(ErrorKind::Internal, QStringLiteral("The awaited future was cancelled by somebody else."));
        if constexpr (!std::is_void_v<T>)
            return m_future.result();
    }

protected:
    bool ready() override { return m_future.isFinished(); }
    void arm() override
    {
        if (task()->isCancelling())
            m_future.cancel();
        m_watcher = std::make_unique<QFutureWatcher<T>>();
        QObject::connect(m_watcher.get(), &QFutureWatcherBase::finished, m_watcher.get(), [this] { wake(); });
        m_watcher->setFuture(m_future);
    }

private:
    QFuture<T> m_future;
    std::unique_ptr<QFutureWatcher<T>> m_watcher;
};
} // namespace podium::engine
