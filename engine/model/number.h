// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/outcome.h"

#include <QString>

#include <optional>

namespace podium::engine
{
/// Why a text is not a number.
enum class NumberProblem : quint8 {
    None,
    Missing,      ///< it does not start with a number
    NotFinite,    ///< it spells NaN or infinity
    OutOfRange,   ///< larger, or smaller, than a double can hold
    DecimalComma, ///< 1,5
    Malformed,    ///< hexadecimal, two points, an exponent without digits, separated thousands
};

/// What stands at the start of a text: a number and how many characters it takes, or what is wrong.
struct ScannedNumber {
    double value = 0;
    qsizetype length = 0;
    NumberProblem problem = NumberProblem::None;
};

/// Reads the decimal number at the start of a text in the C locale: `[+-] digits [. digits] [e [+-] digits]`.
/// Thread: any.
ScannedNumber scanNumber(QStringView text);

/// The number that is the whole text (spaces around it are allowed), or nothing. Never NaN, never infinite.
/// Thread: any.
std::optional<double> parseNumber(QStringView text);

/// The decimal whole number that is the whole text (spaces around it are allowed), or nothing.
/// Thread: any.
std::optional<qint64> parseInteger(QStringView text);

/// A sentence for the operator on why `text` is not a number; the problem must not be None.
QString numberMessage(NumberProblem problem, QStringView text);

/// NotFinite for what is no finite number, Type for what is no number.
RefusalKind refusalKind(NumberProblem problem);

/// A number as the C locale spells it: with so many decimals, or (-1) as short as it can be read back exactly.
/// NaN and infinity are spelled NaN, Inf, -Inf; zero never has a sign.
QString numberText(double value, int decimals = -1);
} // namespace podium::engine
