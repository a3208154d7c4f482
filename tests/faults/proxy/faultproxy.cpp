// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/proxy/faultproxy.h"

#include <algorithm>

#include <unistd.h>

namespace podium::tests
{
FaultProxy::FaultProxy(const ProxyPlace &place)
    : m_place(place)
    , m_script(place.seed)
{
    if (m_place.isPty) {
        plug();
        return;
    }
    m_port = std::make_unique<ProxyPort>(m_place.port, [this](int client) { accept(client); });
    m_problem = m_port->problem();
}

FaultProxy::~FaultProxy()
{
    m_connections.clear();
    pull();
}

QStringList FaultProxy::commands()
{
    return {
        QStringLiteral("clear: forgets the rules"),
        QStringLiteral("freeze, thaw: nothing is passed on, in no direction and on no connection, and then everything"),
        QStringLiteral("release: ends what hold began"),
        QStringLiteral("reset, close: ends all connections, at once or in good order"),
        QStringLiteral("half-close client, half-close instrument: what that one sends has come to its end"),
        QStringLiteral("refuse, full, accept: new connections are refused, are never answered, come about again"),
        QStringLiteral("one-client, many-clients: a second connection is closed at once, or is not"),
        QStringLiteral("pull, plug: the cable is out, and in again; a pseudo-terminal then has another name"),
        QStringLiteral("insert \"TEXT\": the client gets bytes that the instrument never sent"),
    };
}

QString FaultProxy::command(const QString &line)
{
    const auto text = line.trimmed();
    if (text.startsWith(QLatin1String("on ")))
        return m_script.add(text);
    const auto space = text.indexOf(QLatin1Char(' '));
    const auto word = space < 0 ? text : text.left(space);
    m_log.note(0, "#", text.toUtf8());
    if (obey(word, space < 0 ? QStringView() : QStringView(text).sliced(space).trimmed()))
        return {};
    return QStringLiteral("\"%1\" is no command; these are: %2, and rules: on message 3 of client: drop")
        .arg(text, commands().join(QStringLiteral("; ")));
}

bool FaultProxy::obey(const QString &word, QStringView rest)
{
    const auto is = [&word](const char *name) { return word == QLatin1String(name); };
    const auto each = [this](auto act) {
        for (const auto &connection : m_connections)
            if (!connection->isOver())
                act(*connection);
    };
    if (is("half-close") && (rest == u"client" || rest == u"instrument")) {
        each([&](ProxyConnection &connection) {
            connection.halfClose(rest == u"client" ? Party::Client : Party::Instrument);
        });
        return true;
    }
    if (is("insert")) {
        const auto bytes = quotedBytes(rest);
        if (bytes)
            each([&](ProxyConnection &connection) { connection.insert(*bytes); });
        return bytes.has_value();
    }
    if (!rest.isEmpty())
        return false;
    if (is("clear"))
        m_script.clear();
    else if (is("freeze") || is("thaw"))
        setFrozen(is("freeze"));
    else if (is("release"))
        each([](ProxyConnection &connection) { connection.release(); });
    else if (is("reset") || is("close"))
        each([&](ProxyConnection &connection) { connection.end(is("reset") ? Ending::Reset : Ending::Close); });
    else if (is("refuse") && m_port)
        m_port->setMood(ProxyPort::Mood::Refuses);
    else if (is("full") && m_port)
        m_port->setMood(ProxyPort::Mood::Full);
    else if (is("accept") && m_port)
        m_port->setMood(ProxyPort::Mood::Accepts);
    else if (is("one-client") || is("many-clients"))
        m_oneClient = is("one-client");
    else if (is("pull"))
        pull();
    else if (is("plug"))
        plug();
    else
        return false;
    return true;
}

void FaultProxy::setFrozen(bool frozen)
{
    m_frozen = frozen;
    for (const auto &connection : m_connections)
        connection->setFrozen(frozen);
}

void FaultProxy::plug()
{
    if (m_port) {
        m_port->setMood(ProxyPort::Mood::Accepts);
        return;
    }
    if (m_terminal.master >= 0)
        return;
    m_terminal = Terminal::make();
    if (m_terminal.master < 0) {
        m_problem = QStringLiteral("no pseudo-terminal can be made: %1").arg(qt_error_string());
        return;
    }
    if (!m_place.link.isEmpty()) {
        const auto link = m_place.link.toLocal8Bit();
        ::unlink(link.constData());
        if (::symlink(m_terminal.name.constData(), link.constData()) != 0)
            m_problem = QStringLiteral("%1 cannot be made: %2").arg(m_place.link, qt_error_string());
    }
    accept(::dup(m_terminal.master));
}

void FaultProxy::pull()
{
    for (const auto &connection : m_connections)
        connection->end(Ending::Reset);
    if (m_port) {
        m_port->setMood(ProxyPort::Mood::Refuses);
        return;
    }
    if (m_terminal.master < 0)
        return;
    ::close(m_terminal.slave);
    ::close(m_terminal.master);
    m_terminal = {};
    if (!m_place.link.isEmpty())
        ::unlink(m_place.link.toLocal8Bit().constData());
}

int FaultProxy::connectInstrument() const
{
    return m_place.terminal.isEmpty() ? connectTo(m_place.host, m_place.target) : Terminal::open(m_place.terminal);
}

void FaultProxy::accept(int client)
{
    const int number = ++m_number;
    if (m_oneClient && !m_connections.empty()) {
        m_log.note(number, "#", "turned away");
        ::close(client);
        return;
    }
    ProxyConnection::Surroundings around{m_script, m_log, m_place.cut, [this] { return connectInstrument(); },
                                         [this] { setFrozen(true); }, m_place.isPty};
    auto &added = *m_connections.emplace_back(std::make_unique<ProxyConnection>(number, client, around));
    added.setFrozen(m_frozen);
    QObject::connect(&added, &ProxyConnection::over, this, [this, gone = &added] {
        const auto place = std::find_if(m_connections.begin(), m_connections.end(),
                                        [gone](const auto &each) { return each.get() == gone; });
        place->release()->deleteLater(); // it is the caller
        m_connections.erase(place);
    });
}
} // namespace podium::tests
