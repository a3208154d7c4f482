// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/parameterrow.h"

#include "ui/panels/explain.h"
#include "ui/panels/switchbar.h"

/// What a row starts, and what it makes of the end.
namespace podium::ui
{
using namespace engine;

void ParameterRow::commit(const Value &value)
{
    const auto *quantity = m_view.spec().startsMotion ? std::get_if<Quantity>(&value) : nullptr;
    run(quantity ? moving(*quantity, MoveKind::Absolute) : writing(value), m_ifLocked, value);
}

/// Off ends the row's own On, and waits for nobody else.
void ParameterRow::switchTo(bool on)
{
    const auto &lock = m_view.state().lock;
    const auto &onButton = m_switch->onButton();
    const bool endsOwn = !on && onButton.isBusy() && (!lock || onButton.follows(lock->task));
    if (endsOwn)
        onButton.cancelAll();
    run(writing(on), endsOwn ? IfLocked::Wait : IfLocked::Refuse);
}

void ParameterRow::moveTo(const Quantity &to, MoveKind kind) { run(moving(to, kind), IfLocked::Refuse); }

ParameterRow::Start ParameterRow::writing(const Value &value) const
{
    return [client = m_client, address = m_view.address(), value](IfLocked ifLocked) { return client.write(address, value, ifLocked); };
}

ParameterRow::Start ParameterRow::moving(const Quantity &to, MoveKind kind) const
{
    return [client = m_client, address = m_view.address(), to, kind](IfLocked ifLocked) { return client.move(address, to, kind, ifLocked); };
}

void ParameterRow::run(const Start &start, IfLocked ifLocked, const std::optional<Value> &committed)
{
    m_message->clear();
    const auto task = start(ifLocked);
    if (committed)
        m_commit = task.id();
    m_apply->follow(task);
    if (m_switch)
        m_switch->follow(task);
    refresh();
    task.finally(this, [this, start, committed](const TaskInfo &info) { ended(info, start, committed); });
}

void ParameterRow::ended(const TaskInfo &task, const Start &start, const std::optional<Value> &committed)
{
    settleCommit(task);
    const bool isBad = task.outcome == Outcome::Failed || task.stopConfirmed == false;
    if (const auto text = outcomeText(task); !text.isEmpty())
        m_message->say(isBad ? Tone::Major : Tone::Muted, text);
    const auto &state = m_view.state();
    const auto why = wasLocked(task)
                         ? whyLocked(m_view.address(), state.lock)
                         : whyBlocked(m_device.description(), m_device.status(), m_view.spec(), state.protection, m_latch);
    const auto wait = [this, start, committed] {
        if (committed && m_editor->isEditedTo(*committed))
            applyWaiting(); // so that the editor knows that it is on its way
        else
            run(start, IfLocked::Wait);
    };
    m_help->offerAfter(task, why, {wait, {}});
}

/// The row's other tasks leave what was typed alone.
void ParameterRow::settleCommit(const TaskInfo &task)
{
    if (task.id != m_commit)
        return;
    m_commit = 0;
    if (task.succeeded())
        m_editor->commitAccepted();
    else
        m_editor->commitRefused();
    Q_EMIT commitEnded(task.succeeded());
}
} // namespace podium::ui
