// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/framer.h"

#include "devices/links/linktext.h"
#include "engine/tasks/error.h"

#include <algorithm>

namespace podium::devices
{
namespace
{
void checkEnds(const std::vector<QByteArray> &ends)
{
    const auto refuse = [](const QString &why) {
        throw engine::Error(engine::ErrorKind::Refused,
                            QStringLiteral("The line ends for received lines are refused: %1.").arg(why));
    };
    if (ends.empty())
        refuse(QStringLiteral("there is none, name at least one"));
    for (std::size_t i = 0; i < ends.size(); ++i) {
        if (ends[i].isEmpty())
            refuse(QStringLiteral("number %1 is empty").arg(i + 1));
        for (std::size_t j = 0; j < ends.size(); ++j)
            if (i != j && ends[j].startsWith(ends[i]))
                refuse(QStringLiteral("number %1 begins with number %2, so it would never be seen; take one of the two away").arg(j + 1).arg(i + 1));
    }
}
} // namespace

Framer::Framer(const Framing &framing)
    : m_ends(framing.receiveEnds)
    , m_blocks(framing.blocks)
    , m_cap(framing.cap)
{
    checkEnds(m_ends);
    std::sort(m_ends.begin(), m_ends.end(), [](const auto &a, const auto &b) { return a.size() < b.size(); });
    m_longestEnd = m_ends.back().size();
}

void Framer::append(QByteArrayView bytes)
{
    if (!m_fault.isEmpty())
        return;
    if (m_head == m_buffer.size()) {
        m_buffer.resize(0);
        m_head = 0;
    }
    m_buffer.append(bytes);
}

void Framer::reset()
{
    m_buffer.clear();
    m_head = m_text = m_scanned = 0;
    m_fault.clear();
}

Framer::Step Framer::breakOff(const QString &fault)
{
    m_fault = fault;
    return Step::Fault;
}

std::optional<QByteArray> Framer::next()
{
    if (!hasPartial())
        return std::nullopt;
    const auto rest = QByteArrayView(m_buffer).sliced(m_head);
    if (skipBlock(rest) != Step::Text)
        return std::nullopt;
    const auto from = std::max(m_text, m_scanned - m_longestEnd + 1);
    qsizetype found = -1;
    qsizetype length = 0;
    for (const auto &end : m_ends) {
        const auto range = found < 0 ? rest : rest.first(std::min(rest.size(), found + end.size() - 1));
        if (const auto at = range.indexOf(end, from); at >= 0) {
            found = at;
            length = end.size();
            m_lastEnd = end;
        }
    }
    if ((found < 0 ? rest.size() : found) > m_cap) {
        breakOff(QStringLiteral("a line is longer than %1 bytes (the cap of the link)").arg(m_cap));
        return std::nullopt;
    }
    if (found < 0) {
        m_scanned = rest.size();
        return std::nullopt;
    }
    return take(rest, found, length);
}

QByteArray Framer::take(QByteArrayView rest, qsizetype length, qsizetype end)
{
    const auto line = rest.first(length).toByteArray();
    m_head += length + end;
    m_text = m_scanned = 0;
    constexpr qsizetype worthMoving = 65'536;
    if (m_head > worthMoving && m_head > m_buffer.size() / 2) {
        m_buffer.remove(0, m_head);
        m_head = 0;
    }
    return line;
}

std::optional<QByteArray> Framer::finish()
{
    if (!hasPartial())
        return std::nullopt;
    const auto came = partial().size();
    m_buffer.append(m_ends.front());
    auto line = next();
    m_lastEnd.clear();
    if (!line && m_fault.isEmpty())
        breakOff(QStringLiteral("a block ended after %1 bytes, before it was whole").arg(came));
    return line;
}

Framer::Step Framer::skipBlock(QByteArrayView rest)
{
    if (!m_blocks || rest.front() != '#')
        return Step::Text;
    if (rest.size() < 2)
        return Step::More;
    if (rest[1] < '1' || rest[1] > '9')
        return Step::Text;
    const qsizetype digits = rest[1] - '0';
    qsizetype length = 0;
    for (qsizetype i = 2; i < 2 + digits; ++i) {
        if (i == rest.size())
            return Step::More;
        if (rest[i] < '0' || rest[i] > '9')
            return breakOff(QStringLiteral("the block header %1 is malformed").arg(shown(rest.first(i + 1))));
        length = length * 10 + (rest[i] - '0');
    }
    const auto whole = 2 + digits + length;
    if (whole > m_cap)
        return breakOff(QStringLiteral("a block of %1 bytes is longer than %2 bytes (the cap of the link)").arg(length).arg(m_cap));
    if (rest.size() <= whole)
        return Step::More;
    if (!mayEnd(rest.sliced(whole)))
        return breakOff(QStringLiteral("a block of %1 bytes is not followed by a line end").arg(length));
    m_text = whole;
    return Step::Text;
}

bool Framer::mayEnd(QByteArrayView rest) const
{
    return std::any_of(m_ends.begin(), m_ends.end(), [rest](const QByteArray &end) {
        return rest.startsWith(end) || QByteArrayView(end).startsWith(rest);
    });
}
} // namespace podium::devices
