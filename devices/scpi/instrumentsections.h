// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/instrument/filesections.h"
#include "devices/scpi/instrumentdescription.h"

namespace podium::devices
{
/// Reads the sections of an instrument file into a description and notes what is wrong.
class InstrumentSections final : private FileSections
{
public:
    InstrumentSections(const ConfigNode &root, InstrumentDescription &description, ProblemList &problems);

    void read();

private:
    void readLink();
    void readIdentity();
    void readReplies();
    void readParameters();
    void readCommands();
    void readMotion();
    void readErrors();
    void readErrorQuery();
    InstrumentErrorRegister readErrorRegister(ConfigReader &reader);
    void readWarningBits(ConfigReader &reader, InstrumentErrorRegister &known);
    void readStops();
    InstrumentStop readStop(const QString &key);

    InstrumentParameter readParameter(ConfigReader &reader);
    void readMotionParameter(ConfigReader &reader, InstrumentParameter &parameter);
    /// Whether these limits are read from the instrument.
    static bool areToldLimits(const ConfigNode &limits);
    void readToldLimits(ConfigReader &reader, InstrumentParameter &parameter);
    void readToldPair(ConfigReader &limits, InstrumentParameter &parameter, std::chrono::milliseconds period);
    void readToldLimit(ConfigReader &limits, const QString &side, InstrumentParameter &parameter, std::chrono::milliseconds period);
    void addToldLimit(InstrumentParameter &of, const QString &side, const InstrumentField &field, std::chrono::milliseconds period);
    void addToldLimits();
    InstrumentCommand readCommand(ConfigReader &reader);
    engine::ParameterSpec readSpec(ConfigReader &reader, Names &names);
    WireFormat readWire(ConfigReader &reader, engine::ParameterSpec &spec);
    void readChoices(ConfigReader &reader, engine::ParameterSpec &spec, WireFormat &wire);
    BlockFormat readBlock(ConfigReader &reader, const engine::ParameterSpec &spec);
    /// Nothing if the table names no reply.
    std::optional<InstrumentField> readField(ConfigReader &reader);
    /// The same of what is true or not.
    std::optional<InstrumentFlag> readFlag(ConfigReader &reader);
    QString groupOf(ConfigReader &reader, const InstrumentField &field);
    std::size_t replyIndex(const InstrumentReply &reply);
    /// A question without places: printable ASCII.
    QByteArray question(ConfigReader &reader, const QString &what);
    /// The end of a message: any characters that are one byte each.
    QByteArray messageEnd(const ConfigNode *node, const QString &text);
    std::vector<QByteArray> readMessages(ConfigReader &reader) override;
    std::vector<const engine::ParameterSpec *> readableSpecs() const override;

    struct NamedReply {
        std::size_t index = 0;
        std::optional<QRegularExpression> pattern;
    };

    InstrumentDescription &m_description;
    std::map<QString, NamedReply> m_named;
    QStringList m_parameterNames;
    std::vector<InstrumentParameter> m_told; // that hold limits read from the instrument
};
} // namespace podium::devices
