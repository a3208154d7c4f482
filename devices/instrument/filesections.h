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
/// The keys `soft_limits` and `alarms` of what is a number.
void readOwnLimits(ConfigReader &reader, engine::ParameterSpec &spec);

/// Reads what an instrument file says in any protocol, and notes what is wrong; what derives from it reads the rest.
/// Errors: none are thrown. Thread: any.
class FileSections
{
protected:
    FileSections(const ConfigNode &root, InstrumentBasics &basics, ProblemList &problems);
    ~FileSections() = default;

    /// The keys at the top but `protocol`. Families: examples, for the message.
    void readHead(const QString &families);
    virtual QString readName(ConfigReader &reader);
    /// Name, title and help of a parameter, an argument or a command.
    template <class Spec>
    void readTexts(ConfigReader &reader, Spec &spec)
    {
        spec.name = readName(reader);
        spec.title = reader.text(QStringLiteral("title"), QStringLiteral("a text"), spec.name);
        spec.help = reader.text(QStringLiteral("help"), QStringLiteral("a text"), {});
    }
    /// All of a command but its arguments and messages. WayOut: how to correct one that is harmless and starts motion.
    void readCommandHead(ConfigReader &reader, engine::CommandSpec &spec, bool &harmless, const QString &wayOut);
    /// What corrects a parameter or command that says both harmless and motion, and a motion parameter that cannot be read.
    struct WaysOut {
        QString harmlessMotion;
        QString noReadback;
    };
    /// `motion` of a parameter that is written; whether it starts motion.
    bool readStartsMotion(ConfigReader &reader, engine::ParameterSpec &spec, bool harmless, bool readable, const WaysOut &waysOut);
    /// `tolerance`, or the table `settled`, of a parameter that starts motion. ReadFlag: reads what says so from that table;
    /// whether there is such a thing, without which a tolerance is required.
    void readSettled(ConfigReader &reader, engine::ParameterSpec &spec, Settling &settling,
                     const std::function<bool(ConfigReader &settled)> &readFlag);
    /// `state` and `apart` of [motion].
    void readBusyState(ConfigReader &motion);
    /// `on_when`: its node if it names no boolean parameter that can be read.
    const ConfigNode *readOnWhen();
    /// `after` of [stop]. Unknown: what to say of a name that is no parameter that can be read.
    void readAfterStop(ConfigReader &stop, const std::function<QString(const QString &name)> &unknown);
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

    /// The spec of a parameter that can be read; null: there is no such.
    virtual const engine::ParameterSpec *readableSpec(const QString &name) const = 0;
    /// The messages that a table gives, without places for values.
    virtual std::vector<QByteArray> readMessages(ConfigReader &reader) = 0;

    ConfigReader m_root;
    ProblemList &m_problems;

private:
    void refuseStopless(const QStringList &dangerous, const QString &what);

    InstrumentBasics &m_basics;
};
} // namespace podium::devices
