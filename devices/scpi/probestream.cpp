// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/scpi/probestream.h"

#include "devices/links/linktext.h"
#include "engine/tasks/engine.h"
#include "engine/tasks/waits.h"

#include <algorithm>

namespace podium::devices
{
using namespace engine;
using namespace std::chrono_literals;

namespace
{
constexpr Duration glance = 5ms;
constexpr Duration silence = 50ms;
} // namespace

ProbeStream::ProbeStream(Engine &engine, std::unique_ptr<Channel> channel)
    : m_engine(engine)
    , m_channel(std::move(channel))
{
    m_channel->opened = [this] { m_open = true; };
    m_channel->closed = [this](const QString &why) {
        m_open = false;
        m_closed = why;
    };
    m_channel->received = [this](QByteArrayView bytes) {
        m_received.append(bytes);
        m_heard = m_engine.now();
    };
    m_channel->drained = [] {};
    m_channel->messageEnded = [this] { m_ended = true; };
    m_channel->cleared = [] {};
    m_channel->expecting = [this] { return m_asking; };
}

ProbeStream::~ProbeStream() { m_channel->close(); }

Op<QString> ProbeStream::connect(Duration limit)
{
    m_channel->close();
    m_open = false;
    m_closed.clear();
    m_received.clear();
    m_channel->open();
    const auto begun = m_engine.now();
    while (!m_open && m_closed.isEmpty() && m_engine.now() - begun < limit)
        co_await sleep(glance);
    if (m_open)
        co_return QString();
    co_return m_closed.isEmpty() ? QStringLiteral("no connection within %1").arg(inSeconds(limit)) : m_closed;
}

Op<QByteArray> ProbeStream::ask(QByteArray message, std::vector<QByteArray> ends, Duration limit)
{
    m_received.clear();
    m_ended = false;
    m_asking = true;
    const auto begun = m_engine.now();
    m_channel->send(message);
    const auto isComplete = [&] {
        return m_ended || std::any_of(ends.begin(), ends.end(), [&](const QByteArray &end) { return m_received.endsWith(end); });
    };
    while (m_open && m_engine.now() - begun < limit) {
        if (isComplete() && m_engine.now() - m_heard >= silence)
            break;
        co_await sleep(glance);
    }
    m_asking = false;
    if (m_ended && !m_received.isEmpty() && !m_received.endsWith('\n'))
        m_received += '\n';
    co_return std::exchange(m_received, {});
}
} // namespace podium::devices
