// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/console/phrase.h"

#include <vector>

namespace podium::engine
{
/// One command as it was typed, not yet understood.
struct RawStatement {
    Phrase phrase;
    QString source; ///< as typed, trimmed, quotes included
    int line = 1;
    bool background = false; ///< ended by &
};

/// Cuts a text at `;`, newline and `&`, and resolves double quotes with their \" and \\; empty commands are left out.
/// Errors: throws ParseError for a quote that is not closed in its line, another escape, or a control character.
/// Thread: any.
std::vector<RawStatement> lex(const QString &text);
} // namespace podium::engine
