// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/families/configvalues.h"
#include "devices/scpi/instrumentdescription.h"

namespace podium::devices
{
/// Reads the sections of an instrument file into a description and notes what is wrong.
class InstrumentSections
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
    void readStops();
    InstrumentStop readStop(const QString &key);
    void readAfterStop(ConfigReader &reader);
    void readLifeCycle();
    void requireStop();

    InstrumentParameter readParameter(ConfigReader &reader);
    void readMotionParameter(ConfigReader &reader, InstrumentParameter &parameter);
    InstrumentCommand readCommand(ConfigReader &reader);
    QString readName(ConfigReader &reader);
    engine::ParameterSpec readSpec(ConfigReader &reader);
    WireFormat readWire(ConfigReader &reader, engine::ParameterSpec &spec);
    void readChoices(ConfigReader &reader, engine::ParameterSpec &spec, WireFormat &wire);
    /// Nothing if the table names no reply.
    std::optional<InstrumentField> readField(ConfigReader &reader);
    QString groupOf(ConfigReader &reader, const InstrumentField &field);
    std::size_t replyIndex(const InstrumentReply &reply);
    /// A question without places: printable ASCII.
    QByteArray question(ConfigReader &reader, const QString &what);
    /// The end of a message: any characters that are one byte each.
    QByteArray messageEnd(const ConfigNode *node, const QString &text);
    /// Messages without places.
    std::vector<QByteArray> messages(ConfigReader &reader, const QString &key);
    InstrumentParameter *parameter(const QString &name);

    struct NamedReply {
        std::size_t index = 0;
        std::optional<QRegularExpression> pattern;
    };

    ConfigReader m_root;
    InstrumentDescription &m_description;
    ProblemList &m_problems;
    std::map<QString, NamedReply> m_named;
    QStringList m_parameterNames;
};
} // namespace podium::devices
