// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/vxi11/protocol.h"

#include <limits>

namespace podium::devices::vxi11
{
namespace
{
QString words(quint32 error)
{
    switch (error) {
    case 0:
        return QStringLiteral("no error");
    case 1:
        return QStringLiteral("it finds a syntax error in the device's name");
    case 3:
        return QStringLiteral("there is no such device, or it is not accessible");
    case 4:
        return QStringLiteral("it does not know the link any more");
    case 5:
        return QStringLiteral("it refuses a parameter");
    case 6:
        return QStringLiteral("the channel is not established");
    case 8:
        return QStringLiteral("it does not support this");
    case 9:
        return QStringLiteral("it has no room for another link; end another program that uses it");
    case 11:
        return QStringLiteral("another program has locked it");
    case 12:
        return QStringLiteral("this link does not hold the lock");
    case 15:
        return QStringLiteral("the time for it was over");
    case 17:
        return QStringLiteral("its input or output failed");
    case 21:
        return QStringLiteral("it refuses the address");
    case 23:
        return QStringLiteral("it was aborted");
    case 29:
        return QStringLiteral("the channel is already established");
    default:
        return QStringLiteral("an error that VXI-11 does not name");
    }
}

template <class T>
std::optional<T> valid(const XdrReader &reader, T value)
{
    return reader.isValid() ? std::optional(std::move(value)) : std::nullopt;
}
} // namespace

QString errorText(quint32 error) { return QStringLiteral("%1 (VXI-11 error %2)").arg(words(error), QString::number(error)); }

QByteArray portmap::arguments(const Procedure &wanted)
{
    return XdrWriter().number(wanted.program).number(wanted.version).number(tcp).number(0).bytes();
}

QByteArray createLinkArguments(quint32 client, bool lock, quint32 lockTimeout, const QByteArray &device)
{
    return XdrWriter().number(client).number(lock ? 1 : 0).number(lockTimeout).opaque(device).bytes();
}

QByteArray writeArguments(quint32 link, const Timeouts &timeouts, quint32 flags, QByteArrayView data)
{
    return XdrWriter().number(link).number(timeouts.io).number(timeouts.lock).number(flags).opaque(data).bytes();
}

QByteArray readArguments(quint32 link, quint32 size, const Timeouts &timeouts, quint32 flags, char termChar)
{
    return XdrWriter()
        .number(link)
        .number(size)
        .number(timeouts.io)
        .number(timeouts.lock)
        .number(flags)
        .number(static_cast<quint8>(termChar))
        .bytes();
}

QByteArray clearArguments(quint32 link, const Timeouts &timeouts, quint32 flags)
{
    return XdrWriter().number(link).number(flags).number(timeouts.lock).number(timeouts.io).bytes();
}

QByteArray CreatedLink::results() const
{
    return XdrWriter().number(error).number(link).number(abortPort).number(longestWrite).bytes();
}

std::optional<CreatedLink> CreatedLink::parse(const QByteArray &results)
{
    XdrReader reader(results);
    CreatedLink created;
    created.error = reader.number();
    created.link = reader.number();
    const auto port = reader.number();
    created.abortPort = static_cast<quint16>(port);
    created.longestWrite = reader.number();
    return port <= std::numeric_limits<quint16>::max() ? valid(reader, created) : std::nullopt;
}

QByteArray Written::results() const { return XdrWriter().number(error).number(size).bytes(); }

std::optional<Written> Written::parse(const QByteArray &results)
{
    XdrReader reader(results);
    Written written;
    written.error = reader.number();
    written.size = reader.number();
    return valid(reader, written);
}

QByteArray ReadData::results() const { return XdrWriter().number(error).number(reason).opaque(data).bytes(); }

std::optional<ReadData> ReadData::parse(const QByteArray &results, qsizetype longest)
{
    XdrReader reader(results);
    ReadData read;
    read.error = reader.number();
    read.reason = reader.number();
    read.data = reader.opaque(longest);
    return valid(reader, std::move(read));
}

QByteArray numberResult(quint32 number) { return XdrWriter().number(number).bytes(); }

std::optional<quint32> parseNumber(const QByteArray &results)
{
    XdrReader reader(results);
    const auto number = reader.number();
    return valid(reader, number);
}
} // namespace podium::devices::vxi11
