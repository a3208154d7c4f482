// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/clock.h"
#include "engine/tasks/error.h"

#include <optional>

namespace podium::engine
{
/// How long a task or a wait may last. Zero has expired already; "for ever" must be said: none().
class Deadline
{
public:
    static Deadline none() { return Deadline(); }
    /// Errors: Refused for a negative duration.
    static Deadline after(Duration duration)
    {
        if (duration < Duration::zero())
            throw Error(ErrorKind::Refused, QStringLiteral("A deadline of %1 ms lies in the past; use 0 or more, or none.")
                                                .arg(std::chrono::duration_cast<std::chrono::milliseconds>(duration).count()));
        return Deadline(duration);
    }

    bool isNone() const { return !m_duration; }
    Duration duration() const { return m_duration.value_or(Duration::max()); }

private:
    Deadline() = default;
    explicit Deadline(Duration duration) : m_duration(duration) {}

    std::optional<Duration> m_duration;
};
} // namespace podium::engine
