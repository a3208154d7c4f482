// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/world/virtualworld.h"

#include "devices/indi/indidevice.h"
#include "tests/faults/world/axisfiles.h"
#include "tests/support/instrumentfixture.h"
#include "tests/support/modbusworld.h"

namespace podium::tests
{
using namespace std::chrono_literals;
using engine::ManualScheduler;

namespace
{
constexpr auto step = 5ms;

quint32 seed()
{
    return qEnvironmentVariableIsSet("PODIUM_SEED") ? quint32(qEnvironmentVariableIntValue("PODIUM_SEED")) : 7U;
}

bool isSerial(Kind kind) { return kind == Kind::ScpiSerial || kind == Kind::ModbusRtu; }

Cut cutOf(Kind kind)
{
    return kind == Kind::ModbusTcp ? Cut::Modbus : kind == Kind::ModbusRtu ? Cut::Pieces : Cut::Lines;
}
} // namespace

VirtualWorld::VirtualWorld(Kind kind, const Plan &plan)
    : World(std::make_unique<ManualScheduler>())
    , m_kind(kind)
    , m_rule(plan.rule)
{
    for (int i = 0; i < plan.devices; ++i)
        core.bench.add(makeDevice(core.bench.context(QStringLiteral("d%1").arg(i), {}, {}), plan.polls));
    core.ready();
    if (!plan.expects)
        return;
    for (int i = 0; i < plan.devices; ++i)
        if (!until([&] { return isThere(i); }, 20s))
            QTest::qFail(qPrintable(QStringLiteral("%1 is not there: %2").arg(device(i).id(), why(i))), __FILE__, __LINE__);
    watchValues();
}

/// What the devices say at their end, nobody hears.
VirtualWorld::~VirtualWorld()
{
    for (auto &line : m_lines) {
        line.script->clear();
        line.channel->instrument = [](const QByteArray &) { return QByteArray(); };
    }
}

std::unique_ptr<devices::Channel> VirtualWorld::addLine()
{
    Line line;
    line.script = std::make_shared<FaultScript>(seed() + quint32(m_lines.size()));
    m_kept.push_back(line.script);
    auto channel = std::make_unique<FaultChannel>(core.engine, *line.script, cutOf(m_kind));
    line.channel = channel.get();
    channel->anew = !isSerial(m_kind);
    AxisPeer::Surroundings surroundings;
    surroundings.now = [this] { return core.engine.now(); };
    surroundings.say = [to = channel.get()](const QByteArray &bytes) { to->say(bytes); };
    surroundings.later = [this](engine::Duration after, std::function<void()> function) {
        core.engine.at(core.engine.now() + after, std::move(function));
    };
    line.peer = makePeer(std::move(surroundings));
    channel->instrument = [peer = line.peer.get()](const QByteArray &message) { return peer->take(message); };
    m_kept.push_back(line.peer);
    m_lines.push_back(std::move(line));
    if (!m_rule.isEmpty())
        give(m_rule, int(m_lines.size()) - 1);
    return channel;
}

std::unique_ptr<AxisPeer> VirtualWorld::makePeer(AxisPeer::Surroundings surroundings) const
{
    switch (m_kind) {
    case Kind::ModbusTcp:
    case Kind::ModbusRtu:
        return std::make_unique<ModbusPeer>(std::move(surroundings), m_kind == Kind::ModbusRtu);
    case Kind::Indi:
        return std::make_unique<IndiPeer>(std::move(surroundings));
    case Kind::Hamlib:
        return std::make_unique<RotatorPeer>(std::move(surroundings));
    case Kind::ScpiTcp:
    case Kind::ScpiSerial:
    case Kind::Vxi11:
        return std::make_unique<LinePeer>(std::move(surroundings));
    }
    Q_UNREACHABLE();
}

std::unique_ptr<engine::Device> VirtualWorld::makeDevice(const engine::DeviceContext &context, bool polls)
{
    if (m_kind == Kind::Indi) {
        devices::IndiPolicy policy;
        policy.seed = 7;
        devices::IndiSettings settings;
        settings.device = QStringLiteral("Axis");
        settings.kind = QStringLiteral("dome");
        return std::make_unique<devices::IndiDevice>(
            context, settings, std::make_shared<devices::IndiConnection>(core.engine, QStringLiteral("INDI server"), addLine(), policy));
    }
    if (m_kind == Kind::ModbusTcp || m_kind == Kind::ModbusRtu) {
        const auto description = readModbus(modbusAxis(polls)).description.value();
        const auto address = m_kind == Kind::ModbusTcp ? QStringLiteral("modbus+tcp://h:502?unit=1")
                                                       : QStringLiteral("modbus+rtu:///dev/x?baud=115200&unit=1");
        auto link = std::make_shared<devices::ModbusLink>(core.engine, addLine(), devices::ModbusAddress::parse(address));
        return std::make_unique<devices::ModbusDevice>(
            context, description,
            std::make_shared<devices::ModbusUnit>(core.engine, description.name, std::move(link), quint8(1), description.policy));
    }
    auto description = described(m_kind == Kind::Hamlib ? rotatorAxis(polls) : lineAxis(polls));
    description.policy.seed = 7;
    if (m_kind != Kind::Hamlib)
        description.policy.events = QRegularExpression(QStringLiteral("^EVENT"));
    auto shared = std::make_shared<devices::SharedLink>(core.engine, description.name, addLine(), description.policy);
    return std::make_unique<devices::InstrumentDevice>(context, std::move(description), std::move(shared));
}

void VirtualWorld::setCable(Cable cable, int device)
{
    auto &line = channel(device);
    line.mood = cable == Cable::In  ? FaultChannel::Mood::Accepts
        : cable == Cable::Refused   ? FaultChannel::Mood::Refuses
        : cable == Cable::Taken     ? FaultChannel::Mood::Taken
        : line.anew                 ? FaultChannel::Mood::Silent
                                    : FaultChannel::Mood::Accepts; // the port of this machine is there
    line.setFrozen(cable == Cable::Out);
}

void VirtualWorld::reboot()
{
    peer().reboot();
    channel().forget();
}

bool VirtualWorld::until(const std::function<bool()> &is, engine::Duration limit)
{
    auto &time = static_cast<ManualScheduler &>(core.engine.scheduler());
    const auto end = core.engine.now() + limit;
    while (!is()) {
        if (core.engine.now() >= end)
            return false;
        time.advance(std::min<engine::Duration>(step, end - core.engine.now()));
    }
    return true;
}
} // namespace podium::tests
