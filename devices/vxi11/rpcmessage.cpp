// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/vxi11/rpcmessage.h"

namespace podium::devices::vxi11
{
namespace
{
constexpr quint32 call = 0;
constexpr quint32 reply = 1;
constexpr quint32 rpcVersion = 2;
constexpr quint32 accepted = 0;
constexpr quint32 denied = 1;
constexpr quint32 otherRpcVersion = 0;
constexpr quint32 refusedCredentials = 1;
constexpr qsizetype longestCredentials = 400;

void skipCredentials(XdrReader &reader)
{
    reader.number();
    reader.opaque(longestCredentials);
}

/// What an accepted call came to; null for a number that has no meaning.
QString acceptedFault(quint32 status)
{
    switch (status) {
    case quint32(RpcReply::Accepted::Success):
        return QLatin1String("");
    case quint32(RpcReply::Accepted::NoProgram):
        return QStringLiteral("it does not have this program");
    case quint32(RpcReply::Accepted::OtherVersion):
        return QStringLiteral("it has another version of this program");
    case quint32(RpcReply::Accepted::NoProcedure):
        return QStringLiteral("it does not know this procedure");
    case quint32(RpcReply::Accepted::BadArguments):
        return QStringLiteral("it cannot decode the arguments");
    case quint32(RpcReply::Accepted::SystemError):
        return QStringLiteral("it has an error of its own system");
    default:
        return {};
    }
}

QString deniedFault(quint32 status)
{
    switch (status) {
    case otherRpcVersion:
        return QStringLiteral("it denies RPC of version 2");
    case refusedCredentials:
        return QStringLiteral("it denies calls without credentials");
    default:
        return {};
    }
}
} // namespace

QByteArray RpcCall::record() const
{
    XdrWriter writer;
    writer.number(id).number(call).number(rpcVersion);
    writer.number(procedure.program).number(procedure.version).number(procedure.number);
    writer.number(0).opaque({}).number(0).opaque({}); // no credentials, no verifier
    return writer.bytes() + arguments;
}

std::optional<RpcCall> RpcCall::parse(const QByteArray &record)
{
    XdrReader reader(record);
    RpcCall parsed;
    parsed.id = reader.number();
    const bool isCall = reader.number() == call && reader.number() == rpcVersion;
    parsed.procedure.program = reader.number();
    parsed.procedure.version = reader.number();
    parsed.procedure.number = reader.number();
    skipCredentials(reader);
    skipCredentials(reader);
    if (!isCall || !reader.isValid())
        return std::nullopt;
    parsed.arguments = reader.rest();
    return parsed;
}

QByteArray RpcReply::record(quint32 id, Accepted how, const QByteArray &results)
{
    XdrWriter writer;
    writer.number(id).number(reply).number(accepted).number(0).opaque({}).number(quint32(how));
    if (how == Accepted::OtherVersion)
        writer.number(1).number(1);
    return how == Accepted::Success ? writer.bytes() + results : writer.bytes();
}

std::optional<RpcReply> RpcReply::parse(const QByteArray &record)
{
    XdrReader reader(record);
    RpcReply parsed;
    parsed.id = reader.number();
    if (reader.number() != reply)
        return std::nullopt;
    const auto status = reader.number();
    if (status == accepted) {
        skipCredentials(reader);
        parsed.fault = acceptedFault(reader.number());
    } else if (status == denied) {
        parsed.fault = deniedFault(reader.number());
    }
    if (!reader.isValid() || parsed.fault.isNull())
        return std::nullopt;
    if (parsed.fault.isEmpty())
        parsed.results = reader.rest();
    return parsed;
}
} // namespace podium::devices::vxi11
