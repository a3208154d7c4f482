// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/traceentry.h"
#include "ui/style/icons.h"

#include <QDateTime>

namespace podium::ui
{
/// One message of a link as the view keeps it.
struct TrafficRow {
    engine::TraceEntry entry;
    QDateTime wall;
    std::optional<engine::Duration> since; ///< the message before it; empty: it is the first that is known
    QString words = {}; ///< what it means, where its bytes are no text
};

/// Which way a message went, or neither.
enum class TrafficWay : quint8 { Both, Sent, Received, Neither };
TrafficWay wayOf(engine::TraceKind kind);
/// What is out of the ordinary: Minor what nobody asked for or wanted, Major no answer and a lost connection.
Tone toneOf(engine::TraceKind kind);
bool isError(engine::TraceKind kind);

/// Arrow, glyph and word: "\u2192 sent (write)", "\u2190 ! late", "!! no answer". Thread: the GUI's.
QString wayText(const engine::TraceEntry &entry);
/// The bytes as text with escapes, or in hexadecimal; what was cut is counted.
QString messageText(const engine::TraceEntry &entry);
/// Its words, or its bytes as text.
QString messageText(const TrafficRow &row);
QString rawText(const engine::TraceEntry &entry);
/// In seconds or milliseconds, to be read in a column.
QString durationText(const std::optional<engine::Duration> &duration);
} // namespace podium::ui
