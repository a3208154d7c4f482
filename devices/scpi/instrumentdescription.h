// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/instrument/instrumentbasics.h"
#include "devices/links/linkpolicy.h"
#include "devices/scpi/errorseverity.h"
#include "devices/scpi/messagetemplate.h"
#include "devices/scpi/wireformat.h"

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

/// Something that is true or not, by a part of a reply.
struct InstrumentFlag {
    InstrumentField field;
    WireFormat wire;
};

struct InstrumentParameter {
    engine::ParameterSpec spec;
    std::optional<InstrumentField> field; ///< none: it cannot be read
    std::optional<MessageTemplate> write; ///< none: it cannot be written
    WireFormat wire;
    bool harmless = false; ///< a write neither moves nor energises, and passes the latch
    Settling settling; ///< of a parameter that starts motion,
    std::optional<InstrumentFlag> settledWhen; ///< and when the instrument says that it has ended; none: it does not
};

struct InstrumentCommand {
    engine::CommandSpec spec;
    std::vector<MessageTemplate> messages;
    std::vector<WireFormat> wires; ///< of the arguments
    bool harmless = false;
};

/// The queue of errors that is read after each write.
struct InstrumentErrorQuery {
    QByteArray query;
    QRegularExpression pattern; ///< with the parts `code` and, if it has one, `text`
    QString none;               ///< the code of the empty queue
    ErrorSeverities severities;
};

/// A register whose bits are errors; the instrument clears it when it is read. It is read after each write.
struct InstrumentErrorRegister {
    struct Bit {
        quint64 weight = 0;
        QString text;
        ErrorSeverity severity = ErrorSeverity::Error;
    };
    QByteArray query;
    std::optional<QRegularExpression> pattern; ///< with the part `value`; none: the whole answer is the number
    std::vector<Bit> bits;                     ///< others mean nothing
};

/// What stops it. All messages leave at once, ahead of everything.
struct InstrumentStop {
    std::vector<QByteArray> messages;
    int replies = 0; ///< lines that answer each message
    std::optional<QRegularExpression> accept; ///< an answer that is right, whatever it else would mean: "it is stopped already"

    bool exists() const { return !messages.empty(); }
};

/// All that Podium knows of one kind of instrument, with the settings of one device filled in.
struct InstrumentDescription : InstrumentBasics {
    LinkPolicy policy;
    std::optional<QRegularExpression> acknowledge; ///< what answers each write; none: nothing does
    std::optional<QRegularExpression> errorReply;  ///< what may stand in the place of any reply
    std::map<QString, QString> errorTexts;         ///< meaning of the codes
    std::vector<InstrumentReply> replies;
    std::vector<InstrumentParameter> parameters;
    std::vector<InstrumentCommand> commands;
    std::optional<InstrumentFlag> busy; ///< how the instrument says that it is busy
    std::optional<InstrumentErrorQuery> errorQuery;
    std::vector<InstrumentErrorRegister> errorRegisters;
    InstrumentStop stop;
    InstrumentStop fastStop;
};
} // namespace podium::devices
