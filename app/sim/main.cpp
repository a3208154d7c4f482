// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sim/quitsignals.h"
#include "app/sim/simoptions.h"
#include "app/sim/simrack.h"

#include <QCoreApplication>

#include <cstdio>
#include <cstdlib>

namespace
{

constexpr int usageError = 2;

void complain(const QString &text) { std::fprintf(stderr, "podium-sim: %s\n", qUtf8Printable(text)); }

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("podium-sim"));
    QString error;
    const auto options = podium::app::SimOptions::parse(QCoreApplication::arguments(), &error);
    if (!options) {
        complain(error);
        return usageError;
    }
    const podium::app::QuitSignals quitSignals;
    podium::app::SimRack rack(*options);
    QObject::connect(&rack, &podium::app::SimRack::failed, &application, [](const QString &reason) {
        complain(reason);
        QCoreApplication::exit(EXIT_FAILURE);
    });
    if (!rack.start()) {
        complain(rack.errorText());
        return EXIT_FAILURE;
    }
    return QCoreApplication::exec();
}
