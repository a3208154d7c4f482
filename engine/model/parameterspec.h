// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/limits.h"
#include "engine/model/unit.h"

#include <QLatin1String>
#include <QString>
#include <QStringList>

#include <chrono>

namespace podium::engine
{
enum class ParameterType : quint8 { Quantity, Integer, Boolean, Choice, Text, Waveform, Image };

enum class Access : quint8 { ReadOnly, WriteOnly, ReadWrite };

/// The word for it, as it stands in JSON and files.
QLatin1StringView name(ParameterType type);
QLatin1StringView name(Access access);

/// What a parameter is; it never changes while the device exists.
/// Unit: limits and tolerance are in `unit`.
struct ParameterSpec {
    QString name;  ///< the part of the address after the dot
    QString title; ///< for people
    QString help;
    ParameterType type = ParameterType::Quantity;
    Unit unit;         ///< of quantities, integers and waveforms
    int decimals = -1; ///< to display; -1: as many as there are
    Access access = Access::ReadWrite;
    Limits deviceLimits;
    Limits softLimits; ///< those it starts with; people change them later
    AlarmLimits alarmLimits;
    QStringList choices;
    std::chrono::milliseconds period{0}; ///< expected between two readings; 0: pushed without a period
    bool startsMotion = false;           ///< a write starts motion
    bool isOutput = false;               ///< a write may energise something
    double tolerance = 0;                ///< how near the readback must come to the setpoint
    int maximumLength = 0;               ///< characters of a text, samples of a waveform; 0: any

    bool isReadable() const { return access != Access::WriteOnly; }
    bool isWritable() const { return access != Access::ReadOnly; }
    bool operator==(const ParameterSpec &) const = default;
};
} // namespace podium::engine
