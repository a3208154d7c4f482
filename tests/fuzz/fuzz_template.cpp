// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/scpi/messagetemplate.h"
#include "tests/fuzz/fuzz.h"

using namespace podium::devices;
using podium::tests::demand;

namespace
{
void read(QByteArrayView bytes)
{
    podium::tests::Choices choices(bytes);
    const auto filling = choices.below(2) == 0 ? QStringLiteral("1.5") : QStringLiteral("a{b}\n");
    MessageTemplate::Names names;
    names.value = choices.below(2) == 0;
    names.setpoints = QStringList{QStringLiteral("x"), QStringLiteral("y")};
    names.arguments = QStringList{QStringLiteral("speed")};
    ProblemList problems(QStringLiteral("fuzz"));
    const auto made = MessageTemplate::read({}, choices.text(), names, problems);
    if (problems.count() > 0)
        return;
    for (const auto &piece : made.pieces())
        demand(piece.place != MessageTemplate::Place::Value || names.value, "a value only where there is one");
    podium::tests::succeeds([&] {
        const auto message = made.filled([&](const MessageTemplate::Piece &) { return filling; });
        for (const char byte : message)
            demand(byte >= ' ' && byte <= '~', "nothing ends a message but its end");
    });
}
} // namespace

PODIUM_FUZZ(read)
