// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/faultchannel.h"

namespace podium::tests
{
FaultChannel::FaultChannel(engine::Engine &engine, FaultScript &script, Cut cut)
    : m_engine(engine)
    , m_script(script)
    , m_cut(cut)
{
}

/// Not at all once the connection has ended; a serial line goes on.
void FaultChannel::later(engine::Duration after, std::function<void()> function)
{
    m_engine.at(m_engine.now() + after,
                [alive = std::weak_ptr(m_session), session = *m_session, anew = anew, function = std::move(function)] {
                    if (const auto now = alive.lock(); now && (!anew || *now == session))
                        function();
                });
}

FaultLane::Ports FaultChannel::ports(Party sender)
{
    FaultLane::Ports ports;
    ports.pass = [this, sender](QByteArrayView bytes) { pass(sender, bytes); };
    ports.hasRoom = [this] { return m_underWay < qsizetype(256) * 1024; };
    ports.end = [this](Ending ending) {
        later({}, [this, ending] {
            m_ended = true;
            close();
            closed(ending == Ending::Reset ? QStringLiteral("Connection reset by peer") : QStringLiteral("the peer closed the connection"));
        });
    };
    ports.freeze = [this] { setFrozen(true); };
    ports.expectReply = [this](std::vector<Fault> faults) { m_toClient->expect(std::move(faults)); };
    ports.later = [this](std::chrono::nanoseconds after, std::function<void()> function) { later(after, std::move(function)); };
    return ports;
}

void FaultChannel::open()
{
    ++attempts;
    m_former.clear();
    if (mood == Mood::Silent)
        return;
    later({}, [this, session = *m_session] {
        if (session != *m_session)
            return;
        if (mood == Mood::Refuses || mood == Mood::Silent) {
            close();
            closed(QStringLiteral("Connection refused"));
            return;
        }
        ++connections;
        m_open = true;
        m_forgotten = false;
        if (anew || !m_toInstrument || m_ended)
            makeLanes();
        setFrozen(m_frozen);
        for (const auto &fault : m_script.strike(Party::Connection, {}).faults)
            m_toClient->inject(fault.text);
        if (mood == Mood::Taken)
            m_toClient->finish(Ending::Close);
        opened();
    });
}

void FaultChannel::makeLanes()
{
    m_ended = false;
    if (m_toInstrument) {
        m_former.push_back(std::move(m_toInstrument));
        m_former.push_back(std::move(m_toClient));
    }
    m_toInstrument = std::make_unique<FaultLane>(m_script, Party::Client, m_cut, ports(Party::Client));
    m_toClient = std::make_unique<FaultLane>(m_script, Party::Instrument, m_cut, ports(Party::Instrument));
}

void FaultChannel::close()
{
    ++*m_session;
    m_open = false;
    if (!anew)
        return;
    m_underWay = 0;
    if (m_toInstrument) {
        m_former.push_back(std::move(m_toInstrument));
        m_former.push_back(std::move(m_toClient));
    }
}

void FaultChannel::send(QByteArrayView message)
{
    if (!m_open || (!anew && m_frozen))
        return;
    if (m_forgotten && anew)
        ports(Party::Client).end(Ending::Reset);
    else
        m_toInstrument->received(message);
}

void FaultChannel::forget()
{
    m_forgotten = true;
}

void FaultChannel::say(const QByteArray &bytes)
{
    if (m_toClient && !m_forgotten && (anew || !m_frozen))
        m_toClient->received(bytes);
}

void FaultChannel::pass(Party sender, QByteArrayView bytes)
{
    if (sender == Party::Client) {
        delivered << bytes.chopped(bytes.endsWith('\n') ? 1 : 0).toByteArray();
        const auto answer = instrument(bytes.toByteArray());
        if (!answer.isEmpty())
            say(answer);
        return;
    }
    m_underWay += bytes.size();
    later({}, [this, copy = bytes.toByteArray()] {
        m_underWay -= copy.size();
        if (!m_open)
            return;
        passed += copy.size();
        const auto session = *m_session;
        received(copy);
        if (session == *m_session)
            m_toClient->pump();
    });
}

void FaultChannel::setFrozen(bool frozen)
{
    m_frozen = frozen;
    for (auto *lane : {m_toInstrument.get(), m_toClient.get()})
        if (lane)
            lane->setFrozen(frozen);
}
} // namespace podium::tests
