// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/statusline.h"

#include "ui/log/logmodel.h"
#include "ui/stop/drillrecord.h"
#include "ui/stop/stopmonitor.h"
#include "ui/style/refreshclock.h"

#include <QLabel>

namespace podium::ui
{
namespace
{
double inMs(engine::Duration duration) { return std::chrono::duration<double, std::milli>(duration).count(); }

QString whole(double number) { return QString::number(number, 'f', 0); }
} // namespace

StatusLine::StatusLine(const engine::Client &client, StopMonitor &stops, LogModel &log, std::function<LoopFigures()> engineLoop,
                       QWidget *parent)
    : QStatusBar(parent)
    , m_client(client)
    , m_stops(stops)
    , m_engineLoop(std::move(engineLoop))
    , m_windowLoop(addPart(QStringLiteral("windowLoop"), tr("How late the window's event loop runs: 99 of 100 times, and at worst.")))
    , m_engineLoopLabel(m_engineLoop ? addPart(QStringLiteral("engineLoop"), tr("How late the engine's event loop runs: 99 of 100 times, and at worst.")) : nullptr)
    , m_rates(addPart(QStringLiteral("rates"), tr("Changes of parameters a second, and how many of them reached the window.")))
    , m_stop(addPart(QStringLiteral("lastStop"), tr("From the request of the last STOP ALL to the first stop byte of the slowest device.")))
{
    setSizeGripEnabled(false);
    m_before = client.hub().counters();
    m_sinceBefore.start();
    connect(&stops, &StopMonitor::changed, this, &StatusLine::refresh);
    RefreshClock::instance().listenToSeconds(this, [this] {
        refresh();
        refreshRates();
    });
    QTimer::singleShot(2000, this, [this, &log] { // making the window is no gap
        m_watchdog.reset();
        connect(&m_watchdog, &engine::LoopWatchdog::gap, this, [&log](engine::Duration lateness) {
            log.add(LogLevel::Warning, QString(), tr("The window was held up for %1 ms.").arg(whole(inMs(lateness))));
        });
    });
    refresh();
    refreshRates();
}

StatusLine::~StatusLine() { RefreshClock::instance().forget(this); }

void StatusLine::show(const DrillRecord &record)
{
    auto *label = addPart(QStringLiteral("stopDrill"), tr("The last stop drill: from the press to the stop of the slowest device, at worst (View > Stop drill)."));
    const auto tell = [label, &record] { label->setText(record.text()); };
    connect(&record, &DrillRecord::changed, label, tell);
    tell();
}

/// It is hidden and shown by the status bar alone, which puts the tip of what is under the mouse in the place of all parts.
QLabel *StatusLine::addPart(const QString &name, const QString &explanation)
{
    auto *label = new QLabel;
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setToolTip(explanation);
    label->setMargin(2);
    addWidget(label);
    return label;
}

void StatusLine::refresh()
{
    m_windowLoop->setText(tr("window gaps %1 / max %2 ms").arg(whole(inMs(m_watchdog.percentile(0.99))), whole(inMs(m_watchdog.longest()))));
    if (m_engineLoopLabel) {
        const auto figures = m_engineLoop();
        m_engineLoopLabel->setText(tr("engine gaps %1 / max %2 ms").arg(whole(figures.p99Ms), whole(figures.longestMs)));
    }
    const auto latency = m_stops.status().lastLatencyMs;
    m_stop->setText(latency ? tr("last stop %1 ms").arg(QString::number(*latency, 'f', 1)) : tr("last stop –"));
}

void StatusLine::refreshRates()
{
    const auto now = m_client.hub().counters();
    const double seconds = std::max(0.001, double(m_sinceBefore.restart()) / 1000);
    const auto text = tr("%1 updates/s, %2 shown/s").arg(whole(double(now.changes - m_before.changes) / seconds),
                                                         whole(double(now.delivered - m_before.delivered) / seconds));
    m_rates->setText(now.dropped > 0 ? tr("%1, %2 dropped").arg(text, QString::number(now.dropped)) : text);
    m_before = now;
}
} // namespace podium::ui
