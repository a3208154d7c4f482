// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/image.h"
#include "engine/model/quantity.h"

#include <QJsonValue>
#include <QList>
#include <QString>

#include <variant>

namespace podium::engine
{
/// Many samples of one unit.
struct Waveform {
    QList<double> samples;
    Unit unit;
    bool operator==(const Waveform &) const = default;
};

/// What a parameter can hold; monostate: nothing yet. The value of a choice is a text.
using Value = std::variant<std::monostate, Quantity, qint64, bool, QString, Waveform, Image>;

/// The value as people read it, in the C locale: "12.350 mm", "on", "[1, 2, 3] mm", "640 x 480, 16 bit"; empty for nothing yet.
/// Thread: any.
QString valueText(const Value &value, int decimals = -1);

/// Number, bool, string or array, without the unit; null for nothing yet, NaN and infinity, also inside an array. Of an image an
/// object that says what it is: width, height, bits, kind, planes; not its samples.
/// Thread: any.
QJsonValue valueJson(const Value &value);

/// The symbol of the value's unit; empty if it has none.
/// Thread: any.
QString valueUnit(const Value &value);
} // namespace podium::engine
