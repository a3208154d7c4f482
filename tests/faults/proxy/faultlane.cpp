// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/proxy/faultlane.h"

#include <algorithm>

namespace podium::tests
{
using namespace std::chrono_literals;

FaultLane::FaultLane(FaultScript &script, Party sender, Cut cut, Ports ports)
    : m_script(script)
    , m_sender(sender)
    , m_cut(cut)
    , m_ports(std::move(ports))
{
}

void FaultLane::received(QByteArrayView bytes)
{
    if (m_ended)
        return;
    m_buffer += bytes;
    for (auto length = firstMessage(m_cut, m_buffer); length > 0; length = firstMessage(m_cut, m_buffer)) {
        const auto message = m_buffer.first(length);
        m_buffer.remove(0, length);
        take(message);
    }
    pump();
}

void FaultLane::finish(Ending ending)
{
    if (!m_buffer.isEmpty())
        m_queue.push_back({std::exchange(m_buffer, {})});
    m_queue.push_back({{}, 0ns, 0, ending});
    pump();
}

void FaultLane::inject(const QByteArray &bytes)
{
    m_queue.push_back({bytes});
    pump();
}

void FaultLane::setFrozen(bool frozen)
{
    m_frozen = frozen;
    pump();
}

void FaultLane::release()
{
    m_held = false;
    pump();
}

void FaultLane::take(const QByteArray &message)
{
    auto strike = m_script.strike(m_sender, message);
    if (!m_expected.empty()) {
        strike.faults.insert(strike.faults.begin(), m_expected.front().begin(), m_expected.front().end());
        m_expected.pop_front();
    }
    if (!strike.replyFaults.empty())
        m_ports.expectReply(std::move(strike.replyFaults));
    Pieces pieces{{message}};
    for (const auto &fault : strike.faults)
        apply(fault, pieces);
    if (m_toGather > 0) {
        for (const auto &piece : pieces)
            m_gathered += piece.bytes;
        if (--m_toGather == 0)
            enqueue({{std::exchange(m_gathered, {})}});
        return;
    }
    if (std::exchange(m_postpone, false)) {
        std::move(pieces.begin(), pieces.end(), std::back_inserter(m_postponed));
        return;
    }
    enqueue(std::move(pieces));
    enqueue(std::exchange(m_postponed, {}));
}

void FaultLane::apply(const Fault &fault, Pieces &pieces)
{
    const auto number = [&fault](qint64 otherwise) { return fault.number.value_or(otherwise); };
    const auto each = [&pieces](auto change) {
        for (auto &piece : pieces)
            piece.bytes = change(piece.bytes);
    };
    switch (fault.verb) {
    case Verb::Drop:
        pieces.clear();
        break;
    case Verb::Delay:
        pieces.insert(pieces.begin(), Piece{{}, std::chrono::milliseconds(number(0))});
        break;
    case Verb::Duplicate:
        if (fault.number) {
            auto again = pieces;
            again.insert(again.begin(), Piece{{}, std::chrono::milliseconds(*fault.number)});
            pieces.insert(pieces.end(), again.begin(), again.end());
        } else { // in one segment with the first
            each([](const QByteArray &bytes) { return bytes + bytes; });
        }
        break;
    case Verb::Truncate:
        each([&](const QByteArray &bytes) { return bytes.first(std::min<qsizetype>(bytes.size(), number(0))); });
        break;
    case Verb::Corrupt:
        each([&](const QByteArray &bytes) { return corrupted(bytes, number(1)); });
        break;
    case Verb::Split:
        cutUp(pieces, 1, std::chrono::milliseconds(number(1)));
        break;
    case Verb::Slice:
        cutUp(pieces, number(1), 1ms);
        break;
    case Verb::Bandwidth:
        cutUp(pieces, 1, 1'000'000'000ns / number(1));
        break;
    case Verb::Hold:
        m_held = true;
        break;
    case Verb::Merge:
        m_toGather = std::max(m_toGather, number(2));
        break;
    case Verb::Reorder:
        m_postpone = true;
        break;
    case Verb::Garbage:
        each([&](const QByteArray &) { return corrupted(QByteArray(number(16), '\0'), number(16)) + '\n'; });
        break;
    case Verb::Insert:
        each([&](const QByteArray &bytes) { return fault.text + bytes; });
        break;
    case Verb::Append:
        each([&](const QByteArray &bytes) { return bytes + fault.text; });
        break;
    case Verb::Replace:
        pieces = {{fault.text}};
        break;
    case Verb::Endless:
        pieces = {{{}, 0ns, number(1)}};
        break;
    case Verb::Freeze:
        m_ports.freeze();
        break;
    case Verb::Reset:
        endAfter(Ending::Reset, fault.number, pieces);
        break;
    case Verb::HalfClose:
        endAfter(Ending::HalfClose, fault.number, pieces);
        break;
    case Verb::Close:
        endAfter(Ending::Close, fault.number, pieces);
        break;
    }
}

void FaultLane::endAfter(Ending ending, std::optional<qint64> bytes, Pieces &pieces)
{
    if (bytes)
        for (auto &piece : pieces)
            piece.bytes.truncate(*bytes);
    pieces.push_back({{}, 0ns, 0, ending});
}

/// Changes so many of its bytes, but for a line end behind them.
QByteArray FaultLane::corrupted(QByteArray bytes, qint64 count)
{
    auto size = bytes.size();
    while (size > 0 && (bytes[size - 1] == '\n' || bytes[size - 1] == '\r'))
        --size;
    for (qint64 i = 0; i < count && size > 0; ++i) {
        auto &byte = bytes[count >= size ? i % size : m_script.draw(size)];
        const char before = byte;
        while (byte == before || byte == '\n' || byte == '\r')
            byte = char(m_script.draw(256));
    }
    return bytes;
}

void FaultLane::cutUp(Pieces &pieces, qsizetype size, std::chrono::nanoseconds apart) const
{
    Pieces cut;
    for (const auto &piece : pieces) {
        if (piece.bytes.isEmpty())
            cut.push_back(piece);
        for (qsizetype at = 0; at < piece.bytes.size(); at += size)
            cut.push_back({piece.bytes.mid(at, size), at == 0 ? piece.delay : apart});
    }
    pieces = std::move(cut);
}

void FaultLane::enqueue(Pieces pieces)
{
    for (auto &piece : pieces)
        m_queue.push_back(std::move(piece));
}

void FaultLane::pump()
{
    while (!m_queue.empty() && !m_waiting && !m_frozen && !m_held && !m_ended && m_ports.hasRoom()) {
        auto &piece = m_queue.front();
        if (const auto delay = std::exchange(piece.delay, 0ns); delay > 0ns) {
            m_waiting = true;
            m_ports.later(delay, [this, alive = std::weak_ptr(m_alive)] {
                if (alive.expired())
                    return;
                m_waiting = false;
                pump();
            });
            return;
        }
        send(piece);
    }
}

void FaultLane::send(Piece &piece)
{
    constexpr qint64 block = qint64(64) * 1024;
    if (piece.endless > 0) {
        const auto size = std::min(block, piece.endless);
        piece.endless -= size;
        const bool isLast = piece.endless == 0;
        if (isLast)
            m_queue.pop_front();
        m_ports.pass(QByteArray(size, 'x'));
        return;
    }
    const auto sent = std::move(piece);
    m_queue.pop_front();
    if (!sent.bytes.isEmpty())
        m_ports.pass(sent.bytes);
    if (sent.ending) {
        m_ended = true;
        m_queue.clear();
        m_ports.end(*sent.ending);
    }
}
} // namespace podium::tests
