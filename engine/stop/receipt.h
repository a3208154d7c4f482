// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/address.h"
#include "engine/tasks/clock.h"

#include <QMetaType>
#include <QStringList>

#include <optional>

namespace podium::engine
{
/// What became of one stop of one device: the times are points of the monotonic clock.
struct StopReceipt {
    DeviceId device;
    TimePoint requested{};
    std::optional<TimePoint> firstByte;
    std::optional<TimePoint> acknowledged;
    std::optional<TimePoint> confirmed;
    bool finished = false;   ///< confirmed, or given up
    bool canConfirm = true;  ///< false: the device has no way to tell whether it stands still
    QString reason;          ///< who or what asked for it
    QStringList steps;       ///< what was tried, in words: "stop sent", "fast stop sent"
    QString problem;         ///< why it is not confirmed
    QStringList traffic;     ///< what went over the link of the device before that was said, a line for each message
    bool forgotten = false;  ///< a person took the mark away, because nothing can confirm it any more

    bool isConfirmed() const { return confirmed.has_value(); }
    /// A person has to look: not confirmed, although the device could tell, or has not even accepted the stop.
    bool isOpen() const { return !isConfirmed() && !forgotten && (canConfirm || !acknowledged); }
    static std::optional<double> milliseconds(TimePoint from, const std::optional<TimePoint> &to)
    {
        return to ? std::optional(std::chrono::duration<double, std::milli>(*to - from).count()) : std::nullopt;
    }
};

/// What the toolbar shows.
enum class StopPhase : quint8 { Ready, Stopping, Stopped, NotConfirmed };

struct StopStatus {
    StopPhase phase = StopPhase::Ready;
    bool latched = false;
    int stopping = 0;     ///< devices whose stop is under way
    int unconfirmed = 0;  ///< devices that are not known to stand still
    std::optional<double> lastLatencyMs; ///< request to last first byte of the last STOP ALL
};
} // namespace podium::engine

Q_DECLARE_METATYPE(podium::engine::StopReceipt)
Q_DECLARE_METATYPE(podium::engine::StopStatus)
