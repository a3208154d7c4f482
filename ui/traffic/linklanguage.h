// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/linkport.h"

namespace podium::ui
{
/// How a copied program has the messages of a link whose bytes are no text.
struct ScriptLanguage {
    struct Message {
        QString text;
        QString answers; ///< of an answer: the text of the message that it answers
    };
    /// One message after the other in their order; nothing: the program cannot say it. No function: all of them are text.
    std::function<std::optional<Message>(const engine::TraceEntry &entry)> said;
    /// The class Talk, derived from the program's Line, which has write(bytes), came, and until(place, limit):
    /// send(text) sends a message, receive(limit, answers) returns the text of what comes, or None.
    QString talk;
};

/// What is spoken over a link whose bytes are no text; the program knows, the window does not.
struct LinkLanguage {
    /// What a message means, one after the other in their order; empty: its bytes are shown. No function: all of them are text.
    std::function<QString(const engine::TraceEntry &entry)> words;
    QString handExample; ///< a message by hand, for the line; empty: as of a link that speaks text
    QString handHelp;    ///< how messages by hand are written
    std::function<ScriptLanguage()> script; ///< for one copied program; no function: all is text
};

/// The language of a link. Thread: the GUI's.
using LinkLanguages = std::function<LinkLanguage(const engine::LinkDescription &link)>;
} // namespace podium::ui
