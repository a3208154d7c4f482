// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/indi/indimessage.h"

#include "devices/indi/indinumber.h"

#include <QXmlStreamWriter>

namespace podium::devices::indi
{
namespace
{
const QLatin1String yes("On");
const QLatin1String no("Off");

/// The element that the function fills, on one line.
template <class Fill>
QByteArray element(const QString &tag, Fill fill)
{
    QByteArray text;
    QXmlStreamWriter xml(&text);
    xml.writeStartElement(tag);
    fill(xml);
    xml.writeEndElement();
    return text + '\n';
}

void attribute(QXmlStreamWriter &xml, const char *name, const QString &value)
{
    if (!value.isEmpty())
        xml.writeAttribute(QLatin1String(name), value);
}
} // namespace

QByteArray askFor(const QString &device, const QString &vector)
{
    return element(QStringLiteral("getProperties"), [&](QXmlStreamWriter &xml) {
        attribute(xml, "version", QStringLiteral("1.7"));
        attribute(xml, "device", device);
        attribute(xml, "name", vector);
    });
}

QByteArray enableBlobs(const QString &device, bool wanted)
{
    return element(QStringLiteral("enableBLOB"), [&](QXmlStreamWriter &xml) {
        attribute(xml, "device", device);
        xml.writeCharacters(wanted ? QStringLiteral("Also") : QStringLiteral("Never"));
    });
}

QByteArray pingRequest(const QString &uid)
{
    return element(QStringLiteral("pingRequest"), [&](QXmlStreamWriter &xml) { attribute(xml, "uid", uid); });
}

QByteArray pingReply(const QString &uid)
{
    return element(QStringLiteral("pingReply"), [&](QXmlStreamWriter &xml) { attribute(xml, "uid", uid); });
}

QByteArray newVector(const Vector &vector)
{
    const auto word = vector.type == Type::Number   ? QStringLiteral("Number")
                      : vector.type == Type::Switch ? QStringLiteral("Switch")
                                                    : QStringLiteral("Text");
    return element(QStringLiteral("new%1Vector").arg(word), [&](QXmlStreamWriter &xml) {
        attribute(xml, "device", vector.device);
        attribute(xml, "name", vector.name);
        for (const auto &member : vector.members) {
            if (vector.type == Type::Number && !member.number)
                continue;
            xml.writeStartElement(QStringLiteral("one%1").arg(word));
            attribute(xml, "name", member.name);
            xml.writeCharacters(vector.type == Type::Number   ? QString::fromLatin1(numberText(*member.number))
                                : vector.type == Type::Switch ? QString(member.on ? yes : no)
                                                              : member.text);
            xml.writeEndElement();
        }
    });
}
} // namespace podium::devices::indi
