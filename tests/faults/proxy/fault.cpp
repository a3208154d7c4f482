// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/proxy/fault.h"

#include <QRegularExpression>
#include <QStringList>

#include <array>

namespace podium::tests
{
namespace
{
enum class Takes : quint8 { Nothing, Number, MaybeNumber, Text };

struct Known {
    const char *name;
    Verb verb;
    Takes takes;
    const char *unit;
    qint64 least; ///< of the number
};

constexpr std::array known{
    Known{"drop", Verb::Drop, Takes::Nothing, "", 0},
    Known{"delay", Verb::Delay, Takes::Number, "ms", 0},
    Known{"duplicate", Verb::Duplicate, Takes::MaybeNumber, "ms", 0},
    Known{"truncate", Verb::Truncate, Takes::Number, "bytes", 0},
    Known{"corrupt", Verb::Corrupt, Takes::MaybeNumber, "bytes", 1},
    Known{"split", Verb::Split, Takes::MaybeNumber, "ms", 0},
    Known{"slice", Verb::Slice, Takes::Number, "bytes", 1},
    Known{"bandwidth", Verb::Bandwidth, Takes::Number, "B/s", 1},
    Known{"hold", Verb::Hold, Takes::Nothing, "", 0},
    Known{"merge", Verb::Merge, Takes::Number, "messages", 2},
    Known{"reorder", Verb::Reorder, Takes::Nothing, "", 0},
    Known{"garbage", Verb::Garbage, Takes::MaybeNumber, "bytes", 1},
    Known{"insert", Verb::Insert, Takes::Text, "", 0},
    Known{"append", Verb::Append, Takes::Text, "", 0},
    Known{"replace", Verb::Replace, Takes::Text, "", 0},
    Known{"endless", Verb::Endless, Takes::Number, "bytes", 1},
    Known{"freeze", Verb::Freeze, Takes::Nothing, "", 0},
    Known{"reset", Verb::Reset, Takes::MaybeNumber, "bytes", 0},
    Known{"half-close", Verb::HalfClose, Takes::MaybeNumber, "bytes", 0},
    Known{"close", Verb::Close, Takes::MaybeNumber, "bytes", 0},
};

QString form(const Known &each)
{
    auto text = QString::fromLatin1(each.name);
    if (each.takes == Takes::Text)
        text += QStringLiteral(" \"TEXT\"");
    else if (each.takes == Takes::Number)
        text += QStringLiteral(" N %1").arg(QLatin1String(each.unit));
    else if (each.takes == Takes::MaybeNumber)
        text += QStringLiteral(" [N %1]").arg(QLatin1String(each.unit));
    return text;
}

/// Errors: false when what follows the verb is not what it takes.
bool readRest(const Known &verb, QStringView rest, Fault &fault)
{
    switch (verb.takes) {
    case Takes::Nothing:
        return rest.isEmpty();
    case Takes::Text: {
        const auto bytes = quotedBytes(rest);
        fault.text = bytes.value_or(QByteArray());
        return bytes.has_value();
    }
    case Takes::MaybeNumber:
        if (rest.isEmpty())
            return true;
        [[fallthrough]];
    case Takes::Number: {
        const auto words = rest.split(u' ', Qt::SkipEmptyParts);
        bool ok = false;
        fault.number = words.isEmpty() ? 0 : words.front().toLongLong(&ok);
        return ok && *fault.number >= verb.least
            && (words.size() == 1 || (words.size() == 2 && words[1] == QLatin1String(verb.unit)));
    }
    }
    Q_UNREACHABLE();
}
} // namespace

std::optional<Fault> Fault::parse(QStringView words, QString &problem)
{
    words = words.trimmed();
    if (words == u"slow-loris")
        return Fault{Verb::Split, 200, {}};
    const auto space = words.indexOf(u' ');
    const auto name = space < 0 ? words : words.first(space);
    QStringList forms;
    for (const auto &each : known) {
        forms << form(each);
        if (name != QLatin1String(each.name))
            continue;
        Fault fault{each.verb, {}, {}};
        if (readRest(each, space < 0 ? QStringView() : words.sliced(space).trimmed(), fault))
            return fault;
        problem = QStringLiteral("\"%1\" is not understood; write %2").arg(words, forms.back());
        if (each.least > 0)
            problem += QStringLiteral(" with N of at least %1").arg(each.least);
        return std::nullopt;
    }
    problem = QStringLiteral("\"%1\" is no fault; these are: %2, slow-loris").arg(words, forms.join(QStringLiteral(", ")));
    return std::nullopt;
}

std::optional<QByteArray> quotedBytes(QStringView text)
{
    static const QRegularExpression quoted(QStringLiteral(R"re(^"((?:[^"\\]|\\[nr"\\]|\\x[0-9a-fA-F]{2})*)"$)re"));
    const auto match = quoted.match(text.toString());
    if (!match.hasMatch())
        return std::nullopt;
    const auto inside = match.captured(1).toUtf8();
    QByteArray bytes;
    for (qsizetype i = 0; i < inside.size(); ++i) {
        if (inside[i] != '\\') {
            bytes += inside[i];
            continue;
        }
        const char what = inside[++i];
        if (what == 'x') {
            bytes += QByteArray::fromHex(inside.mid(i + 1, 2));
            i += 2;
        } else {
            bytes += what == 'n' ? '\n' : what == 'r' ? '\r' : what;
        }
    }
    return bytes;
}

std::vector<QStringView> commaList(QStringView text)
{
    std::vector<QStringView> parts;
    bool inQuotes = false;
    qsizetype begin = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'\\' && inQuotes)
            ++i;
        else if (text[i] == u'"')
            inQuotes = !inQuotes;
        else if (text[i] == u',' && !inQuotes) {
            parts.push_back(text.sliced(begin, i - begin));
            begin = i + 1;
        }
    }
    parts.push_back(text.sliced(begin));
    return parts;
}
} // namespace podium::tests
