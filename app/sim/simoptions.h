// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sim/faultrule.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace podium::app
{

/// The command line of `podium-sim`.
struct SimOptions {
    struct Instrument {
        QByteArray kind;
        /// The kind, with `-2`, `-3`, ... from the second of its kind on.
        QByteArray name;
        quint16 port = 0;
    };

    QList<Instrument> instruments;
    QList<FaultRule> faults;
    QString logFile;
    quint32 seed = 1;
    /// Of the core channel that serves all instruments over VXI-11, too; none: they are not.
    std::optional<quint16> vxi11Port;
    /// Of a portmapper that tells it.
    std::optional<quint16> portmapperPort;

    /// Prints help and leaves the process for `--help`.
    /// Errors: gives nothing and says in `error` what is wrong and what is allowed.
    static std::optional<SimOptions> parse(const QStringList &arguments, QString *error);
};

} // namespace podium::app
