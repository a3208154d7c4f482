// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stop/drillpanel.h"

#include "ui/stop/drillhistogram.h"
#include "ui/style/plaintext.h"
#include "ui/style/refreshclock.h"
#include "ui/style/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace podium::ui
{
namespace
{
enum Column { Device, Stops, SentMedian, SentWorst, ConfirmedMedian, ConfirmedWorst, Columns };

QString ms(double milliseconds) { return QString::number(milliseconds, 'f', 1); }
} // namespace

DrillPanel::DrillPanel(StopDrill &drill, QWidget *parent)
    : QWidget(parent)
    , m_drill(drill)
    , m_button(new QPushButton)
    , m_text(new QLabel)
    , m_histogram(new DrillHistogram)
    , m_table(new QTreeWidget)
{
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setText(tr("Sets everything that moves in motion, presses STOP ALL, and measures, %1 times.").arg(rounds));
    m_table->setAccessibleName(tr("Stop drill: times of each device"));
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setHeaderLabels({tr("Device"), tr("Stops"), tr("Sent, median ms"), tr("worst ms"), tr("Confirmed, median ms"), tr("worst ms")});
    for (int column = 0; column < Columns; ++column)
        m_table->header()->setSectionResizeMode(column, column == Device ? QHeaderView::Stretch : QHeaderView::ResizeToContents);
    m_table->header()->setStretchLastSection(false);
    m_table->header()->setMinimumSectionSize(fontMetrics().averageCharWidth() * 9);
    auto *head = new QHBoxLayout;
    head->addWidget(m_button);
    head->addWidget(m_text, 1);
    auto *body = new QHBoxLayout;
    body->addWidget(m_table, 3);
    body->addWidget(m_histogram, 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->addLayout(head);
    layout->addLayout(body, 1);
    connect(m_button, &QPushButton::clicked, this, &DrillPanel::press);
    connect(m_table, &QTreeWidget::itemSelectionChanged, this, &DrillPanel::select);
    connect(&drill, &StopDrill::changed, this, &DrillPanel::refresh);
    connect(&drill, &StopDrill::ended, this, &DrillPanel::ended);
    refresh();
}

QString DrillPanel::verdict() const { return m_text->text(); }

void DrillPanel::press()
{
    if (m_drill.isRunning())
        m_drill.finishEarly();
    else
        m_drill.start(rounds);
}

void DrillPanel::refresh()
{
    const bool running = m_drill.isRunning();
    const auto why = running ? QString() : m_drill.whyNot();
    m_button->setText(running ? tr("End drill") : tr("Start drill"));
    m_button->setIcon(Theme::instance().icon(running ? Icon::Cancel : Icon::Stop));
    m_button->setEnabled(why.isEmpty());
    m_button->setAccessibleName(m_button->text());
    m_button->setToolTip(plainToolTip(!why.isEmpty() ? why
                                      : running      ? tr("Ends after this round; everything returns to where it was.")
                                                     : tr("Rehearses STOP ALL: %1 stops of the simulated devices. Nothing else should use them meanwhile.").arg(rounds)));
    m_button->setAccessibleDescription(m_button->toolTip());
    if (running) {
        m_text->setText(m_drill.round() == 0 ? tr("Reading where everything is.") : tr("Round %1 of %2").arg(m_drill.round()).arg(m_drill.rounds()));
        fillTable();
    }
}

void DrillPanel::ended(const QString &problem)
{
    const auto spread = m_drill.samples().spread(DrillSamples::Step::FirstByte);
    QStringList sentences;
    if (!problem.isEmpty())
        sentences << problem;
    if (spread.count > 0)
        sentences << (spread.p99 <= budget ? tr("Budget met: the stop was sent within %1 ms (worst %2 ms; budget %3 ms), %4 stops.")
                                           : tr("Budget MISSED: the stop was sent within %1 ms (worst %2 ms; budget %3 ms), %4 stops."))
                         .arg(ms(spread.p99), ms(spread.worst), QString::number(budget), QString::number(spread.count));
    if (sentences.isEmpty())
        sentences << tr("The drill was ended before its first round.");
    m_text->setText(sentences.join(u' '));
    fillTable();
    refresh();
}

void DrillPanel::fillTable()
{
    const auto &samples = m_drill.samples();
    const auto selected = m_table->currentItem() ? m_table->currentItem()->data(Device, Qt::UserRole).toString() : QString();
    const QSignalBlocker quiet(m_table);
    m_table->clear();
    if (!samples.isEmpty())
        for (const auto &device : QStringList(QString()) + samples.devices()) {
            const auto sent = samples.spread(DrillSamples::Step::FirstByte, device);
            const auto confirmed = samples.spread(DrillSamples::Step::Confirmed, device);
            auto *item = new QTreeWidgetItem(m_table);
            item->setText(Device, device.isEmpty() ? tr("all") : oneLine(device, 60));
            item->setData(Device, Qt::UserRole, device);
            const auto put = [item](int column, const DrillSpread &spread, double value) {
                item->setText(column, spread.count > 0 ? ms(value) : QStringLiteral("–"));
                item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
            };
            item->setText(Stops, QString::number(std::max(sent.count, confirmed.count)));
            item->setTextAlignment(Stops, Qt::AlignRight | Qt::AlignVCenter);
            put(SentMedian, sent, sent.median);
            put(SentWorst, sent, sent.worst);
            put(ConfirmedMedian, confirmed, confirmed.median);
            put(ConfirmedWorst, confirmed, confirmed.worst);
            if (device == selected)
                m_table->setCurrentItem(item);
        }
    select();
}

void DrillPanel::select()
{
    const auto *item = m_table->currentItem();
    m_histogram->show(m_drill.samples(), item ? item->data(Device, Qt::UserRole).toString() : QString(), budget);
}

void DrillPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    RefreshClock::instance().listenToSeconds(this, [this] { refresh(); }); // what keeps a drill from starting comes and goes
    refresh();
}

void DrillPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    RefreshClock::instance().forget(this);
}
} // namespace podium::ui
