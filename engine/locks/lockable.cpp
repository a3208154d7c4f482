// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/locks/lockable.h"

#include "engine/locks/locktable.h"
#include "engine/locks/locktext.h"
#include "engine/locks/tasklocks.h"
#include "engine/tasks/taskcore.h"

#include <algorithm>

namespace podium::engine
{
namespace
{
const TaskCore *rootOf(const LockHold *hold)
{
    return hold->owner->root->task;
}

const LockHold *foreign(const std::vector<LockHold *> &holds, const TaskCore *root)
{
    const auto found = std::find_if(holds.begin(), holds.end(), [root](auto *hold) { return rootOf(hold) != root; });
    return found == holds.end() ? nullptr : *found;
}
} // namespace

Lockable::Lockable(LockTable &table, QString address, Lockable *parent)
    : m_table(&table)
    , m_address(std::move(address))
    , m_parent(parent)
{
    if (m_parent)
        m_parent->m_children.push_back(this);
    m_table->add(*this);
}

Lockable::~Lockable()
{
    if (m_table)
        m_table->remove(*this);
    for (auto *child : m_children)
        child->m_parent = nullptr;
    if (m_parent)
        std::erase(m_parent->m_children, this);
}

bool Lockable::covers(const Lockable &other) const
{
    const auto *at = &other;
    while (at && at != this)
        at = at->m_parent;
    return at != nullptr;
}

const LockHold *Lockable::coveringHold() const
{
    for (const auto *at = this; at; at = at->m_parent)
        if (!at->holds.empty())
            return at->holds.front();
    return nullptr;
}

bool Lockable::isCoveredBy(const TaskCore *root) const
{
    const auto *hold = coveringHold();
    return hold && rootOf(hold) == root;
}

bool Lockable::isHeldBelowBy(const TaskCore *root) const
{
    return std::any_of(below.begin(), below.end(), [root](auto *hold) { return rootOf(hold) == root; });
}

const LockHold *Lockable::obstacle(const TaskCore *root) const
{
    if (const auto *hold = coveringHold())
        return rootOf(hold) == root ? nullptr : hold;
    return foreign(below, root);
}

std::optional<LockHolder> Lockable::holder() const
{
    const auto *hold = coveringHold();
    return hold ? std::optional(holderOf(*hold, *this)) : std::nullopt;
}

std::optional<LockHolder> Lockable::conflict(const TaskCore *task) const
{
    const auto *hold = obstacle(task ? task->root() : nullptr);
    return hold ? std::optional(holderOf(*hold, *this)) : std::nullopt;
}
} // namespace podium::engine
