// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"

#include <QApplication>
#include <QDir>

namespace podium::pictures
{
/// Makes a scene for each state in both themes, arranges and saves it as PREFIXSTATE-THEME.png. Returns an exit code.
template <class States, class Make>
int saveStates(QApplication &application, const QDir &folder, const QString &prefix, const States &states, Make make)
{
    for (const auto &[word, theme] : {std::pair("light", ui::Theme::Mode::Light), std::pair("dark", ui::Theme::Mode::Dark)}) {
        ui::Theme::instance().apply(application, theme);
        for (const auto &[name, arrange] : states) {
            const auto scene = make();
            arrange(*scene);
            if (!scene->save(folder.filePath(QStringLiteral("%1%2-%3.png").arg(prefix, QLatin1String(name), QLatin1String(word)))))
                return 1;
        }
    }
    return 0;
}

/// The main of a program that makes pictures of a size: FOLDER WIDTH HEIGHT.
template <class Scene, class States>
int saveStatesOfSize(int argc, char *argv[], const States &states)
{
    QApplication application(argc, argv);
    const auto arguments = application.arguments();
    if (arguments.size() != 4)
        qFatal("usage: %s FOLDER WIDTH HEIGHT", argv[0]);
    const QSize size(arguments.at(2).toInt(), arguments.at(3).toInt());
    return saveStates(application, QDir(arguments.at(1)), {}, states, [size] { return std::make_unique<Scene>(size); });
}
} // namespace podium::pictures
