// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/windowlayout.h"

#include <QDockWidget>
#include <QGuiApplication>
#include <QMainWindow>
#include <QScreen>
#include <QSettings>

namespace podium::ui
{
namespace
{
constexpr int version = 1;
constexpr int titleHeight = 32; ///< of most window managers, which tell it only when the window is there, in pixels
constexpr int grip = 60; ///< so much of the title's width must be within reach, in pixels

QString geometryKey() { return QStringLiteral("window/geometry"); }
QString stateKey() { return QStringLiteral("window/state"); }
} // namespace

QRect clampedTo(const QRect &frame, const QList<QRect> &screens)
{
    const QRect title(frame.topLeft(), QSize(frame.width(), 20));
    for (const auto &screen : screens) {
        const auto seen = screen & title;
        if (seen.width() >= std::min(grip, frame.width()) && seen.height() >= title.height())
            return frame;
    }
    if (screens.isEmpty())
        return frame;
    const auto &screen = screens.front();
    QRect moved(frame.topLeft(), frame.size().boundedTo(screen.size()));
    moved.moveLeft(std::clamp(moved.left(), screen.left(), screen.right() + 1 - moved.width()));
    moved.moveTop(std::clamp(moved.top(), screen.top(), screen.bottom() + 1 - moved.height()));
    return moved;
}

void clampToScreens(QWidget &window)
{
    QList<QRect> screens;
    for (const auto *screen : QGuiApplication::screens())
        screens << screen->availableGeometry();
    const auto frame = window.frameGeometry();
    const auto clamped = clampedTo(frame, screens);
    if (clamped == frame || window.isFullScreen() || window.isMaximized())
        return;
    window.resize(window.size() - (frame.size() - clamped.size()));
    window.move(clamped.topLeft());
}

bool hasRoom(QSize size, QSize screen) { return size.width() <= screen.width() && size.height() + titleHeight <= screen.height(); }

void showWithRoom(QWidget &window)
{
    if (hasRoom(window.size(), window.screen()->availableSize()))
        window.show();
    else
        window.showMaximized();
}

void saveLayout(const QMainWindow &window, QSettings &settings)
{
    settings.setValue(geometryKey(), window.saveGeometry());
    settings.setValue(stateKey(), window.saveState(version));
}

bool restoreLayout(QMainWindow &window, const QSettings &settings)
{
    if (!window.restoreGeometry(settings.value(geometryKey()).toByteArray()))
        return false;
    window.restoreState(settings.value(stateKey()).toByteArray(), version);
    clampToScreens(window);
    for (auto *dock : window.findChildren<QDockWidget *>())
        if (dock->isFloating())
            clampToScreens(*dock);
    return true;
}
} // namespace podium::ui
