// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/modbus/modbusframer.h"
#include "tests/fuzz/fuzz.h"

#include <QByteArrayList>

using namespace podium::devices;
using podium::tests::Choices;
using podium::tests::demand;

namespace
{
std::unique_ptr<ModbusFramer> made(bool isRtu)
{
    if (isRtu)
        return std::make_unique<RtuFramer>();
    return std::make_unique<MbapFramer>();
}

/// What comes out of the stream in pieces of this size.
QByteArrayList cut(bool isRtu, const QByteArray &stream, qsizetype piece)
{
    const auto framer = made(isRtu);
    QByteArrayList found;
    qsizetype told = 0;
    for (qsizetype at = 0; at < stream.size(); at += piece) {
        framer->append(stream.mid(at, piece));
        while (const auto frame = framer->next()) {
            demand(stream.mid(told).startsWith(frame->raw), "the frames are those of the stream, one after another");
            told += frame->raw.size();
            demand(!frame->pdu.isEmpty() && frame->pdu.size() <= 253, "a frame carries something, and no more than there may be");
            demand(framer->framed(*frame) == frame->raw, "a frame is put together as it came");
            found << frame->raw;
        }
        if (!framer->fault().isEmpty())
            break; // its user begins anew
        demand(told + framer->partial().size() == std::min(stream.size(), at + piece), "no byte is lost");
        demand(framer->partial().size() <= 260 + piece, "what waits is bounded");
    }
    found << framer->fault().toUtf8();
    framer->reset();
    demand(framer->partial().isEmpty() && framer->fault().isEmpty(), "nothing is left when it begins anew");
    return found;
}

void frame(QByteArrayView bytes)
{
    Choices choices(bytes);
    const bool isRtu = choices.below(2) == 1;
    const auto piece = 1 + choices.below(16);
    const auto stream = choices.rest().toByteArray();
    if (stream.isEmpty())
        return;
    demand(cut(isRtu, stream, piece) == cut(isRtu, stream, stream.size()), "the pieces do not matter");
    const ModbusFrame one{isRtu ? quint16(0) : quint16(0x1234), 7, stream.first(std::min<qsizetype>(stream.size(), 253)), {}};
    if (isRtu)
        return; // the length of a reply follows from what is in it
    const auto framer = made(isRtu);
    framer->append(framer->framed(one));
    const auto back = framer->next();
    demand(back && back->id == one.id && back->unit == one.unit && back->pdu == one.pdu, "a frame is taken apart as it was told");
}
} // namespace

PODIUM_FUZZ(frame)
