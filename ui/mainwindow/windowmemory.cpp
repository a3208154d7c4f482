// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/windowmemory.h"

#include "ui/mainwindow/windowlayout.h"
#include "ui/panels/panelarea.h"
#include "ui/panels/panelwindows.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QMainWindow>
#include <QSettings>

namespace podium::ui
{
namespace
{
QString themeKey() { return QStringLiteral("window/theme"); }
QString panelsKey(const QString &bench) { return QStringLiteral("panels/%1").arg(bench); }
} // namespace

void WindowMemory::restore() const
{
    if (file.isEmpty())
        return;
    const QSettings settings(file, QSettings::IniFormat);
    bool isNumber = false;
    const auto mode = settings.value(themeKey(), int(Theme::Mode::System)).toInt(&isNumber);
    if (isNumber && mode >= int(Theme::Mode::Light) && mode <= int(Theme::Mode::System))
        Theme::instance().apply(*qApp, Theme::Mode(mode));
    restoreLayout(window, settings);
    panels.openAll(settings.value(panelsKey(bench)).toStringList());
    panelWindows.restore(settings, bench);
}

void WindowMemory::save() const
{
    if (file.isEmpty())
        return;
    QSettings settings(file, QSettings::IniFormat);
    saveLayout(window, settings);
    settings.setValue(themeKey(), int(Theme::instance().mode()));
    settings.setValue(panelsKey(bench), panels.openDevices());
    panelWindows.save(settings, bench);
}
} // namespace podium::ui
