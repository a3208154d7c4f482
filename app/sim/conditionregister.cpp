// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sim/conditionregister.h"

#include <utility>

namespace podium::app
{

namespace
{

constexpr int allBits = 32767;

} // namespace

ConditionRegister::ConditionRegister(std::function<int()> condition)
    : m_condition(std::move(condition))
    , m_rising(allBits)
{
}

void ConditionRegister::addTo(ScpiTree &tree, const QByteArray &node, ScpiStatus &status)
{
    tree.addQuery(node + "[:EVENt]?", [this](const QByteArray &) {
        update();
        return QByteArray::number(std::exchange(m_events, 0));
    });
    tree.addQuery(node + ":CONDition?", [this](const QByteArray &) { return QByteArray::number(m_condition()); });
    addSetting(tree, node + ":ENABle", m_enabled, status);
    addSetting(tree, node + ":PTRansition", m_rising, status);
    addSetting(tree, node + ":NTRansition", m_falling, status);
}

void ConditionRegister::update()
{
    const int now = m_condition();
    m_events |= (now & ~m_last & m_rising) | (m_last & ~now & m_falling);
    m_last = now;
}

bool ConditionRegister::hasEvents()
{
    update();
    return (m_events & m_enabled) != 0;
}

void ConditionRegister::powerCycle()
{
    m_last = 0;
    m_events = 0;
    m_enabled = 0;
    m_rising = allBits;
    m_falling = 0;
}

void ConditionRegister::addSetting(ScpiTree &tree, const QByteArray &header, int &value, ScpiStatus &status)
{
    tree.addQuery(header + '?', [&value](const QByteArray &) { return QByteArray::number(value); });
    tree.addCommand(header, [this, &value, &status](const QByteArray &argument) {
        const std::optional<double> bits = status.number(argument);
        if (!bits)
            return;
        if (!(*bits >= 0.0 && *bits <= allBits)) {
            status.report(ScpiError::Range, argument);
            return;
        }
        update();
        value = static_cast<int>(*bits);
    });
}

} // namespace podium::app
