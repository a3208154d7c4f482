// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/devicestate.h"
#include "engine/model/parameterspec.h"
#include "engine/model/value.h"

#include <QList>

namespace podium::engine
{
/// What a command is: a named action of a device with arguments and the states in which it is allowed.
struct CommandSpec {
    QString name;
    QString title;
    QString help;
    QList<ParameterSpec> arguments; ///< each argument is described as a parameter would be
    DeviceStates allowedStates = DeviceStates::working();
    QString confirmation;      ///< asked before a dangerous command; empty: not dangerous
    bool startsMotion = false; ///< it may move; refused under the latch, and stopped when its task is cancelled
    bool isOutput = false;     ///< it may energise something; refused under the latch
    QString locks;             ///< the parameter it locks; empty: the whole device

    bool mayEnergise() const { return startsMotion || isOutput; }
    bool operator==(const CommandSpec &) const = default;
};

using Arguments = QList<Value>;
} // namespace podium::engine
