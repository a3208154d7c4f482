// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <memory>

namespace podium::engine
{
struct SubscriptionHandle;

/// Latest: at most one value per frame, always the newest. Lossless: every change, in a bounded queue that counts what it
/// had to drop.
enum class Delivery : quint8 { Latest, Lossless };

/// One subscription; destroying it ends it: no call afterwards in the context's thread. Thread: any; not shared.
class Subscription
{
public:
    Subscription() = default;
    explicit Subscription(std::shared_ptr<SubscriptionHandle> handle) : m_handle(std::move(handle)) {}
    Subscription(Subscription &&) = default;
    Subscription &operator=(Subscription &&) = default;

    /// What is not visible need not be delivered; switched on again it gets the current value first. Nothing that was on
    /// its way when it was switched off is delivered in the context's thread.
    void setActive(bool active);
    bool isValid() const { return m_handle != nullptr; }

private:
    std::shared_ptr<SubscriptionHandle> m_handle;
};
} // namespace podium::engine
