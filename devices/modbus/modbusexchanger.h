// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/linkcounters.h"
#include "devices/links/linktimer.h"
#include "devices/links/linktrace.h"
#include "devices/modbus/modbusaddress.h"
#include "devices/modbus/modbusexchange.h"
#include "devices/modbus/modbusframer.h"
#include "devices/modbus/modbuspdu.h"

#include <deque>

namespace podium::devices
{
/// What a Modbus link has seen since it was made.
struct ModbusCounters : LinkCounters {
    quint64 malformed = 0; ///< bytes that were no frame: a wrong checksum, a foreign protocol
    quint64 cutShort = 0;  ///< waits that a stop has ended
};

/// Sends requests to the units of one Modbus line and gives each reply to the one that asked: one exchange in flight, the
/// units in turn, stops ahead of all, and a gate at the moment of writing.
///
/// With transaction ids a stop leaves at once, and a late reply is known by its id and discarded. On a serial line a stop
/// leaves at the boundary of a frame: it waits for the end of a reply that is coming in, and cuts short the wait for one
/// that does not begin soon. Thread: the engine's.
class ModbusExchanger
{
public:
    class Host
    {
    public:
        virtual ~Host() = default;
        virtual void handOver(const QByteArray &frame) = 0;
        virtual bool isDrained() const = 0;
        virtual void traced(const TraceEntry &entry) = 0;
        /// Whether anybody wants to know what is traced.
        virtual bool isWatched() const = 0;
        virtual void heard(quint8 unit) = 0;
        /// A reply of this unit did not come; it must be held and asked who it is before its next exchange.
        virtual void unanswered(quint8 unit, const QString &why) = 0;
        /// The stream cannot be trusted any more and needs a new connection.
        virtual void broken(const QString &why) = 0;
    };

    ModbusExchanger(engine::Engine &engine, Host &host, const ModbusAddress &address);

    /// A Stop goes ahead of all, and is remembered while there is no connection. Others: queued behind those of their unit.
    void submit(const ModbusExchangePtr &exchange);
    /// For the question who a unit is: passes while it is held.
    void submitOwn(const ModbusExchangePtr &exchange);
    /// Nobody waits for it any more: not sent if still queued (a Stop is sent all the same), its reply discarded if in flight.
    void abandon(const ModbusExchangePtr &exchange);

    /// Writes the first stop that waits, whatever the line does: the stream is about to end.
    void hurry();

    void opened();
    /// The stream has ended: what is in flight ends as Disconnected. Remembered stops stay.
    void closed(const QString &why);
    /// Ordinary exchanges of a held unit wait.
    void setHeld(quint8 unit, bool held);
    /// What this unit has queued ends as Disconnected, its stops too if they are wanted no more.
    void fail(quint8 unit, const QString &why, bool stopsToo = false);
    bool isIdle(quint8 unit) const;
    bool hasStops() const { return !m_stops.empty(); }

    void received(QByteArrayView bytes);
    /// Sends what may leave now.
    void pump();

    ModbusCounters &counters() { return m_counters; }
    const ModbusCounters &counters() const { return m_counters; }
    const LinkTrace &trace() const { return m_trace; }
    QStringList recentTraffic() const;

private:
    struct Lane {
        std::deque<ModbusExchangePtr> own;
        std::deque<ModbusExchangePtr> queue;
        bool held = true;
    };
    bool mayStop(const ModbusExchange &stop);
    bool isLineFree();
    void cutShort();
    ModbusExchangePtr takeNext();
    std::exception_ptr heldBack(const ModbusExchange &exchange) const;
    void write(const ModbusExchangePtr &exchange);

    void take(const ModbusFrame &frame);
    ModbusExchangePtr asked(const ModbusFrame &frame) const;
    void stray(const ModbusFrame &frame);
    void spoil();
    void deadlinePassed();
    void giveUp(const ModbusExchangePtr &exchange);
    void settle(const ModbusExchangePtr &exchange, std::exception_ptr error, QByteArray reply = {});

    std::exception_ptr timedOut(const ModbusExchange &exchange) const;
    std::exception_ptr lost(const ModbusExchange &exchange, const QString &why) const;
    std::exception_ptr error(engine::ErrorKind kind, const ModbusExchange &exchange, const QString &text) const;
    void note(TraceKind kind, MessageClass messageClass, const QByteArray &frame);
    /// Of an exchange that was written.
    void note(TraceKind kind, const ModbusExchange &exchange, const QByteArray &frame);
    void store(TraceEntry entry, const QByteArray &frame);
    void tellTraced();

    engine::Engine &m_engine;
    Host &m_host;
    const ModbusAddress m_address;
    std::unique_ptr<ModbusFramer> m_framer;
    LinkTrace m_trace;
    ModbusCounters m_counters;
    LinkTimer m_deadline;
    LinkTimer m_line;
    std::map<quint8, Lane> m_lanes;
    std::deque<ModbusExchangePtr> m_stops;
    std::deque<ModbusExchangePtr> m_flight;
    std::deque<quint16> m_givenUp; // ids
    std::deque<TraceEntry> m_untold;
    QByteArray m_lastFrame;
    engine::TimePoint m_freeAt{};     // the line is silent long enough for a new frame
    engine::TimePoint m_noiseUntil{}; // what comes before belongs to something broken
    engine::TimePoint m_heard{};
    quint64 m_stream = 0;
    quint16 m_lastId = 0;
    quint8 m_lastUnit = 0; // whose turn it was
    bool m_open = false;
    bool m_reading = false;
};
} // namespace podium::devices
