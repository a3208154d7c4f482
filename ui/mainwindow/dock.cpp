// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/dock.h"

#include "ui/stop/stopbar.h"

#include <QVBoxLayout>

namespace podium::ui
{
Dock::Dock(const QString &name, const QString &title, QWidget *content, StopMonitor &stops, QWidget *parent)
    : QDockWidget(title, parent)
    , m_strip(new StopBar(stops, StopButton::Size::Strip))
    , m_content(content)
{
    setObjectName(name);
    setAccessibleName(title);
    auto *frame = new QWidget;
    auto *column = new QVBoxLayout(frame);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_strip);
    column->addWidget(content, 1);
    setWidget(frame);
    m_strip->setVisible(false);
    connect(this, &QDockWidget::topLevelChanged, m_strip, &QWidget::setVisible);
}

void Dock::comeForward()
{
    show();
    raise();
}
} // namespace podium::ui
