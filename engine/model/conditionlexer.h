// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/value.h"

#include <vector>

namespace podium::engine
{
/// One word of a condition; the column counts from 1.
struct ConditionToken {
    enum class Kind { Address, Literal, Operator, And, Or, Not, Open, Close, End };

    Kind kind = Kind::End;
    QString text;
    Value literal;
    int column = 1;
};

/// Splits a condition into its words. Errors: Refused with the column.
std::vector<ConditionToken> conditionTokens(const QString &text);

/// Errors: Refused; the message names the condition, the column and what was expected there.
[[noreturn]] void conditionError(const QString &condition, int column, const QString &message);
} // namespace podium::engine
