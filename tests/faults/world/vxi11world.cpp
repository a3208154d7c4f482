// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/world/vxi11world.h"

#include "devices/vxi11/vxi11channel.h"
#include "tests/faults/world/axisfiles.h"
#include "tests/faults/world/virtualworld.h"
#include "tests/support/instrumentfixture.h"

namespace podium::tests
{
using namespace std::chrono_literals;

namespace
{
/// A busy machine may take longer.
constexpr int patience = 4;

ProxyPlace before(quint16 port)
{
    ProxyPlace place;
    place.target = port;
    place.cut = Cut::Records;
    place.seed = 7;
    return place;
}
} // namespace

std::unique_ptr<World> World::make(Kind kind, const Plan &plan)
{
    if (kind == Kind::Vxi11)
        return std::make_unique<Vxi11World>(plan);
    return std::make_unique<VirtualWorld>(kind, plan);
}

Vxi11World::Vxi11World(const Plan &plan)
    : World(std::make_unique<engine::LiveScheduler>())
    , m_server(std::make_shared<Vxi11Server>())
    , m_core(before(m_server->corePort()))
    , m_abort(before(m_server->abortPort()))
{
    AxisPeer::Surroundings surroundings;
    surroundings.now = [this] { return core.engine.now(); };
    m_peer = std::make_shared<LinePeer>(std::move(surroundings));
    m_kept = {m_server, m_peer};
    m_server->toldAbortPort = m_abort.port();
    m_server->onMessage = [server = m_server.get(), peer = m_peer.get()](const QByteArray &message) {
        if (const auto reply = peer->take(message); !reply.isEmpty())
            server->say(reply);
    };
    if (!plan.rule.isEmpty())
        give(plan.rule);
    auto description = described(lineAxis(plan.polls));
    description.policy.seed = 7;
    auto address = devices::vxi11::Address::parse(QStringLiteral("vxi11://127.0.0.1/inst0?io_timeout=100&port=%1").arg(m_core.port()));
    auto shared = std::make_shared<devices::SharedLink>(core.engine, description.name,
                                                        std::make_unique<devices::Vxi11Channel>(std::move(address)), description.policy);
    core.bench.add(std::make_unique<devices::InstrumentDevice>(core.bench.context(QStringLiteral("d0"), {}, {}), std::move(description),
                                                               std::move(shared)));
    core.ready();
    if (!plan.expects)
        return;
    if (!until([&] { return isThere(); }, 5s))
        QTest::qFail(qPrintable(why()), __FILE__, __LINE__);
    watchValues();
}

Vxi11World::~Vxi11World()
{
    m_server->onMessage = [](const QByteArray &) {};
    script().clear();
}

void Vxi11World::setFrozen(bool frozen)
{
    for (auto *proxy : {&m_core, &m_abort})
        proxy->command(frozen ? QStringLiteral("freeze") : QStringLiteral("thaw"));
}

void Vxi11World::setCable(Cable cable, int)
{
    for (auto *proxy : {&m_core, &m_abort}) {
        if (cable == Cable::In)
            proxy->command(QStringLiteral("reset")); // what was under way has got lost
        proxy->command(cable == Cable::Refused ? QStringLiteral("refuse") : QStringLiteral("accept"));
        proxy->command(cable == Cable::Taken ? QStringLiteral("one-client") : QStringLiteral("many-clients"));
    }
    setFrozen(cable == Cable::Out);
}

void Vxi11World::reboot()
{
    m_peer->reboot();
    give(QStringLiteral("on message 1 of client: drop, reset"));
}

bool Vxi11World::until(const std::function<bool()> &is, engine::Duration limit)
{
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(limit);
    return QTest::qWaitFor(is, int(milliseconds.count()) * patience);
}
} // namespace podium::tests
