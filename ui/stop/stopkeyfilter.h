// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/stop/pressguard.h"
#include "ui/stop/stopkey.h"

#include <QObject>

#include <functional>

class QKeyEvent;

namespace podium::ui
{
/// Sees the keys of STOP ALL, Cancel and Reset before any widget, menu, popup or modal box does, and consumes them.
///
/// One physical press is one act, in the same call; auto-repeat is ignored. A shortcut would not do: shortcuts are dead while
/// a modal box is open.
/// Thread: the GUI's. Source: reference/reliability.md 4.2, G1 and G3.
class StopKeyFilter : public QObject
{
    Q_OBJECT

public:
    struct Actions {
        std::function<void()> stopAll;
        std::function<bool()> isLatched;
        std::function<void()> cancelTask;
        std::function<void()> reset; ///< one press of Ctrl+Shift+K
    };
    using Now = std::function<engine::TimePoint()>;

    /// Works from now on, for the whole application.
    explicit StopKeyFilter(Actions actions, QObject *parent = nullptr, Now now = [] { return engine::Clock::now(); });

    /// When STOP ALL was pressed last and counted.
    const std::optional<engine::TimePoint> &lastPress() const { return m_lastPress; }

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// A key on the keyboard, whatever modifiers are held.
    struct PhysicalKey {
        quint32 code = 0;
        int key = 0;
        bool is(const QKeyEvent &event) const;
    };
    struct Release {
        engine::TimePoint time;
        quint64 stamp = 0; ///< by the platform's clock, in milliseconds; 0: unknown
    };
    bool press(QKeyEvent &event);
    void release(const QKeyEvent &event);
    bool isRepeat(const QKeyEvent &event) const;
    void act(StopKey key);

    Actions m_actions;
    Now m_now;
    PressGuard m_guard;
    std::optional<PhysicalKey> m_overridden; ///< seen as ShortcutOverride: its KeyPress is the same press
    std::optional<PhysicalKey> m_key;        ///< the last one that asked for something
    std::optional<Release> m_released;       ///< when that key was let go
    bool m_isStop = false;                   ///< it asked for STOP ALL
    std::optional<engine::TimePoint> m_lastPress;
};
} // namespace podium::ui
