// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/vxi11server.h"

using namespace podium::devices::vxi11;

namespace podium::tests
{
namespace
{
constexpr qsizetype longestRecord = qsizetype(4) * 1024 * 1024;
constexpr quint32 linkId = 77;

void send(QTcpSocket *socket, const QByteArray &record)
{
    socket->write(markedRecord(record));
    socket->flush();
}
} // namespace

Vxi11Server::Vxi11Server()
{
    for (auto *server : {&m_core, &m_abort, &m_portmapper})
        server->listen(QHostAddress::LocalHost);
    m_port = m_core.serverPort();
    serve(m_core, [this](const RpcCall &call, QTcpSocket *socket) {
        m_waiting.emplace_back(call, socket);
        executeNext();
    });
    connect(&m_core, &QTcpServer::newConnection, this, [this] { ++m_connections; });
    serve(m_abort, [this](const RpcCall &call, QTcpSocket *socket) { abort(call, socket); });
    serve(m_portmapper, [this](const RpcCall &call, QTcpSocket *socket) {
        XdrReader arguments(call.arguments);
        const bool known = call.procedure == portmap::getPort && arguments.number() == core::program;
        send(socket, RpcReply::record(call.id, RpcReply::Accepted::Success, numberResult(known ? m_port : 0)));
    });
    m_readLimit.setSingleShot(true);
    m_readLimit.callOnTimeout(this, [this] {
        m_reads = false;
        answer(ReadData{quint32(DeviceError::Timeout), 0, {}}.results());
    });
}

QString Vxi11Server::address(bool byPortmapper) const
{
    return QStringLiteral("vxi11://127.0.0.1/inst0?%1=%2")
        .arg(byPortmapper ? QStringLiteral("portmapper") : QStringLiteral("port"))
        .arg(byPortmapper ? m_portmapper.serverPort() : m_port);
}

void Vxi11Server::serve(QTcpServer &server, const std::function<void(const RpcCall &, QTcpSocket *)> &execute)
{
    connect(&server, &QTcpServer::newConnection, this, [&server, execute, this] {
        auto *socket = server.nextPendingConnection();
        auto reader = std::make_shared<RecordReader>(longestRecord);
        connect(socket, &QTcpSocket::readyRead, socket, [socket, reader, execute] {
            reader->append(socket->readAll());
            while (const auto record = reader->next())
                if (const auto call = RpcCall::parse(*record))
                    execute(*call, socket);
        });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            std::erase_if(m_waiting, [socket](const auto &waiting) { return waiting.second == socket; });
            if (m_current && m_current->second == socket) {
                m_readLimit.stop();
                m_reads = false;
                m_current.reset();
                executeNext();
            }
            socket->deleteLater();
        });
    });
}

void Vxi11Server::listenForAborts(bool listen)
{
    const auto port = m_abort.serverPort();
    m_abort.close();
    if (listen)
        m_abort.listen(QHostAddress::LocalHost, port);
}

void Vxi11Server::pull()
{
    m_core.close();
    for (auto *socket : m_core.findChildren<QTcpSocket *>())
        socket->abort();
}

void Vxi11Server::say(const QByteArray &reply, bool end)
{
    m_output.push_back({reply, end});
    if (m_reads)
        tryToRead();
}

void Vxi11Server::executeNext()
{
    while (!m_current && !m_waiting.empty()) {
        m_current = m_waiting.front();
        m_waiting.pop_front();
        execute(m_current->first, m_current->second);
    }
}

void Vxi11Server::answer(const QByteArray &results)
{
    const auto current = *std::exchange(m_current, std::nullopt);
    if (rawAnswer.isEmpty() || !calls.last().startsWith(rawAnswerTo))
        send(current.second, RpcReply::record(current.first.id, RpcReply::Accepted::Success, results));
    else
        current.second->write(std::exchange(rawAnswer, {}));
    executeNext();
}

void Vxi11Server::execute(const RpcCall &call, QTcpSocket *socket)
{
    XdrReader arguments(call.arguments);
    if (call.procedure == core::createLink) {
        for (int i = 0; i < 3; ++i)
            arguments.number();
        note("create_link " + arguments.opaque(100));
        const CreatedLink created{createError, linkId, toldAbortPort > 0 ? toldAbortPort : m_abort.serverPort(), longestWrite};
        answer(created.results());
    } else if (call.procedure == core::write) {
        write(arguments);
    } else if (call.procedure == core::read) {
        read(arguments);
    } else if (call.procedure == core::clear) {
        note("device_clear");
        later(clearTime, [this] {
            m_input.clear();
            m_output.clear();
            answer(numberResult(clearError));
        });
    } else if (call.procedure == core::destroyLink) {
        note("destroy_link");
        answer(numberResult(0));
    } else {
        m_current.reset();
        send(socket, RpcReply::record(call.id, RpcReply::Accepted::NoProcedure));
    }
}

void Vxi11Server::later(std::chrono::milliseconds time, const std::function<void()> &act)
{
    if (time.count() == 0) {
        act();
        return;
    }
    QTimer::singleShot(time, this, [this, id = m_current->first.id, socket = m_current->second, act] {
        if (m_current && m_current->first.id == id && m_current->second == socket)
            act();
    });
}

void Vxi11Server::write(XdrReader arguments)
{
    for (int i = 0; i < 3; ++i)
        arguments.number();
    const auto flags = arguments.number();
    const auto data = arguments.opaque(longestRecord);
    note("device_write " + data.left(40).trimmed());
    if (!executesWrites)
        return;
    const bool isRefused = writeError != 0 && data.contains(writeErrorIn);
    if (isRefused) {
        answer(Written{std::exchange(writeError, 0), 0}.results());
        return;
    }
    later(writeTime, [this, data, flags] { takeIn(data, (flags & flag::end) != 0); });
}

void Vxi11Server::takeIn(const QByteArray &data, bool isLast)
{
    m_input += data;
    QByteArray message;
    if (isLast) {
        message = std::exchange(m_input, {});
        messages << message;
    }
    answer(Written{0, static_cast<quint32>(data.size())}.results());
    if (!message.isEmpty())
        onMessage(message);
}

void Vxi11Server::read(XdrReader arguments)
{
    arguments.number();
    m_size = std::min<qsizetype>(arguments.number(), longestRead);
    const auto ioTimeout = arguments.number();
    arguments.number();
    const auto flags = arguments.number();
    const auto termChar = static_cast<char>(arguments.number());
    m_termChar = (flags & flag::termChar) != 0 ? std::optional(termChar) : std::nullopt;
    note("device_read");
    if (readError != 0) {
        answer(ReadData{readError, 0, {}}.results());
        return;
    }
    m_reads = true;
    if (readsEnd)
        m_readLimit.start(static_cast<int>(ioTimeout));
    tryToRead();
}

void Vxi11Server::tryToRead()
{
    if (m_output.empty())
        return;
    m_readLimit.stop();
    m_reads = false;
    auto &output = m_output.front();
    ReadData read{0, reason::count, output.bytes.left(m_size)};
    if (const auto at = m_termChar ? read.data.indexOf(*m_termChar) : -1; at >= 0) {
        read.data.truncate(at + 1);
        read.reason = reason::termChar;
    }
    output.bytes.remove(0, read.data.size());
    if (output.bytes.isEmpty()) {
        read.reason |= output.end ? reason::end : 0;
        m_output.pop_front();
    }
    answer(read.results());
}

void Vxi11Server::abort(const RpcCall &call, QTcpSocket *socket)
{
    note("device_abort");
    if (!abortAnswers)
        return;
    send(socket, RpcReply::record(call.id, RpcReply::Accepted::Success, numberResult(abortError)));
    if (!m_current || abortError != 0)
        return;
    const auto aborted = quint32(DeviceError::Aborted);
    m_readLimit.stop();
    const bool wasReading = std::exchange(m_reads, false);
    executesWrites = true;
    answer(wasReading ? ReadData{aborted, 0, {}}.results() : Written{aborted, 0}.results());
}

void Vxi11Server::note(const QByteArray &call)
{
    calls << call;
    if (onCall)
        onCall(call);
}
} // namespace podium::tests
