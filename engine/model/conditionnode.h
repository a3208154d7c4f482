// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/interlock.h"

#include <QString>

namespace podium::engine
{
/// A node of a parsed condition: a comparison of a parameter with a literal or another parameter, or and / or / not.
struct InterlockCondition::Node {
    enum class Kind { Less, LessEqual, Greater, GreaterEqual, Equal, NotEqual, And, Or, Not };
    struct Operand {
        Parameter *parameter = nullptr; ///< null: the literal counts
        Value literal;
    };

    Kind kind = Kind::Equal;
    Operand left;
    Operand right;
    std::shared_ptr<const Node> first;
    std::shared_ptr<const Node> second;
};
} // namespace podium::engine
