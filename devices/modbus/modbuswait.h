// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/modbus/modbusexchanger.h"
#include "engine/tasks/wait.h"

namespace podium::devices
{
/// co_await ModbusWait(exchanger, exchange): hands the exchange over and waits for its end, which may be an error.
/// Cancel: an exchange that is still queued is not sent; one in flight has its reply discarded.
class [[nodiscard]] ModbusWait final : public engine::Wait
{
public:
    ModbusWait(ModbusExchanger &exchanger, ModbusExchangePtr exchange)
        : m_exchanger(exchanger)
        , m_exchange(std::move(exchange))
    {
    }
    ~ModbusWait() override { leave(); }

    void abort() override
    {
        leave();
        wake();
    }
    ModbusResult await_resume()
    {
        throwIfCancelled();
        return std::move(m_result);
    }

protected:
    bool ready() override { return false; }
    void arm() override
    {
        m_exchange->done = [this](ModbusResult &&result) {
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

    ModbusExchanger &m_exchanger;
    ModbusExchangePtr m_exchange;
    ModbusResult m_result;
};
} // namespace podium::devices
