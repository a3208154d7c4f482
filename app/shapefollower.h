// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/client/client.h"
#include "engine/dispatch/views.h"

#include <map>

namespace podium::app
{
/// Lets client and views know when a device has told that it has other parameters, commands or abilities (engine/model/shape.h).
///
/// It asks the engine what the bench is now, so that it never brings anything older than what is known; the first time at once.
/// Thread: the GUI's. Core and views must outlive it.
class ShapeFollower : public QObject
{
    Q_OBJECT

public:
    ShapeFollower(engine::Core &core, const engine::Client &client, engine::Views &views, QObject *parent = nullptr);

    /// While somebody else changes the bench: what is told meanwhile is asked for afterwards.
    void setHeld(bool held);

private:
    void listen();
    void ask();
    void take(std::shared_ptr<const engine::BenchDescription> bench);

    engine::Core &m_core;
    engine::Client m_client;
    engine::Views &m_views;
    std::map<engine::DeviceId, engine::Subscription> m_subscriptions;
    bool m_held = false;
    bool m_asking = false;
    bool m_again = false;
};
} // namespace podium::app
