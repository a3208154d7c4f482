// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/logfeed.h"

#include "engine/client/client.h"
#include "ui/stop/stopmonitor.h"
#include "ui/style/look.h"

namespace podium::ui
{
using engine::StopReceipt;

namespace
{
LogLevel levelOf(engine::log::Level level)
{
    switch (level) {
    case engine::log::Level::Info:
        return LogLevel::Info;
    case engine::log::Level::Warning:
        return LogLevel::Warning;
    case engine::log::Level::Error:
        break;
    }
    return LogLevel::Error;
}

QString inMs(const StopReceipt &receipt, const std::optional<engine::TimePoint> &then)
{
    const auto ms = StopReceipt::milliseconds(receipt.requested, then);
    return ms ? LogFeed::tr("%1 ms").arg(QString::number(*ms, 'f', 1)) : QStringLiteral("–");
}
/// The task, its chain of causes, and the traffic.
ErrorStory storyOf(const engine::TaskInfo &info)
{
    QStringList lines{LogFeed::tr("task %1, %2, started by %3").arg(QString::number(info.id), info.label, info.startedBy)};
    for (const auto &cause : info.causes)
        lines << LogFeed::tr("because: %1").arg(cause);
    return {lines, info.traffic};
}
} // namespace

LogFeed::LogFeed(LogModel &log, engine::Views &views, const engine::Client &client, StopMonitor &stops, engine::Bench *refusals,
                 QObject *parent)
    : QObject(parent)
    , m_log(log)
{
    connect(&m_sink, &LogSink::written, this, [this](engine::log::Level level, const QString &where, const QString &message) {
        m_log.add(levelOf(level), where, message);
    });
    if (refusals)
        connect(refusals, &engine::Bench::refused, this, [this](const QString &address, const QString &by, const QString &message) {
            m_log.add(LogLevel::Warning, address, tr("refused (%1): %2").arg(by, message));
        }, Qt::QueuedConnection);
    m_tasks = client.hub().subscribeTasks(this, [this](const engine::TaskInfo &info) { followTasks(info); });
    followStops(stops);
    for (const auto &device : views.bench().devices)
        followState(views, device.id);
    connect(&views, &engine::Views::benchChanged, this, [this, &views](const engine::BenchChange &change) {
        for (const auto &device : change.added + change.remade)
            followState(views, device);
    });
}

void LogFeed::followTasks(const engine::TaskInfo &info)
{
    if (!info.isFinished())
        return;
    const auto device = info.owners.join(QStringLiteral(", "));
    if (info.outcome == engine::Outcome::Failed && info.errorKind != engine::ErrorKind::Refused) // the bench tells refusals
        m_log.add(info.parent == 0 ? LogLevel::Error : LogLevel::Warning, device,
                  tr("%1 failed: %2").arg(info.label, info.error), QDateTime::currentDateTime(), storyOf(info));
    else if (info.stopConfirmed == false)
        m_log.add(LogLevel::Error, device, tr("%1 was cancelled; its stop is NOT CONFIRMED.").arg(info.label));
    else if (info.outcome == engine::Outcome::Cancelled && info.parent == 0)
        m_log.add(LogLevel::Info, device, tr("%1 was cancelled.").arg(info.label));
}

void LogFeed::followStops(StopMonitor &stops)
{
    connect(&stops, &StopMonitor::stopRequested, this, [this](const QString &what, const QString &by) {
        m_log.add(LogLevel::Warning, QString(), tr("stop: %1 (asked for by %2)").arg(what, by));
    });
    connect(&stops, &StopMonitor::latchChanged, this, [this](bool latched, const QString &by) {
        m_log.add(LogLevel::Warning, QString(), latched ? tr("STOP ALL is latched (%1).").arg(by) : tr("STOP ALL was reset by %1.").arg(by));
    });
    connect(&stops, &StopMonitor::resetRefused, this, [this](const QString &why) {
        m_log.add(LogLevel::Warning, QString(), tr("The reset was refused: %1").arg(why));
    });
    connect(&stops, &StopMonitor::receiptChanged, this, [this](const StopReceipt &receipt) {
        const bool isConfirmed = receipt.isConfirmed();
        if (!isConfirmed && (!receipt.finished || receipt.canConfirm))
            return;
        if (std::exchange(m_toldStops[receipt.device], receipt.requested) == receipt.requested)
            return;
        if (isConfirmed)
            m_log.add(LogLevel::Info, receipt.device,
                      tr("stopped: first byte %1, acknowledged %2, confirmed %3")
                          .arg(inMs(receipt, receipt.firstByte), inMs(receipt, receipt.acknowledged), inMs(receipt, receipt.confirmed)));
        else
            m_log.add(LogLevel::Warning, receipt.device, receipt.problem);
    });
    connect(&stops, &StopMonitor::notConfirmed, this,
            [this](const StopReceipt &receipt) {
                m_log.add(LogLevel::Error, receipt.device, receipt.problem, QDateTime::currentDateTime(),
                          {receipt.steps, receipt.traffic});
            });
}

void LogFeed::followState(engine::Views &views, const engine::DeviceId &device)
{
    auto *view = views.device(device);
    connect(view, &engine::DeviceView::changed, this, [this, view, last = view->status().state]() mutable {
        const auto &status = view->status();
        if (view->isGone() || std::exchange(last, status.state) == status.state)
            return;
        const bool isBad = status.state == engine::DeviceState::Fault || status.state == engine::DeviceState::Disconnected;
        const auto state = lookOf(status.state).word;
        m_log.add(isBad ? LogLevel::Error : LogLevel::Info, view->description().id,
                  status.reason.isEmpty() ? state : tr("%1: %2").arg(state, status.reason), QDateTime::currentDateTime(),
                  {{}, status.traffic});
    });
}
} // namespace podium::ui
