// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sim/siminstrument.h"
#include "devices/sim/axismodel.h"

#include <QList>
#include <QTimer>

#include <functional>
#include <map>

namespace podium::app
{

/// The motion controller PODIUM MC3: axes x, y, z and r in a dialect of our own, described in app/sim/README.md.
/// Thread: one (the event loop of the process).
class MotionController : public SimInstrument
{
public:
    MotionController(const QByteArray &serial, const devices::SimClock &clock);

    bool isStop(const QByteArray &unit) const override;
    bool isUrgent(const QByteArray &unit) const override { return isStop(unit); }
    bool isVoidedBy(const QByteArray &waiting, const QByteArray &urgent) const override;

private:
    using Axis = devices::AxisModel;

    void loseState() override;
    void resetAxes();
    void addAxisQueries();
    void addAxisCommands();
    void addSlowQueries();
    void addAxisQuery(const QByteArray &pattern, std::function<QByteArray(const Axis &)> reply);
    void addSetting(const QByteArray &pattern, std::function<bool(Axis &, double)> set);
    void addStop(const QByteArray &pattern, std::function<void(Axis &)> stop);
    Axis *axis(const QByteArray &name);
    bool isAtRest() const;
    void answerAtRest();

    std::map<QByteArray, Axis> m_axes;
    QTimer m_restTimer;
    QList<Answer> m_waitingForRest;
};

} // namespace podium::app
