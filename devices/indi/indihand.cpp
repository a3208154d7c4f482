// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/indi/indiconnection.h"
#include "devices/indi/indisplitter.h"
#include "devices/links/linktext.h"
#include "engine/tasks/operation.h"

#include <QPointer>
#include <QScopeGuard>
#include <QXmlStreamReader>

#include <algorithm>

/// What a person sends over an IndiConnection by hand. INDI has no replies, so what comes for the same vector counts as one.
namespace podium::devices
{
using namespace engine;
using namespace std::chrono_literals;

namespace
{
constexpr Duration look = 20ms;
constexpr Duration quiet = 300ms;
constexpr Duration answerLimit = 3s;
constexpr qsizetype mostElements = 20;
constexpr qsizetype shownOfEach = 250;

/// What one element is about.
struct Sent {
    QString tag;
    QString device; ///< empty: all
    QString vector; ///< empty: all

    bool writes() const { return tag.startsWith(QLatin1String("new")); }
    bool concerns(const indi::Element &element) const
    {
        if (tag == QLatin1String("pingRequest"))
            return element.kind == indi::Element::Kind::PingReply;
        const auto &told = element.vector;
        return (device.isEmpty() || told.device == device) && (vector.isEmpty() || told.name == vector || told.name.isEmpty());
    }
};

[[noreturn]] void refuse(const QString &why) { throw Error::refused(RefusalKind::Type, {}, why); }

Sent readSent(const QByteArray &element)
{
    QXmlStreamReader xml(element);
    xml.readNextStartElement();
    Sent sent{xml.name().toString(), xml.attributes().value(QLatin1String("device")).toString(),
              xml.attributes().value(QLatin1String("name")).toString()};
    while (!xml.atEnd())
        xml.readNext();
    if (xml.hasError())
        refuse(QStringLiteral("The message is no XML: %1.").arg(xml.errorString()));
    static const QStringList known{QStringLiteral("getProperties"),   QStringLiteral("newTextVector"), QStringLiteral("newNumberVector"),
                                   QStringLiteral("newSwitchVector"), QStringLiteral("enableBLOB"),    QStringLiteral("pingRequest")};
    if (!known.contains(sent.tag))
        refuse(QStringLiteral("A client of INDI sends no %1; write one of %2.").arg(sent.tag, known.join(QStringLiteral(", "))));
    return sent;
}

/// Only whole elements may leave: half of one would spoil the connection for all devices on it.
std::vector<Sent> readAll(const QByteArray &message)
{
    IndiSplitter splitter;
    splitter.append(message);
    std::vector<Sent> elements;
    auto rest = message;
    while (const auto element = splitter.next()) {
        elements.push_back(readSent(*element));
        rest = rest.trimmed();
        if (!rest.startsWith(*element))
            break;
        rest = rest.sliced(element->size());
    }
    if (!splitter.fault().isEmpty())
        refuse(QStringLiteral("The message is no INDI: %1.").arg(splitter.fault()));
    if (elements.empty() || !rest.trimmed().isEmpty())
        refuse(QStringLiteral("Write whole INDI elements, for example <getProperties version=\"1.7\"/>."));
    return elements;
}
} // namespace

Op<QByteArray> IndiConnection::sendByHand(QByteArray message, MessageClass messageClass)
{
    const auto elements = readAll(message);
    if (messageClass == MessageClass::Read && std::any_of(elements.begin(), elements.end(), [](const Sent &sent) { return sent.writes(); }))
        refuse(QStringLiteral("This changes something at the device, so it does not only ask."));
    if (!message.endsWith('\n'))
        message += '\n';
    QByteArrayList came;
    auto heard = m_engine.now();
    const Listener listener{[&](const indi::Element &element, const QByteArray &xml) {
        if (came.size() >= mostElements || std::none_of(elements.begin(), elements.end(), [&](const Sent &sent) { return sent.concerns(element); }))
            return;
        came << xml.left(shownOfEach).simplified();
        heard = m_engine.now();
    }};
    m_listeners.push_back(&listener);
    const auto end = qScopeGuard([self = QPointer(this), &listener] {
        if (self) // the connection may go first
            std::erase(self->m_listeners, &listener);
    });
    send(message, messageClass);
    const auto session = m_session;
    const auto begun = m_engine.now();
    for (;;) {
        const auto now = m_engine.now();
        const bool isOver = now - begun >= answerLimit || session != m_session;
        if (isOver || (now - heard >= quiet && (!came.isEmpty() || messageClass != MessageClass::Read)))
            break;
        co_await sleep(look);
    }
    if (came.isEmpty() && messageClass == MessageClass::Read)
        throw Error(session == m_session ? ErrorKind::Timeout : ErrorKind::Disconnected,
                    QStringLiteral("Nothing came for %1 from %2 within %3.").arg(shown(message), address(), inSeconds(m_engine.now() - begun)), m_name)
            .withTraffic(recentTraffic());
    co_return came.isEmpty() ? QByteArray() : came.join('\n');
}
} // namespace podium::devices
