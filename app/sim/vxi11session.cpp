// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sim/vxi11session.h"

#include "app/sim/vxi11gateway.h"

#include <utility>

namespace podium::app
{

using namespace devices::vxi11;

namespace
{

constexpr qsizetype longestRecord = qsizetype(128) * 1024;
constexpr quint32 longestWrite = 64 * 1024;
constexpr qsizetype longestName = 256;
constexpr quint32 messageAvailable = 16; // of the status byte

constexpr quint32 code(DeviceError error) { return static_cast<quint32>(error); }

} // namespace

Vxi11Session::Vxi11Session(QTcpSocket *socket, Vxi11Gateway &gateway)
    : m_socket(socket)
    , m_gateway(gateway)
    , m_records(longestRecord)
{
    m_socket->setParent(this);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(m_socket, &QTcpSocket::readyRead, this, &Vxi11Session::read);
    connect(m_socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    m_readLimit.setTimerType(Qt::PreciseTimer);
    m_readLimit.setSingleShot(true);
    m_readLimit.callOnTimeout(this, [this] { endRead(DeviceError::Timeout); });
}

Vxi11Session::~Vxi11Session()
{
    m_socket->disconnect(this);
    while (!m_links.empty())
        destroy(m_links.begin()->first);
}

void Vxi11Session::read()
{
    m_records.append(m_socket->readAll());
    while (const auto record = m_records.next()) {
        if (const auto call = RpcCall::parse(*record))
            m_waiting.append(*call);
    }
    if (m_records.fault().isEmpty())
        executeNext();
    else
        m_socket->abort();
}

void Vxi11Session::executeNext()
{
    while (!m_current && !m_waiting.isEmpty()) {
        m_current = m_waiting.takeFirst();
        execute(*m_current);
    }
}

void Vxi11Session::answer(const QByteArray &results) { answer(RpcReply::Accepted::Success, results); }

void Vxi11Session::answer(RpcReply::Accepted how, const QByteArray &results)
{
    const auto call = *std::exchange(m_current, std::nullopt);
    m_socket->write(markedRecord(RpcReply::record(call.id, how, results)));
}

void Vxi11Session::execute(const Call &call)
{
    const auto procedure = call.procedure;
    XdrReader arguments(call.arguments);
    if (procedure.program != core::program) {
        answer(RpcReply::Accepted::NoProgram);
    } else if (procedure.version != core::createLink.version) {
        answer(RpcReply::Accepted::OtherVersion);
    } else if (procedure == core::createLink) {
        createLink(arguments);
    } else if (procedure == core::write) {
        write(arguments);
    } else if (procedure == core::read) {
        beginRead(arguments);
    } else if (procedure.number == 0) {
        answer(QByteArray());
    } else {
        quint32 error = 0;
        const quint32 id = arguments.number();
        Link *link = usable(id, &error);
        if (procedure == core::destroyLink)
            answer(numberResult(destroy(id)));
        else if (procedure == core::lock || procedure == core::unlock)
            answer(numberResult(m_links.count(id) ? lock(id, procedure == core::lock) : code(DeviceError::InvalidLink)));
        else if (procedure == core::readStatus)
            answer(XdrWriter().number(error).number(link && link->stream->hasReply() ? messageAvailable : 0).bytes());
        else if (procedure == core::clear)
            answer(numberResult(link ? clear(*link) : error));
        else
            answer(numberResult(link ? code(DeviceError::NotSupported) : error));
    }
}

void Vxi11Session::createLink(XdrReader arguments)
{
    arguments.number(); // whoever it is
    const bool wantsLock = arguments.number() != 0;
    arguments.number(); // a lock is had at once or not at all
    const QByteArray device = arguments.opaque(longestName);
    auto *server = m_gateway.server(device);
    if (server && !server->isOn())
        server = nullptr;
    if (!arguments.isValid()) {
        answer(RpcReply::Accepted::BadArguments);
        return;
    }
    CreatedLink created;
    created.error = server ? 0 : code(DeviceError::NotAccessible);
    if (server) {
        created.link = m_gateway.newLink();
        if (wantsLock)
            created.error = m_gateway.lock(device, created.link) ? 0 : code(DeviceError::Locked);
    }
    if (created.error == 0) {
        created.abortPort = m_gateway.abortPort();
        created.longestWrite = longestWrite;
        auto *stream = new Vxi11Stream;
        connect(stream, &Vxi11Stream::replied, this, &Vxi11Session::tryToRead);
        auto *connection = server->serve(stream, "VXI-11 link " + QByteArray::number(created.link));
        connect(connection, &QObject::destroyed, this, [this, id = created.link] { // it was switched off
            if (m_links.count(id))
                m_socket->abort();
        });
        m_links[created.link] = {device, stream, connection};
    }
    answer(created.results());
}

Vxi11Session::Link *Vxi11Session::usable(quint32 id, quint32 *error)
{
    const auto link = m_links.find(id);
    if (link == m_links.end() || !link->second.stream || !link->second.connection)
        *error = code(DeviceError::InvalidLink);
    else if (!m_gateway.isFree(link->second.device, id))
        *error = code(DeviceError::Locked);
    else
        return &link->second;
    return nullptr;
}

void Vxi11Session::write(XdrReader arguments)
{
    const quint32 id = arguments.number();
    arguments.number();
    arguments.number();
    const quint32 flags = arguments.number();
    const QByteArray data = arguments.opaque(longestWrite);
    Written written;
    Link *link = usable(id, &written.error);
    if (!arguments.isValid()) {
        answer(RpcReply::Accepted::BadArguments);
        return;
    }
    if (link) {
        written.size = static_cast<quint32>(data.size());
        link->stream->put(data, (flags & flag::end) != 0);
    }
    answer(written.results());
}

void Vxi11Session::beginRead(XdrReader arguments)
{
    const quint32 id = arguments.number();
    m_readSize = arguments.number();
    const quint32 limit = arguments.number();
    ReadData none;
    if (!usable(id, &none.error)) {
        answer(none.results());
        return;
    }
    m_readLink = id;
    m_readLimit.start(std::chrono::milliseconds(limit));
    tryToRead();
}

void Vxi11Session::tryToRead()
{
    const auto link = m_links.find(m_readLink);
    if (m_readLink == 0 || link == m_links.end() || !link->second.stream || !link->second.stream->hasReply())
        return;
    m_readLink = 0;
    m_readLimit.stop();
    bool ends = false;
    ReadData data;
    data.data = link->second.stream->take(std::min<qsizetype>(m_readSize, longestWrite), &ends);
    data.reason = (ends ? reason::end : 0) | (data.data.size() == m_readSize ? reason::count : 0);
    answer(data.results());
    executeNext();
}

void Vxi11Session::endRead(DeviceError error)
{
    m_readLink = 0;
    m_readLimit.stop();
    answer(ReadData{code(error), 0, {}}.results());
    executeNext();
}

bool Vxi11Session::abort(quint32 id)
{
    const auto link = m_links.find(id);
    if (link == m_links.end())
        return false;
    if (link->second.connection)
        link->second.connection->note("aborted");
    if (m_readLink == id)
        endRead(DeviceError::Aborted);
    return true;
}

quint32 Vxi11Session::clear(Link &link)
{
    link.stream->clear();
    link.connection->clear();
    return 0;
}

quint32 Vxi11Session::lock(quint32 id, bool wanted)
{
    const auto &device = m_links.at(id).device;
    if (wanted)
        return m_gateway.lock(device, id) ? 0 : code(DeviceError::Locked);
    return m_gateway.unlock(device, id) ? 0 : code(DeviceError::NoLock);
}

quint32 Vxi11Session::destroy(quint32 id)
{
    const auto found = m_links.find(id);
    if (found == m_links.end())
        return code(DeviceError::InvalidLink);
    const Link link = found->second;
    m_links.erase(found);
    m_gateway.unlock(link.device, id);
    if (link.connection)
        link.connection->drop();
    return 0;
}

} // namespace podium::app
