// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/device.h"
#include "engine/stop/receipt.h"

#include <functional>
#include <memory>

namespace podium::engine
{
/// One stop of one device, from the request to the confirmation or to giving up.
///
/// Resends at 250, 500 and 750 ms while the device has not accepted; at T1 (stopping time + 2 polls + 0.5 s, or 2 s) fast
/// stop; at T1 + 1 s a new connection, stop first, then fast stop; at T1 + 5 s it gives up sending and goes on reading.
/// Confirmed: two readings at least 50 ms apart say that it stands still.
/// Source: reference/reliability.md 4.4.
/// Thread: the engine's.
class DeviceStop
{
public:
    DeviceStop(Device &device, const QString &reason, TimePoint requested, std::function<void(DeviceStop &)> changed);
    ~DeviceStop();
    DeviceStop(const DeviceStop &) = delete;
    DeviceStop &operator=(const DeviceStop &) = delete;

    /// Sends the stop before anything else that is ready on the engine.
    void begin();
    /// Nothing is sent; only watched until the device stands still: for what a restart found.
    void watchOnly(const QString &problem);
    /// Watches no more; ends when nothing refers to the device any more.
    Op<void> leave();
    /// The operator pressed again: what is not confirmed goes to the fast stop now.
    void escalate();
    /// Ends when the receipt is finished. Errors: Device when it is not confirmed.
    Op<void> ended() const;

    const StopReceipt &receipt() const { return *m_receipt; }
    /// A person asked for it, so that the next press means that it was not enough.
    bool isPressed() const { return m_pressed; }
    void setPressed(bool pressed) { m_pressed = pressed; }
    bool isActive() const { return !m_receipt->finished; }
    bool isUnconfirmed() const { return m_receipt->finished && m_receipt->isOpen(); }
    /// Nothing will ever confirm it: the device cannot tell whether it stands still.
    bool isUnconfirmable() const { return isUnconfirmed() && !m_receipt->canConfirm; }
    /// A person takes the mark of such a one away.
    void forget();
    /// True the first time that it is asked of an unconfirmed stop.
    bool tellUnconfirmed() { return isUnconfirmed() && !std::exchange(m_told, true); }

private:
    Op<void> run();
    Op<void> send(bool fast);
    Op<void> watch();
    Op<void> adoptReadbacks(TimePoint since);
    Op<void> readBack(TimePoint since);
    void step(const QString &text);
    void note();
    void finish(const QString &problem);
    Duration patience() const;

    Device &m_device;
    std::shared_ptr<StopReceipt> m_receipt = std::make_shared<StopReceipt>(); ///< shared with those who wait for its end
    std::function<void(DeviceStop &)> m_changed;
    Task<void> m_task;
    bool m_fastWanted = false;
    bool m_told = false;
    bool m_stands = false; ///< seen to stand still; only its readbacks are still asked for
    bool m_pressed = false;
};
} // namespace podium::engine
