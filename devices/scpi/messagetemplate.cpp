// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/scpi/messagetemplate.h"

#include "devices/instrument/filesections.h"
#include "engine/model/quoted.h"
#include "engine/tasks/error.h"

#include <algorithm>

namespace podium::devices
{
using namespace engine;

namespace
{
using Piece = MessageTemplate::Piece;
using Place = MessageTemplate::Place;

QStringList spelled(const MessageTemplate::Names &names)
{
    QStringList all;
    if (names.value)
        all << QStringLiteral("{value}");
    for (const auto &name : names.setpoints)
        all << QStringLiteral("{setpoint:%1}").arg(name);
    for (const auto &name : names.arguments.value_or(QStringList()))
        all << QStringLiteral("{argument:%1}").arg(name);
    return all;
}

Piece piece(const QString &place)
{
    const auto inner = place.mid(1, place.size() - 2);
    const auto colon = inner.indexOf(QLatin1Char(':'));
    if (colon < 0)
        return {Place::Value, {}};
    const bool isSetpoint = inner.startsWith(QLatin1String("setpoint"));
    return {isSetpoint ? Place::Setpoint : Place::Argument, inner.mid(colon + 1)};
}
} // namespace

bool isPrintable(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() >= 0x20 && c.unicode() < 0x7f; });
}

MessageTemplate MessageTemplate::read(const ConfigNode &node, const QString &text, const Names &names,
                                      ProblemList &problems)
{
    MessageTemplate result;
    if (text.isEmpty() || !isPrintable(text)) {
        problems.add(node,
                     QStringLiteral("%1 is no message; give printable ASCII characters without a line end, which the "
                                    "link adds.")
                         .arg(quoted(text)));
        return result;
    }
    static const QRegularExpression places(QStringLiteral("\\{[A-Za-z_][^{}]*\\}"));
    const auto known = spelled(names);
    qsizetype from = 0;
    for (auto matches = places.globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        if (match.capturedStart() > from)
            result.m_pieces.push_back({Place::Literal, text.mid(from, match.capturedStart() - from)});
        from = match.capturedEnd();
        const auto place = match.captured();
        if (known.contains(place)) {
            result.m_pieces.push_back(piece(place));
            continue;
        }
        if (const auto argument = QStringLiteral("{argument:"); names.arguments && place.startsWith(argument)) {
            const auto name = place.mid(argument.size()).chopped(1);
            problems.add(node, unknownArgument(name, *names.arguments));
            continue;
        }
        const auto allowed = known.isEmpty() ? QStringLiteral("nothing else") : known.join(QStringLiteral(", "));
        problems.add(node, QStringLiteral("%1 in %2 is not known here.%3 Allowed are {NAME} of a setting, and: %4.")
                               .arg(place, quoted(text), nearestWord(place, known), allowed));
    }
    if (from < text.size())
        result.m_pieces.push_back({Place::Literal, text.mid(from)});
    return result;
}

QByteArray MessageTemplate::filled(const std::function<QString(const Piece &)> &fill) const
{
    QString message;
    for (const auto &each : m_pieces) {
        const auto text = each.place == Place::Literal ? each.text : fill(each);
        if (!isPrintable(text))
            throw Error::refused(
                RefusalKind::Type, {},
                QStringLiteral("%1 cannot be sent: only printable ASCII characters are allowed.").arg(quoted(text)));
        message += text;
    }
    return message.toLatin1();
}
} // namespace podium::devices
