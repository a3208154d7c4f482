// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dispatch/feed.h"

namespace podium::engine
{
Feed::Feed(std::shared_ptr<Port> port, std::shared_ptr<Target> target)
    : m_port(std::move(port))
    , m_target(std::move(target))
{
}

Feed::~Feed()
{
    m_port->remove(*this);
    m_port->retire(std::move(m_target));
}

bool Feed::sync()
{
    const auto wanted = m_target->generation();
    const auto former = std::exchange(m_generation, wanted);
    if (wanted == former)
        return wanted != 0;
    if (Target::isActive(former)) {
        m_port->remove(*this);
        end();
    }
    if (Target::isActive(wanted))
        begin();
    return wanted != 0;
}

void Feed::detach()
{
    if (!Target::isActive(std::exchange(m_generation, 0)))
        return;
    m_port->remove(*this);
    end();
}
} // namespace podium::engine
