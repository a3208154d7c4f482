// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/valuetext.h"

#include "engine/model/number.h"
#include "ui/style/look.h"
#include "ui/style/plaintext.h"
#include "ui/style/spelling.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace podium::ui
{
using namespace engine;

namespace
{
QString tr(const char *text) { return QCoreApplication::translate("podium::ui::ValueText", text); }


/// Who asked for the setpoint; empty while there is none.
QString originText(const ParameterState &state, TimePoint now)
{
    if (state.setpoint.index() == 0)
        return {};
    const auto setpoint = oneLine(spelled(state.setpoint), 60);
    const auto ago = durationText(now - state.origin.time);
    if (state.origin.task == 0)
        return tr("setpoint %1, by the device itself %2 ago").arg(setpoint, ago);
    if (state.origin.by.isEmpty())
        return tr("setpoint %1, by task %2, %3 ago").arg(setpoint, QString::number(state.origin.task), ago);
    return tr("setpoint %1, by %2 in task %3, %4 ago")
        .arg(setpoint, oneLine(state.origin.by, 40), QString::number(state.origin.task), ago);
}
} // namespace

ShownValue shownValue(const Value &value, const ParameterSpec &spec)
{
    if (const auto *quantity = std::get_if<Quantity>(&value))
        return {withRealMinus(numberText(quantity->value(), spec.decimals)), quantity->unit().symbol(), true};
    if (std::holds_alternative<qint64>(value))
        return {withRealMinus(valueText(value)), spec.unit.symbol(), true};
    if (const auto *on = std::get_if<bool>(&value))
        return {*on ? tr("on") : tr("off"), {}, false};
    if (const auto *waveform = std::get_if<Waveform>(&value))
        return {waveformSummary({waveform->samples, Unit()}, spec.decimals), waveform->unit.symbol(), false};
    if (const auto *image = std::get_if<Image>(&value))
        return {imageSummary(*image), {}, false};
    if (const auto *text = std::get_if<QString>(&value))
        return {oneLine(*text, 200), {}, false};
    return {QStringLiteral("\u2013"), spec.unit.symbol(), false};
}

QString widestText(const ParameterSpec &spec)
{
    const int decimals = std::max(0, spec.decimals);
    switch (spec.type) {
    case ParameterType::Quantity:
    case ParameterType::Integer: {
        qsizetype whole = spec.type == ParameterType::Integer ? 7 : 5;
        for (const auto &limit : {spec.deviceLimits.low, spec.deviceLimits.high})
            if (limit)
                whole = std::max(whole, numberText(*limit, 0).size());
        return QString(std::min<qsizetype>(whole, 12), u'0') + (spec.decimals < 0 ? QStringLiteral(".0000") : u'.' + QString(decimals, u'0'));
    }
    case ParameterType::Choice: {
        QString widest;
        for (const auto &choice : spec.choices)
            widest = choice.size() > widest.size() ? choice : widest;
        return oneLine(widest, 20);
    }
    case ParameterType::Boolean:
        return tr("off");
    case ParameterType::Waveform:
        return QString(24, u'n'); // "101 points, -1.000 ... 2.500"
    case ParameterType::Image:
        return QString(20, u'n'); // "12345 x 12345, 16 bit signed"
    case ParameterType::Text:
        break;
    }
    return QString(14, u'n');
}

QString durationText(Duration age)
{
    using namespace std::chrono;
    const auto ms = std::max<qint64>(0, duration_cast<milliseconds>(age).count());
    if (ms < 1000)
        return tr("%1 ms").arg(ms);
    const auto s = ms / 1000;
    if (s < 100)
        return tr("%1 s").arg(s);
    constexpr qint64 minute = 60;
    constexpr qint64 hour = 60 * minute;
    if (s < 100 * minute)
        return tr("%1 min").arg(s / minute);
    return s < 100 * hour ? tr("%1 h").arg(s / hour) : tr("%1 d").arg(s / (24 * hour));
}

QString copyText(const ParameterState &state, const QString &address, TimePoint now)
{
    const auto &reading = state.reading;
    const auto value = valueText(reading.value);
    if (value.isEmpty())
        return QStringLiteral("%1\t%2").arg(address, tr("never read"));
    const auto age = std::chrono::duration_cast<std::chrono::milliseconds>(now - reading.time);
    const auto time = QDateTime::currentDateTime().addMSecs(-age.count()).toString(Qt::ISODateWithMs);
    QStringList parts{address, value, time};
    if (const auto look = lookOf(reading.quality, reading.severity); !look.word.isEmpty())
        parts << look.word;
    return parts.join(u'\t');
}

QString readingText(const ParameterState &state, const QString &address, TimePoint now)
{
    const auto &reading = state.reading;
    const auto full = spelled(reading.value);
    QStringList lines{full.isEmpty() ? tr("never read") : oneLine(full), address};
    if (!full.isEmpty())
        lines << tr("read %1 ago").arg(durationText(now - reading.time));
    if (const auto look = lookOf(reading.quality, reading.severity); !look.word.isEmpty())
        lines << QStringLiteral("%1 %2").arg(look.glyph, look.word);
    if (reading.quality == Quality::Stale && reading.severity != Severity::None)
        lines << lookOf(Quality::Stale, Severity::None).word;
    if (!reading.reason.isEmpty())
        lines << oneLine(reading.reason);
    if (const auto set = originText(state, now); !set.isEmpty())
        lines << set;
    return lines.join(u'\n');
}
} // namespace podium::ui
