// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sim/faultrule.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>
#include <utility>

namespace podium::app
{

namespace
{

struct Verb {
    const char *name;
    FaultVerb verb;
    /// Without one given; a verb without takes none.
    std::optional<int> number;
};

constexpr std::array verbs{
    Verb{"delay", FaultVerb::Delay, 100},
    Verb{"drop", FaultVerb::Drop, std::nullopt},
    Verb{"drop-request", FaultVerb::DropRequest, std::nullopt},
    Verb{"duplicate", FaultVerb::Duplicate, std::nullopt},
    Verb{"garbage", FaultVerb::Garbage, 16},
    Verb{"freeze", FaultVerb::Freeze, 0},
    Verb{"ignore-stop", FaultVerb::IgnoreStop, std::nullopt},
    Verb{"reboot", FaultVerb::Reboot, 1000},
    Verb{"one-byte", FaultVerb::OneByte, 1},
};

QString tr(const char *text) { return QCoreApplication::translate("podium-sim", text); }

QString verbNames()
{
    QStringList names;
    for (const Verb &verb : verbs)
        names.append(QLatin1String(verb.name));
    return names.join(QStringLiteral(", "));
}

/// Digits only, up to a million.
std::optional<int> count(const QString &text)
{
    constexpr int largest = 1'000'000;
    bool isNumber = false;
    const int value = text.toInt(&isNumber);
    if (!isNumber || value < 1 || value > largest || !text.at(0).isDigit())
        return std::nullopt;
    return value;
}

/// Cuts `text` at the first `mark` and returns what stood behind it; null if there is none.
QString cutAt(QString &text, QChar mark)
{
    const qsizetype position = text.indexOf(mark);
    if (position < 0)
        return QString();
    const QString tail = text.mid(position + 1);
    text.truncate(position);
    return tail;
}

} // namespace

bool FaultRule::matches(const QByteArray &message, bool isStop) const
{
    return (verb != FaultVerb::IgnoreStop || isStop) && message.toUpper().contains(text);
}

bool FaultRule::strikes(int count) const
{
    if (first == 0 || count == first)
        return true;
    return every > 0 && count > first && (count - first) % every == 0;
}

std::optional<FaultRule> FaultRule::parse(const QString &specification, QString *error)
{
    const auto fail = [&](const QString &reason) {
        *error = tr("fault '%1': %2").arg(specification, reason);
        return std::nullopt;
    };
    FaultRule rule;
    QString head = specification;
    rule.text = cutAt(head, u'~').toUtf8().toUpper();
    QString first = cutAt(head, u'@');
    const QString every = cutAt(first, u'/');
    const QString number = cutAt(head, u'=');
    if (const qsizetype slash = head.indexOf(u'/'); slash >= 0) {
        rule.instrument = head.left(slash).toUtf8();
        head = head.mid(slash + 1);
    }
    const auto verb =
        std::find_if(verbs.begin(), verbs.end(), [&](const Verb &each) { return head == QLatin1String(each.name); });
    if (verb == verbs.end())
        return fail(tr("'%1' is none of %2").arg(head, verbNames()));
    rule.verb = verb->verb;
    rule.number = verb->number.value_or(0);
    if (!number.isNull() && !verb->number)
        return fail(tr("%1 takes no number").arg(head));
    for (const auto &[text, value] :
         {std::pair{&number, &rule.number}, {&std::as_const(first), &rule.first}, {&every, &rule.every}}) {
        if (text->isNull())
            continue;
        const std::optional<int> parsed = count(*text);
        if (!parsed)
            return fail(tr("'%1' is no whole number from 1 to 1000000").arg(*text));
        *value = *parsed;
    }
    return rule;
}

QByteArray FaultRule::verbName(FaultVerb verb)
{
    return std::find_if(verbs.begin(), verbs.end(), [&](const Verb &each) { return each.verb == verb; })->name;
}

} // namespace podium::app
