// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stop/stopkeyfilter.h"

#include <QCoreApplication>
#include <QKeyEvent>

namespace podium::ui
{
namespace
{
/// A press of a key so soon after its release was made by the platform, not by a finger.
constexpr int repeatMs = 40;
}

StopKeyFilter::StopKeyFilter(Actions actions, QObject *parent, Now now)
    : QObject(parent)
    , m_actions(std::move(actions))
    , m_now(std::move(now))
{
    QCoreApplication::instance()->installEventFilter(this);
}

bool StopKeyFilter::PhysicalKey::is(const QKeyEvent &event) const
{
    return code != 0 && event.nativeScanCode() != 0 ? code == event.nativeScanCode() : key == event.key();
}

bool StopKeyFilter::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::ShortcutOverride:
    case QEvent::KeyPress:
        return press(static_cast<QKeyEvent &>(*event));
    case QEvent::KeyRelease:
        release(static_cast<const QKeyEvent &>(*event));
        break;
    case QEvent::DragEnter: // a drag puts a filter of its own in front, which eats every key
        QCoreApplication::instance()->installEventFilter(this);
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

bool StopKeyFilter::press(QKeyEvent &event)
{
    const auto key = stopKeyOf(event);
    if (key == StopKey::None)
        return false;
    event.accept();
    const PhysicalKey physical{event.nativeScanCode(), event.key()};
    const bool isKnown = event.type() == QEvent::KeyPress && m_overridden && m_overridden->is(event);
    m_overridden = event.type() == QEvent::ShortcutOverride ? std::optional(physical) : std::nullopt;
    if (isKnown || isRepeat(event))
        return true;
    m_key = physical;
    m_released.reset();
    m_isStop = key == StopKey::StopAll;
    act(key);
    return true;
}

/// By the platform's clock, too: a busy window may get to the press long after it got to the release.
bool StopKeyFilter::isRepeat(const QKeyEvent &event) const
{
    if (event.isAutoRepeat())
        return true;
    if (!m_released || !m_key->is(event))
        return false;
    const auto later = event.timestamp() - m_released->stamp;
    return m_now() - m_released->time < std::chrono::milliseconds(repeatMs)
        || (m_released->stamp != 0 && event.timestamp() >= m_released->stamp && later < repeatMs);
}

void StopKeyFilter::release(const QKeyEvent &event)
{
    if (event.isAutoRepeat())
        return;
    if (m_overridden && m_overridden->is(event))
        m_overridden.reset();
    if (m_key && m_key->is(event)) {
        m_released = {m_now(), event.timestamp()};
        if (m_isStop)
            m_guard.release(m_now());
    }
}

void StopKeyFilter::act(StopKey key)
{
    const auto now = m_now();
    switch (key) {
    case StopKey::None:
        return;
    case StopKey::StopAll:
        if (m_guard.press(now, m_actions.isLatched())) {
            m_lastPress = now;
            m_actions.stopAll();
        }
        return;
    case StopKey::CancelTask:
        m_actions.cancelTask();
        return;
    case StopKey::Reset:
        m_actions.reset();
        return;
    }
}
} // namespace podium::ui
