// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/indi/indisplitter.h"

#include <algorithm>
#include <utility>

namespace podium::devices
{
namespace
{
constexpr int deepest = 8; // INDI itself needs two
constexpr qsizetype shownOfPassed = 256;
constexpr qsizetype longestName = 24;

/// Whether an element of this name is a message, which never stands inside of another.
bool isMessage(const QByteArray &name)
{
    static constexpr const char *others[] = {"delProperty", "message", "getProperties", "enableBLOB", "pingRequest", "pingReply"};
    if (name.endsWith("Vector"))
        return name.startsWith("def") || name.startsWith("set") || name.startsWith("new");
    return std::any_of(std::begin(others), std::end(others), [&](const char *other) { return name == other; });
}
} // namespace

void IndiSplitter::append(QByteArrayView bytes)
{
    if (!m_fault.isEmpty())
        return;
    m_input.remove(0, m_position);
    m_position = 0;
    m_input.append(bytes);
}

void IndiSplitter::reset()
{
    *this = IndiSplitter(m_caps);
}

QByteArray IndiSplitter::takePassedOver()
{
    return std::exchange(m_passedOver, {});
}

void IndiSplitter::fail(const QString &why)
{
    m_fault = why;
    m_input.clear();
    m_position = 0;
    m_element.clear();
}

std::optional<QByteArray> IndiSplitter::next()
{
    while (m_fault.isEmpty() && m_position < m_input.size()) {
        if (m_place == Place::Text || m_place == Place::Outside)
            takeRun();
        else
            take(m_input[m_position++]);
        if (!m_passedOver.isEmpty())
            return std::nullopt;
        m_isCutOff = !m_cutOff.isEmpty();
        if (m_isCutOff)
            return std::exchange(m_cutOff, {});
        if (!m_complete || !m_fault.isEmpty())
            continue;
        m_complete = false;
        if (std::exchange(m_passing, false)) {
            m_passedOver = std::exchange(m_element, {});
            return std::nullopt;
        }
        return std::exchange(m_element, {});
    }
    return std::nullopt;
}

/// Text up to the next tag, at one go: a BLOB is long.
void IndiSplitter::takeRun()
{
    const auto rest = QByteArrayView(m_input).sliced(m_position);
    const auto tag = rest.indexOf('<');
    const auto count = tag < 0 ? rest.size() : tag;
    m_position += count; // before keep(), which forgets all at a fault
    if (m_place == Place::Text)
        keep(rest.first(count));
    if (tag < 0 || !m_fault.isEmpty())
        return;
    ++m_position;
    if (m_place == Place::Outside) {
        m_isBlob = false;
        m_cap = m_caps.element;
    }
    keep("<");
    m_name = QByteArray();
    m_place = Place::TagBegin;
}

/// Behind each "<" there may be the name of a message; then what was there before was cut off.
void IndiSplitter::takeName(char byte)
{
    if (byte == '<') {
        m_name = QByteArray();
        m_nested = m_nested || m_place == Place::Tag;
        return;
    }
    const bool isLetter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    if (isLetter && m_name && m_name->size() < longestName) {
        m_name->append(byte);
        return;
    }
    const bool isInside = m_depth > 0 || m_nested || m_place != Place::Tag;
    if (m_name && isInside && isMessage(*m_name))
        beginAnew();
    else if (m_nested)
        fail(QStringLiteral("a tag begins inside of another tag"));
    m_name.reset();
}

void IndiSplitter::beginAnew()
{
    const auto begun = '<' + *m_name;
    if (std::exchange(m_passing, false))
        m_passedOver = m_element;
    else
        m_cutOff = m_element.chopped(begun.size());
    m_element = begun;
    m_isBlob = false;
    m_cap = m_caps.element;
    m_depth = 0;
    m_closing = false;
    m_nested = false;
    m_last = begun.back();
    m_place = Place::Tag;
}

void IndiSplitter::keep(QByteArrayView bytes)
{
    if (m_passing)
        return;
    m_element.append(bytes);
    if (m_element.size() <= m_cap)
        return;
    if (!m_isBlob) {
        fail(QStringLiteral("one element is longer than %1 bytes").arg(m_cap));
        return;
    }
    m_passing = true;
    m_element.truncate(shownOfPassed);
    m_element.squeeze();
}

void IndiSplitter::take(char byte)
{
    switch (m_place) {
    case Place::Outside:
    case Place::Text:
        return; // takeRun()
    case Place::TagBegin:
        takeTagBegin(byte);
        return;
    case Place::Tag:
        takeName(byte);
        takeInTag(byte);
        return;
    case Place::SingleQuote:
    case Place::DoubleQuote:
        takeInQuotes(byte);
        return;
    case Place::Instruction:
        if (byte == '>' && m_last == '?')
            m_place = m_depth == 0 ? Place::Outside : Place::Text;
        m_last = byte;
        return;
    case Place::Bang:
        takeBang(byte);
        return;
    case Place::Comment:
        takeComment(byte);
        return;
    }
}

void IndiSplitter::takeInTag(char byte)
{
    if (!m_fault.isEmpty())
        return;
    keep({&byte, 1});
    if (byte == '"')
        m_place = Place::DoubleQuote;
    else if (byte == '\'')
        m_place = Place::SingleQuote;
    else if (byte == '>')
        endTag();
    m_last = byte;
}

void IndiSplitter::takeInQuotes(char byte)
{
    const auto place = m_place;
    if (byte == '<' || m_name)
        takeName(byte);
    if (m_place != place) { // another message has begun
        takeInTag(byte);
        return;
    }
    keep({&byte, 1});
    if (byte == (m_place == Place::SingleQuote ? '\'' : '"'))
        m_place = Place::Tag;
}

void IndiSplitter::takeTagBegin(char byte)
{
    m_last = 0;
    if (byte == '?' || byte == '!') {
        if (!m_passing)
            m_element.chop(1); // neither is part of the message
        m_place = byte == '?' ? Place::Instruction : Place::Bang;
        m_matched = 0;
        return;
    }
    m_closing = byte == '/';
    if (m_closing)
        m_name.reset();
    else
        takeName(byte);
    keep({&byte, 1});
    m_place = Place::Tag;
    m_last = m_closing ? 0 : byte; // "</>" closes; it does not stand alone
    if (byte == '>' || byte == '<')
        fail(QStringLiteral("a tag has no name"));
}

void IndiSplitter::takeBang(char byte)
{
    if (byte != '-') {
        fail(QStringLiteral("it contains a document type or another declaration, which INDI does not have"));
        return;
    }
    if (++m_matched < 2)
        return;
    m_place = Place::Comment;
    m_matched = 0;
}

void IndiSplitter::takeComment(char byte)
{
    if (byte == '>' && m_matched >= 2)
        m_place = m_depth == 0 ? Place::Outside : Place::Text;
    m_matched = byte == '-' ? m_matched + 1 : 0;
}

void IndiSplitter::endTag()
{
    if (m_depth == 0 && m_closing) {
        fail(QStringLiteral("an element ends that has not begun"));
        return;
    }
    if (m_depth == 0 && m_element.startsWith("<setBLOBVector")) {
        m_isBlob = true;
        m_cap = m_caps.blob;
    }
    const bool alone = !m_closing && m_last == '/';
    if (m_closing)
        --m_depth;
    else if (!alone)
        ++m_depth;
    if (m_depth > deepest) {
        fail(QStringLiteral("elements are nested deeper than %1").arg(deepest));
        return;
    }
    m_complete = m_depth == 0;
    m_place = m_complete ? Place::Outside : Place::Text;
}
} // namespace podium::devices
