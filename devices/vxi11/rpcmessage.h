// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/vxi11/xdr.h"

#include <QString>

#include <optional>

namespace podium::devices::vxi11
{
/// The procedure of a remote program.
struct Procedure {
    quint32 program = 0;
    quint32 version = 0;
    quint32 number = 0;
    bool operator==(const Procedure &) const = default;
};

/// A call with its arguments in XDR; whoever answers repeats its id.
/// Source: RFC 5531, section 9.
struct RpcCall {
    quint32 id = 0;
    Procedure procedure;
    QByteArray arguments;

    QByteArray record() const;
    /// Empty for what is no call of version 2.
    static std::optional<RpcCall> parse(const QByteArray &record);
};

/// The answer to a call: its results in XDR, or why there are none.
/// Source: RFC 5531, section 9.
struct RpcReply {
    enum class Accepted : quint8 { Success, NoProgram, OtherVersion, NoProcedure, BadArguments, SystemError };

    quint32 id = 0;
    QString fault; ///< a sentence part; empty: the procedure was executed
    QByteArray results;

    /// The record of an answer; results count with Success only.
    static QByteArray record(quint32 id, Accepted how, const QByteArray &results = {});
    /// Empty for what is no answer.
    static std::optional<RpcReply> parse(const QByteArray &record);
};
} // namespace podium::devices::vxi11
