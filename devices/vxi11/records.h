// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace podium::devices::vxi11
{
/// One record as it goes over TCP: its bytes behind the mark that says how many they are.
/// Source: RFC 5531, section 11.
QByteArray markedRecord(const QByteArray &record);

/// Cuts a TCP stream into records, whose fragments it joins.
///
/// Errors: a record beyond the cap breaks the stream; nothing more is told then.
/// Thread: one at a time. Source: RFC 5531, section 11.
class RecordReader
{
public:
    /// Cap: of a record. Unit: bytes.
    explicit RecordReader(qsizetype cap) : m_cap(cap) {}

    void append(QByteArrayView bytes);
    /// The next whole record. Empty: more bytes are needed.
    std::optional<QByteArray> next();
    /// How the stream is broken; empty: it is not.
    const QString &fault() const { return m_fault; }
    void reset();

private:
    qsizetype m_cap;
    QByteArray m_buffer;
    QByteArray m_record;
    QString m_fault;
};
} // namespace podium::devices::vxi11
