// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/traffic/trafficrow.h"

#include "engine/model/bytetext.h"
#include "ui/style/plaintext.h"

#include <QCoreApplication>

namespace podium::ui
{
using engine::MessageClass;
using engine::TraceKind;

namespace
{
QString tr(const char *text) { return QCoreApplication::translate("podium::ui::Traffic", text); }

QString sentText(MessageClass messageClass)
{
    switch (messageClass) {
    case MessageClass::Read:
        return tr("\u2192 sent");
    case MessageClass::Write:
        return tr("\u2192 sent (write)");
    case MessageClass::Stop:
        return tr("\u2192 sent (stop)");
    case MessageClass::Harmless:
        break;
    }
    return tr("\u2192 sent (harmless)");
}

QString withCut(const QString &text, const engine::TraceEntry &entry)
{
    if (entry.size == entry.text.size())
        return text;
    return tr("%1\u2026 (cut: %2 bytes)").arg(text, QString::number(entry.size + entry.end.size()));
}
} // namespace

TrafficWay wayOf(TraceKind kind)
{
    switch (kind) {
    case TraceKind::Sent:
        return TrafficWay::Sent;
    case TraceKind::Received:
    case TraceKind::Late:
    case TraceKind::Duplicate:
    case TraceKind::Unsolicited:
    case TraceKind::Unfinished:
        return TrafficWay::Received;
    case TraceKind::TimedOut:
    case TraceKind::Connected:
    case TraceKind::Lost:
        break;
    }
    return TrafficWay::Neither;
}

Tone toneOf(TraceKind kind)
{
    switch (kind) {
    case TraceKind::Sent:
        return Tone::Busy;
    case TraceKind::Received:
        return Tone::Text;
    case TraceKind::Connected:
        return Tone::Muted;
    case TraceKind::Late:
    case TraceKind::Duplicate:
    case TraceKind::Unsolicited:
    case TraceKind::Unfinished:
        return Tone::Minor;
    case TraceKind::TimedOut:
    case TraceKind::Lost:
        break;
    }
    return Tone::Major;
}

bool isError(TraceKind kind)
{
    const auto tone = toneOf(kind);
    return tone == Tone::Minor || tone == Tone::Major;
}

QString wayText(const engine::TraceEntry &entry)
{
    switch (entry.kind) {
    case TraceKind::Sent:
        return sentText(entry.messageClass);
    case TraceKind::Received:
        return tr("\u2190 received");
    case TraceKind::Late:
        return tr("\u2190 ! late");
    case TraceKind::Duplicate:
        return tr("\u2190 ! duplicate");
    case TraceKind::Unsolicited:
        return tr("\u2190 ! unasked");
    case TraceKind::Unfinished:
        return tr("\u2190 ! unfinished");
    case TraceKind::TimedOut:
        return tr("!! no answer");
    case TraceKind::Connected:
        return tr("\u2022 connected");
    case TraceKind::Lost:
        break;
    }
    return tr("!! lost");
}

QString messageText(const engine::TraceEntry &entry)
{
    if (entry.kind == TraceKind::Lost)
        return oneLine(QString::fromUtf8(entry.text));
    return withCut(engine::byteText(entry.text + entry.end), entry);
}

QString messageText(const TrafficRow &row) { return row.words.isEmpty() ? messageText(row.entry) : row.words; }

QString rawText(const engine::TraceEntry &entry)
{
    if (entry.kind == TraceKind::Lost)
        return {};
    return withCut(QString::fromLatin1((entry.text + entry.end).toHex(' ')), entry);
}

QString durationText(const std::optional<engine::Duration> &duration)
{
    if (!duration)
        return {};
    const auto ms = std::chrono::duration<double, std::milli>(*duration).count();
    return ms < 10'000 ? tr("%1 ms").arg(QString::number(ms, 'f', 1)) : tr("%1 s").arg(QString::number(ms / 1000, 'f', 1));
}
} // namespace podium::ui
