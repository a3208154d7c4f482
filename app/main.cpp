// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/headless.h"
#include "app/options.h"
#include "app/probe.h"
#include "app/windowed.h"

#include <QApplication>

#include <cstdio>
#include <memory>

namespace
{
void print(const QString &text)
{
    std::fputs(qPrintable(text), stdout);
}
} // namespace

int main(int argc, char *argv[])
{
    using namespace podium::app;
    QCoreApplication::setApplicationName(QStringLiteral("podium"));
    QCoreApplication::setApplicationVersion(QStringLiteral(PODIUM_VERSION));

    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    const auto [options, problem] = parseOptions(arguments);

    std::unique_ptr<QCoreApplication> application;
    if (options.needsWindow() && problem.isEmpty())
        application = std::make_unique<QApplication>(argc, argv);
    else
        application = std::make_unique<QCoreApplication>(argc, argv);

    if (!problem.isEmpty())
        return refuseCommandLine(problem, arguments.contains(QStringLiteral("--json")));
    if (options.help) {
        print(helpText());
        return 0;
    }
    if (options.version) {
        print(QStringLiteral("podium %1\n").arg(QCoreApplication::applicationVersion()));
        return 0;
    }
    if (!options.check.isEmpty())
        return runCheck(options);
    if (!options.probe.isEmpty())
        return runProbe(options);
    if (!options.needsWindow())
        return runHeadless(options);
    return runWindow(options);
}
