// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sim/scpistatus.h"
#include "app/sim/scpitree.h"

#include <QByteArray>

namespace podium::app
{

/// One instrument as `podium-sim` serves it: understands units of messages, knows nothing of connections and faults.
/// Thread: one (the event loop of the process).
class SimInstrument
{
public:
    SimInstrument(const QByteArray &identity, const QByteArray &noError);
    virtual ~SimInstrument() = default;
    SimInstrument(const SimInstrument &) = delete;
    SimInstrument &operator=(const SimInstrument &) = delete;

    /// Executes one unit of a message and answers exactly once, at once or later.
    /// Errors: a header that is not known goes to the error queue and is answered with no reply.
    void execute(const QByteArray &unit, const Answer &answer);

    /// Whether this unit ends the output or the motion.
    virtual bool isStop(const QByteArray &unit) const = 0;
    /// Whether this unit acts before all that waits for a slow query.
    virtual bool isUrgent(const QByteArray &unit) const = 0;
    /// Whether an urgent unit makes this not yet executed unit void.
    virtual bool isVoidedBy(const QByteArray &waiting, const QByteArray &urgent) const = 0;

    /// Switches off and on: forgets everything but where things stand.
    void powerCycle();

protected:
    ScpiTree &tree() { return m_tree; }
    ScpiStatus &status() { return m_status; }

private:
    virtual void loseState() = 0;

    ScpiTree m_tree;
    ScpiStatus m_status;
};

} // namespace podium::app
