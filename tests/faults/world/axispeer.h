// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/clock.h"

#include <QByteArrayList>

#include <algorithm>
#include <functional>
#include <utility>

namespace podium::tests
{
/// The instrument's end of a faulty line: one axis that moves by the clock it is given, in the words of one protocol. It notes
/// what it is told; what it says of its position is the next of a row of numbers if it is to number its answers.
/// Thread: the engine's.
class AxisPeer
{
public:
    struct Surroundings {
        std::function<engine::TimePoint()> now;
        std::function<void(engine::Duration after, std::function<void()> function)> later;
        std::function<void(const QByteArray &bytes)> say; ///< what nobody has asked for
    };
    static constexpr double speed = 5; ///< Unit: of its position, a second

    explicit AxisPeer(Surroundings surroundings) : m_around(std::move(surroundings)) {}
    AxisPeer(const AxisPeer &) = delete;
    AxisPeer &operator=(const AxisPeer &) = delete;
    virtual ~AxisPeer() = default;

    /// A message as it stands on the line, and what answers it; empty: nothing.
    QByteArray take(const QByteArray &message)
    {
        const auto now = m_around.now();
        longestGap = std::max(longestGap, now - std::exchange(lastTaken, now));
        const auto reply = answer(message);
        return isMute ? QByteArray() : reply;
    }

    QByteArrayList heard; ///< "identify", "ask", "move", "stop", "set up", in the order of their arrival
    bool isMute = false;  ///< it takes everything and says nothing
    bool numbers = false;
    QByteArray unit = "71"; ///< who it is
    qint64 number = 0;      ///< of the last answer
    engine::TimePoint lastTaken{};
    engine::Duration longestGap{}; ///< between two messages

    qsizetype count(const char *what) const { return heard.count(what); }
    double position() const
    {
        const auto since = std::chrono::duration<double>(m_around.now() - m_begun).count() * speed;
        return m_to >= m_from ? std::min(m_from + since, m_to) : std::max(m_from - since, m_to);
    }
    bool isMoving() const { return position() != m_to; }
    /// It has lost its power for a moment.
    virtual void reboot() { m_from = m_to = 0; }

protected:
    virtual QByteArray answer(const QByteArray &message) = 0;
    void begin(double to)
    {
        m_from = position();
        m_to = to;
        m_begun = m_around.now();
    }
    void halt() { m_from = m_to = position(); }
    /// What it says that its position is.
    double told() { return numbers ? 0.1 * double(++number % 2000) : position(); }

    Surroundings m_around;

private:
    double m_from = 0;
    double m_to = 0;
    engine::TimePoint m_begun{};
};
} // namespace podium::tests
