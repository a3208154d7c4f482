// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/indi/indicontent.h"
#include "devices/indi/indielement.h"
#include "devices/indi/indimessage.h"
#include "devices/indi/indinumber.h"
#include "devices/indi/indishape.h"
#include "devices/indi/indisplitter.h"
#include "tests/fuzz/fuzz.h"

#include <QRegularExpression>
#include <QXmlStreamReader>

#include <cmath>

using namespace podium::devices;
using namespace podium::devices::indi;
using podium::tests::Choices;
using podium::tests::demand;
using podium::tests::succeeds;

namespace
{
/// What an operator sees of a vector has names that can be used, each once.
void shape(const Vector &vector, const QString &kind)
{
    static const QRegularExpression usable(QStringLiteral("^[a-z0-9_]+$"));
    Names names;
    QSet<QString> taken;
    const auto use = [&](const QString &name) {
        demand(usable.match(name).hasMatch() && !taken.contains(name), "a name can be used, and is used once");
        taken.insert(name);
    };
    const auto made = shapeOf(vector, kind, names);
    for (const auto &parameter : made.parameters) {
        use(parameter.spec.name);
        demand(parameter.member < std::max<std::size_t>(1, vector.members.size()), "a parameter is of a member");
    }
    for (const auto &command : made.commands) {
        use(command.spec.name);
        demand(command.member < vector.members.size() || command.act == Act::Move, "a command is of a member");
    }
}

/// What a client sends for a vector is one whole element with the same names.
void send(const Vector &vector)
{
    if (vector.type == Type::Light || vector.type == Type::Blob)
        return;
    const auto message = newVector(vector);
    IndiSplitter splitter;
    splitter.append(message);
    const auto element = splitter.next();
    demand(element.has_value() && splitter.fault().isEmpty(), "a message is one whole element");
    QXmlStreamReader xml(*element);
    demand(xml.readNextStartElement() && xml.attributes().value(QLatin1String("name")) == vector.name
               && xml.attributes().value(QLatin1String("device")) == vector.device,
           "a message names its vector");
    std::size_t members = 0;
    while (xml.readNextStartElement()) {
        ++members;
        xml.skipCurrentElement();
    }
    demand(!xml.hasError() && members <= vector.members.size(), "a message is XML");
}

void read(QByteArrayView bytes)
{
    Choices choices(bytes);
    const auto kind = kinds().at(choices.below(int(kinds().size())));
    const auto text = choices.text();
    if (const auto number = parseNumber(text)) {
        demand(std::isfinite(*number), "a number is one");
        demand(parseNumber(QString::fromLatin1(numberText(*number))) == number, "a number reads back as itself");
    }
    demand(decimalsOf(text) >= -1 && decimalsOf(text) <= 20, "decimals are few");
    isSexagesimal(text);
    Element element;
    if (!succeeds([&] { element = readElement(choices.rest().toByteArray()); }, {podium::engine::ErrorKind::Device}))
        return;
    for (const auto &member : element.vector.members) {
        demand(!member.number || std::isfinite(*member.number), "a number is one");
        succeeds([&] { (void)decoded(member.blob); }, {podium::engine::ErrorKind::Device});
        demand(member.low.has_value() == member.high.has_value() && (!member.low || *member.low < *member.high), "limits are a range");
    }
    if (element.kind != Element::Kind::Define)
        return;
    demand(!element.vector.name.isEmpty() && !element.vector.device.isEmpty(), "what is defined has a name and a device");
    shape(element.vector, kind);
    send(element.vector);
}
} // namespace

PODIUM_FUZZ(read)
