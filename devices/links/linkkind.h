// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/channel.h"

#include <memory>
#include <vector>

namespace podium::devices
{
/// One way to reach an instrument: how its addresses begin, and how a channel to one is made.
struct LinkKind {
    QString scheme;  ///< what stands before the first colon: "tcp"
    QString example; ///< a whole address: "tcp://192.168.1.20:5025"
    QString help;    ///< what is reached like this, for the form of a device
    /// Errors: Refused for an address that is none of this kind.
    std::function<std::unique_ptr<Channel>(const QString &address)> make;
};

/// The channel of an address; two spellings of one address have channels with the same address().
/// Errors: Refused for a scheme that none of the kinds has, naming an example of each, and what make throws.
/// Thread: the engine's.
std::unique_ptr<Channel> makeChannel(const std::vector<LinkKind> &kinds, const QString &address);
} // namespace podium::devices
