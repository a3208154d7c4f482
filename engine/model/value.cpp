// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/value.h"

#include "engine/model/number.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace podium::engine
{
namespace
{
QJsonValue numberJson(double number) { return std::isfinite(number) ? QJsonValue(number) : QJsonValue(); }

QString waveformText(const Waveform &waveform, int decimals)
{
    constexpr qsizetype longest = 16;
    QStringList parts;
    for (const double sample : waveform.samples.first(std::min(longest, waveform.samples.size())))
        parts << numberText(sample, decimals);
    if (waveform.samples.size() > longest)
        parts << QStringLiteral("... %1 samples").arg(waveform.samples.size());
    const QString list = QLatin1Char('[') + parts.join(QStringLiteral(", ")) + QLatin1Char(']');
    return waveform.unit == Unit() ? list : list + QLatin1Char(' ') + waveform.unit.symbol();
}

struct ToText {
    int decimals;
    QString operator()(std::monostate) const { return QString(); }
    QString operator()(const Quantity &quantity) const { return quantity.text(decimals); }
    QString operator()(qint64 number) const { return QString::number(number); }
    QString operator()(bool on) const { return on ? QStringLiteral("on") : QStringLiteral("off"); }
    QString operator()(const QString &text) const { return text; }
    QString operator()(const Waveform &waveform) const { return waveformText(waveform, decimals); }
    QString operator()(const Image &image) const { return imageText(image); }
};

struct ToJson {
    QJsonValue operator()(std::monostate) const { return QJsonValue(); }
    QJsonValue operator()(const Quantity &quantity) const { return numberJson(quantity.value()); }
    QJsonValue operator()(qint64 number) const { return QJsonValue(number); }
    QJsonValue operator()(bool on) const { return QJsonValue(on); }
    QJsonValue operator()(const QString &text) const { return QJsonValue(text); }
    QJsonValue operator()(const Waveform &waveform) const
    {
        QJsonArray array;
        for (const double sample : waveform.samples)
            array.append(numberJson(sample));
        return array;
    }
    QJsonValue operator()(const Image &image) const
    {
        return QJsonObject{{QStringLiteral("width"), image.width()},
                           {QStringLiteral("height"), image.height()},
                           {QStringLiteral("bits"), image.bits()},
                           {QStringLiteral("kind"), QString(name(image.kind()))},
                           {QStringLiteral("planes"), image.planes()}};
    }
};
} // namespace

QString valueText(const Value &value, int decimals) { return std::visit(ToText{decimals}, value); }

QJsonValue valueJson(const Value &value) { return std::visit(ToJson{}, value); }

QString valueUnit(const Value &value)
{
    if (const auto *quantity = std::get_if<Quantity>(&value))
        return quantity->unit().symbol();
    if (const auto *waveform = std::get_if<Waveform>(&value))
        return waveform->unit.symbol();
    return QString();
}
} // namespace podium::engine
