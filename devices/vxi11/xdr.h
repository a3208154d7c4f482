// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace podium::devices::vxi11
{
/// Puts values together in XDR: big-endian, everything a multiple of four bytes.
/// Thread: one at a time. Source: RFC 4506.
class XdrWriter
{
public:
    XdrWriter &number(quint32 value);
    /// Bytes of any count, with their count ahead; a string is the same.
    XdrWriter &opaque(QByteArrayView bytes);
    const QByteArray &bytes() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

/// Takes values in XDR apart.
///
/// Errors: once something does not fit it is not valid any more, and every further value is zero or empty.
/// Thread: one at a time. Source: RFC 4506.
class XdrReader
{
public:
    /// The bytes must live as long.
    explicit XdrReader(QByteArrayView bytes) : m_rest(bytes) {}

    quint32 number();
    /// Bytes of a count that stands ahead and is at most `longest`.
    QByteArray opaque(qsizetype longest);
    bool isValid() const { return m_valid; }
    /// What has not been taken.
    QByteArray rest() const { return m_rest.toByteArray(); }

private:
    QByteArrayView take(qsizetype count);

    QByteArrayView m_rest;
    bool m_valid = true;
};
} // namespace podium::devices::vxi11
