// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/connectpace.h"

#include <algorithm>

namespace podium::devices
{
ConnectPace::ConnectPace(engine::Engine &engine)
    : QObject(&engine)
    , m_engine(engine)
    , m_timer(engine, [this] { next(); })
{
}

ConnectPace &ConnectPace::of(engine::Engine &engine)
{
    auto *pace = engine.findChild<ConnectPace *>(QString(), Qt::FindDirectChildrenOnly);
    return pace ? *pace : *new ConnectPace(engine);
}

void ConnectPace::next()
{
    const auto hurries = [](const Place *waiting) { return waiting->m_hurries(); };
    const auto hasty = std::find_if(m_row.begin(), m_row.end(), hurries);
    const auto patient = std::find_if_not(m_row.begin(), m_row.end(), hurries);
    m_hurried = hasty != m_row.end() && (patient == m_row.end() || !m_hurried);
    const auto place = m_hurried ? hasty : patient;
    auto *mine = *place;
    m_row.erase(place);
    m_last = m_engine.now();
    if (!m_row.empty())
        m_timer.start(interval);
    mine->m_begin();
}

ConnectPace::Place::Place(ConnectPace &pace, std::function<void()> begin, std::function<bool()> hurries)
    : m_pace(pace)
    , m_begin(std::move(begin))
    , m_hurries(std::move(hurries))
{
}

bool ConnectPace::Place::take()
{
    leave();
    const auto now = m_pace.m_engine.now();
    const auto free = m_pace.m_last ? *m_pace.m_last + interval : now;
    if (m_pace.m_row.empty() && free <= now) {
        m_pace.m_last = now;
        return true;
    }
    m_pace.m_row.push_back(this);
    if (!m_pace.m_timer.isActive())
        m_pace.m_timer.startAt(free);
    return false;
}

void ConnectPace::Place::leave()
{
    std::erase(m_pace.m_row, this);
    if (m_pace.m_row.empty())
        m_pace.m_timer.stop();
}
} // namespace podium::devices
