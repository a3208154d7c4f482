// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Prints what 1,000 simulated axes cost in resident memory, as one JSON object: the devices alone, with the hub, and with
// the views of a window.
#include "app/benchfile.h"
#include "engine/dispatch/views.h"
#include "tests/benchmarks/stopwatch.h"
#include "tests/benchmarks/usage.h"

#include <QFile>
#include <QTemporaryDir>

#include <malloc.h>

using namespace podium;
using namespace podium::engine;
using namespace podium::tests;

namespace
{
constexpr int deviceCount = 1'000;
constexpr double megabyte = 1e6;

/// A bench file with nothing but axes.
QString benchFile(const QTemporaryDir &folder)
{
    auto path = folder.filePath(QStringLiteral("axes.toml"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write("name = \"Axes\"\n");
    for (int i = 0; i < deviceCount; ++i)
        file.write(QStringLiteral("[[device]]\nid = \"axis%1\"\ndriver = \"sim.axis\"\n").arg(i).toUtf8());
    return path;
}
} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    Core core(std::make_unique<ManualScheduler>());
    const QTemporaryDir folder;
    const auto path = benchFile(folder);
    const double before = residentMemory();
    const auto begun = Clock::now();
    {
        const auto loaded = app::loadBench(path);
        if (!loaded.plan || !app::buildBench(*loaded.plan, core).empty())
            return 1;
    }
    malloc_trim(0); // what the file's reader gave back counts for nobody
    const double made = residentMemory();
    const double makeMs = std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
    core.ready();
    const double opened = residentMemory();
    Views views(*core.hub, std::make_shared<BenchDescription>(describe(core.bench)));
    for (const auto *parameter : core.bench.parameters())
        views.parameter({parameter->device().id(), parameter->spec().name})->show();
    const double shown = residentMemory();
    print({{QStringLiteral("benchmark"), QStringLiteral("memory")},
           {QStringLiteral("devices"), deviceCount},
           {QStringLiteral("parameters"), static_cast<int>(core.bench.parameters().size())},
           {QStringLiteral("floor_process_mb"), before / megabyte},
           {QStringLiteral("devices_mb"), (made - before) / megabyte},
           {QStringLiteral("with_hub_and_polling_mb"), (opened - before) / megabyte},
           {QStringLiteral("with_views_mb"), (shown - before) / megabyte},
           {QStringLiteral("make_ms"), makeMs}});
    return 0;
}
