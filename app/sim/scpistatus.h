// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sim/scpitree.h"

#include <QByteArray>
#include <QQueue>

#include <functional>
#include <optional>
#include <utility>

namespace podium::app
{

/// The numbers of SCPI-99 that our instruments give.
enum class ScpiError { DataType, Parameter, Header, Conflict, Range, IllegalValue };

/// The error queue and the standard event status of IEEE 488.2, with the common commands that serve them.
/// Thread: one.
class ScpiStatus
{
public:
    /// `noError` is the text for an empty queue (`0,"No error"`, with a plus sign in some dialects).
    explicit ScpiStatus(QByteArray noError);

    /// Adds *CLS, *ESE, *ESR?, *SRE, *STB?, SYSTem:ERRor? and SYSTem:VERSion? to a tree. The tree must not outlive
    /// this.
    void addTo(ScpiTree &tree);
    /// Further bits of the status byte, from the instrument's own registers.
    void setSummary(std::function<int()> summary) { m_summary = std::move(summary); }
    /// Queues an error about `detail`; a full queue ends with "Queue overflow".
    void report(ScpiError error, const QByteArray &detail);
    /// Forgets errors, events and masks, and notes the power-on event.
    void powerCycle();

    /// A finite number in the C locale; anything else is reported and gives nothing.
    std::optional<double> number(const QByteArray &text);
    /// ON, OFF, 1 or 0; anything else is reported and gives nothing.
    std::optional<bool> boolean(const QByteArray &text);

private:
    QByteArray nextError();
    QByteArray takeEvents();
    QByteArray statusByte() const;
    void setMask(int &mask, const QByteArray &text);

    QByteArray m_noError;
    std::function<int()> m_summary;
    QQueue<QByteArray> m_errors;
    int m_events;
    int m_eventMask = 0;
    int m_requestMask = 0;
};

} // namespace podium::app
