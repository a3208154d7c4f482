// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/faults/proxy/cut.h"
#include "tests/faults/proxy/faultscript.h"

#include <chrono>
#include <deque>
#include <functional>
#include <memory>

namespace podium::tests
{
/// How a fault ends a connection.
enum class Ending : quint8 {
    Reset,     ///< both ends at once, as a device that loses its power and comes back
    Close,     ///< both ends in good order, after what was passed on
    HalfClose, ///< the receiver hears nothing more from the sender; the other direction goes on
};

/// One direction of one connection: takes the sender's bytes, cuts them into messages, and passes them on with their faults.
/// It knows no socket and no clock, so it serves real connections and those of a virtual clock.
/// Thread: one at a time; nothing here blocks.
class FaultLane
{
public:
    struct Ports {
        std::function<void(QByteArrayView bytes)> pass; ///< to the receiver
        std::function<bool()> hasRoom;                  ///< the receiver takes more now; else pump() is called later
        std::function<void(Ending ending)> end;         ///< may destroy the lane later, not inside
        std::function<void()> freeze;                   ///< both directions, until told otherwise
        std::function<void(std::vector<Fault> faults)> expectReply;
        std::function<void(std::chrono::nanoseconds after, std::function<void()> function)> later;
    };

    /// The script must outlive the lane.
    FaultLane(FaultScript &script, Party sender, Cut cut, Ports ports);

    void received(QByteArrayView bytes);
    /// The sender has ended: what is unfinished goes on as it is, then this ending.
    void finish(Ending ending);
    /// Bytes that nobody sent go to the receiver behind what is on its way.
    void inject(const QByteArray &bytes);
    /// The next message suffers these besides its own.
    void expect(std::vector<Fault> faults) { m_expected.push_back(std::move(faults)); }
    /// While frozen nothing is passed on.
    void setFrozen(bool frozen);
    /// Ends what `hold` began.
    void release();
    void pump();

private:
    struct Piece {
        QByteArray bytes;
        std::chrono::nanoseconds delay{0};
        qint64 endless = 0; ///< so many bytes of a line that does not end
        std::optional<Ending> ending = {};
    };
    using Pieces = std::vector<Piece>;

    void take(const QByteArray &message);
    void apply(const Fault &fault, Pieces &pieces);
    void endAfter(Ending ending, std::optional<qint64> bytes, Pieces &pieces);
    QByteArray corrupted(QByteArray bytes, qint64 count);
    void cutUp(Pieces &pieces, qsizetype size, std::chrono::nanoseconds apart) const;
    void enqueue(Pieces pieces);
    void send(Piece &piece);

    FaultScript &m_script;
    Party m_sender;
    Cut m_cut;
    Ports m_ports;
    QByteArray m_buffer; // of an unfinished message
    std::deque<Piece> m_queue;
    std::deque<std::vector<Fault>> m_expected;
    Pieces m_postponed;
    QByteArray m_gathered;
    qint64 m_toGather = 0;
    bool m_postpone = false;
    bool m_waiting = false; // for the delay of the first piece
    bool m_frozen = false;
    bool m_held = false;
    bool m_ended = false;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};
} // namespace podium::tests
