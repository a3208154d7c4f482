// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/console/grammar.h"

#include "engine/console/lexer.h"
#include "engine/model/nearest.h"
#include "engine/model/quoted.h"

#include <algorithm>

namespace podium::engine
{
namespace
{
const CommandForm *findForm(const QString &name)
{
    const auto forms = commandForms();
    const auto found = std::find_if(forms.begin(), forms.end(), [&](const CommandForm &form) { return form.name == name; });
    return found != forms.end() ? &*found : nullptr;
}

[[noreturn]] void failUnknown(const QString &name, int line, int column)
{
    QStringList names;
    for (const CommandForm &form : commandForms())
        names << form.name;
    const QString hint = didYouMean(name, names);
    throw ParseError{line, column, name,
                     QStringLiteral("%1 is no command.%2 The command help lists all.").arg(quoted(name), hint)};
}

Statement understand(RawStatement raw)
{
    const Phrase word = raw.phrase.takeWord();
    const QString name = word.text();
    const CommandForm *form = findForm(name);
    if (!form)
        failUnknown(name, raw.line, word.column());
    ArgumentReader arguments(std::move(raw.phrase), raw.line, name, form->usage);
    Statement statement{form->parse(arguments), raw.source, name, raw.line, raw.background};
    arguments.end();
    if (raw.background && std::holds_alternative<console::WaitForTasks>(statement.command))
        throw ParseError{raw.line, word.column(), name,
                         QStringLiteral("wait cannot go to the background, it waits for what is there; end it with ; instead of &.")};
    return statement;
}

QString row(const CommandForm &form)
{
    return QStringLiteral("%1  %2").arg(form.usage.leftJustified(32), form.help);
}
} // namespace

QString helpText(const QString &command)
{
    if (const CommandForm *form = findForm(command))
        return row(*form);
    QStringList lines;
    for (const CommandForm &form : commandForms())
        lines << row(form);
    lines << QStringLiteral("Commands are separated by ; or a new line; & sends the one before it to the background. Double quotes "
                            "protect spaces, ; & and commas.");
    return lines.join(QLatin1Char('\n'));
}

Program parseProgram(const QString &text)
{
    Program program;
    try {
        for (RawStatement &raw : lex(text))
            program.statements.push_back(understand(std::move(raw)));
    } catch (const ParseError &error) {
        program.statements.clear();
        program.error = error;
    }
    return program;
}
} // namespace podium::engine
