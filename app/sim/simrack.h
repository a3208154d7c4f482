// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sim/portmapper.h"
#include "app/sim/simlog.h"
#include "app/sim/simoptions.h"
#include "app/sim/simserver.h"
#include "app/sim/vxi11gateway.h"

#include <QObject>

#include <memory>
#include <vector>

namespace podium::app
{

class PowerSupply;

/// All instruments of one `podium-sim` process. A meter measures the first supply of the rack, or else 1 V.
/// Thread: one (the event loop of the process).
class SimRack : public QObject
{
    Q_OBJECT
public:
    explicit SimRack(const SimOptions &options);
    ~SimRack() override;

    /// Opens the log and all ports and prints where each instrument is served.
    /// Errors: false, and `errorText()` names the file or the instrument and port.
    bool start();
    QString errorText() const { return m_errorText; }

Q_SIGNALS:
    void failed(const QString &reason);

private:
    std::unique_ptr<SimInstrument> make(const SimOptions::Instrument &wanted, quint32 seed);
    bool serve(const SimOptions::Instrument &wanted, quint32 seed);
    bool serveVxi11(quint16 port);
    bool cannotServe(const QString &what, quint16 port, const QString &why);

    SimOptions m_options;
    SimLog m_log;
    PowerSupply *m_supply = nullptr;
    std::vector<std::unique_ptr<SimServer>> m_servers;
    std::unique_ptr<Vxi11Gateway> m_vxi11;
    std::unique_ptr<Portmapper> m_portmapper;
    QString m_errorText;
};

} // namespace podium::app
