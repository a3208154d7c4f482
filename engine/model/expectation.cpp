// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/expectation.h"

#include "engine/model/quoted.h"

#include <algorithm>

namespace podium::engine
{
namespace
{
QString withUnit(const QString &what, const QString &example, Unit unit)
{
    if (unit == Unit())
        return QStringLiteral("%1 without a unit, for example %2").arg(what, example);
    return QStringLiteral("%1 with a unit, for example %2 %3").arg(what, example, unit.symbol());
}
} // namespace

QString expectation(const ParameterSpec &spec)
{
    switch (spec.type) {
    case ParameterType::Quantity:
        return withUnit(QStringLiteral("a number"), QStringLiteral("1"), spec.unit);
    case ParameterType::Integer:
        return withUnit(QStringLiteral("a whole number"), QStringLiteral("1"), spec.unit);
    case ParameterType::Boolean:
        return QStringLiteral("on or off");
    case ParameterType::Choice:
        return QStringLiteral("one of ") + choiceList(spec.choices);
    case ParameterType::Text:
        return QStringLiteral("a text");
    case ParameterType::Waveform:
        return withUnit(QStringLiteral("a list of numbers"), QStringLiteral("[1, 2, 3]"), spec.unit);
    case ParameterType::Image:
        break;
    }
    return QStringLiteral("nothing, images cannot be written");
}

QString kindOf(const Value &value)
{
    struct Kind {
        QString operator()(std::monostate) const { return QStringLiteral("nothing"); }
        QString operator()(const Quantity &) const { return QStringLiteral("a quantity"); }
        QString operator()(qint64) const { return QStringLiteral("a whole number"); }
        QString operator()(bool) const { return QStringLiteral("a boolean"); }
        QString operator()(const QString &) const { return QStringLiteral("a text"); }
        QString operator()(const Waveform &) const { return QStringLiteral("a waveform"); }
        QString operator()(const Image &) const { return QStringLiteral("an image"); }
    };
    return std::visit(Kind{}, value);
}

QString choiceList(const QStringList &choices)
{
    constexpr qsizetype longest = 20;
    QStringList parts;
    for (const QString &choice : choices.first(std::min(longest, choices.size())))
        parts << quoted(choice);
    if (choices.size() > longest)
        parts << QStringLiteral("... (%1 choices)").arg(choices.size());
    return parts.join(QStringLiteral(", "));
}

QString subject(const ParameterSpec &spec, const QString &address)
{
    return (address.isEmpty() ? spec.name : address) + QStringLiteral(": ");
}
} // namespace podium::engine
