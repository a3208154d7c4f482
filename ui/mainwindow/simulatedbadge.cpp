// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/simulatedbadge.h"

namespace podium::ui
{
SimulatedBadge::SimulatedBadge(QWidget *parent) : QLabel(tr("SIMULATED BENCH"), parent)
{
    setObjectName(QStringLiteral("simulatedBadge"));
    setToolTip(tr("No instrument is connected: every device of this bench is simulated."));
    setForegroundRole(QPalette::Base);
    setBackgroundRole(QPalette::Text);
    setAutoFillBackground(true);
    setMargin(6);
    auto bold = font();
    bold.setBold(true);
    setFont(bold);
}
} // namespace podium::ui
