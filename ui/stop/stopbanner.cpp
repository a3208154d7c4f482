// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stop/stopbanner.h"

#include "ui/stop/stopmonitor.h"
#include "ui/style/plaintext.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace podium::ui
{
namespace
{
constexpr QRgb background = 0xff9c120c;

QLabel *whiteLabel(const QString &text, bool bold)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    auto font = label->font();
    font.setBold(bold);
    label->setFont(font);
    label->setForegroundRole(QPalette::WindowText);
    auto colours = label->palette();
    colours.setColor(QPalette::WindowText, Qt::white);
    label->setPalette(colours);
    return label;
}
} // namespace

StopBanner::StopBanner(StopMonitor &monitor, QWidget *parent) : QFrame(parent), m_monitor(monitor), m_lines(new QVBoxLayout)
{
    setObjectName(QStringLiteral("stopBanner"));
    setAccessibleName(tr("Devices that are not confirmed stopped"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Window); // a tool bar would lend its own
    auto colours = palette();
    colours.setColor(QPalette::Window, QColor(background));
    setPalette(colours);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_lines->setSpacing(2);
    m_lines->setContentsMargins(10, 4, 10, 4);
    setLayout(m_lines);
    connect(&monitor, &StopMonitor::changed, this, &StopBanner::refresh);
    refresh();
}

QWidget *StopBanner::makeLine(const QString &device)
{
    const auto text = tr("!!  %1 NOT CONFIRMED STOPPED. Use the hardware stop.").arg(oneLine(device, 60));
    auto *line = new QWidget;
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(whiteLabel(text, true));
    const auto &receipt = m_monitor.receipts().at(device);
    const auto story = receipt.steps.isEmpty() ? receipt.problem : tr("Tried: %1.").arg(receipt.steps.join(QStringLiteral("; ")));
    auto *tried = whiteLabel(oneLine(story, 160), false);
    tried->setToolTip(plainToolTip(receipt.steps.isEmpty() ? receipt.problem : receipt.steps.join(u'\n')));
    tried->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(tried, 1);
    auto *acknowledge = new QPushButton(buttonText(tr("Acknowledge %1").arg(device)));
    acknowledge->setToolTip(plainToolTip(
        (receipt.canConfirm
             ? tr("You take note that %1 may still move. It stays marked in the list until a reading confirms its stop.")
             : tr("You take note that %1 may still move. No reading can confirm its stop, so its mark goes, too."))
            .arg(device)));
    connect(acknowledge, &QPushButton::clicked, this, [this, device] { m_monitor.acknowledge(device); });
    row->addWidget(acknowledge);
    return line;
}

void StopBanner::refresh()
{
    const auto open = m_monitor.openMarks();
    if (open == m_devices)
        return;
    const bool wasNeeded = !m_devices.isEmpty();
    const bool isWorse = open.size() > m_devices.size();
    m_devices = open;
    while (auto *item = m_lines->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    constexpr qsizetype shown = 4;
    for (const auto &device : open.first(std::min(open.size(), shown)))
        m_lines->addWidget(makeLine(device));
    if (open.size() > shown)
        m_lines->addWidget(whiteLabel(tr("... and %1 more: see the list of stops.").arg(open.size() - shown), true));
    if (isWorse)
        QApplication::beep();
    if (wasNeeded != !m_devices.isEmpty())
        Q_EMIT neededChanged(!m_devices.isEmpty());
}
} // namespace podium::ui
