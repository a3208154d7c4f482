// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/linkport.h"

#include "engine/model/bench.h"

#include <algorithm>

namespace podium::engine
{
LinkPort::~LinkPort()
{
    for (auto *watcher : std::exchange(m_watchers, {}))
        watcher->linkRemoved();
}

LinkPort *linkOf(Device &device)
{
    auto *user = dynamic_cast<LinkUser *>(&device);
    return user ? user->linkPort() : nullptr;
}

std::vector<Device *> devicesOn(const Bench &bench, const LinkPort &link)
{
    std::vector<Device *> found;
    for (const auto &device : bench.devices())
        if (linkOf(*device) == &link)
            found.push_back(device.get());
    return found;
}

std::vector<LinkDescription> linksOf(const Bench &bench)
{
    std::vector<const LinkPort *> links;
    std::vector<LinkDescription> descriptions;
    for (const auto &device : bench.devices()) {
        const auto *link = linkOf(*device);
        if (!link)
            continue;
        const auto place = std::find(links.begin(), links.end(), link) - links.begin();
        if (place == std::ssize(links)) {
            links.push_back(link);
            descriptions.push_back({link->name(), link->address(), {}});
        }
        descriptions[std::size_t(place)].devices << device->id();
    }
    return descriptions;
}
} // namespace podium::engine
