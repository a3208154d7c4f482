// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/traffic/linktraffic.h"

#include <utility>

#include "ui/style/plaintext.h"

namespace podium::ui
{
LinkTraffic::LinkTraffic(const engine::Client &client, engine::LinkDescription link, LinkLanguage language, int capacity, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_link(std::move(link))
    , m_language(std::move(language))
    , m_model(capacity)
{
    m_model.setWords(std::exchange(m_language.words, {})); // they remember requests, so there is one of them
}

QString LinkTraffic::title() const
{
    const auto title = oneLine(tr("%1 \u2013 %2 (%3)").arg(m_link.devices.join(QStringLiteral(", ")), m_link.address, m_link.name), 120);
    return m_gone ? tr("gone: %1").arg(title) : title;
}

bool LinkTraffic::is(const engine::LinkDescription &link) const
{
    return !m_gone && link.address == m_link.address && link.name == m_link.name;
}

void LinkTraffic::setDevices(const QStringList &devices)
{
    if (std::exchange(m_link.devices, devices) != devices)
        Q_EMIT changed();
}

void LinkTraffic::setWatched(bool watched)
{
    if (m_subscription.isValid()) {
        m_subscription.setActive(watched && !m_gone);
        return;
    }
    if (!watched || m_gone)
        return;
    m_subscription = m_client.hub().subscribeTraffic(m_link.devices.front(), this, [this](const engine::TrafficBatch &batch) {
        m_model.add(batch);
        if (batch.isRemoved && !std::exchange(m_gone, true))
            Q_EMIT changed();
    });
}
} // namespace podium::ui
