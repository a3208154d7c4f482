// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/windowsession.h"

#include "app/linkcatalog.h"
#include "app/linklanguage.h"
#include "app/statefolder.h"
#include "engine/tasks/log.h"
#include "engine/tasks/serviceoptions.h"
#include "engine/tasks/submit.h"
#include "ui/panels/panelarea.h"

namespace podium::app
{
namespace
{
using namespace std::chrono_literals;

/// A bench file that cannot be read still gets a window, which shows why.
BenchFile loadOrEmpty(const QString &path)
{
    auto file = loadBench(path);
    if (!file.plan) {
        file.plan.emplace();
        file.plan->file = path;
        file.plan->name = path;
    }
    return file;
}

bool wasRead(const engine::Parameter &parameter)
{
    const bool polled = parameter.spec().period.count() > 0 && parameter.spec().isReadable();
    return !polled || parameter.reading().quality == engine::Quality::Valid;
}

/// A window that was never used begins with the panels of the first devices that have something to show. One whose instrument
/// tells at run time what it has (INDI) is not told yet, but has a link.
void openFirstPanels(ui::MainWindow &window, const engine::BenchDescription &bench)
{
    constexpr qsizetype panelsAtFirst = 4;
    QStringList first;
    for (const auto &device : bench.devices)
        if (first.size() < panelsAtFirst && (!device.parameters.empty() || device.hasLink))
            first << device.id;
    window.panels().openAll(first);
}

engine::Op<void> firstValues(engine::Bench &bench)
{
    const auto begun = bench.engine().now();
    for (;;) {
        const auto &parameters = bench.parameters();
        const bool all = std::all_of(parameters.begin(), parameters.end(), [](const auto *known) { return wasRead(*known); });
        if (all || bench.engine().now() - begun > 5s)
            co_return;
        co_await engine::sleep(20ms);
    }
}
} // namespace

WindowSession::WindowSession(const QString &benchPath, const StateFolder &state, bool safeStart) : m_file(loadOrEmpty(benchPath)), m_recording(state), m_links(std::make_shared<BenchLinks>(linkKinds()))
{
    m_problems = m_file.problems;
    m_host = std::make_unique<EngineHost>([this](engine::Core &core) {
        const auto more = buildBench(*m_file.plan, core, *m_links);
        m_problems.insert(m_problems.end(), more.begin(), more.end());
        m_loop->begin(core);
        m_client.emplace(core.engine.gate(), core, QStringLiteral("operator")); // here, as devices may grow once the bench is open
    });
    m_host->post([this] { m_recording.begin(m_host->core()); });
    const auto &client = *m_client;
    m_views = std::make_unique<engine::Views>(*m_host->core().hub, client.bench());
    m_file.problems = m_problems;
    m_bench = std::make_unique<LiveBench>(m_host->core(), client, *m_views, m_file, m_links, LastGood(state, m_file.plan->file));
    ui::WindowServices services;
    if (!safeStart)
        services.settingsFile = state.file(QStringLiteral("window.ini"));
    services.engineLoop = [loop = m_loop] { return ui::LoopFigures{loop->p99Ms(), loop->longestMs()}; };
    services.formerTasks = m_recording.formerTasks();
    services.linkLanguages = linkLanguage;
    services.refusals = &m_host->core().bench;
    services.benchProblems = shown(m_problems);
    services.bench = m_bench.get();
    m_window = std::make_unique<ui::MainWindow>(*m_views, client, std::move(services));
    if (m_window->panels().openDevices().isEmpty())
        openFirstPanels(*m_window, *client.bench());
    tellLastRun();
}

void WindowSession::tellLastRun()
{
    const auto where = QStringLiteral("last run");
    const auto news = m_recording.news();
    for (const auto &text : news)
        engine::log::write(engine::log::Level::Warning, where, text);
    if (const auto problem = m_recording.problem(); !problem.isEmpty())
        engine::log::write(engine::log::Level::Error, QStringLiteral("journal"), problem);
    if (!news.isEmpty())
        m_window->showLog(); // whatever the window remembered to show
}

WindowSession::~WindowSession()
{
    m_window.reset();
    m_bench.reset();
    m_views.reset();
}

void WindowSession::whenFirstValuesAreThere(std::function<void()> then)
{
    auto &core = m_host->core();
    const auto task = engine::submit(core.engine.gate(), QStringLiteral("first values"),
                                     [&core] { return firstValues(core.bench); }, engine::serviceOptions());
    task.finally(m_window.get(), [then = std::move(then)](const engine::TaskInfo &) { then(); });
}
} // namespace podium::app
