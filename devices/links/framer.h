// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/framing.h"

#include <QString>

namespace podium::devices
{
/// Cuts a stream of bytes into lines and definite-length blocks, however the bytes are sliced.
///
/// Once the stream breaks its framing nothing more is told until reset(): what follows cannot be trusted.
/// Thread: one at a time.
class Framer
{
public:
    /// Errors: Refused for a framing without a line end, with an empty one, or with one that begins another.
    explicit Framer(const Framing &framing);

    void append(QByteArrayView bytes);
    /// The next complete line without its end; a block comes with its '#' header, unchanged. Empty: more bytes are needed.
    std::optional<QByteArray> next();
    /// The peer says that a message ends here: what is left of it is a line without an end. Empty: nothing is. A block that
    /// is not whole breaks the framing.
    std::optional<QByteArray> finish();
    /// True while bytes of an unfinished line have arrived.
    bool hasPartial() const { return m_fault.isEmpty() && !partial().isEmpty(); }
    /// Those bytes, or after a fault all that came of what broke the framing; valid until the next call that changes anything.
    QByteArrayView partial() const { return QByteArrayView(m_buffer).sliced(m_head); }
    /// What ended the line that was told last.
    const QByteArray &lastEnd() const { return m_lastEnd; }
    /// How the stream broke its framing; empty: it has not.
    const QString &fault() const { return m_fault; }
    /// Forgets every byte and the fault: the stream begins anew.
    void reset();

private:
    enum class Step : quint8 { Text, More, Fault };
    Step skipBlock(QByteArrayView rest);
    bool mayEnd(QByteArrayView rest) const;
    Step breakOff(const QString &fault);
    QByteArray take(QByteArrayView rest, qsizetype length, qsizetype end);

    std::vector<QByteArray> m_ends; // shortest first
    qsizetype m_longestEnd = 0;
    QByteArray m_lastEnd;
    bool m_blocks;
    qsizetype m_cap;
    QByteArray m_buffer;
    qsizetype m_head = 0;       // where the unfinished line begins
    qsizetype m_text = 0;       // from m_head: where its plain text begins, behind its block
    qsizetype m_scanned = 0;    // from m_head: searched in vain up to here
    QString m_fault;
};
} // namespace podium::devices
