// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/modbus/modbusunit.h"

namespace podium::devices
{
/// co_await ModbusStopWait(unit, requests, written): hands all requests to the line before anything else, or leaves them to be
/// the first after the next connection; ends when each was answered. Cancel: gives up waiting; they are sent all the same.
class [[nodiscard]] ModbusStopWait final : public engine::Wait
{
public:
    /// Written: told when the first byte of each request was handed over; the caller must outlive the unit's answers.
    ModbusStopWait(ModbusUnit &unit, std::vector<QByteArray> requests, std::function<void(engine::TimePoint)> written)
        : m_unit(unit)
        , m_requests(std::move(requests))
        , m_written(std::move(written))
    {
    }
    ~ModbusStopWait() override { m_answers->wait = nullptr; }

    void abort() override { wake(); }
    /// One result per request, in their order.
    std::vector<ModbusResult> await_resume()
    {
        throwIfCancelled();
        return std::move(m_answers->results);
    }

protected:
    bool ready() override { return false; }
    void arm() override
    {
        m_answers->wait = this;
        m_answers->missing = m_requests.size();
        m_answers->results.resize(m_requests.size());
        for (std::size_t i = 0; i < m_requests.size(); ++i) {
            const auto answered = [answers = m_answers, i](const ModbusResult &result) {
                answers->results[i] = result;
                --answers->missing;
                if (!answers->wait)
                    return;
                if (result.written)
                    answers->wait->m_written(*result.written);
                if (answers->missing == 0)
                    answers->wait->wake();
            };
            if (const auto when = m_unit.urgentNow(m_requests[i], answered))
                m_written(*when);
        }
    }

private:
    struct Answers {
        std::vector<ModbusResult> results;
        std::size_t missing = 0;
        ModbusStopWait *wait = nullptr; // null when nobody waits any more
    };

    ModbusUnit &m_unit;
    std::vector<QByteArray> m_requests;
    std::function<void(engine::TimePoint)> m_written;
    std::shared_ptr<Answers> m_answers = std::make_shared<Answers>();
};
} // namespace podium::devices
