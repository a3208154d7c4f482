// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/linkkind.h"
#include "devices/scpi/instrumentdescription.h"
#include "devices/scpi/sharedlink.h"

namespace podium::devices
{
/// Gives devices with the same address the same link.
/// Thread: the engine's.
class LinkPool
{
public:
    /// Kinds: of the addresses that are known; they must live as long.
    explicit LinkPool(const std::vector<LinkKind> &kinds) : m_kinds(kinds) {}

    /// Errors: Refused for an address that is none, or that another kind of instrument has already.
    std::shared_ptr<SharedLink> link(engine::Engine &engine, const QString &address,
                                     const InstrumentDescription &description);

private:
    struct Known {
        QString instrument;
        std::weak_ptr<SharedLink> link;
    };
    const std::vector<LinkKind> &m_kinds;
    std::map<QString, Known> m_known;
};
} // namespace podium::devices
