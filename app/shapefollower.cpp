// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shapefollower.h"

#include "engine/model/shape.h"
#include "engine/tasks/serviceoptions.h"
#include "engine/tasks/submit.h"

namespace podium::app
{
using namespace engine;

namespace
{
using Shape = std::shared_ptr<const BenchDescription>;

Op<Shape> shapeOf(Core &core) { co_return std::make_shared<const BenchDescription>(describe(core.bench)); }
} // namespace

ShapeFollower::ShapeFollower(Core &core, const Client &client, Views &views, QObject *parent)
    : QObject(parent)
    , m_core(core)
    , m_client(client)
    , m_views(views)
{
    connect(&views, &Views::benchChanged, this, &ShapeFollower::listen);
    listen();
    ask(); // it may have told before anybody listened
}

void ShapeFollower::listen()
{
    const auto &bench = m_views.bench();
    std::erase_if(m_subscriptions, [&bench](const auto &known) { return !bench.find(known.first); });
    for (const auto &device : bench.devices)
        if (device.problem.isEmpty() && !m_subscriptions.contains(device.id))
            m_subscriptions[device.id] =
                m_client.hub().subscribeMessages(device.id, shape::changed, this, [this](const QVariant &) { ask(); });
}

void ShapeFollower::setHeld(bool held)
{
    m_held = held;
    if (!held && std::exchange(m_again, false))
        ask();
}

void ShapeFollower::ask()
{
    if (m_held || m_asking) {
        m_again = true;
        return;
    }
    m_asking = true;
    const auto service = serviceOptions({}, m_client.by());
    const auto task = submit(m_client.gate(), QStringLiteral("what the bench has"), [core = &m_core] { return shapeOf(*core); }, service);
    task.then(this, [this](const Shape &bench) { take(bench); });
    task.finally(this, [this](const TaskInfo &) {
        m_asking = false;
        if (!m_held && std::exchange(m_again, false))
            ask();
    });
}

void ShapeFollower::take(Shape bench)
{
    if (m_held) {
        m_again = true; // it may be older than what comes
        return;
    }
    m_client.setBench(bench);
    m_views.setBench(std::move(bench), {});
}
} // namespace podium::app
