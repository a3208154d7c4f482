// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/console/grammar.h"
#include "tests/fuzz/fuzz.h"

using namespace podium::engine;
using podium::tests::demand;

namespace
{
void parse(QByteArrayView bytes)
{
    const auto text = QString::fromUtf8(bytes);
    const auto program = parseProgram(text);
    if (program.error) {
        demand(program.statements.empty(), "a text with an error runs nothing");
        demand(!program.error->message.isEmpty() && program.error->line >= 1 && program.error->column >= 1,
               "an error says what and where");
        return;
    }
    for (const auto &statement : program.statements) {
        demand(text.contains(statement.name), "the name of a statement stands in the text");
        const auto again = parseProgram(statement.source);
        demand(!again.error && again.statements.size() == 1, "what a task is called can be typed again");
    }
}
} // namespace

PODIUM_FUZZ(parse)
