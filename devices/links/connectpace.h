// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/linktimer.h"

#include <QObject>

#include <deque>

namespace podium::devices
{
/// Spaces the attempts to connect again, so that a bench whose devices all come back is no storm: on one engine at most 20 begin
/// in a second, in the order of asking, those that hold a stop before the others, to whom each second turn is left. First attempts need no turn.
///
/// The next turn counts from the last one that was really taken, so after a stall they do not come all together.
/// Thread: the engine's.
class ConnectPace final : public QObject
{
    Q_OBJECT

public:
    /// Between two turns.
    static constexpr engine::Duration interval = std::chrono::milliseconds(50);

    /// A place in the row. It must not outlive the engine.
    class Place
    {
    public:
        /// Begin: called when its turn has come, from a timer. Hurries: asked each time somebody's turn comes.
        Place(ConnectPace &pace, std::function<void()> begin, std::function<bool()> hurries);
        ~Place() { leave(); }
        Place(const Place &) = delete;
        Place &operator=(const Place &) = delete;

        /// True: it is its turn now. False: `begin` will be called.
        bool take();
        void leave();

    private:
        friend class ConnectPace;
        ConnectPace &m_pace;
        std::function<void()> m_begin;
        std::function<bool()> m_hurries;
    };

    explicit ConnectPace(engine::Engine &engine);
    /// The one of this engine, made when it is asked for first; it lives as long as the engine.
    static ConnectPace &of(engine::Engine &engine);

private:
    void next();

    engine::Engine &m_engine;
    std::deque<Place *> m_row;
    LinkTimer m_timer; // active only while somebody waits, so never when the engine ends
    std::optional<engine::TimePoint> m_last;
    bool m_hurried = false; ///< the last turn was that of one that hurries
};
} // namespace podium::devices
