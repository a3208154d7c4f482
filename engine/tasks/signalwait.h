// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/engine.h"

#include <QPointer>

namespace podium::engine
{
/// co_await until(&sender, &Sender::changed, [&] { return sender.isIdle(); }): looks at once and after each signal.
/// Errors: Internal when the sender is destroyed meanwhile; what the predicate throws.
/// Thread: the sender lives on the engine thread.
template <class Sender, class Signal, class Predicate>
class [[nodiscard]] SignalWait final : public Wait
{
public:
    SignalWait(Sender *sender, Signal signal, Predicate predicate)
        : m_sender(sender)
        , m_signal(signal)
        , m_predicate(std::move(predicate))
    {
    }
    ~SignalWait() override { disconnect(); }
    void abort() override { end(); }
    void await_resume() const
    {
        throwIfCancelled();
        if (m_error)
            std::rethrow_exception(m_error);
        if (m_died)
            throw Error(ErrorKind::Internal, QStringLiteral("What the operation was waiting for has been destroyed."));
    }

protected:
    bool ready() override
    {
        m_died = !m_sender;
        return m_died || isSatisfied();
    }
    void arm() override
    {
        m_changed = QObject::connect(m_sender.data(), m_signal, &task()->engine(), [this] {
            if (!isWoken() && isSatisfied())
                end();
        });
        m_destroyed = QObject::connect(m_sender.data(), &QObject::destroyed, &task()->engine(), [this] {
            m_died = true;
            end();
        });
    }

private:
    bool isSatisfied()
    {
        try {
            return m_predicate();
        } catch (...) {
            m_error = std::current_exception();
            return true;
        }
    }
    void disconnect()
    {
        QObject::disconnect(m_changed);
        QObject::disconnect(m_destroyed);
    }
    void end()
    {
        disconnect();
        wake();
    }

    QPointer<Sender> m_sender;
    Signal m_signal;
    Predicate m_predicate;
    QMetaObject::Connection m_changed;
    QMetaObject::Connection m_destroyed;
    std::exception_ptr m_error;
    bool m_died = false;
};

template <class Sender, class Signal, class Predicate>
auto until(Sender *sender, Signal signal, Predicate predicate)
{
    return SignalWait<Sender, Signal, Predicate>(sender, signal, std::move(predicate));
}
} // namespace podium::engine
