// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/instrumentcatalog.h"

#include "devices/modbus/modbusaddress.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>

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

QStringList instrumentNames(const QString &benchFile)
{
    auto names = instrumentNames();
    const auto folder = QFileInfo(benchFile).absoluteDir();
    for (const auto &entry : folder.entryInfoList({QStringLiteral("*") + ending}, QDir::Files, QDir::Name))
        if (entry != QFileInfo(benchFile) && !names.contains(entry.completeBaseName()))
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

std::optional<AnyInstrumentFile> loadInstrument(const QString &path, devices::FileProblems &problems)
{
    const auto config = devices::readConfig(path);
    if (config.root && devices::speaksModbus(*config.root)) {
        auto file = devices::ModbusFile::load(path, problems);
        return file ? std::optional<AnyInstrumentFile>(*std::move(file)) : std::nullopt;
    }
    auto file = devices::InstrumentFile::load(path, problems);
    return file ? std::optional<AnyInstrumentFile>(*std::move(file)) : std::nullopt;
}

namespace
{
void addCandidate(std::vector<devices::ProbeCandidate> &candidates, const QString &name, const QString &path)
{
    devices::FileProblems problems;
    const auto any = loadInstrument(path, problems);
    const auto *file = any ? std::get_if<devices::InstrumentFile>(&*any) : nullptr;
    auto description = file ? file->example() : std::nullopt;
    if (description && !description->policy.identify.isEmpty())
        candidates.push_back({name, file->requiredSettings(), *std::move(description)});
}
} // namespace

std::vector<devices::ProbeCandidate> probeCandidates()
{
    std::vector<devices::ProbeCandidate> candidates;
    for (const auto &name : instrumentNames())
        addCandidate(candidates, name, QStringLiteral("%1/%2%3").arg(folder(), name, ending));
    return candidates;
}

std::vector<devices::ProbeCandidate> probeCandidates(const QString &benchFile)
{
    std::vector<devices::ProbeCandidate> candidates;
    const auto builtIn = instrumentNames().size();
    auto names = instrumentNames(benchFile);
    std::rotate(names.begin(), names.begin() + builtIn, names.end());
    for (const auto &name : names)
        if (const auto path = findInstrument(name, benchFile))
            addCandidate(candidates, name, *path);
    return candidates;
}

QString whyNoProbe(const QString &address)
{
    if (!devices::ModbusAddress::isOne(address))
        return {};
    return QCoreApplication::translate("podium::app", "Registers do not say whose they are, so a Modbus unit cannot be found out by asking; "
                                                      "name its instrument file in a bench file, which asks for its identity.");
}
} // namespace podium::app
