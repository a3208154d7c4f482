// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/console/argumentreader.h"
#include "engine/console/command.h"
#include "engine/console/parseerror.h"

#include <span>

namespace podium::engine
{
/// One command of a program, understood.
struct Statement {
    console::Command command;
    QString source; ///< as typed; the label of its task
    QString name;   ///< the first word
    int line = 1;
    bool background = false;
};

/// A whole program: all its statements, or none and what is wrong with it.
struct Program {
    std::vector<Statement> statements;
    std::optional<ParseError> error;
};

/// One row of the table of commands.
struct CommandForm {
    QString name;
    QString usage;
    QString help;
    console::Command (*parse)(ArgumentReader &arguments);
};

/// All commands, in the order in which help lists them.
/// Thread: any.
std::span<const CommandForm> commandForms();

/// The text of `help COMMAND`, or of `help` for an empty name.
/// Thread: any.
QString helpText(const QString &command = {});

/// Parses a whole text; the first error is told and nothing of it is left to run.
/// Thread: any.
Program parseProgram(const QString &text);
} // namespace podium::engine
