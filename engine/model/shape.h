// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1String>

/// The messages (Device::message) of a device whose instrument tells at run time what it has.
///
/// Such a device calls addParameter() and addCommand() when it is on the bench already. Parameters keep their place in memory,
/// commands do not; what was added stays as long as the device.
/// Thread: the engine's.
namespace podium::engine::shape
{
/// At once after addParameter(): the bench takes in what is new.
inline constexpr QLatin1StringView parametersAdded{"parametersAdded"};
/// Parameters, commands or abilities are not what describe() told before; once for all that came together.
inline constexpr QLatin1StringView changed{"shapeChanged"};
} // namespace podium::engine::shape
