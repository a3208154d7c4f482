// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/messagelink.h"
#include "devices/scpi/instrumentdescription.h"

namespace podium::devices
{
/// co_await StopWait(link, stop, written): hands all messages to the system before anything else happens, or leaves
/// them to be the first bytes after the next connection; ends when each was answered. Cancel: gives up waiting; the
/// messages are sent all the same.
class [[nodiscard]] StopWait final : public engine::Wait
{
public:
    /// Written: told when the first byte of each message was handed over; the caller must outlive the link's answers.
    StopWait(MessageLink &link, const InstrumentStop &stop, std::function<void(engine::TimePoint)> written);
    ~StopWait() override;

    void abort() override { wake(); }
    /// One result per message, in their order.
    std::vector<ExchangeResult> await_resume();

protected:
    bool ready() override { return false; }
    void arm() override;

private:
    struct Answers {
        std::vector<ExchangeResult> results;
        std::size_t missing = 0;
        StopWait *wait = nullptr; // null when nobody waits any more
    };

    MessageLink &m_link;
    const InstrumentStop &m_stop;
    std::function<void(engine::TimePoint)> m_written;
    std::shared_ptr<Answers> m_answers = std::make_shared<Answers>();
};
} // namespace podium::devices
