// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLatin1String>

namespace podium::engine
{
class Parameter;
struct CommandSpec;

/// A capability of a device: its instrument may take back what it has told of, and tell of it again.
/// Thread: the engine's.
class Reshaping
{
public:
    virtual ~Reshaping() = default;
    /// False: it was taken back, so that nobody is shown it. What is only lost with the connection is still there.
    virtual bool has(const Parameter &parameter) const = 0;
    virtual bool has(const CommandSpec &command) const = 0;
};
} // namespace podium::engine

/// The messages (Device::message) of a device whose instrument tells at run time what it has.
///
/// Such a device calls addParameter() and addCommand() when it is on the bench already. Parameters keep their place in memory,
/// commands do not; what was added stays as long as the device, also while it is taken back (see Reshaping).
/// Thread: the engine's.
namespace podium::engine::shape
{
/// At once after addParameter(): the bench takes in what is new.
inline constexpr QLatin1StringView parametersAdded{"parametersAdded"};
/// Parameters, commands or abilities are not what describe() told before; once for all that came together.
inline constexpr QLatin1StringView changed{"shapeChanged"};
} // namespace podium::engine::shape
