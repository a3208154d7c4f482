// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/stop/stopkeyfilter.h"

#include <QKeyEvent>
#include <QTest>
#include <QWindow>

namespace podium::tests {

/// A key filter that counts what it does, with a clock that the test moves.
struct KeyProbe {
    int stops = 0;
    int cancels = 0;
    int resets = 0;
    bool latched = false;
    engine::TimePoint now{std::chrono::hours(1)};
    ui::StopKeyFilter filter{{.stopAll = [this] { ++stops; latched = true; },
                              .isLatched = [this] { return latched; },
                              .cancelTask = [this] { ++cancels; },
                              .reset = [this] { ++resets; }},
                             nullptr,
                             [this] { return now; }};

    void wait(engine::Duration duration) { now += duration; }
};

/// One event of a key at a place of the keyboard, as a widget gets it.
inline void sendKey(QObject *to, QEvent::Type type, int key, Qt::KeyboardModifiers modifiers, quint32 scanCode = 0, bool autoRepeat = false)
{
    QKeyEvent event(type, key, modifiers, scanCode, 0, 0, QString(), autoRepeat);
    QCoreApplication::sendEvent(to, &event);
}

/// A press as a platform sends it: first the ShortcutOverride, then the KeyPress.
inline void press(QObject *to, int key, Qt::KeyboardModifiers modifiers, quint32 scanCode = 0, bool autoRepeat = false)
{
    sendKey(to, QEvent::ShortcutOverride, key, modifiers, scanCode, autoRepeat);
    sendKey(to, QEvent::KeyPress, key, modifiers, scanCode, autoRepeat);
}

inline void release(QObject *to, int key, Qt::KeyboardModifiers modifiers, quint32 scanCode = 0)
{
    sendKey(to, QEvent::KeyRelease, key, modifiers, scanCode);
}

} // namespace podium::tests
