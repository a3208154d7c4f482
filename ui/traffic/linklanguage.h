// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/linkport.h"

namespace podium::ui
{
/// What is spoken over a link whose bytes are no text; the program knows, the window does not.
struct LinkLanguage {
    /// What a message means, one after the other in their order; empty: its bytes are shown. No function: all of them are text.
    std::function<QString(const engine::TraceEntry &entry)> words;
    QString handExample; ///< a message by hand, for the line; empty: as of a link that speaks text
    QString handHelp;    ///< how messages by hand are written
    QString noScript;    ///< why a program cannot have the same exchange; empty: it can
};

/// The language of a link. Thread: the GUI's.
using LinkLanguages = std::function<LinkLanguage(const engine::LinkDescription &link)>;
} // namespace podium::ui
