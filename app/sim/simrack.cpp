// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sim/simrack.h"

#include "app/sim/motioncontroller.h"
#include "app/sim/multimeter.h"
#include "app/sim/powersupply.h"

#include <cstdio>
#include <utility>

namespace podium::app
{

namespace
{

constexpr double openVolt = 1.0;

} // namespace

SimRack::SimRack(const SimOptions &options)
    : m_options(options)
{
}

SimRack::~SimRack() = default;

bool SimRack::start()
{
    if (!m_options.logFile.isEmpty() && !m_log.open(m_options.logFile)) {
        m_errorText = tr("cannot write the log %1: %2").arg(m_options.logFile, m_log.errorText());
        return false;
    }
    quint32 seed = m_options.seed;
    for (const SimOptions::Instrument &wanted : m_options.instruments) {
        if (!serve(wanted, seed++))
            return false;
    }
    for (const auto &server : m_servers)
        std::printf("%s 127.0.0.1:%u\n", server->name().constData(), static_cast<unsigned>(server->port()));
    std::fflush(stdout);
    return true;
}

std::unique_ptr<SimInstrument> SimRack::make(const SimOptions::Instrument &wanted, quint32 seed)
{
    const devices::SimClock clock = [] { return std::chrono::steady_clock::now(); };
    if (wanted.kind == "motion")
        return std::make_unique<MotionController>(QByteArray::number(seed), clock);
    if (wanted.kind == "meter") {
        const auto source = [this] { return m_supply ? m_supply->terminalVolt() : openVolt; };
        return std::make_unique<Multimeter>(source, seed);
    }
    auto supply = std::make_unique<PowerSupply>(clock);
    if (!m_supply)
        m_supply = supply.get();
    return supply;
}

bool SimRack::serve(const SimOptions::Instrument &wanted, quint32 seed)
{
    auto server = std::make_unique<SimServer>(wanted.name, make(wanted, seed),
                                              FaultPlan(m_options.faults, wanted.name, seed), m_log);
    if (!server->listen(wanted.port)) {
        m_errorText = tr("%1 cannot be served on port %2: %3; take another port, or 0 for any")
                          .arg(QString::fromUtf8(wanted.name), QString::number(wanted.port), server->errorText());
        return false;
    }
    connect(server.get(), &SimServer::failed, this, &SimRack::failed);
    m_servers.push_back(std::move(server));
    return true;
}

} // namespace podium::app
