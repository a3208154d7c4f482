// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stop/stopbar.h"

#include "ui/stop/stopmonitor.h"
#include "ui/style/plaintext.h"
#include "ui/style/refreshclock.h"
#include "ui/style/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace podium::ui
{
using engine::StopPhase;

StopBar::StopBar(StopMonitor &monitor, StopButton::Size size, QWidget *parent)
    : QWidget(parent)
    , m_monitor(monitor)
    , m_button(new StopButton(monitor, size))
    , m_phase(new QLabel)
    , m_reset(new QToolButton)
{
    m_phase->setTextFormat(Qt::PlainText);
    m_phase->setObjectName(QStringLiteral("stopPhase"));
    m_phase->setMargin(4);
    m_phase->setForegroundRole(QPalette::WindowText); // a tool bar would lend its own
    m_reset->setObjectName(QStringLiteral("stopReset"));
    m_reset->setText(tr("Reset"));
    m_reset->setIcon(makeIcon(Icon::Reset));
    m_reset->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_reset->setAccessibleName(tr("Reset after STOP ALL"));
    m_reset->setFocusPolicy(Qt::TabFocus);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(4, 2, 4, 2);
    row->setSpacing(6);
    row->addWidget(m_button);
    row->addWidget(m_phase);
    row->addWidget(m_reset);
    if (size == StopButton::Size::Strip)
        row->addStretch();

    m_ticker.setInterval(100);
    connect(&m_ticker, &QTimer::timeout, this, &StopBar::refresh);
    connect(m_reset, &QToolButton::clicked, &monitor, &StopMonitor::reset);
    connect(&monitor, &StopMonitor::changed, this, &StopBar::refresh);
    connect(&Theme::instance(), &Theme::changed, this, &StopBar::refresh);
    reserveWidth();
    refresh();
}

QString StopBar::phaseText() const
{
    const auto &status = m_monitor.status();
    if (m_monitor.isResetArmed())
        return tr("Ctrl+Shift+K again: reset");
    switch (status.phase) {
    case StopPhase::Ready:
        return tr("Ready");
    case StopPhase::Stopping: {
        const auto since = m_monitor.stoppingSince();
        const auto elapsed =
            since ? std::chrono::duration<double>(RefreshClock::instance().now() - *since).count() : 0.0;
        return tr("Stopping %1 (%2 s)").arg(QString::number(status.stopping), QString::number(std::max(0.0, elapsed), 'f', 1));
    }
    case StopPhase::Stopped:
        return tr("Stopped (latched)");
    case StopPhase::NotConfirmed:
        break;
    }
    return tr("!! Not confirmed: %1").arg(status.unconfirmed);
}

void StopBar::refresh()
{
    const auto phase = m_monitor.status().phase;
    if (phase == StopPhase::Stopping && !m_ticker.isActive())
        m_ticker.start();
    else if (phase != StopPhase::Stopping)
        m_ticker.stop();

    const auto text = phaseText();
    m_phase->setText(text);
    m_phase->setAccessibleName(tr("State of STOP ALL: %1").arg(text));
    const auto tone = phase == StopPhase::NotConfirmed ? Tone::Major : phase == StopPhase::Stopping ? Tone::Minor : Tone::Text;
    auto colours = palette();
    colours.setColor(QPalette::WindowText, Theme::instance().colour(tone));
    m_phase->setPalette(colours);
    auto shape = font();
    shape.setBold(phase != StopPhase::Ready);
    m_phase->setFont(shape);

    const auto why = m_monitor.whyNoReset();
    m_reset->setEnabled(why.isEmpty());
    m_reset->setToolTip(why.isEmpty() ? tr("Ends the latch; restarts nothing. Keys: Ctrl+Shift+K, twice.") : plainToolTip(why));
}

void StopBar::reserveWidth()
{
    auto bold = font();
    bold.setBold(true);
    const QFontMetrics metrics(bold);
    int widest = 0;
    for (const auto &text : {tr("Ready"), tr("Stopped (latched)"), tr("Ctrl+Shift+K again: reset"),
                             tr("!! Not confirmed: %1").arg(888), tr("Stopping %1 (%2 s)").arg(QStringLiteral("888"), QStringLiteral("88.8"))})
        widest = std::max(widest, metrics.horizontalAdvance(text));
    m_phase->setMinimumWidth(widest + 2 * m_phase->margin() + 2);
}

void StopBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        reserveWidth();
    QWidget::changeEvent(event);
}
} // namespace podium::ui
