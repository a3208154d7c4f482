// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/framer.h"
#include "tests/fuzz/fuzz.h"

#include <QByteArrayList>

using namespace podium::devices;
using podium::tests::Choices;
using podium::tests::demand;

namespace
{
Framing framing(Choices &choices)
{
    Framing framing;
    framing.cap = 200;
    framing.blocks = choices.below(4) != 0;
    switch (choices.below(4)) {
    case 0:
        framing.receiveEnds = {"\r"};
        break;
    case 1:
        framing.receiveEnds = {"\r\n"};
        break;
    case 2:
        framing.receiveEnds = {"\r\n", "> "};
        break;
    default:
        break;
    }
    return framing;
}

/// What comes out of the stream in pieces of this size; at the mark of the end the rest of it.
QByteArrayList cut(const Framing &framing, QByteArrayView stream, qsizetype piece)
{
    Framer framer(framing);
    QByteArrayList lines;
    qsizetype told = 0;
    for (qsizetype at = 0; at < stream.size(); at += piece) {
        framer.append(stream.sliced(at, std::min(piece, stream.size() - at)));
        while (const auto line = framer.next()) {
            lines << *line;
            told += line->size() + framer.lastEnd().size();
        }
    }
    demand(told + framer.partial().size() <= stream.size(), "no byte is told twice");
    for (const auto &line : lines)
        demand(line.size() <= framing.cap, "no line is longer than the cap");
    if (framer.fault().isEmpty())
        demand(told + framer.partial().size() == stream.size(), "no byte is lost");
    if (const auto rest = framer.finish())
        lines << *rest;
    demand(!framer.hasPartial(), "nothing is left after the end of a message");
    lines << (framer.fault().isEmpty() ? "whole" : "broken");
    return lines;
}

void frame(QByteArrayView bytes)
{
    Choices choices(bytes);
    const auto how = framing(choices);
    const auto piece = 1 + choices.below(16);
    const auto stream = choices.rest();
    if (stream.isEmpty())
        return;
    demand(cut(how, stream, piece) == cut(how, stream, stream.size()), "the pieces do not matter");
}
} // namespace

PODIUM_FUZZ(frame)
