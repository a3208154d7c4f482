// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/parameterrow.h"

#include "ui/panels/explain.h"
#include "ui/panels/whybutton.h"
#include "ui/style/refreshclock.h"

/// What a row says of its lock, and what it offers while it is blocked or locked.
namespace podium::ui
{
using namespace engine;

void ParameterRow::refreshWhy(const Why &blocked)
{
    std::vector<Why> whys;
    if (blocked.isBlocking())
        whys.push_back(blocked);
    const auto &lock = m_view.state().lock;
    if (lock && !m_apply->follows(lock->task)) // of its own task it is the Cancel
        whys.push_back(whyLocked(m_view.address(), lock));
    m_why->setWhys(whys);
    tellLock();
    if (lock && isVisible())
        RefreshClock::instance().listenToSeconds(this, [this] { tellLock(); });
    else
        RefreshClock::instance().forget(this);
}

void ParameterRow::tellLock()
{
    const auto &lock = m_view.state().lock;
    m_editor->setRemark(lock ? lockText(*lock, RefreshClock::instance().now()) : QString(), whyLocked(m_view.address(), lock).text);
}

Waiting ParameterRow::waiting()
{
    if (m_apply->isBusy())
        return {{}, tr("What was asked for here is on its way; Cancel ends it.")};
    if (m_switch)
        return {{}, tr("Press a button: it is refused, and can then wait for the lock.")};
    if (!m_editor->isEdited())
        return {{}, tr("Type a setpoint first: then it can wait for the lock.")};
    if (const auto problem = m_editor->editProblem(); !problem.isEmpty())
        return {{}, problem};
    return {[this] { applyWaiting(); }, {}};
}

void ParameterRow::applyWaiting()
{
    m_ifLocked = IfLocked::Wait;
    m_editor->apply();
    m_ifLocked = IfLocked::Refuse;
}
} // namespace podium::ui
