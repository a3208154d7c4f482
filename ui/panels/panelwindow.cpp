// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/panelwindow.h"

#include "ui/panels/devicepanel.h"
#include "ui/panels/panelscroll.h"
#include "ui/stop/stopbar.h"
#include "ui/style/icons.h"
#include "ui/style/plaintext.h"

#include <QBoxLayout>
#include <QCloseEvent>
#include <QKeyEvent>
#include <QPushButton>
#include <QScreen>
#include <QStyle>

namespace podium::ui
{
PanelWindow::PanelWindow(const QString &title, StopMonitor &stops)
    : m_strip(new StopBar(stops, StopButton::Size::Strip))
    , m_back(new QPushButton(makeIcon(Icon::PutBack), tr("Put back")))
    , m_place(new QWidget)
    , m_column(new QVBoxLayout(m_place))
{
    setWindowTitle(tr("%1 – Podium").arg(oneLine(title, 80)));
    setWindowIcon(makeIcon(Icon::Podium));
    setAccessibleName(tr("Window of %1").arg(oneLine(title, 80)));
    m_back->setAutoDefault(false);
    m_back->setAccessibleName(tr("Put the panel back"));
    m_back->setToolTip(tr("Puts the panel back among the others (Ctrl+Shift+W); closing this window does the same. Nothing is "
                          "stopped by that, and what was typed is kept."));
    connect(m_back, &QPushButton::clicked, this, &PanelWindow::backRequested);
    auto *top = new QHBoxLayout;
    top->addWidget(m_strip, 1);
    top->addWidget(m_back);
    top->setContentsMargins(0, 0, 6, 0);
    m_column->setContentsMargins(6, 6, 6, 6);
    m_column->setAlignment(Qt::AlignTop);
    auto *scroll = new PanelScroll;
    scroll->setFocusPolicy(Qt::TabFocus); // else a click on Apply would leave the field, which reverts it
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setAccessibleName(tr("Device panel"));
    scroll->setWidget(m_place);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(scroll, 1);
    scroll->setFocus(); // not on STOP ALL, where Space would press it
}

void PanelWindow::put(DevicePanel &panel)
{
    m_column->addWidget(&panel);
    panel.show();
}

void PanelWindow::fit()
{
    const auto wanted = m_place->sizeHint().expandedTo(m_place->minimumSizeHint());
    const int bar = style()->pixelMetric(QStyle::PM_ScrollBarExtent);
    const QSize whole(std::max(wanted.width() + bar, minimumSizeHint().width()), wanted.height() + m_strip->sizeHint().height() + bar);
    resize(whole.boundedTo(screen()->availableSize() * 9 / 10));
}

/// Where the panel's own shortcut does not reach: the focus is on what is around it.
void PanelWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->keyCombination() == (Qt::CTRL | Qt::SHIFT | Qt::Key_W))
        Q_EMIT backRequested();
    else
        QWidget::keyPressEvent(event);
}

void PanelWindow::closeEvent(QCloseEvent *event)
{
    event->accept();
    Q_EMIT backRequested();
}
} // namespace podium::ui
