// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/exchanger.h"
#include "engine/tasks/wait.h"

namespace podium::devices
{
/// co_await WaitForExchange(exchanger, exchange): hands the exchange over and waits for its end, which may be an error.
/// Cancel: an exchange that is still queued is not sent; one in flight has its reply discarded.
template <class Exchanger, class Exchange, class Result>
class [[nodiscard]] WaitForExchange final : public engine::Wait
{
public:
    WaitForExchange(Exchanger &exchanger, std::shared_ptr<Exchange> exchange)
        : m_exchanger(exchanger)
        , m_exchange(std::move(exchange))
    {
    }
    ~WaitForExchange() override { leave(); }

    void abort() override
    {
        leave();
        wake();
    }
    Result await_resume()
    {
        throwIfCancelled();
        return std::move(m_result);
    }

protected:
    bool ready() override { return false; }
    void arm() override
    {
        m_exchange->done = [this](Result &&result) {
            m_result = std::move(result);
            wake();
        };
        m_exchanger.submit(m_exchange);
    }

private:
    void leave()
    {
        if (m_exchange->done) // else it has ended, and the exchanger may be gone
            m_exchanger.abandon(m_exchange);
    }

    Exchanger &m_exchanger;
    std::shared_ptr<Exchange> m_exchange;
    Result m_result;
};
using ExchangeWait = WaitForExchange<Exchanger, Exchange, ExchangeResult>;
} // namespace podium::devices
