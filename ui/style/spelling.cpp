// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/spelling.h"

#include "engine/model/number.h"
#include "ui/style/plaintext.h"

#include <QCoreApplication>

#include <cmath>

namespace podium::ui
{
using namespace engine;

namespace
{
constexpr QChar realMinus(0x2212);

QString tr(const char *text) { return QCoreApplication::translate("podium::ui::Spelling", text); }
QString number(double value, int decimals) { return withRealMinus(numberText(value, decimals)); }
QString withUnit(const QString &text, Unit unit) { return unit == Unit() ? text : text + u' ' + unit.symbol(); }

struct Spell {
    int decimals;
    QString operator()(std::monostate) const { return {}; }
    QString operator()(const Quantity &quantity) const { return withUnit(number(quantity.value(), decimals), quantity.unit()); }
    QString operator()(qint64 whole) const { return withRealMinus(QString::number(whole)); }
    QString operator()(bool on) const { return on ? tr("on") : tr("off"); }
    QString operator()(const QString &text) const { return text; }
    QString operator()(const Waveform &waveform) const { return waveformSummary(waveform, decimals); }
    QString operator()(const Image &image) const { return imageSummary(image); }
};
} // namespace

QString withRealMinus(QString number) { return number.replace(u'-', realMinus); }

QString withPlainMinus(QString text) { return text.replace(realMinus, u'-'); }

QString spelled(const Value &value, int decimals) { return std::visit(Spell{decimals}, value); }

QString shortly(const Value &value, int decimals)
{
    constexpr int longest = 40;
    return oneLine(spelled(value, decimals), longest);
}

std::optional<std::pair<double, double>> waveformRange(const QList<double> &samples)
{
    std::optional<std::pair<double, double>> range;
    for (const double sample : samples) {
        if (!std::isfinite(sample))
            continue;
        if (!range)
            range.emplace(sample, sample);
        range->first = std::min(range->first, sample);
        range->second = std::max(range->second, sample);
    }
    return range;
}

QString waveformSummary(const Waveform &waveform, int decimals)
{
    const auto count = waveform.samples.size();
    if (count == 0)
        return tr("no points");
    const auto points = count == 1 ? tr("1 point") : tr("%1 points").arg(count);
    const auto range = waveformRange(waveform.samples);
    const auto bad = std::count_if(waveform.samples.begin(), waveform.samples.end(), [](double x) { return !std::isfinite(x); });
    QStringList parts{points};
    if (range && range->first == range->second)
        parts << withUnit(number(range->first, decimals), waveform.unit);
    else if (range)
        parts << withUnit(QStringLiteral("%1 \u2026 %2").arg(number(range->first, decimals), number(range->second, decimals)), waveform.unit);
    if (bad > 0)
        parts << tr("%1 not finite").arg(bad);
    return parts.join(QStringLiteral(", "));
}

QString imageSummary(const Image &image)
{
    if (image.isEmpty())
        return tr("no picture");
    const auto form = image.kind() == Image::Kind::Unsigned ? tr("%1 \u00d7 %2, %3 bit")
                      : image.kind() == Image::Kind::Signed ? tr("%1 \u00d7 %2, %3 bit signed")
                                                            : tr("%1 \u00d7 %2, %3 bit floating point");
    const auto text = form.arg(QString::number(image.width()), QString::number(image.height()), QString::number(image.bits()));
    return image.planes() == 1 ? text : tr("%1, plane 1 of %2").arg(text, QString::number(image.planes()));
}
} // namespace podium::ui
