// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/parameteredits.h"

#include "app/benchfile.h"
#include "app/linkcatalog.h"
#include "app/tomltext.h"

#include <QRegularExpression>

#include <algorithm>

namespace podium::app
{
using namespace ui;
using devices::ConfigNode;

namespace
{
const QString limitsKey = QStringLiteral("limits");
const QString alarmsKey = QStringLiteral("alarms");
const QString pollKey = QStringLiteral("poll");
const QString decimalsKey = QStringLiteral("decimals");
const QString none = QStringLiteral("none");

/// The two sides of a pair of limits, in a file and in a draft.
struct Pair {
    QString name; ///< in the draft, and of alarms in the file, behind the name of the parameter
    QString low() const { return name + QStringLiteral(".low"); }
    QString high() const { return name + QStringLiteral(".high"); }
};

const Pair softLimits{limitsKey};
const Pair alarmPairs[] = {{QStringLiteral("minor")}, {QStringLiteral("major")}};

void readPair(ParameterDraft &draft, const Pair &pair, const ConfigNode &node)
{
    if (node.kind != ConfigNode::Kind::List || node.children.size() != 2)
        return; // the check tells what is wrong with it
    draft[pair.low()] = node.children[0].text;
    draft[pair.high()] = node.children[1].text;
}

/// A number stands bare in the file, all else is a text; what is wrong in it is told by the check.
QString literal(const QString &given)
{
    static const QRegularExpression number(QStringLiteral("^-?(0|[1-9][0-9]*)(\\.[0-9]+)?$"));
    return number.match(given).hasMatch() ? given : TomlText::quotedText(given);
}

/// Empty: neither side is given.
QString pairText(const ParameterDraft &draft, const Pair &pair)
{
    const auto low = draft.value(pair.low());
    const auto high = draft.value(pair.high());
    if (low.isEmpty() && high.isEmpty())
        return {};
    return QStringLiteral("[%1, %2]").arg(literal(low.isEmpty() ? none : low), literal(high.isEmpty() ? none : high));
}

QString alarmsText(const ParameterDraft &draft)
{
    QStringList parts;
    for (const auto &pair : alarmPairs)
        if (const auto text = pairText(draft, pair); !text.isEmpty())
            parts << QStringLiteral("%1 = %2").arg(pair.name, text);
    return parts.isEmpty() ? QString() : QStringLiteral("{ %1 }").arg(parts.join(QStringLiteral(", ")));
}

void write(TomlText &text, int device, const QStringList &path, const QString &wanted)
{
    wanted.isEmpty() ? text.remove(device, path) : text.set(device, path, wanted);
}

void editAlarms(TomlText &text, int device, const QString &parameter, const ParameterDraft &before, const ParameterDraft &wanted)
{
    const bool staysInPlace = std::ranges::all_of(alarmPairs, [&](const Pair &pair) {
        return pairText(before, pair).isEmpty() == pairText(wanted, pair).isEmpty();
    });
    if (!staysInPlace)
        return write(text, device, {alarmsKey, parameter}, alarmsText(wanted));
    for (const auto &pair : alarmPairs)
        if (pairText(before, pair) != pairText(wanted, pair))
            text.set(device, {alarmsKey, parameter, pair.name}, pairText(wanted, pair));
}

ParameterField fieldOf(const engine::ParameterSpec &spec)
{
    using engine::ParameterType;
    const bool isNumber = spec.type == ParameterType::Quantity || spec.type == ParameterType::Integer;
    ParameterField field;
    field.name = spec.name;
    field.title = spec.title;
    field.hasLimits = isNumber && spec.isWritable();
    field.hasAlarms = isNumber;
    field.hasPoll = spec.isReadable();
    field.hasDecimals = isNumber || spec.type == ParameterType::Waveform;
    if (spec.deviceLimits != engine::Limits())
        field.allowed = spec.deviceLimits.text(spec.unit);
    const auto usual = [&](const Pair &pair, const engine::Limits &limits) {
        const auto side = [&](const std::optional<double> &limit) { return limit ? engine::Quantity(*limit, spec.unit).text() : none; };
        if (limits != engine::Limits()) {
            field.usual[pair.low()] = side(limits.low);
            field.usual[pair.high()] = side(limits.high);
        }
    };
    usual(softLimits, spec.softLimits);
    usual(alarmPairs[0], spec.alarmLimits.minor);
    usual(alarmPairs[1], spec.alarmLimits.major);
    if (spec.period.count() > 0)
        field.usual[pollKey] = QStringLiteral("%1 ms").arg(spec.period.count());
    if (spec.decimals >= 0)
        field.usual[decimalsKey] = QString::number(spec.decimals);
    return field;
}
} // namespace

QMap<QString, ParameterDraft> parameterDrafts(const ConfigNode &device)
{
    QMap<QString, ParameterDraft> drafts;
    const auto each = [&device, &drafts](const QString &table, const auto &read) {
        if (const auto *given = device.find(table))
            for (const auto &entry : given->children)
                read(drafts[entry.name], entry);
    };
    each(limitsKey, [](ParameterDraft &draft, const ConfigNode &entry) { readPair(draft, softLimits, entry); });
    each(alarmsKey, [](ParameterDraft &draft, const ConfigNode &entry) {
        for (const auto &pair : alarmPairs)
            if (const auto *given = entry.find(pair.name))
                readPair(draft, pair, *given);
    });
    each(pollKey, [](ParameterDraft &draft, const ConfigNode &entry) { draft[pollKey] = entry.text; });
    each(decimalsKey, [](ParameterDraft &draft, const ConfigNode &entry) { draft[decimalsKey] = entry.text; });
    return drafts;
}

void editParameters(TomlText &text, int device, const QMap<QString, ParameterDraft> &before, const QMap<QString, ParameterDraft> &wanted)
{
    auto names = before.keys() + wanted.keys();
    names.removeDuplicates();
    for (const auto &name : names) {
        const auto former = before.value(name);
        const auto now = wanted.value(name);
        if (const auto limits = pairText(now, softLimits); limits != pairText(former, softLimits))
            write(text, device, {limitsKey, name}, limits);
        if (alarmsText(former) != alarmsText(now))
            editAlarms(text, device, name, former, now);
        if (const auto poll = now.value(pollKey); poll != former.value(pollKey))
            write(text, device, {pollKey, name}, poll.isEmpty() ? QString() : TomlText::quotedText(poll));
        if (const auto decimals = now.value(decimalsKey); decimals != former.value(decimalsKey))
            write(text, device, {decimalsKey, name}, decimals.isEmpty() ? QString() : literal(decimals));
    }
}

std::vector<ParameterField> parameterFields(const QString &file, const QByteArray &text, int device)
{
    std::vector<ParameterField> fields;
    auto bench = loadBench(file, text);
    if (!bench.plan || device < 0 || std::size_t(device) >= bench.plan->devices.size())
        return fields;
    auto &planned = bench.plan->devices[std::size_t(device)];
    std::erase_if(planned.node.children, [](const ConfigNode &child) { // as if the file said nothing of them
        return child.name == limitsKey || child.name == alarmsKey || child.name == pollKey || child.name == decimalsKey;
    });
    for (const auto &only : {std::optional(QStringList{planned.id}), std::optional<QStringList>()}) { // it may need the others
        engine::Core core(std::make_unique<engine::ManualScheduler>());
        BenchLinks links(linkKinds());
        buildBench(*bench.plan, core, links, only);
        if (const auto *made = core.bench.find(planned.id))
            for (const auto &parameter : made->parameters())
                fields.push_back(fieldOf(parameter->spec()));
        if (!fields.empty())
            break;
    }
    return fields;
}
} // namespace podium::app
