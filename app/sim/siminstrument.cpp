// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sim/siminstrument.h"

namespace podium::app
{

SimInstrument::SimInstrument(const QByteArray &identity, const QByteArray &noError)
    : m_status(noError)
{
    m_status.addTo(m_tree);
    m_tree.addQuery("*IDN?", [identity](const QByteArray &) { return identity; });
}

void SimInstrument::execute(const QByteArray &unit, const Answer &answer)
{
    if (m_tree.execute(unit, answer))
        return;
    m_status.report(ScpiError::Header, ScpiTree::header(unit));
    answer(QByteArray());
}

void SimInstrument::powerCycle()
{
    m_status.powerCycle();
    loseState();
}

} // namespace podium::app
