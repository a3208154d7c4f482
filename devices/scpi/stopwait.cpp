// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/scpi/stopwait.h"

namespace podium::devices
{
StopWait::StopWait(MessageLink &link, const InstrumentStop &stop, std::function<void(engine::TimePoint)> written)
    : m_link(link)
    , m_stop(stop)
    , m_written(std::move(written))
{
}

StopWait::~StopWait() { m_answers->wait = nullptr; }

void StopWait::arm()
{
    m_answers->wait = this;
    m_answers->missing = m_stop.messages.size();
    m_answers->results.resize(m_stop.messages.size());
    for (std::size_t i = 0; i < m_stop.messages.size(); ++i) {
        const auto answered = [answers = m_answers, i](const ExchangeResult &result) {
            answers->results[i] = result;
            --answers->missing;
            if (!answers->wait)
                return;
            if (result.written)
                answers->wait->m_written(*result.written);
            if (answers->missing == 0)
                answers->wait->wake();
        };
        if (const auto when = m_link.urgentNow(m_stop.messages[i], m_stop.replies, answered))
            m_written(*when);
    }
}

std::vector<ExchangeResult> StopWait::await_resume()
{
    throwIfCancelled();
    return std::move(m_answers->results);
}
} // namespace podium::devices
