// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dispatch/port.h"

namespace podium::engine
{
/// The half of a subscription that lives on the engine thread: what has changed for its target since the last batch.
class Feed
{
public:
    Feed(std::shared_ptr<Port> port, std::shared_ptr<Target> target);
    virtual ~Feed();
    Feed(const Feed &) = delete;
    Feed &operator=(const Feed &) = delete;

    /// Does what the subscriber asked for meanwhile: begins, pauses, ends. Returns false when it has ended.
    bool sync();
    /// What it listens to is about to go: it lets go of it, and delivers nothing any more.
    void detach();
    /// The device that it refers to; null: none.
    virtual const Device *device() const { return nullptr; }
    /// Puts into the batch what is to be delivered.
    virtual void fill(Batch &batch) = 0;

    qsizetype place = -1; ///< in the list of its port; -1: it has nothing to deliver

protected:
    /// Listens to its topic; the current value counts as a change.
    virtual void begin() = 0;
    /// Listens no more, and forgets what it had to deliver.
    virtual void end() = 0;
    void mark()
    {
        if (place < 0)
            m_port->add(*this);
    }
    quint64 generation() const { return m_generation; }
    Traffic &traffic() const { return m_port->traffic(); }

private:
    std::shared_ptr<Port> m_port;
    std::shared_ptr<Target> m_target;
    quint64 m_generation = 0;
};

/// The active feeds that want to hear of one thing.
template <class F>
using Topic = std::vector<F *>;
} // namespace podium::engine
