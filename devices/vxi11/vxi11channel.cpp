// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/vxi11/vxi11channel.h"

#include <QRandomGenerator>

/// How a Vxi11Channel opens and closes.
namespace podium::devices
{
using namespace vxi11;

namespace
{
constexpr qsizetype longestAnswer = qsizetype(64) * 1024; // of what is no device_read. Unit: bytes
constexpr qsizetype longestRead = qsizetype(128) * 1024;
} // namespace

LinkKind Vxi11Channel::kind()
{
    return {QStringLiteral("vxi11"), QStringLiteral("vxi11://192.168.1.20/inst0"),
            QStringLiteral("an instrument or a gateway that speaks VXI-11: the host and the device's name, mostly inst0"),
            [](const QString &address) { return std::make_unique<Vxi11Channel>(Address::parse(address)); }};
}

Vxi11Channel::Vxi11Channel(Address address)
    : m_address(std::move(address))
    , m_portmapper(longestAnswer)
    , m_core(longestRead)
    , m_abort(longestAnswer)
{
    m_limit.setSingleShot(true);
    m_limit.callOnTimeout(this, [this] { end(QStringLiteral("it does not answer a call of VXI-11 in time")); });
    m_patience.setSingleShot(true);
    m_patience.callOnTimeout(this, [this] { impatient(); });
    m_portmapper.opened = [this] { askPortmapper(); };
    m_portmapper.closed = [this](const QString &reason) {
        end(QStringLiteral("no portmapper answers there on port %1 (%2); if the port of the core channel is known, add "
                           "?port= to the address")
                .arg(QString::number(m_address.portmapper), reason));
    };
    m_core.opened = [this] { createLink(); };
    m_core.closed = [this](const QString &reason) { end(reason); };
    m_abort.opened = [this] {
        m_abortWasOpen = true;
        if (m_void)
            abort();
    };
    m_abort.closed = [this](const QString &) { abortChannelEnded(); };
}

Vxi11Channel::~Vxi11Channel() { close(); }

void Vxi11Channel::open()
{
    ++m_session;
    if (m_address.port > 0)
        openCore(m_address.port);
    else
        m_portmapper.open({m_address.host, m_address.portmapper});
}

void Vxi11Channel::close()
{
    ++m_session;
    if (m_call == Call::Read && m_abort.isOpen()) // else it might take the reply to the next link
        m_abort.call(core::abort, numberResult(m_link), [](const RpcReply &) {});
    if (m_linked && m_core.isOpen())
        m_core.call(core::destroyLink, numberResult(m_link), [](const RpcReply &) {}); // nobody waits for the answer
    m_portmapper.close();
    m_core.close();
    m_abort.close();
    m_limit.stop();
    m_patience.stop();
    m_jobs.clear();
    m_endWhy.clear();
    m_call = Call::None;
    m_linked = m_opening = m_void = m_clearAsked = m_wentAhead = m_aborting = m_abortWasOpen = false;
}

void Vxi11Channel::end(const QString &reason)
{
    const QString told(reason); // it may be one of ours NOLINT(performance-unnecessary-copy-initialization)
    close();
    closed(told);
}

void Vxi11Channel::askPortmapper()
{
    m_portmapper.call(portmap::getPort, portmap::arguments(core::createLink), [this](const RpcReply &reply) {
        const auto port = parseNumber(reply.results);
        if (!reply.fault.isEmpty() || !port || *port > std::numeric_limits<quint16>::max()) {
            end(QStringLiteral("its portmapper does not tell the port of VXI-11: %1")
                    .arg(reply.fault.isEmpty() ? QStringLiteral("its answer is malformed") : reply.fault));
            return;
        }
        if (*port == 0) {
            end(QStringLiteral("its portmapper knows no VXI-11 there; switch it on at the instrument, or use its TCP port"));
            return;
        }
        m_portmapper.close();
        openCore(static_cast<quint16>(*port));
    });
}

void Vxi11Channel::openCore(quint16 port) { m_core.open({m_address.host, port}); }

void Vxi11Channel::createLink()
{
    const auto client = QRandomGenerator::global()->generate() & 0x7FFF'FFFF;
    m_core.call(core::createLink,
                createLinkArguments(client, m_address.lock, m_address.lockTimeout, m_address.device.toUtf8()),
                [this](const RpcReply &reply) { linkCreated(reply); });
}

void Vxi11Channel::linkCreated(const RpcReply &reply)
{
    const auto created = CreatedLink::parse(reply.results);
    QString problem = reply.fault;
    if (problem.isEmpty() && !created)
        problem = QStringLiteral("its answer to create_link is malformed");
    else if (problem.isEmpty() && created->error != 0)
        problem = errorText(created->error);
    else if (problem.isEmpty() && created->longestWrite == 0)
        problem = QStringLiteral("it takes messages of 0 bytes");
    if (!problem.isEmpty()) {
        end(QStringLiteral("no VXI-11 link to %1: %2").arg(m_address.device, problem));
        return;
    }
    m_link = created->link;
    m_longestWrite = created->longestWrite;
    m_abortPort = created->abortPort;
    m_linked = true;
    if (m_abortPort > 0)
        m_abort.open({m_address.host, m_abortPort});
    m_opening = true;
    m_jobs.push_back({.message = {}, .isClear = true});
    next();
}

void Vxi11Channel::abortChannelEnded()
{
    if (std::exchange(m_abortWasOpen, false))
        m_abort.open({m_address.host, m_abortPort}); // once
    m_aborting = false;
    next();
}
} // namespace podium::devices
