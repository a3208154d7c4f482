// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/families/configvalues.h"
#include "devices/instrument/instrumentbasics.h"

namespace podium::devices
{
inline std::chrono::milliseconds inMilliseconds(engine::Duration duration)
{
    return std::chrono::ceil<std::chrono::milliseconds>(duration);
}

/// The key `unit`; a problem for one that nobody knows.
engine::Unit readUnit(ConfigReader &reader);
/// The key `scale`, 1 if it is not there; a problem for 0.
double readScale(ConfigReader &reader);
/// The keys `soft_limits` and `alarms` of what is a number.
void readOwnLimits(ConfigReader &reader, engine::ParameterSpec &spec);

// What both protocols say of the same mistake.
/// Names as a message lists them.
QString listed(const QStringList &names);
QString unknownArgument(const QString &name, const QStringList &known);
/// What a reply or a register says must not mean two things.
QString meansBoth(const QString &code, const QString &one, const QString &other);
/// What: how choices are given.
QString noChoice(const QString &what);

/// Reads what an instrument file says in any protocol, and notes what is wrong; what derives from it reads the rest.
/// Errors: none are thrown. Thread: any.
class FileSections
{
protected:
    FileSections(const ConfigNode &root, InstrumentBasics &basics, ProblemList &problems);
    ~FileSections() = default;

    /// Names that are taken, and what has them, for messages.
    struct Names {
        QString what;
        QStringList taken;
    };

    /// The keys at the top but `protocol`.
    void readHead();
    /// Name, title and help of a parameter, an argument or a command, which takes its name.
    template <class Spec>
    void readTexts(ConfigReader &reader, Spec &spec, Names &names)
    {
        spec.name = readName(reader, names);
        spec.title = reader.text(QStringLiteral("title"), QStringLiteral("a text"), spec.name);
        spec.help = reader.text(QStringLiteral("help"), QStringLiteral("a text"), {});
    }
    /// All of a command but its arguments and messages.
    void readCommandHead(ConfigReader &reader, engine::CommandSpec &spec, bool &harmless);
    /// Refuses an argument that is among none of these. Where: where to name it, with %1 for its name, for the message.
    void requireUsed(const ConfigReader &command, const engine::CommandSpec &spec, const QStringList &used, const QString &where);
    /// `motion` of a parameter that is written; whether it starts motion. HowRead: what would make one readable, for the message.
    bool readStartsMotion(ConfigReader &reader, engine::ParameterSpec &spec, bool harmless, bool readable, const QString &howRead);
    /// `tolerance`, or the table `settled`, of a parameter that starts motion. ReadFlag: reads what says so from that table;
    /// whether there is such a thing, without which a tolerance is required.
    void readSettled(ConfigReader &reader, engine::ParameterSpec &spec, Settling &settling,
                     const std::function<bool(ConfigReader &settled)> &readFlag);
    /// `state` and `apart` of [motion].
    void readBusyState(ConfigReader &motion);
    /// `on_when`, once all parameters are known.
    void readOnWhen();
    /// `time` and `after` of [stop], once all parameters are known.
    void readAfterStop(ConfigReader &stop);
    void refuseLoneFastStop();
    /// [initialise] and [close].
    void readLifeCycle();
    /// For what has no stop: refuses it if any of these can move or output something. What: what [stop] would give.
    template <class Description>
    void requireStop(const Description &description, const QString &what)
    {
        QStringList dangerous;
        for (const auto &each : description.parameters)
            if (each.write && !each.harmless)
                dangerous << each.spec.name;
        for (const auto &each : description.commands)
            if (!each.harmless)
                dangerous << each.spec.name;
        refuseStopless(dangerous, what);
    }
    /// At least one must be given. What: what to give, for the message.
    void requireAny(const ConfigNode *list, const QString &what);

    /// The specs of the parameters that can be read.
    virtual std::vector<const engine::ParameterSpec *> readableSpecs() const = 0;
    /// The messages that a table gives, without places for values.
    virtual std::vector<QByteArray> readMessages(ConfigReader &reader) = 0;

    ConfigReader m_root;
    ProblemList &m_problems;
    Names m_names{QStringLiteral("a parameter or command"), {acceptIdentityCommand()}};

private:
    QString readName(ConfigReader &reader, Names &names);
    /// Null: there is no such parameter that can be read.
    const engine::ParameterSpec *readableSpec(const QString &name) const;
    /// Of one type or of any.
    QStringList readableNames(std::optional<engine::ParameterType> type) const;
    void refuseStopless(const QStringList &dangerous, const QString &what);

    InstrumentBasics &m_basics;
};
} // namespace podium::devices
