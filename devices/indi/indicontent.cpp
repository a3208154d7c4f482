// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/indi/indicontent.h"

#include <QString>

#include <algorithm>

namespace podium::devices::indi
{
namespace
{
constexpr QByteArrayView vector = "<setBLOBVector";
constexpr QByteArrayView begin = "<oneBLOB";
constexpr QByteArrayView end = "</oneBLOB";

/// Behind the > of the tag that begins there; -1 if it has none, or no content.
qsizetype behindTag(const QByteArray &element, qsizetype at)
{
    char quote = 0;
    for (; at < element.size(); ++at) {
        const char c = element[at];
        if (quote == 0 && c == '>')
            return element[at - 1] == '/' ? -1 : at + 1;
        if (quote == 0 && (c == '"' || c == '\''))
            quote = c;
        else if (c == quote)
            quote = 0;
    }
    return -1;
}
} // namespace

std::optional<CutContents> cutContents(const QByteArray &element)
{
    if (!element.first(std::min<qsizetype>(element.size(), 64)).trimmed().startsWith(vector) || element.contains("<!") || element.contains("<?"))
        return {};
    CutContents cut;
    qsizetype done = 0;
    for (auto at = element.indexOf(begin); at >= 0; at = element.indexOf(begin, done)) {
        const auto from = behindTag(element, at);
        const auto to = from < 0 ? -1 : element.indexOf('<', from);
        if (to < 0 || !QByteArrayView(element).sliced(to).startsWith(end))
            return {};
        auto content = element.sliced(from, to - from);
        if (content.contains('&'))
            return {};
        cut.xml += QByteArrayView(element).sliced(done, from - done).toByteArray() + '#' + QByteArray::number(cut.contents.size());
        cut.contents << std::move(content);
        done = to;
    }
    cut.xml += QByteArrayView(element).sliced(done);
    return cut;
}

std::optional<QByteArray> contentAt(const CutContents &cut, const QString &place)
{
    bool isIndex = false;
    const auto index = QStringView(place).mid(1).toInt(&isIndex);
    if (!place.startsWith(QLatin1Char('#')) || !isIndex || index < 0 || index >= cut.contents.size())
        return {};
    return cut.contents[index];
}
} // namespace podium::devices::indi
