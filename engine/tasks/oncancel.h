// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/op.h"

#include <functional>
#include <memory>

namespace podium::engine
{
/// Registers what stops the device while this guard lives in an operation: OnCancel guard([&] { return motor.stop(); });
///
/// Cancel: the action starts as soon as its task is cancelled or expires, shielded, before the body unwinds. It runs as
/// well when an exception leaves the guard's scope, because then the motion may still be under way; the task's next wait
/// begins after it. The action is called at once, but what it returns runs later: it captures the scope's own values by
/// value if it is a coroutine itself.
class OnCancel
{
public:
    explicit OnCancel(std::function<Op<void>()> action);
    ~OnCancel();
    OnCancel(const OnCancel &) = delete;
    OnCancel &operator=(const OnCancel &) = delete;

    /// The stop as an operation. What the action throws comes out of the operation.
    Op<void> makeAction() const;

private:
    std::shared_ptr<const std::function<Op<void>()>> m_action;
    TaskCore *m_task;
    int m_exceptions;
};
} // namespace podium::engine
