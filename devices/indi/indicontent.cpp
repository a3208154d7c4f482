// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/indi/indicontent.h"

#include "devices/indi/indinumber.h"
#include "engine/model/quoted.h"
#include "engine/tasks/error.h"

#include <QXmlStreamReader>

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

[[noreturn]] void refuse(const QString &why) { throw engine::Error(engine::ErrorKind::Device, why); }

/// Nobody needs an entity in base64, but XML allows it.
QByteArray withoutEntities(QByteArrayView letters)
{
    QXmlStreamReader xml("<x>" + letters.toByteArray() + "</x>");
    xml.readNextStartElement();
    auto text = xml.readElementText().toLatin1();
    return xml.hasError() ? letters.toByteArray() : text;
}
} // namespace

std::optional<CutContents> cutContents(const QByteArray &element)
{
    if (!element.first(std::min<qsizetype>(element.size(), 64)).trimmed().startsWith(vector))
        return {};
    CutContents cut;
    qsizetype done = 0;
    for (auto at = element.indexOf('<'); at >= 0; at = element.indexOf('<', at + 1)) {
        const auto rest = QByteArrayView(element).sliced(at);
        if (rest.startsWith("<!") || rest.startsWith("<?"))
            return {};
        if (!rest.startsWith(begin))
            continue;
        const auto from = behindTag(element, at);
        const auto to = from < 0 ? -1 : element.indexOf('<', from);
        if (to < 0 || !QByteArrayView(element).sliced(to).startsWith(end))
            return {};
        cut.xml += QByteArrayView(element).sliced(done, from - done).toByteArray() + '#' + QByteArray::number(cut.contents.size());
        cut.contents.push_back({element, from, to - from});
        done = at = to;
    }
    cut.xml += QByteArrayView(element).sliced(done);
    return cut;
}

std::optional<Content> contentAt(const CutContents &cut, const QString &place)
{
    bool isIndex = false;
    const auto index = QStringView(place).mid(1).toInt(&isIndex);
    if (!place.startsWith(QLatin1Char('#')) || !isIndex || index < 0 || index >= cut.contents.size())
        return {};
    return cut.contents[index];
}

QByteArray decoded(const Blob &blob)
{
    const auto sent = blob.letters.view();
    auto letters = sent.contains('&') ? withoutEntities(sent) : sent.toByteArray();
    letters.removeIf([](char c) { return c == '\n' || c == '\r' || c == ' ' || c == '\t'; });
    auto result = QByteArray::fromBase64Encoding(std::move(letters), QByteArray::AbortOnBase64DecodingErrors);
    if (!result)
        refuse(QStringLiteral("What came is damaged: it is no base64. Take the picture again."));
    const auto told = parseNumber(blob.size);
    if (told && !blob.format.endsWith(QLatin1String(".z")) && *told != static_cast<double>(result.decoded.size()))
        refuse(QStringLiteral("What came is damaged: it has %1 bytes, and its message says %2. Take the picture again.")
                   .arg(QString::number(result.decoded.size()), engine::quoted(blob.size)));
    return std::move(result.decoded);
}
} // namespace podium::devices::indi
