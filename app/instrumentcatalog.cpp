// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/instrumentcatalog.h"

#include <QDir>
#include <QFileInfo>

static void initInstrumentResource() { Q_INIT_RESOURCE(instruments); }

namespace podium::app
{
namespace
{
QString folder()
{
    initInstrumentResource();
    return QStringLiteral(":/instruments");
}

const QString ending = QStringLiteral(".toml");
} // namespace

QStringList instrumentNames()
{
    QStringList names;
    for (const auto &entry : QDir(folder()).entryInfoList({QStringLiteral("*") + ending}, QDir::Files, QDir::Name))
        names << entry.completeBaseName();
    return names;
}

std::optional<QString> findInstrument(const QString &name, const QString &benchFile)
{
    const auto beside = QFileInfo(benchFile).absoluteDir();
    // What lies beside the bench goes first: a copy of a shipped file that was mended is the one that is meant.
    for (const auto &path : {beside.absoluteFilePath(name + ending), beside.absoluteFilePath(name),
                             QStringLiteral("%1/%2%3").arg(folder(), name, ending)})
        if (QFileInfo(path).isFile())
            return path;
    return {};
}
} // namespace podium::app
