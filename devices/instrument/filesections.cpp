// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/instrument/filesections.h"

#include "engine/model/quoted.h"

namespace podium::devices
{
using namespace engine;

namespace
{
const QStringList stateWords{QStringLiteral("Standby"), QStringLiteral("On"),        QStringLiteral("Moving"),
                             QStringLiteral("Ramping"), QStringLiteral("Acquiring"), QStringLiteral("Fault")};
const QStringList busyWords{QStringLiteral("Moving"), QStringLiteral("Ramping"), QStringLiteral("Acquiring")};

DeviceStates readStates(ConfigReader &reader)
{
    const auto *node = reader.find(QStringLiteral("allowed"));
    if (!node)
        return DeviceStates::working();
    DeviceStates states{};
    for (const auto &word : reader.texts(QStringLiteral("allowed"))) {
        if (!stateWords.contains(word)) {
            reader.problems().add(
                *node, QStringLiteral("%1 is no state.%2 Allowed are %3.")
                           .arg(quoted(word), nearestWord(word, stateWords), stateWords.join(QStringLiteral(", "))));
            continue;
        }
        states.add(*deviceState(word));
    }
    return states;
}
} // namespace

Unit readUnit(ConfigReader &reader)
{
    const auto *node = reader.find(QStringLiteral("unit"));
    const auto text = reader.text(QStringLiteral("unit"), QStringLiteral("a unit, for example \"mm\""), {});
    if (const auto unit = Unit::tryParse(text))
        return *unit;
    reader.problems().add(*node,
                          QStringLiteral("The unit %1 is not known; give one that UDUNITS-2 knows, for example \"mm\", "
                                         "\"m s-1\", \"V\" or \"degC\".")
                              .arg(quoted(text)));
    return {};
}

double readScale(ConfigReader &reader)
{
    const auto key = QStringLiteral("scale");
    const double scale = reader.number(key, 1);
    if (scale != 0)
        return scale;
    reader.problems().add(*reader.find(key), QStringLiteral("A scale of 0 makes every value 0; give another number."));
    return 1;
}

QString listed(const QStringList &names)
{
    return names.isEmpty() ? QStringLiteral("none; describe one first") : names.join(QStringLiteral(", "));
}

QString unknownArgument(const QString &name, const QStringList &known)
{
    return QStringLiteral("There is no argument %1.%2 Allowed are %3.").arg(quoted(name), nearestWord(name, known), listed(known));
}

QString meansBoth(const QString &code, const QString &one, const QString &other)
{
    return QStringLiteral("%1 means both %2 and %3; give each its own.").arg(code, one, other);
}

QString noChoice(const QString &what) { return QStringLiteral("There is no choice; give %1.").arg(what); }

void readOwnLimits(ConfigReader &reader, ParameterSpec &spec)
{
    auto &problems = reader.problems();
    if (const auto *limits = reader.find(QStringLiteral("soft_limits"))) {
        spec.softLimits = readLimits(*limits, spec.unit, problems).value_or(Limits());
        if (Limits::narrower(spec.deviceLimits, spec.softLimits).isEmpty())
            problems.add(*limits, QStringLiteral("They lie wholly outside of limits, %1; no value could be written.")
                                      .arg(spec.deviceLimits.text(spec.unit)));
    }
    if (const auto *alarms = reader.find(QStringLiteral("alarms")))
        spec.alarmLimits = readAlarms(*alarms, spec.unit, problems).value_or(AlarmLimits());
}

FileSections::FileSections(const ConfigNode &root, InstrumentBasics &basics, ProblemList &problems)
    : m_root(root, problems)
    , m_problems(problems)
    , m_basics(basics)
{
}

void FileSections::readHead()
{
    m_basics.name = m_root.text(QStringLiteral("name"), QStringLiteral("the maker and the model"));
    m_basics.family = m_root.text(QStringLiteral("family"), QStringLiteral("a family, for example \"motor\" or \"temperaturecontroller\""));
    m_root.text(QStringLiteral("manual"), QStringLiteral("the manual and the firmware that this file follows"));
    m_root.text(QStringLiteral("help"), QStringLiteral("a text"), {});
    m_root.below(QStringLiteral("settings")); // read before, by DescribedFile
}

QString FileSections::readName(ConfigReader &reader, Names &names)
{
    static const QRegularExpression form(QStringLiteral("^[A-Za-z0-9_]+$"));
    const auto what = QStringLiteral("a name of letters, digits and _");
    const auto name = reader.text(QStringLiteral("name"), what);
    if (!name.isEmpty() && !form.match(name).hasMatch())
        m_problems.add(*reader.find(QStringLiteral("name")), QStringLiteral("%1 is no name; give %2.").arg(quoted(name), what));
    if (names.taken.contains(name))
        m_problems.add(*reader.find(QStringLiteral("name")),
                       QStringLiteral("There is already %1 called %2; give it another name.").arg(names.what, quoted(name)));
    else if (!name.isEmpty()) // a missing one is told already
        names.taken << name;
    return name;
}

void FileSections::readCommandHead(ConfigReader &reader, CommandSpec &spec, bool &harmless)
{
    readTexts(reader, spec, m_names);
    spec.confirmation = reader.text(QStringLiteral("confirmation"), QStringLiteral("a question"), {});
    spec.allowedStates = readStates(reader);
    spec.startsMotion = reader.boolean(QStringLiteral("motion"), false);
    harmless = reader.boolean(QStringLiteral("harmless"), false);
    spec.isOutput = !harmless && !spec.startsMotion;
    if (harmless && spec.startsMotion)
        m_problems.add(reader.table(), QStringLiteral("A command that starts motion is not harmless; take harmless away, or motion."));
}

void FileSections::requireUsed(const ConfigReader &command, const CommandSpec &spec, const QStringList &used, const QString &where)
{
    for (const auto &argument : spec.arguments)
        if (!used.contains(argument.name))
            m_problems.add(command.table(), QStringLiteral("The argument %1 is used nowhere; take it away, or name it in %2.")
                                                .arg(quoted(argument.name), where.arg(argument.name)));
}

bool FileSections::readStartsMotion(ConfigReader &reader, ParameterSpec &spec, bool harmless, bool readable, const QString &howRead)
{
    spec.startsMotion = reader.boolean(QStringLiteral("motion"), false);
    if (spec.startsMotion && harmless)
        m_problems.add(*reader.find(QStringLiteral("harmless")),
                       QStringLiteral("A write that starts motion is not harmless; take harmless away, or motion."));
    if (spec.startsMotion && !readable)
        m_problems.add(reader.table(), QStringLiteral("The motion parameter %1 has no readback, so nobody can see where it is; give %2.")
                                           .arg(quoted(spec.name), howRead));
    return spec.startsMotion;
}

void FileSections::readBusyState(ConfigReader &motion)
{
    m_basics.busyState = *deviceState(motion.choice(QStringLiteral("state"), busyWords, busyWords.constFirst()));
    m_basics.apart = motion.duration(QStringLiteral("apart"), m_basics.apart);
}

const ParameterSpec *FileSections::readableSpec(const QString &name) const
{
    for (const auto *spec : readableSpecs())
        if (spec->name == name)
            return spec;
    return nullptr;
}

QStringList FileSections::readableNames(std::optional<ParameterType> type) const
{
    QStringList names;
    for (const auto *spec : readableSpecs())
        if (!type || spec->type == *type)
            names << spec->name;
    return names;
}

void FileSections::readOnWhen()
{
    const auto key = QStringLiteral("on_when");
    m_basics.onWhen = m_root.text(key, QStringLiteral("the name of a boolean parameter"), {});
    const auto *on = readableSpec(m_basics.onWhen);
    const bool isGood = m_basics.onWhen.isEmpty() || (on && on->type == ParameterType::Boolean);
    if (!isGood)
        m_problems.add(*m_root.find(key), QStringLiteral("%1 is no boolean parameter that can be read. Allowed are %2.")
                                              .arg(quoted(m_basics.onWhen), listed(readableNames(ParameterType::Boolean))));
}

void FileSections::readAfterStop(ConfigReader &stop)
{
    m_basics.stoppingTime = stop.duration(QStringLiteral("time"), {});
    const auto after = stop.below(QStringLiteral("after"));
    if (!after)
        return;
    for (const auto &node : after->table().children) {
        const auto *known = readableSpec(node.name);
        if (!known)
            m_problems.addAtKey(node, QStringLiteral("There is no parameter %1 that can be read.%2 Allowed are %3.")
                                          .arg(quoted(node.name), nearestWord(node.name, readableNames({})), listed(readableNames({}))));
        else if (const auto value = readValue(node, *known, m_problems))
            m_basics.afterStop[node.name] = *value;
    }
}

void FileSections::refuseLoneFastStop()
{
    m_problems.add(*m_root.find(QStringLiteral("fast_stop")),
                   QStringLiteral("There is a fast stop but no [stop]; give the controlled stop too."));
}

void FileSections::readLifeCycle()
{
    if (auto initialise = m_root.below(QStringLiteral("initialise"))) {
        m_basics.initialise = readMessages(*initialise);
        initialise->finish();
    }
    if (auto close = m_root.below(QStringLiteral("close"))) {
        m_basics.close = readMessages(*close);
        close->finish();
    }
}

void FileSections::refuseStopless(const QStringList &dangerous, const QString &what)
{
    if (dangerous.isEmpty())
        return;
    auto where = m_root.table();
    where.key = QStringLiteral("stop");
    m_problems.add(where,
                   QStringLiteral("Nothing stops this instrument, although it can move or output something (%1). "
                                  "Give [stop] with %2, or harmless = true where it cannot.")
                       .arg(dangerous.join(QStringLiteral(", ")), what));
}

void FileSections::requireAny(const ConfigNode *list, const QString &what)
{
    if (list && list->kind == ConfigNode::Kind::List && list->children.empty())
        m_problems.add(*list, QStringLiteral("The list is empty; give %1.").arg(what));
}
} // namespace podium::devices
