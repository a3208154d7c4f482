// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/windowed.h"

#include "app/headless.h"
#include "app/statefolder.h"
#include "app/unixsignals.h"
#include "app/windowsession.h"
#include "engine/tasks/log.h"
#include "ui/mainwindow/windowlayout.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QTimer>

namespace podium::app
{
namespace
{
/// Time for the hub's next frame and the painting of it.
constexpr std::chrono::milliseconds paintTime{300};

void takePictureAndQuit(WindowSession &session, const QString &file)
{
    session.whenFirstValuesAreThere([&session, file] {
        QTimer::singleShot(paintTime, &session.window(), [&session, file] {
            QCoreApplication::exit(session.window().saveScreenshot(file) ? 0 : 1);
        });
    });
}
/// Asked for by an option, or by Shift held down while the program starts: for the day when bench or settings keep the
/// window from being used.
bool isSafeStart(const Options &options)
{
    return options.safeStart || QGuiApplication::queryKeyboardModifiers().testFlag(Qt::ShiftModifier);
}
} // namespace

QString safeStartText(const QString &bench)
{
    const auto start = QStringLiteral("Safe start (Shift was held, or --safe-start): ");
    if (bench.isEmpty())
        return start + QStringLiteral("no settings are read or kept; start again without to have them.");
    return start + QStringLiteral("the simulated bench instead of %1, and no settings; open it with File > Open bench, or start again without.").arg(bench);
}

int runWindow(const Options &options)
{
    QApplication::setDesktopFileName(QStringLiteral("podium"));
    const StateFolder state(options.state);
    if (!state.problem().isEmpty())
        return refuseCommandLine(state.problem(), options.json);
    ui::Theme::instance().apply(*qApp, ui::Theme::Mode::System);

    UnixSignals signals;
    const bool safeStart = isSafeStart(options);
    auto leftOut = options.bench; // as long as no other was opened
    std::optional<QString> next = safeStart ? QString() : options.bench;
    int exit = 0;
    while (next) {
        WindowSession session(*next, state, safeStart);
        next.reset();
        if (safeStart)
            engine::log::write(engine::log::Level::Warning, QStringLiteral("start"), safeStartText(std::exchange(leftOut, {})));
        QObject::connect(&session.window(), &ui::MainWindow::benchRequested, qApp, [&next](const QString &path) {
            next = path;
            QCoreApplication::exit();
        });
        for (const auto wish : {&UnixSignals::interrupted, &UnixSignals::terminated}) // nobody may be there to be asked
            QObject::connect(&signals, wish, &session.window(), &ui::MainWindow::stopAndQuit);
        if (options.screenshot.isEmpty()) {
            ui::showWithRoom(session.window());
        } else {
            session.window().show(); // as large as it wants: a picture has room
            takePictureAndQuit(session, options.screenshot);
        }
        exit = QCoreApplication::exec();
    }
    return exit;
}
} // namespace podium::app
