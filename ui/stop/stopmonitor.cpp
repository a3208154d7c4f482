// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stop/stopmonitor.h"

#include "engine/tasks/serviceoptions.h"
#include "engine/tasks/submit.h"

namespace podium::ui
{
using engine::StopController;
using engine::StopReceipt;
using engine::StopStatus;

namespace
{
struct Present {
    StopStatus status;
    std::vector<StopReceipt> receipts;
};

engine::Op<Present> presentOf(StopController *stops)
{
    co_return Present{stops->status(), stops->receipts()};
}
} // namespace

StopMonitor::StopMonitor(const engine::Client &client, QObject *parent) : QObject(parent), m_client(client)
{
    m_armed.setSingleShot(true);
    m_armed.setInterval(3000);
    connect(&m_armed, &QTimer::timeout, this, &StopMonitor::changed);

    auto *stops = &client.stops();
    const auto queued = Qt::QueuedConnection;
    connect(stops, &StopController::statusChanged, this, [this](const StopStatus &status) {
        m_status = status;
        Q_EMIT changed();
    }, queued);
    connect(stops, &StopController::receiptChanged, this, &StopMonitor::take, queued);
    connect(stops, &StopController::notConfirmed, this, &StopMonitor::notConfirmed, queued);
    connect(stops, &StopController::stopRequested, this, &StopMonitor::stopRequested, queued);
    connect(stops, &StopController::latchChanged, this, &StopMonitor::latchChanged, queued);
    askForPresent();
}

void StopMonitor::askForPresent()
{
    engine::submit(m_client.gate(), QStringLiteral("read the stops"), [stops = &m_client.stops()] { return presentOf(stops); },
                   engine::serviceOptions())
        .then(this, [this](const Present &present) {
            m_status = present.status;
            for (const auto &receipt : present.receipts)
                take(receipt);
            Q_EMIT changed();
        });
}

bool StopMonitor::isUnconfirmed(const StopReceipt &receipt)
{
    return receipt.finished && receipt.isOpen();
}

QStringList StopMonitor::unconfirmed() const
{
    QStringList devices;
    for (const auto &[device, receipt] : m_receipts)
        if (isUnconfirmed(receipt))
            devices << device;
    return devices;
}

QStringList StopMonitor::openMarks() const
{
    auto open = unconfirmed();
    for (const auto &device : m_acknowledged)
        open.removeAll(device);
    return open;
}

std::optional<engine::TimePoint> StopMonitor::stoppingSince() const
{
    std::optional<engine::TimePoint> since;
    for (const auto &[device, receipt] : m_receipts)
        if (!receipt.finished)
            since = std::min(since.value_or(receipt.requested), receipt.requested);
    return since;
}

QString StopMonitor::whyNoReset() const
{
    if (!m_status.latched)
        return tr("There is nothing to reset: STOP ALL is not latched.");
    if (m_status.stopping > 0 && m_status.phase != engine::StopPhase::NotConfirmed)
        return tr("Wait until every device is confirmed stopped.");
    const auto open = openMarks();
    if (!open.isEmpty())
        return tr("Not confirmed stopped: %1. Wait for the confirmation, or acknowledge each of them.")
            .arg(open.join(QStringLiteral(", ")));
    return {};
}

void StopMonitor::take(const StopReceipt &receipt)
{
    auto &known = m_receipts[receipt.device];
    if (receipt.requested < known.requested)
        return;
    if (receipt.requested != known.requested)
        m_acknowledged.removeAll(receipt.device); // it was for an earlier stop
    known = receipt;
    Q_EMIT receiptChanged(receipt);
    Q_EMIT changed();
}

void StopMonitor::reset()
{
    m_armed.stop();
    m_client.reset().finally(this, [this](const engine::TaskInfo &info) {
        if (!info.succeeded())
            Q_EMIT resetRefused(info.error);
    });
    Q_EMIT changed();
}

void StopMonitor::resetByKey()
{
    if (!isLatched())
        return;
    if (m_armed.isActive()) {
        reset();
        return;
    }
    m_armed.start();
    Q_EMIT changed();
}

void StopMonitor::acknowledge(const engine::DeviceId &device)
{
    m_client.acknowledge(device).then(this, [this, device] {
        m_acknowledged << device;
        Q_EMIT changed();
    });
}
} // namespace podium::ui
