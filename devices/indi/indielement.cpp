// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/indi/indielement.h"

#include "devices/indi/indicontent.h"
#include "devices/indi/indinumber.h"
#include "engine/model/quoted.h"
#include "engine/tasks/error.h"

#include <QStringDecoder>
#include <QXmlStreamReader>

#include <algorithm>
#include <array>

namespace podium::devices::indi
{
using engine::quoted;

namespace
{
constexpr std::size_t mostMembers = 500;

struct Form {
    QLatin1String tag;
    Element::Kind kind;
    Type type;
};
using Kind = Element::Kind;
constexpr std::array<Form, 14> forms{{
    {QLatin1String("defTextVector"), Kind::Define, Type::Text},
    {QLatin1String("defNumberVector"), Kind::Define, Type::Number},
    {QLatin1String("defSwitchVector"), Kind::Define, Type::Switch},
    {QLatin1String("defLightVector"), Kind::Define, Type::Light},
    {QLatin1String("defBLOBVector"), Kind::Define, Type::Blob},
    {QLatin1String("setTextVector"), Kind::Set, Type::Text},
    {QLatin1String("setNumberVector"), Kind::Set, Type::Number},
    {QLatin1String("setSwitchVector"), Kind::Set, Type::Switch},
    {QLatin1String("setLightVector"), Kind::Set, Type::Light},
    {QLatin1String("setBLOBVector"), Kind::Set, Type::Blob},
    {QLatin1String("delProperty"), Kind::Delete, Type::Text},
    {QLatin1String("message"), Kind::Message, Type::Text},
    {QLatin1String("pingRequest"), Kind::PingRequest, Type::Text},
    {QLatin1String("pingReply"), Kind::PingReply, Type::Text},
}};

constexpr std::array<QLatin1String, 5> words{{QLatin1String("Text"), QLatin1String("Number"), QLatin1String("Switch"),
                                              QLatin1String("Light"), QLatin1String("BLOB")}};

[[noreturn]] void refuse(const QString &why)
{
    throw engine::Error(engine::ErrorKind::Device, why);
}

template <class T, std::size_t N>
T oneOf(const std::array<std::pair<QLatin1String, T>, N> &known, const QString &text, const char *what)
{
    for (const auto &[word, value] : known)
        if (text == word)
            return value;
    refuse(QStringLiteral("%1 is no %2").arg(quoted(text), QLatin1String(what)));
}

State stateOf(const QString &text)
{
    static constexpr std::array<std::pair<QLatin1String, State>, 4> known{{{QLatin1String("Idle"), State::Idle},
                                                                            {QLatin1String("Ok"), State::Ok},
                                                                            {QLatin1String("Busy"), State::Busy},
                                                                            {QLatin1String("Alert"), State::Alert}}};
    return oneOf(known, text, "state (Idle, Ok, Busy, Alert)");
}

Rule ruleOf(const QString &text)
{
    static constexpr std::array<std::pair<QLatin1String, Rule>, 3> known{{{QLatin1String("OneOfMany"), Rule::OneOfMany},
                                                                           {QLatin1String("AtMostOne"), Rule::AtMostOne},
                                                                           {QLatin1String("AnyOfMany"), Rule::AnyOfMany}}};
    return oneOf(known, text, "rule (OneOfMany, AtMostOne, AnyOfMany)");
}

Permission permissionOf(const QString &text)
{
    static constexpr std::array<std::pair<QLatin1String, Permission>, 3> known{{{QLatin1String("ro"), Permission::ReadOnly},
                                                                                 {QLatin1String("wo"), Permission::WriteOnly},
                                                                                 {QLatin1String("rw"), Permission::ReadWrite}}};
    return oneOf(known, text, "permission (ro, wo, rw)");
}

/// Reads one element; what a tag lacks is told by its name.
class Reader
{
public:
    Reader(const QString &text, const CutContents &cut) : m_xml(text), m_cut(cut) { m_xml.setEntityExpansionLimit(0); }

    Element read()
    {
        while (!m_xml.atEnd() && !m_xml.isStartElement())
            if (m_xml.readNext() == QXmlStreamReader::DTD)
                refuse(QStringLiteral("it has a document type"));
        failXml();
        Element element;
        element.tag = m_xml.name().toString();
        const auto form = std::find_if(forms.begin(), forms.end(), [&](const Form &each) { return each.tag == element.tag; });
        if (form != forms.end()) {
            element.kind = form->kind;
            element.vector.type = form->type;
            readAttributes(element);
        }
        if (element.kind == Kind::Define || element.kind == Kind::Set)
            readMembers(element);
        else
            m_xml.skipCurrentElement();
        while (!m_xml.atEnd())
            m_xml.readNext();
        failXml();
        return element;
    }

private:
    void failXml()
    {
        if (m_xml.hasError())
            refuse(m_xml.errorString().trimmed());
    }
    QString attribute(const char *name) const { return m_xml.attributes().value(QLatin1String(name)).toString(); }
    QString required(const char *name, const QString &tag) const
    {
        auto value = attribute(name);
        if (value.trimmed().isEmpty())
            refuse(QStringLiteral("a %1 has no %2").arg(tag, QLatin1String(name)));
        return value;
    }

    void readAttributes(Element &element)
    {
        auto &vector = element.vector;
        const bool isVector = element.kind == Kind::Define || element.kind == Kind::Set;
        vector.timestamp = attribute("timestamp");
        vector.message = attribute("message");
        element.uid = attribute("uid");
        vector.device = isVector || element.kind == Kind::Delete ? required("device", element.tag) : attribute("device");
        vector.name = isVector ? required("name", element.tag) : attribute("name");
        vector.label = attribute("label");
        vector.group = attribute("group");
        if (const auto state = attribute("state"); !state.isEmpty())
            vector.state = stateOf(state);
        vector.timeout = parseNumber(attribute("timeout"));
        if (element.kind != Kind::Define)
            return;
        vector.state = stateOf(required("state", element.tag));
        if (vector.type != Type::Light)
            vector.permission = permissionOf(required("perm", element.tag));
        if (vector.type == Type::Switch)
            vector.rule = ruleOf(required("rule", element.tag));
    }

    void readMembers(Element &element)
    {
        auto &vector = element.vector;
        const auto prefix = QLatin1String(element.kind == Kind::Define ? "def" : "one");
        const QString wanted = prefix + words[static_cast<std::size_t>(vector.type)];
        while (m_xml.readNextStartElement()) {
            if (m_xml.name() != wanted) {
                m_xml.skipCurrentElement();
                continue;
            }
            if (vector.members.size() == mostMembers)
                refuse(QStringLiteral("%1 has more than %2 members").arg(quoted(vector.name), QString::number(mostMembers)));
            readMember(vector, wanted);
        }
    }

    void readMember(Vector &vector, const QString &tag)
    {
        Member member;
        member.name = required("name", tag);
        member.label = attribute("label");
        member.format = attribute("format");
        const auto low = parseNumber(attribute("min"));
        const auto high = parseNumber(attribute("max"));
        if (low && high && *low < *high) { // equal ones mean that there are none
            member.low = low;
            member.high = high;
        }
        member.blob.size = attribute("size");
        auto text = m_xml.readElementText(QXmlStreamReader::SkipChildElements);
        failXml();
        switch (vector.type) {
        case Type::Text:
            member.text = unwrapped(text);
            break;
        case Type::Number:
            member.text = text.trimmed();
            member.number = parseNumber(member.text);
            break;
        case Type::Switch:
            member.on = isOn(text.trimmed());
            break;
        case Type::Light:
            member.light = stateOf(text.trimmed());
            break;
        case Type::Blob:
            member.blob.format = std::exchange(member.format, {});
            member.blob.letters = contentAt(m_cut, text).value_or(wholly(text.toLatin1()));
            if (!hasLetters(member.blob.letters))
                member.blob.letters = {};
            break;
        }
        vector.members.push_back(std::move(member));
    }

    static bool isOn(const QString &text)
    {
        if (text != QLatin1String("On") && text != QLatin1String("Off"))
            refuse(QStringLiteral("%1 is neither On nor Off").arg(quoted(text)));
        return text == QLatin1String("On");
    }
    /// The line ends that stand around the text belong to the layout of the message.
    static QString unwrapped(const QString &text)
    {
        qsizetype begin = 0;
        auto end = text.size();
        while (begin < end && (text[begin] == QLatin1Char('\n') || text[begin] == QLatin1Char('\r')))
            ++begin;
        while (end > begin && (text[end - 1].isSpace()))
            --end;
        return text.sliced(begin, end - begin);
    }
    static Content wholly(const QByteArray &letters) { return {letters, 0, letters.size()}; }
    /// What has nothing but line ends is none, as in a definition.
    static bool hasLetters(const Content &content)
    {
        const auto all = content.view();
        return std::any_of(all.begin(), all.end(), [](char c) { return c != '\n' && c != '\r' && c != ' ' && c != '\t'; });
    }

    QXmlStreamReader m_xml;
    const CutContents &m_cut;
};

/// INDI says UTF-8 nowhere, and old drivers send Latin-1.
QString textOf(const QByteArray &xml)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = decoder(xml);
    return decoder.hasError() ? QString::fromLatin1(xml) : text;
}
} // namespace

QLatin1String name(State state)
{
    static constexpr std::array<QLatin1String, 4> names{{QLatin1String("Idle"), QLatin1String("Ok"), QLatin1String("Busy"),
                                                         QLatin1String("Alert")}};
    return names[static_cast<std::size_t>(state)];
}

Member *Vector::find(const QString &wanted)
{
    const auto found = std::find_if(members.begin(), members.end(), [&](const Member &member) { return member.name == wanted; });
    return found == members.end() ? nullptr : &*found;
}

Element readElement(const QByteArray &xml)
{
    if (const auto cut = cutContents(xml))
        return Reader(textOf(cut->xml), *cut).read();
    return Reader(textOf(xml), {}).read();
}
} // namespace podium::devices::indi
