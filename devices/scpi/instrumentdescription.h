// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/linkpolicy.h"
#include "devices/scpi/messagetemplate.h"
#include "devices/scpi/wireformat.h"
#include "engine/model/command.h"

#include <map>

namespace podium::devices
{
/// One question; several parameters may be read from its reply, which is asked for once.
struct InstrumentReply {
    QByteArray query;
    int lines = 1;
    std::optional<engine::Duration> limit;
};

/// Where a value stands in a reply.
struct InstrumentField {
    std::size_t reply = 0;                     ///< index in InstrumentDescription::replies
    std::optional<QRegularExpression> pattern; ///< what the whole reply must match, lines joined by a line feed
    QString group;                             ///< the named part of it; empty: the whole reply
};

struct InstrumentParameter {
    engine::ParameterSpec spec;
    std::optional<InstrumentField> field; ///< none: it cannot be read
    std::optional<MessageTemplate> write; ///< none: it cannot be written
    WireFormat wire;
    bool harmless = false; ///< a write neither moves nor energises, and passes the latch
};

struct InstrumentCommand {
    engine::CommandSpec spec;
    std::vector<MessageTemplate> messages;
    std::vector<WireFormat> wires; ///< of the arguments
    bool harmless = false;
};

/// How the instrument says that it is busy.
struct InstrumentBusy {
    InstrumentField field;
    WireFormat wire;
};

/// The queue of errors that is read after each write.
struct InstrumentErrorQuery {
    QByteArray query;
    QRegularExpression pattern; ///< with the parts `code` and, if it has one, `text`
    QString none;               ///< the code of the empty queue
    QStringList warnings;       ///< codes that are told but do not fail the write
};

/// What stops it. All messages leave at once, ahead of everything.
struct InstrumentStop {
    std::vector<QByteArray> messages;
    int replies = 0; ///< lines that answer each message

    bool exists() const { return !messages.empty(); }
};

/// All that Podium knows of one kind of instrument, with the settings of one device filled in.
struct InstrumentDescription {
    QString name;
    QString family;
    LinkPolicy policy;
    std::optional<QRegularExpression> acknowledge; ///< what answers each write; none: nothing does
    std::optional<QRegularExpression> errorReply;  ///< what may stand in the place of any reply
    std::map<QString, QString> errorTexts;         ///< meaning of the codes
    std::vector<InstrumentReply> replies;
    std::vector<InstrumentParameter> parameters;
    std::vector<InstrumentCommand> commands;
    std::optional<InstrumentBusy> busy;
    engine::DeviceState busyState = engine::DeviceState::Moving;
    engine::Duration apart = std::chrono::milliseconds(50); ///< two equal readings so far apart mean standstill
    QString onWhen;                                         ///< the boolean parameter that means state On
    std::optional<InstrumentErrorQuery> errorQuery;
    InstrumentStop stop;
    InstrumentStop fastStop;
    engine::Duration stoppingTime{};            ///< of the controlled stop at most; zero: unknown
    std::map<QString, engine::Value> afterStop; ///< what these parameters must read after a stop
    std::vector<QByteArray> initialise;         ///< neither moves nor energises
    std::vector<QByteArray> close;              ///< leaves the instrument in a safe state
};
} // namespace podium::devices
