// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace podium::devices
{
/// The most that one element of an INDI stream may take.
/// Unit: bytes
struct IndiCaps {
    qsizetype element = qsizetype(1) << 20;
    qsizetype blob = qsizetype(1) << 20; ///< a setBLOBVector, whose content is written in base64
};

/// Cuts an INDI stream, which is elements one after another without a root, into whole elements, wherever it was split.
///
/// It keeps at most one element. One that is longer than its cap is passed over if it carries a BLOB, and is a fault otherwise.
/// One that was cut off ends where the next message begins, so that it costs itself alone.
/// Document types and everything else that begins with "<!" are a fault, but for comments; so no entity is ever declared.
/// Thread: one at a time.
class IndiSplitter
{
public:
    explicit IndiSplitter(const IndiCaps &caps = {}) : m_caps(caps) {}

    /// Takes bytes in; what next() gave before stays valid.
    void append(QByteArrayView bytes);
    /// The next whole element, or what there is of one that was cut off; nothing until more bytes come, or after a fault.
    std::optional<QByteArray> next();
    /// Of what next() gave last.
    bool isCutOff() const { return m_isCutOff; }
    /// Why the stream cannot be followed any more, as the end of a sentence; empty: it can. Only reset() ends that.
    const QString &fault() const { return m_fault; }
    /// The beginning of an element that was passed over because of its length, told once; empty: there is none.
    QByteArray takePassedOver();
    /// Unit: bytes that are kept now, for tests of the bound.
    qsizetype kept() const { return m_element.size() + m_input.size() - m_position; }
    void reset();
    void setCaps(const IndiCaps &caps) { m_caps = caps; }
    const IndiCaps &caps() const { return m_caps; }

private:
    enum class Place : quint8 { Outside, Text, TagBegin, Tag, SingleQuote, DoubleQuote, Instruction, Bang, Comment };

    void take(char byte);
    void takeTagBegin(char byte);
    void takeName(char byte);
    void takeInTag(char byte);
    void takeInQuotes(char byte);
    void beginAnew();
    void takeBang(char byte);
    void takeComment(char byte);
    void takeRun();
    void endTag();
    void keep(QByteArrayView bytes);
    void fail(const QString &why);

    IndiCaps m_caps;
    QByteArray m_input;
    qsizetype m_position = 0;
    QByteArray m_element; ///< what was kept of it
    QByteArray m_passedOver;
    QByteArray m_cutOff;
    std::optional<QByteArray> m_name; ///< what came since the last "<", while it may be a name
    qsizetype m_cap = 0; ///< of this element
    QString m_fault;
    Place m_place = Place::Outside;
    int m_depth = 0;
    int m_matched = 0; ///< characters of the end of a comment, or of the beginning of one
    char m_last = 0;   ///< the byte before, within a tag
    bool m_closing = false;
    bool m_nested = false; ///< a tag has begun inside of another
    bool m_isBlob = false;
    bool m_passing = false; ///< nothing of this element is kept any more
    bool m_complete = false;
    bool m_isCutOff = false;
};
} // namespace podium::devices
