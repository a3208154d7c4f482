// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dispatch/states.h"

#include <optional>

/// Sentences that explain to the operator why something is as it is.
namespace podium::ui
{
/// "locked by task 41, Scan (point 61), since 22 s"
QString lockText(const engine::LockHolder &holder, engine::TimePoint now);

/// One reason why a control cannot be used now, or why what it asks for would be refused.
struct Why {
    enum class Kind : quint8 { None, Missing, Disconnected, Protected, Permanent, Latched, State, Locked };

    Kind kind = Kind::None;
    QString text;            ///< whole sentences: what, who, and the way out; without since when
    engine::Address address; ///< what is protected, locked, or not in order; without parameter: the device
    std::optional<engine::LockHolder> lock;

    /// A lock blocks nothing: who is refused because of one is offered to wait.
    bool isBlocking() const { return kind != Kind::None && kind != Kind::Locked; }
    bool operator==(const Why &) const = default;
};

/// STOP ALL as a panel knows it.
struct Latch {
    bool isOn = false;
    QString by; ///< empty: not known
};

/// Why a parameter cannot be set now, as far as that does not pass by itself.
Why whyBlocked(const engine::DeviceDescription &device, const engine::DeviceStatus &status, const engine::ParameterSpec &spec,
               const engine::Protection &protection, const Latch &latch);
/// The same for a command; the state counts only while nobody holds the lock, because then one may wait.
Why whyBlocked(const engine::DeviceDescription &device, const engine::DeviceStatus &status, const engine::CommandSpec &spec,
               const Latch &latch);
/// The same for a device as a whole.
Why whyBlocked(const engine::DeviceDescription &device, const engine::DeviceStatus &status);
/// The lock of a thing, if anybody has it.
Why whyLocked(const engine::Address &address, const std::optional<engine::LockHolder> &lock);

/// How a task that did not succeed ended; empty if it did.
QString outcomeText(const engine::TaskInfo &task);
/// Whether a lock was among the reasons of a refusal: then waiting helps.
bool wasLocked(const engine::TaskInfo &task);
} // namespace podium::ui
