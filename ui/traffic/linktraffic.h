// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/client/client.h"
#include "ui/traffic/linklanguage.h"
#include "ui/traffic/trafficmodel.h"

namespace podium::ui
{
/// One link that somebody looked at: what it is, and its traffic, which stays readable when the link is gone.
/// Thread: the GUI's.
class LinkTraffic : public QObject
{
    Q_OBJECT

public:
    LinkTraffic(const engine::Client &client, engine::LinkDescription link, LinkLanguage language, int capacity, QObject *parent = nullptr);

    const engine::LinkDescription &link() const { return m_link; }
    const LinkLanguage &language() const { return m_language; }
    TrafficModel &model() { return m_model; }
    /// The link was removed from the bench.
    bool isGone() const { return m_gone; }
    /// Name, devices and address, for a list to choose from.
    QString title() const;

    /// The same link as far as an operator can tell; of one that is gone there is none any more.
    bool is(const engine::LinkDescription &link) const;
    void setDevices(const QStringList &devices);
    /// Only then its messages are delivered.
    void setWatched(bool watched);

Q_SIGNALS:
    void changed();

private:
    engine::Client m_client;
    engine::LinkDescription m_link;
    LinkLanguage m_language;
    TrafficModel m_model;
    engine::Subscription m_subscription;
    bool m_gone = false;
};
} // namespace podium::ui
