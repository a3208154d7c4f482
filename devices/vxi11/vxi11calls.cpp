// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/vxi11/vxi11channel.h"

#include "devices/links/linktext.h"
#include "engine/tasks/log.h"

#include <algorithm>

/// What a Vxi11Channel does on an open link: one call at a time.
namespace podium::devices
{
using namespace vxi11;
using namespace std::chrono_literals;

namespace
{
constexpr quint32 readSize = 64 * 1024;    // of one device_read. Unit: bytes
constexpr quint32 shortRead = 200;         // of a device_read that nothing can abort. Unit: milliseconds
constexpr auto stopPatience = 250ms;       // how long a stop waits for a hanging call, or for the answer to an abort
constexpr std::chrono::milliseconds margin = 2s; // beyond the time that a call may take at the other end
} // namespace

void Vxi11Channel::enqueue(Job job)
{
    if (!m_linked)
        return;
    const bool hangs = m_void || m_call == Call::Write || m_call == Call::Clear;
    if (hangs && !m_patience.isActive())
        m_patience.start(stopPatience);
    m_jobs.push_back(std::move(job));
    m_sending = true;
    next();
    m_sending = false;
}

void Vxi11Channel::clear()
{
    if (!m_linked)
        return;
    m_clearAsked = true;
    if ((m_call == Call::Read || m_call == Call::Write) && !m_void)
        giveUpCall();
    else if (m_call == Call::None)
        m_jobs.push_front({.isClear = true});
    next();
}

/// Ends the call that is under way; what is left of it is cleared away before anything else. A stop goes again after that.
void Vxi11Channel::giveUpCall()
{
    if (m_call == Call::Write && m_jobs.front().isStop)
        m_jobs.front().sent = 0;
    else if (m_call == Call::Write)
        m_jobs.pop_front();
    m_void = true;
    m_jobs.push_front({.message = {}, .isClear = true});
    abort();
}

void Vxi11Channel::abort()
{
    if (!m_abort.isOpen()) {
        m_patience.start(std::chrono::milliseconds(shortRead) + stopPatience); // the read is a short one
        return;
    }
    m_aborting = true;
    m_patience.start(stopPatience);
    m_abort.call(core::abort, numberResult(m_link), [this](const RpcReply &reply) {
        if (!reply.fault.isEmpty() || parseNumber(reply.results) != 0U)
            m_abort.close(); // it cannot abort, so the reads are short ones from now on
        m_aborting = false;
        m_void ? m_patience.start(stopPatience) : m_patience.stop();
        next();
    });
}

void Vxi11Channel::impatient()
{
    if (m_aborting) {
        m_aborting = false;
        m_abort.close(); // an abort that is late must not hit what comes next
        if (m_void)
            m_patience.start(stopPatience);
        next();
    } else if (m_void || m_call == Call::Clear || (m_call == Call::Write && m_jobs.front().isStop)) {
        sendAhead();
    } else if (m_call == Call::Write && m_jobs.size() > 1) {
        engine::log::write(engine::log::Level::Warning, m_address.toString(),
                           QStringLiteral("%1 hung on its way and was given up for what is more urgent.")
                               .arg(shown(m_jobs.front().message)));
        giveUpCall();
    }
}

/// The other end answers nothing. Should it still read, it finds the stop behind the call that hangs.
void Vxi11Channel::sendAhead()
{
    const auto isHeldBack = [](const Job &job) { return job.isStop && job.waits && !job.wentAhead; };
    if (std::none_of(m_jobs.begin(), m_jobs.end(), isHeldBack))
        return;
    const auto nobody = [](const RpcReply &) {};
    if (m_void)
        m_core.call(core::clear, clearArguments(m_link, timeouts(), flags()), nobody);
    for (auto &job : m_jobs)
        if (isHeldBack(job) && job.message.size() <= qsizetype(m_longestWrite)) {
            m_core.call(core::write, writeArguments(m_link, timeouts(), flags() | flag::end, job.message), nobody);
            job.wentAhead = true;
            m_wentAhead = m_call == Call::Clear;
        }
}

void Vxi11Channel::next()
{
    if (m_call != Call::None || m_aborting || !m_linked)
        return;
    if (!m_jobs.empty())
        m_jobs.front().isClear ? callClear() : callWrite();
    else if (!m_endWhy.isEmpty())
        end(m_endWhy);
    else if (!m_opening && expecting && expecting())
        callRead();
}

void Vxi11Channel::begin(Call call)
{
    m_call = call;
    m_limit.start(std::chrono::milliseconds(m_address.ioTimeout) + std::chrono::milliseconds(m_address.lockTimeout) + margin);
}

void Vxi11Channel::callWrite()
{
    begin(Call::Write);
    auto &job = m_jobs.front();
    const bool begins = std::exchange(job.waits, false);
    const auto rest = QByteArrayView(job.message).sliced(job.sent);
    const auto part = rest.first(std::min<qsizetype>(rest.size(), m_longestWrite));
    const auto end = part.size() == rest.size() ? flag::end : 0;
    m_core.call(core::write, writeArguments(m_link, timeouts(), flags() | end, part),
                [this, asked = part.size()](const RpcReply &reply) { written(asked, reply); });
    if (begins && !(m_sending && m_jobs.size() == 1)) // else whoever sends it sees that it left
        left();
}

void Vxi11Channel::callRead()
{
    begin(Call::Read);
    auto limits = timeouts();
    if (!m_abort.isOpen())
        limits.io = std::min(limits.io, shortRead);
    const auto end = m_address.termChar ? flag::termChar : 0;
    m_core.call(core::read, readArguments(m_link, readSize, limits, flags() | end, m_address.termChar.value_or('\0')),
                [this](const RpcReply &reply) { fetched(reply); });
}

void Vxi11Channel::callClear()
{
    begin(Call::Clear);
    if (m_jobs.size() > 1) // a stop waits behind it
        m_patience.start(stopPatience);
    m_core.call(core::clear, clearArguments(m_link, timeouts(), flags()), [this](const RpcReply &reply) { clearDone(reply); });
}

/// True if an abort that was late hit this job: it is tried once more, from its beginning.
bool Vxi11Channel::runAgain(quint32 error)
{
    auto &job = m_jobs.front();
    if (error != quint32(DeviceError::Aborted) || job.wasAborted)
        return false;
    job.wasAborted = true;
    if (std::exchange(job.sent, 0) > 0)
        m_jobs.push_front({.isClear = true}); // half of it has arrived
    next();
    return true;
}

/// A job is done.
void Vxi11Channel::goOn()
{
    const auto session = m_session;
    next();
    if (session == m_session && isDrained())
        drained();
}

void Vxi11Channel::written(qsizetype asked, const RpcReply &reply)
{
    m_call = Call::None;
    m_limit.stop();
    if (!m_aborting)
        m_patience.stop();
    if (std::exchange(m_void, false)) {
        next();
        return;
    }
    const auto result = Written::parse(reply.results);
    if (!reply.fault.isEmpty()) {
        end(QStringLiteral("device_write failed: %1").arg(reply.fault));
    } else if (!result || result->size > asked || (result->error == 0 && result->size == 0 && asked > 0)) {
        end(QStringLiteral("its answer to device_write is malformed"));
    } else if (result->error != 0) {
        if (!runAgain(result->error))
            end(QStringLiteral("%1 was not taken: %2").arg(shown(m_jobs.front().message), errorText(result->error)));
    } else {
        auto &job = m_jobs.front();
        job.sent += result->size;
        if (job.sent < job.message.size()) {
            next();
            return;
        }
        m_jobs.pop_front();
        goOn();
    }
}

void Vxi11Channel::fetched(const RpcReply &reply)
{
    m_call = Call::None;
    m_limit.stop();
    if (!m_aborting)
        m_patience.stop();
    if (std::exchange(m_void, false)) {
        next();
        return;
    }
    const auto result = ReadData::parse(reply.results, readSize);
    if (!reply.fault.isEmpty())
        end(QStringLiteral("device_read failed: %1").arg(reply.fault));
    else if (!result)
        end(QStringLiteral("its answer to device_read is malformed"));
    else if (result->error != 0 && result->error != quint32(DeviceError::Timeout))
        end(QStringLiteral("the reply could not be read: %1").arg(errorText(result->error)));
    else
        deliver(*result);
}

void Vxi11Channel::deliver(const ReadData &read)
{
    const auto session = m_session;
    if (!read.data.isEmpty())
        received(read.data);
    const bool isOver = session != m_session || m_clearAsked; // who received it has seen to that
    if (!isOver && read.error == 0 && (read.reason & reason::end) != 0)
        messageEnded();
    if (session == m_session)
        next();
}

void Vxi11Channel::clearDone(const RpcReply &reply)
{
    m_call = Call::None;
    m_limit.stop();
    m_patience.stop();
    const auto error = parseNumber(reply.results);
    if (reply.fault.isEmpty() && error && runAgain(*error))
        return;
    const auto session = m_session;
    const bool opening = std::exchange(m_opening, false);
    if (opening && error == quint32(DeviceError::Locked)) {
        end(errorText(*error));
        return;
    }
    m_jobs.pop_front();
    if (std::exchange(m_wentAhead, false))
        m_jobs.push_front({.isClear = true});
    if (opening) // an instrument that cannot be cleared is fresh by its new link
        opened();
    else if (!reply.fault.isEmpty() || error != 0U)
        m_endWhy = QStringLiteral("it cannot be cleared (%1), so it is connected anew")
                       .arg(error && reply.fault.isEmpty() ? errorText(*error) : reply.fault);
    else if (std::exchange(m_clearAsked, false))
        cleared();
    if (session == m_session)
        goOn();
}
} // namespace podium::devices
