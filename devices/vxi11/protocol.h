// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/vxi11/rpcmessage.h"

/// The numbers of VXI-11 and of the portmapper, and what its procedures take and give.
/// Source: VXI-11 TCP/IP Instrument Protocol Specification, revision 1.0, section B; RFC 1833, section 3.
namespace podium::devices::vxi11
{
namespace portmap
{
constexpr quint16 port = 111;
constexpr quint32 tcp = 6;
constexpr quint32 udp = 17;
constexpr Procedure nothing{100000, 2, 0};
constexpr Procedure getPort{100000, 2, 3};

QByteArray arguments(const Procedure &wanted);
} // namespace portmap

namespace core
{
constexpr quint32 program = 0x0607AF;
constexpr Procedure createLink{program, 1, 10};
constexpr Procedure write{program, 1, 11};
constexpr Procedure read{program, 1, 12};
constexpr Procedure readStatus{program, 1, 13};
constexpr Procedure clear{program, 1, 15};
constexpr Procedure lock{program, 1, 18};
constexpr Procedure unlock{program, 1, 19};
constexpr Procedure destroyLink{program, 1, 23};
constexpr Procedure abort{0x0607B0, 1, 1};
} // namespace core

/// What a core procedure ended with.
enum class DeviceError : quint32 {
    None = 0,
    NotAccessible = 3,
    InvalidLink = 4,
    NotSupported = 8,
    Locked = 11,
    NoLock = 12,
    Timeout = 15,
    Io = 17,
    Aborted = 23,
};

/// The error in words, with its number.
QString errorText(quint32 error);

namespace flag
{
constexpr quint32 waitLock = 0x01;
constexpr quint32 end = 0x08;
constexpr quint32 termChar = 0x80;
} // namespace flag

namespace reason
{
constexpr quint32 count = 0x01;
constexpr quint32 termChar = 0x02;
constexpr quint32 end = 0x04;
} // namespace reason

/// How long a procedure may take at the other end. Unit: milliseconds.
struct Timeouts {
    quint32 io = 0;
    quint32 lock = 0;
};

QByteArray createLinkArguments(quint32 client, bool lock, quint32 lockTimeout, const QByteArray &device);
QByteArray writeArguments(quint32 link, const Timeouts &timeouts, quint32 flags, QByteArrayView data);
QByteArray readArguments(quint32 link, quint32 size, const Timeouts &timeouts, quint32 flags, char termChar);
QByteArray clearArguments(quint32 link, const Timeouts &timeouts, quint32 flags);

struct CreatedLink {
    quint32 error = 0;
    quint32 link = 0;
    quint16 abortPort = 0;
    quint32 longestWrite = 0; ///< of one write procedure. Unit: bytes

    QByteArray results() const;
    /// Empty for results that are none of it; so for the others.
    static std::optional<CreatedLink> parse(const QByteArray &results);
};

struct Written {
    quint32 error = 0;
    quint32 size = 0;

    QByteArray results() const;
    static std::optional<Written> parse(const QByteArray &results);
};

struct ReadData {
    quint32 error = 0;
    quint32 reason = 0;
    QByteArray data;

    QByteArray results() const;
    /// Longest: what was asked for. Unit: bytes.
    static std::optional<ReadData> parse(const QByteArray &results, qsizetype longest);
};

/// One number: the error of a procedure that gives nothing else, or a port.
QByteArray numberResult(quint32 number);
std::optional<quint32> parseNumber(const QByteArray &results);
} // namespace podium::devices::vxi11
