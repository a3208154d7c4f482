// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/proxy/proxyconnection.h"

#include <QTimer>

namespace podium::tests
{
ProxyConnection::ProxyConnection(int number, int client, const Surroundings &surroundings)
    : m_number(number)
    , m_around(surroundings)
    , m_toInstrument(m_around.script, Party::Client, m_around.cut, ports(Party::Client))
    , m_toClient(m_around.script, Party::Instrument, m_around.cut, ports(Party::Instrument))
{
    ProxyEnd::Events events;
    events.received = [this](QByteArrayView bytes) { arrived(Party::Client, bytes); };
    events.drained = [this] { m_toClient.pump(); };
    events.ended = [this](Ending ending) { left(Party::Client, ending); };
    m_client = std::make_unique<ProxyEnd>(client, std::move(events));
    m_around.log.note(m_number, "#", "begins");
    connectInstrument();
    for (const auto &fault : m_around.script.strike(Party::Connection, {}).faults) {
        if (fault.verb == Verb::Reset || fault.verb == Verb::Close)
            end(fault.verb == Verb::Reset ? Ending::Reset : Ending::Close);
        else if (fault.verb == Verb::Freeze)
            QTimer::singleShot(0, this, [this] { m_around.freeze(); });
        else
            insert(fault.text);
    }
}

ProxyConnection::~ProxyConnection() = default;

FaultLane::Ports ProxyConnection::ports(Party sender)
{
    FaultLane::Ports ports;
    ports.pass = [this, sender](QByteArrayView bytes) { pass(sender, bytes); };
    ports.hasRoom = [this, sender] {
        const auto &receiver = sender == Party::Client ? m_instrument : m_client;
        return !receiver || receiver->hasRoom();
    };
    ports.end = [this, sender](Ending ending) { endBy(sender, ending); };
    ports.freeze = [this] { m_around.freeze(); };
    ports.expectReply = [this](std::vector<Fault> faults) { m_toClient.expect(std::move(faults)); };
    ports.later = [this](std::chrono::nanoseconds after, std::function<void()> function) {
        QTimer::singleShot(std::chrono::ceil<std::chrono::milliseconds>(after), Qt::PreciseTimer, this, std::move(function));
    };
    return ports;
}

void ProxyConnection::connectInstrument()
{
    const int descriptor = m_around.connectInstrument();
    if (descriptor < 0) {
        left(Party::Instrument, Ending::Reset);
        return;
    }
    ProxyEnd::Events events;
    events.received = [this](QByteArrayView bytes) { arrived(Party::Instrument, bytes); };
    events.drained = [this] { m_toInstrument.pump(); };
    events.ended = [this](Ending ending) { left(Party::Instrument, ending); };
    m_instrument = std::make_unique<ProxyEnd>(descriptor, std::move(events));
}

void ProxyConnection::arrived(Party sender, QByteArrayView bytes)
{
    m_around.log.note(m_number, sender == Party::Client ? "c>" : "i>", bytes);
    (sender == Party::Client ? m_toInstrument : m_toClient).received(bytes);
}

void ProxyConnection::pass(Party sender, QByteArrayView bytes)
{
    if (sender == Party::Client && m_around.isCable && !(m_instrument && m_instrument->isOpen()))
        connectInstrument();
    auto *receiver = (sender == Party::Client ? m_instrument : m_client).get();
    if (!receiver || !receiver->isOpen())
        return;
    m_around.log.note(m_number, sender == Party::Client ? ">i" : ">c", bytes);
    receiver->send(bytes);
}

void ProxyConnection::left(Party sender, Ending ending)
{
    m_around.log.note(m_number, "#", sender == Party::Client ? "the client has gone" : "the instrument has gone");
    if (m_around.isCable && sender == Party::Instrument)
        return;
    (sender == Party::Client ? m_toInstrument : m_toClient).finish(ending);
    finishIfDone();
}

void ProxyConnection::endBy(Party sender, Ending ending)
{
    if (ending != Ending::HalfClose) {
        end(ending);
        return;
    }
    const auto &receiver = sender == Party::Client ? m_instrument : m_client;
    if (receiver)
        receiver->end(Ending::HalfClose);
    QTimer::singleShot(0, this, [this] { finishIfDone(); });
}

void ProxyConnection::end(Ending ending)
{
    m_around.log.note(m_number, "#", ending == Ending::Reset ? "reset" : "closed");
    for (auto *side : {m_client.get(), m_instrument.get()})
        if (side)
            side->end(ending);
    QTimer::singleShot(0, this, [this] { finishIfDone(); });
}

void ProxyConnection::halfClose(Party sender) { endBy(sender, Ending::HalfClose); }

void ProxyConnection::setFrozen(bool frozen)
{
    m_toInstrument.setFrozen(frozen);
    m_toClient.setFrozen(frozen);
}

void ProxyConnection::release()
{
    m_toInstrument.release();
    m_toClient.release();
}

void ProxyConnection::insert(const QByteArray &bytes) { m_toClient.inject(bytes); }

void ProxyConnection::finishIfDone()
{
    const auto isOpen = [](const std::unique_ptr<ProxyEnd> &side) { return side && side->isOpen(); };
    if (isOpen(m_client) || isOpen(m_instrument) || std::exchange(m_over, true))
        return;
    m_around.log.note(m_number, "#", "is over");
    Q_EMIT over();
}
} // namespace podium::tests
