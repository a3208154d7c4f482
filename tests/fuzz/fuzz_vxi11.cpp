// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/vxi11/protocol.h"
#include "devices/vxi11/records.h"
#include "tests/fuzz/fuzz.h"

#include <QByteArrayList>

using namespace podium::devices::vxi11;
using podium::tests::demand;

namespace
{
constexpr qsizetype cap = 4096;

QByteArrayList records(QByteArrayView stream, qsizetype piece)
{
    RecordReader reader(cap);
    QByteArrayList found;
    for (qsizetype at = 0; at < stream.size(); at += piece) {
        reader.append(stream.sliced(at, std::min(piece, stream.size() - at)));
        while (const auto record = reader.next())
            found << *record;
    }
    found << (reader.fault().isEmpty() ? "whole" : "broken");
    return found;
}

/// What was taken apart is put together and taken apart again.
void takeApart(const QByteArray &record)
{
    if (const auto call = RpcCall::parse(record)) {
        const auto again = RpcCall::parse(call->record());
        demand(again && again->id == call->id && again->procedure == call->procedure && again->arguments == call->arguments,
               "a call is read back as it was told");
    }
    const auto reply = RpcReply::parse(record);
    if (!reply || !reply->fault.isEmpty())
        return;
    const auto again = RpcReply::parse(RpcReply::record(reply->id, RpcReply::Accepted::Success, reply->results));
    demand(again && again->id == reply->id && again->results == reply->results, "a reply is read back as it was told");
    const auto isSame = [&](const QByteArray &told) {
        demand(reply->results.startsWith(told), "results are read back as they were told");
    };
    if (const auto created = CreatedLink::parse(reply->results))
        isSame(created->results());
    if (const auto written = Written::parse(reply->results))
        isSame(written->results());
    if (const auto number = parseNumber(reply->results))
        isSame(numberResult(*number));
    if (const auto read = ReadData::parse(reply->results, 64)) {
        demand(read->data.size() <= 64, "no more than was asked for");
        demand(read->results().size() <= reply->results.size(), "results are as long as they were told");
    }
}

void receive(QByteArrayView bytes)
{
    podium::tests::Choices choices(bytes);
    const auto piece = 1 + choices.below(16);
    const auto stream = choices.rest();
    if (stream.isEmpty())
        return;
    const auto found = records(stream, stream.size());
    demand(found == records(stream, piece), "the pieces do not matter");
    for (const auto &record : found.first(found.size() - 1))
        takeApart(record);
    takeApart(stream.toByteArray());
}
} // namespace

PODIUM_FUZZ(receive)
