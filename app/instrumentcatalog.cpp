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

std::vector<devices::ProbeCandidate> probeCandidates()
{
    std::vector<devices::ProbeCandidate> candidates;
    for (const auto &name : instrumentNames()) {
        devices::FileProblems problems;
        const auto file = devices::InstrumentFile::load(QStringLiteral("%1/%2%3").arg(folder(), name, ending), problems);
        auto description = file ? file->example() : std::nullopt;
        if (!description || description->policy.identify.isEmpty())
            continue; // it is of another protocol, or asks nobody
        candidates.push_back({name, file->requiredSettings(), *std::move(description)});
    }
    return candidates;
}
} // namespace podium::app
