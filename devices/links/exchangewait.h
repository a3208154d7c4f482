// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/exchanger.h"

namespace podium::devices
{
/// co_await ExchangeWait(exchanger, exchange): hands the exchange over and waits for its end, which may be an error.
/// Cancel: an exchange that is still queued is not sent; one in flight has its reply discarded.
class [[nodiscard]] ExchangeWait final : public engine::Wait
{
public:
    ExchangeWait(Exchanger &exchanger, ExchangePtr exchange)
        : m_exchanger(exchanger)
        , m_exchange(std::move(exchange))
    {
    }
    ~ExchangeWait() override { leave(); }

    void abort() override
    {
        leave();
        wake();
    }
    ExchangeResult await_resume()
    {
        throwIfCancelled();
        return std::move(m_result);
    }

protected:
    bool ready() override { return false; }
    void arm() override
    {
        m_exchange->done = [this](ExchangeResult &&result) {
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
    ExchangePtr m_exchange;
    ExchangeResult m_result;
};
} // namespace podium::devices
