// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sim/motioncontroller.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace podium::app
{

namespace
{

constexpr std::chrono::milliseconds restPeriod{2};
constexpr double longestWaitSeconds = 3600.0;
constexpr int decimals = 6;

enum StatusBit { Moving = 1, Referenced = 2, LowLimit = 4, HighLimit = 8 };

QByteArray text(double value) { return QByteArray::number(value, 'f', decimals); }

QByteArray statusWord(const devices::AxisModel &axis)
{
    const int word = (axis.isMoving() ? Moving : 0) | (axis.isReferenced() ? Referenced : 0) |
                     (axis.atLowLimit() ? LowLimit : 0) | (axis.atHighLimit() ? HighLimit : 0);
    return QByteArray::number(word);
}

devices::AxisConfig rotationConfig()
{
    return {.lowLimit = -180.0,
            .highLimit = 180.0,
            .maxVelocity = 30.0,
            .acceleration = 120.0,
            .maxAcceleration = 600.0,
            .startPosition = 0.0};
}

bool startsMotion(const QByteArray &header)
{
    static const QList<QByteArray> headers{"MOV", "MOVE", "JOG", "HOME"};
    return headers.contains(header);
}

} // namespace

MotionController::MotionController(const QByteArray &serial, const devices::SimClock &clock)
    : SimInstrument("PODIUM,MC3," + serial + ",1.0", "0,\"No error\"")
{
    for (const char *name : {"x", "y", "z"})
        m_axes.emplace(name, Axis(devices::AxisConfig{}, clock));
    m_axes.emplace("r", Axis(rotationConfig(), clock));
    addAxisQueries();
    addAxisCommands();
    addSlowQueries();
    m_restTimer.setTimerType(Qt::PreciseTimer);
    m_restTimer.setInterval(restPeriod);
    m_restTimer.callOnTimeout(&m_restTimer, [this] { answerAtRest(); });
}

bool MotionController::isStop(const QByteArray &unit) const
{
    static const QList<QByteArray> headers{"STOP", "ABOR", "ABORT"};
    return headers.contains(ScpiTree::header(unit));
}

bool MotionController::isVoidedBy(const QByteArray &waiting, const QByteArray &urgent) const
{
    if (!startsMotion(ScpiTree::header(waiting)))
        return false;
    const QByteArray stopped = ScpiTree::argument(urgent).toLower();
    return stopped.isEmpty() || ScpiTree::argument(waiting).toLower().startsWith(stopped);
}

void MotionController::loseState()
{
    m_waitingForRest.clear();
    resetAxes();
}

void MotionController::resetAxes()
{
    for (auto &[name, axis] : m_axes)
        axis.powerCycle();
    answerAtRest();
}

void MotionController::addAxisQueries()
{
    addAxisQuery("POSition?", [](const Axis &axis) { return text(axis.position()); });
    addAxisQuery("TARGet?", [](const Axis &axis) { return text(axis.target()); });
    addAxisQuery("VELocity?", [](const Axis &axis) { return text(axis.speed()); });
    addAxisQuery("AVELocity?", [](const Axis &axis) { return text(axis.velocity()); });
    addAxisQuery("ACCeleration?", [](const Axis &axis) { return text(axis.acceleration()); });
    addAxisQuery("LIMits?", [](const Axis &axis) { return text(axis.lowLimit()) + ',' + text(axis.highLimit()); });
    addAxisQuery("STATus?", statusWord);
}

void MotionController::addAxisCommands()
{
    addSetting("MOVe", [](Axis &axis, double target) { return axis.moveTo(target); });
    addSetting("JOG", [](Axis &axis, double velocity) { return axis.jog(velocity); });
    addSetting("VELocity", [](Axis &axis, double speed) { return axis.setSpeed(speed); });
    addSetting("ACCeleration", [](Axis &axis, double acceleration) { return axis.setAcceleration(acceleration); });
    addStop("STOP", [](Axis &axis) { axis.stop(); });
    addStop("ABORt", [](Axis &axis) { axis.abort(); });
    tree().addCommand("HOME", [this](const QByteArray &argument) {
        if (Axis *found = axis(argument))
            found->home();
    });
    tree().addCommand("*RST", [this](const QByteArray &) { resetAxes(); });
}

void MotionController::addSlowQueries()
{
    tree().addSlowQuery("*OPC?", [this](const QByteArray &, const Answer &answer) {
        m_waitingForRest.append(answer);
        answerAtRest();
    });
    tree().addSlowQuery("WAIT?", [this](const QByteArray &argument, const Answer &answer) {
        const std::optional<double> seconds = status().number(argument);
        if (seconds && *seconds >= 0.0 && *seconds <= longestWaitSeconds) {
            const auto wait = std::chrono::duration<double>(*seconds);
            QTimer::singleShot(std::chrono::ceil<std::chrono::milliseconds>(wait), Qt::PreciseTimer, &m_restTimer,
                               [answer] { answer("1"); });
            return;
        }
        if (seconds)
            status().report(ScpiError::Range, argument);
        answer(QByteArray());
    });
}

void MotionController::addAxisQuery(const QByteArray &pattern, std::function<QByteArray(const Axis &)> reply)
{
    tree().addQuery(pattern, [this, reply = std::move(reply)](const QByteArray &argument) {
        const Axis *found = axis(argument);
        return found ? reply(*found) : QByteArray();
    });
}

void MotionController::addSetting(const QByteArray &pattern, std::function<bool(Axis &, double)> set)
{
    tree().addCommand(pattern, [this, set = std::move(set)](const QByteArray &argument) {
        const qsizetype blank = std::max(argument.indexOf(' '), argument.indexOf('\t'));
        Axis *found = axis(blank < 0 ? argument : argument.left(blank));
        if (!found)
            return;
        const QByteArray number = blank < 0 ? QByteArray() : argument.mid(blank).trimmed();
        const std::optional<double> value = status().number(number);
        if (value && !set(*found, *value))
            status().report(ScpiError::Range, argument);
    });
}

void MotionController::addStop(const QByteArray &pattern, std::function<void(Axis &)> stop)
{
    tree().addCommand(pattern, [this, stop = std::move(stop)](const QByteArray &argument) {
        if (argument.isEmpty()) {
            for (auto &[name, each] : m_axes)
                stop(each);
        } else if (Axis *found = axis(argument)) {
            stop(*found);
        }
    });
}

/// The axis of this name; an unknown name is reported and gives nothing.
MotionController::Axis *MotionController::axis(const QByteArray &name)
{
    const auto found = m_axes.find(name.toLower());
    if (found != m_axes.end())
        return &found->second;
    status().report(name.isEmpty() ? ScpiError::Parameter : ScpiError::IllegalValue, name);
    return nullptr;
}

bool MotionController::isAtRest() const
{
    return std::none_of(m_axes.begin(), m_axes.end(), [](const auto &entry) { return entry.second.isMoving(); });
}

void MotionController::answerAtRest()
{
    if (!isAtRest()) {
        m_restTimer.start();
        return;
    }
    m_restTimer.stop();
    for (const Answer &answer : std::exchange(m_waitingForRest, {}))
        answer("1");
}

} // namespace podium::app
