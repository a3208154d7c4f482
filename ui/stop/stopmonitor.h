// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/client/client.h"
#include "engine/stop/receipt.h"

#include <QObject>
#include <QTimer>

#include <map>

namespace podium::ui
{
/// What the window knows of stops, and the way in which it asks for them; shared by the bars, the banner and the list.
/// Thread: the GUI's.
class StopMonitor : public QObject
{
    Q_OBJECT

public:
    explicit StopMonitor(const engine::Client &client, QObject *parent = nullptr);

    const engine::StopStatus &status() const { return m_status; }
    const std::map<engine::DeviceId, engine::StopReceipt> &receipts() const { return m_receipts; }
    /// Given up without a confirmation.
    static bool isUnconfirmed(const engine::StopReceipt &receipt);
    /// The devices of which nobody knows whether they stand still, acknowledged or not.
    QStringList unconfirmed() const;
    /// The unconfirmed devices that nobody has acknowledged here.
    QStringList openMarks() const;
    /// When the oldest of the stops that are under way was asked for.
    std::optional<engine::TimePoint> stoppingSince() const;
    /// As the gate says it now, ahead of the status.
    bool isLatched() const { return m_client.gate()->isLatched(); }
    /// Why a reset would be refused now; empty: it would not.
    QString whyNoReset() const;
    bool isResetArmed() const { return m_armed.isActive(); }

    /// Straight to the engine, in the same call.
    void stopAll() { m_client.stopAll(); }
    void reset();
    /// The first press arms, a second one within three seconds resets.
    void resetByKey();
    void acknowledge(const engine::DeviceId &device);

Q_SIGNALS:
    /// Status, receipts, marks or the armed reset.
    void changed();
    void receiptChanged(const podium::engine::StopReceipt &receipt);
    /// Told once per device when its escalation is at the end.
    void notConfirmed(const podium::engine::StopReceipt &receipt);
    void stopRequested(const QString &what, const QString &by);
    void latchChanged(bool latched, const QString &by);
    void resetRefused(const QString &why);

private:
    void take(const engine::StopReceipt &receipt);
    void askForPresent();

    engine::Client m_client;
    engine::StopStatus m_status;
    std::map<engine::DeviceId, engine::StopReceipt> m_receipts;
    QStringList m_acknowledged;
    QTimer m_armed;
};
} // namespace podium::ui
