// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/switchbar.h"

#include <QBoxLayout>

namespace podium::ui
{
using namespace engine;

SwitchBar::SwitchBar(ParameterView &view, QWidget *parent)
    : QWidget(parent)
    , m_view(view)
    , m_on(new TaskButton(Icon::StateOn, tr("Switch on")))
    , m_off(new TaskButton(Icon::StateOk, tr("Switch off")))
    , m_pressed(m_off)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_on);
    layout->addWidget(m_off);
    layout->addStretch(1);
    const auto address = view.address().text();
    m_on->setExplanation(tr("Switches %1 on").arg(address));
    m_off->setExplanation(tr("Switches %1 off").arg(address));
    add(*m_on, true);
    add(*m_off, false);
}

void SwitchBar::add(TaskButton &button, bool on)
{
    connect(&button, &TaskButton::startRequested, this, [this, &button, on] {
        m_pressed = &button;
        Q_EMIT switchRequested(on);
    });
    connect(&button, &TaskButton::finished, this, &SwitchBar::finished);
}

void SwitchBar::setBlocked(const QString &why)
{
    const auto &reading = m_view.state().reading;
    const bool isOn = reading.quality == Quality::Valid && reading.value == Value(true);
    m_on->setBlocked(why.isEmpty() && isOn ? tr("%1 is on already.").arg(m_view.address().text()) : why);
    m_off->setBlocked(why);
}

void SwitchBar::follow(const Task<Value> &task) { m_pressed->follow(task); }
} // namespace podium::ui
