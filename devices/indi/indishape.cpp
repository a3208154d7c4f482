// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/indi/indishape.h"

#include "devices/indi/indinumber.h"

#include <QCoreApplication>

#include <algorithm>

namespace podium::devices::indi
{
using namespace engine;

namespace
{
constexpr qsizetype longestName = 60;

QString tr(const char *text) { return QCoreApplication::translate("podium::devices::IndiDevice", text); }

QString titleOf(const Vector &vector, const Member *member)
{
    auto whole = vector.label.isEmpty() ? vector.name : vector.label;
    if (!member)
        return whole;
    const auto part = member->label.isEmpty() ? member->name : member->label;
    return vector.members.size() == 1 ? whole : QStringLiteral("%1: %2").arg(whole, part);
}

QString helpOf(const Vector &vector, const Member *member)
{
    auto where = member ? QStringLiteral("%1.%2").arg(vector.name, member->name) : vector.name;
    where = vector.group.isEmpty() ? where : QStringLiteral("%1, %2").arg(vector.group, where);
    return member && isSexagesimal(member->format)
               ? tr("INDI: %1. Its hours or degrees are decimal here: 5:30:00 is 5.5.").arg(where)
               : tr("INDI: %1").arg(where);
}

QString wordOf(const Vector &vector, const Member &member)
{
    if (vector.members.size() == 1)
        return vector.name;
    return member.name.startsWith(vector.name) ? member.name : QStringLiteral("%1_%2").arg(vector.name, member.name);
}

Access accessOf(const Vector &vector)
{
    switch (vector.permission) {
    case Permission::ReadOnly:
        return Access::ReadOnly;
    case Permission::WriteOnly:
        return Access::WriteOnly;
    case Permission::ReadWrite:
        return Access::ReadWrite;
    }
    Q_UNREACHABLE();
}

/// Makes the shape of one vector.
class Maker
{
public:
    Maker(const Vector &vector, const QString &kind, Names &names)
        : m_vector(vector)
        , m_kind(kind)
        , m_names(names)
        , m_role(roleOf(vector.name))
    {
    }

    Shape make()
    {
        switch (m_vector.type) {
        case Type::Switch:
            addSwitches();
            break;
        case Type::Blob:
            for (std::size_t i = 0; i < m_vector.members.size(); ++i)
                addBlob(i);
            break;
        case Type::Text:
        case Type::Number:
        case Type::Light:
            for (std::size_t i = 0; i < m_vector.members.size(); ++i)
                addMember(i);
            break;
        }
        if (m_vector.type == Type::Number && m_role == Role::Motion && m_vector.members.size() > 1)
            addMove();
        return std::move(m_shape);
    }

private:
    const Member &member(std::size_t index) const { return m_vector.members[index]; }

    ParameterSpec spec(const QString &name, const Member *of) const
    {
        ParameterSpec result;
        result.name = m_names.take(name);
        result.title = titleOf(m_vector, of);
        result.help = helpOf(m_vector, of);
        result.access = accessOf(m_vector);
        return result;
    }

    ParameterSpec numberSpec(std::size_t index, const QString &name) const
    {
        const auto standard = standardMember(m_vector.name, member(index).name, m_kind);
        auto result = spec(name, &member(index));
        result.type = ParameterType::Quantity;
        result.unit = Unit::parse(standard.unit);
        result.decimals = decimalsOf(member(index).format);
        result.deviceLimits = limitsOf(member(index));
        result.tolerance = standard.tolerance;
        return result;
    }

    void addMember(std::size_t index)
    {
        const auto standard = standardMember(m_vector.name, member(index).name, m_kind);
        const auto name = standard.name.isEmpty() ? wordOf(m_vector, member(index)) : standard.name;
        ShapedParameter made;
        made.member = index;
        if (m_vector.type == Type::Number) {
            made.spec = numberSpec(index, name);
            made.spec.startsMotion = made.spec.isWritable()
                                     && (m_role == Role::Motion || m_role == Role::Relative || m_role == Role::Exposure);
            made.spec.isOutput = made.spec.isWritable() && m_role == Role::Ramp;
        } else {
            made.spec = spec(name, &member(index));
            made.spec.type = m_vector.type == Type::Text ? ParameterType::Text : ParameterType::Choice;
        }
        if (m_vector.type == Type::Light) {
            made.spec.access = Access::ReadOnly;
            for (const auto state : {State::Idle, State::Ok, State::Busy, State::Alert})
                made.spec.choices << indi::name(state);
        }
        m_shape.parameters.push_back(std::move(made));
    }

    void addSwitches()
    {
        const bool isWritable = m_vector.permission != Permission::ReadOnly;
        const bool isOneShot = isWritable && m_vector.members.size() == 1;
        if (m_role == Role::Abort || isOneShot) {
            for (std::size_t i = 0; i < m_vector.members.size(); ++i)
                addSwitchCommand(i, wordOf(m_vector, member(i)));
            return;
        }
        if (m_vector.rule == Rule::AnyOfMany)
            for (std::size_t i = 0; i < m_vector.members.size(); ++i)
                addFlag(i);
        else
            addChoice();
        if (isWritable && (m_role == Role::Connection || m_role == Role::Park))
            for (std::size_t i = 0; i < m_vector.members.size(); ++i)
                addSwitchCommand(i, member(i).name);
    }

    void addFlag(std::size_t index)
    {
        ShapedParameter made;
        made.member = index;
        made.spec = spec(wordOf(m_vector, member(index)), &member(index));
        made.spec.type = ParameterType::Boolean;
        m_shape.parameters.push_back(std::move(made));
    }

    void addChoice()
    {
        ShapedParameter made;
        made.aspect = Aspect::Chosen;
        made.spec = spec(m_vector.name, nullptr);
        made.spec.type = ParameterType::Choice;
        if (m_role == Role::Connection || m_role == Role::Park)
            made.spec.access = Access::ReadOnly; // its commands do it
        made.spec.isOutput = made.spec.isWritable() && m_role == Role::Jog;
        for (const auto &each : m_vector.members)
            made.spec.choices << each.name;
        if (m_vector.rule == Rule::AtMostOne)
            made.spec.choices << noneOn();
        m_shape.parameters.push_back(std::move(made));
    }

    void addBlob(std::size_t index)
    {
        const auto word = wordOf(m_vector, member(index));
        const auto add = [&](Aspect aspect, const char *suffix, const QString &title, ParameterType type) {
            ShapedParameter made;
            made.aspect = aspect;
            made.member = index;
            made.spec = spec(word + QLatin1String(suffix), &member(index));
            made.spec.title = QStringLiteral("%1: %2").arg(titleOf(m_vector, &member(index)), title);
            made.spec.type = type;
            made.spec.access = Access::ReadOnly;
            m_shape.parameters.push_back(std::move(made));
        };
        add(Aspect::BlobImage, "_image", tr("picture"), ParameterType::Image);
        add(Aspect::BlobSize, "_bytes", tr("size in bytes"), ParameterType::Integer);
        add(Aspect::BlobFormat, "_format", tr("format"), ParameterType::Text);
        add(Aspect::BlobTime, "_time", tr("time"), ParameterType::Text);

        ShapedCommand save;
        save.act = Act::SaveBlob;
        save.member = index;
        save.spec.name = m_names.take(QStringLiteral("save_%1").arg(word));
        save.spec.title = tr("Save %1").arg(titleOf(m_vector, &member(index)));
        save.spec.help = tr("Writes what came last to a new file.");
        ParameterSpec file;
        file.name = QStringLiteral("file");
        file.title = tr("File");
        file.help = tr("The whole path of a file that does not exist yet.");
        file.type = ParameterType::Text;
        save.spec.arguments = {file};
        m_shape.commands.push_back(std::move(save));
    }

    void addSwitchCommand(std::size_t index, const QString &name)
    {
        ShapedCommand made;
        made.member = index;
        made.spec.name = m_names.take(name);
        made.spec.title = m_vector.members.size() == 1 ? titleOf(m_vector, nullptr) : titleOf(m_vector, &member(index));
        made.spec.help = helpOf(m_vector, &member(index));
        made.spec.startsMotion = m_role == Role::Park;
        made.spec.isOutput = m_role == Role::Setting; // nobody knows what it does
        if (m_role == Role::Park)
            made.spec.allowedStates = DeviceStates::atRest();
        if (m_role == Role::Abort || m_role == Role::Connection)
            made.spec.allowedStates.add(DeviceState::Fault);
        m_shape.commands.push_back(std::move(made));
    }

    /// So that both coordinates of a telescope go on their way together.
    void addMove()
    {
        if (m_vector.permission == Permission::ReadOnly)
            return;
        ShapedCommand made;
        made.act = Act::Move;
        const bool isMain = m_vector.name == QLatin1String("EQUATORIAL_EOD_COORD");
        made.spec.name = m_names.take(isMain ? QStringLiteral("goto") : QStringLiteral("goto_%1").arg(m_vector.name));
        made.spec.title = tr("Go to %1").arg(titleOf(m_vector, nullptr));
        made.spec.help = helpOf(m_vector, nullptr);
        made.spec.allowedStates = DeviceStates::atRest();
        made.spec.startsMotion = true;
        for (const auto &shown : m_shape.parameters) {
            auto argument = shown.spec;
            argument.access = Access::ReadWrite;
            argument.startsMotion = false;
            made.spec.arguments << argument;
        }
        m_shape.commands.push_back(std::move(made));
    }

    const Vector &m_vector;
    const QString &m_kind;
    Names &m_names;
    const Role m_role;
    Shape m_shape;
};
} // namespace

QString Names::take(const QString &wanted)
{
    QString name;
    for (const QChar c : wanted.left(longestName).toLower()) {
        const bool isPlain = (c >= QLatin1Char('a') && c <= QLatin1Char('z')) || (c >= QLatin1Char('0') && c <= QLatin1Char('9'))
                             || c == QLatin1Char('_');
        name += isPlain ? c : QLatin1Char('_');
    }
    if (name.isEmpty())
        name = QStringLiteral("_");
    auto free = name;
    for (int number = 2; m_taken.contains(free); ++number)
        free = QStringLiteral("%1_%2").arg(name).arg(number);
    m_taken.insert(free);
    return free;
}

QString noneOn() { return QStringLiteral("none"); }

Limits limitsOf(const Member &member) { return {member.low, member.high}; }

Shape shapeOf(const Vector &vector, const QString &kind, Names &names) { return Maker(vector, kind, names).make(); }
} // namespace podium::devices::indi
