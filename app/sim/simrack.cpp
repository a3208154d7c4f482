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
    if (m_options.vxi11Port && !serveVxi11(*m_options.vxi11Port))
        return false;
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

bool SimRack::cannotServe(const QString &what, quint16 port, const QString &why)
{
    m_errorText = tr("%1 cannot be served on port %2: %3; take another port, or 0 for any").arg(what, QString::number(port), why);
    return false;
}

bool SimRack::serveVxi11(quint16 port)
{
    m_vxi11 = std::make_unique<Vxi11Gateway>(m_servers);
    if (!m_vxi11->listen(port))
        return cannotServe(QStringLiteral("VXI-11"), port, m_vxi11->errorText());
    std::printf("vxi11 127.0.0.1:%u\n", static_cast<unsigned>(m_vxi11->port()));
    if (!m_options.portmapperPort)
        return true;
    m_portmapper = std::make_unique<Portmapper>(m_vxi11->port());
    if (!m_portmapper->listen(*m_options.portmapperPort))
        return cannotServe(QStringLiteral("the portmapper"), *m_options.portmapperPort, m_portmapper->errorText());
    std::printf("portmapper 127.0.0.1:%u\n", static_cast<unsigned>(m_portmapper->port()));
    return true;
}

bool SimRack::serve(const SimOptions::Instrument &wanted, quint32 seed)
{
    auto server = std::make_unique<SimServer>(wanted.name, make(wanted, seed),
                                              FaultPlan(m_options.faults, wanted.name, seed), m_log);
    if (!server->listen(wanted.port))
        return cannotServe(QString::fromUtf8(wanted.name), wanted.port, server->errorText());
    connect(server.get(), &SimServer::failed, this, &SimRack::failed);
    m_servers.push_back(std::move(server));
    return true;
}

} // namespace podium::app
