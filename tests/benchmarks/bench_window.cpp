// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the window costs, as JSON: 1,000 visible values that all change at 10 Hz (share of a core of the GUI thread; the floor
// is the same values at rest), and a simulated bench of 500 parameters at 10 Hz with all docks open: time to the painted
// window, and how late the GUI's event loop runs. Argument: seconds per part.
#include "app/statefolder.h"
#include "app/windowsession.h"
#include "engine/tasks/watchdog.h"
#include "tests/benchmarks/eventloop.h"
#include "tests/benchmarks/largebench.h"
#include "tests/benchmarks/meterdevice.h"
#include "tests/benchmarks/stopwatch.h"
#include "tests/benchmarks/usage.h"
#include "tests/support/enginethread.h"
#include "ui/mainwindow/dock.h"
#include "ui/panels/panelarea.h"
#include "ui/panels/valuelabel.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QGridLayout>

using namespace podium;
using namespace podium::engine;
using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
constexpr int valueCount = 1'000;
constexpr int inARow = 20;

struct Content {
    Engine engine;
    LockTable locks{engine};
    Bench bench{engine, locks};
    std::unique_ptr<Hub> hub;
    int round = 0;
    bool isWriting = false;

    Content()
    {
        bench.add(std::make_unique<MeterDevice>(bench.context(QStringLiteral("meter"), QString(), QString()), valueCount));
        hub = std::make_unique<Hub>(engine, bench, locks);
        write();
    }
    void write()
    {
        ++round;
        for (auto *parameter : bench.parameters())
            parameter->setReading(Quantity(0.001 * round + parameter->index(), parameter->spec().unit));
    }
    void tick()
    {
        write();
        if (isWriting)
            engine.at(engine.now() + 100ms, [this] { tick(); });
    }
};

double guiLoad(std::chrono::milliseconds time)
{
    const double before = threadCpu();
    const auto begun = Clock::now();
    runFor(time);
    return 100 * (threadCpu() - before) / std::chrono::duration<double>(Clock::now() - begun).count();
}

/// InRows: twenty in a widget of their own, as the rows of panels hold them; else all are siblings, which costs Qt more.
QJsonObject valuesPart(std::chrono::milliseconds time, bool inRows)
{
    EngineThread<Content> engine;
    std::shared_ptr<const BenchDescription> shape;
    engine.call([&](Content &content) { shape = std::make_shared<BenchDescription>(describe(content.bench)); });
    QJsonObject result;
    {
        Views views(*engine.content().hub, shape);
        QWidget window;
        auto *grid = new QGridLayout(&window);
        grid->setSpacing(0);
        std::vector<ui::ValueLabel *> labels;
        QHBoxLayout *row = nullptr;
        for (int i = 0; i < valueCount; ++i) {
            labels.push_back(new ui::ValueLabel(*views.parameter({QStringLiteral("meter"), QStringLiteral("v%1").arg(i)})));
            if (inRows && i % inARow == 0) {
                auto *holder = new QWidget;
                row = new QHBoxLayout(holder);
                row->setContentsMargins({});
                row->setSpacing(0);
                grid->addWidget(holder, i / inARow, 0);
            }
            if (inRows)
                row->addWidget(labels.back());
            else
                grid->addWidget(labels.back(), i / inARow, i % inARow);
        }
        window.show();
        runFor(1s);
        const double atRest = guiLoad(time);
        const auto paints = [&labels] {
            int count = 0;
            for (const auto *label : labels)
                count += label->paintCount();
            return count;
        };
        const int paintsBefore = paints();
        engine.call([](Content &content) {
            content.isWriting = true;
            content.tick();
        });
        const double changing = guiLoad(time);
        engine.call([](Content &content) { content.isWriting = false; });
        result = {{QStringLiteral("floor_at_rest_percent"), atRest},
                  {QStringLiteral("changing_percent"), changing},
                  {QStringLiteral("paints_per_value_and_s"), (paints() - paintsBefore) / (valueCount * std::chrono::duration<double>(time).count())}};
    }
    engine.end();
    return result;
}

QJsonObject benchPart(std::chrono::milliseconds time)
{
    const QTemporaryDir folder;
    const auto path = largeBench(folder);
    const app::StateFolder state(folder.path());
    const auto begun = Clock::now();
    app::WindowSession session(path, state, false);
    auto &window = session.window();
    window.show();
    QCoreApplication::processEvents();
    const auto painted = std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
    bool known = false;
    double knownMs = -1;
    session.whenFirstValuesAreThere([&] {
        known = true;
        knownMs = std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
    });
    runUntil([&known] { return known; });
    for (auto *dock : window.docks()) {
        dock->show();
        if (!window.tabifiedDockWidgets(dock).isEmpty())
            dock->setFloating(true);
    }
    for (int i = 0; i < 12; ++i)
        window.panels().open(QStringLiteral("axis%1").arg(i));
    for (int i = 0; i < 100; ++i)
        session.client().move({QStringLiteral("axis%1").arg(i), QStringLiteral("position")}, Quantity(25, Unit::parse(QStringLiteral("mm"))), MoveKind::Absolute)
            .finally(&window, [](const TaskInfo &) {});
    runFor(1s);
    LoopWatchdog watchdog;
    const double load = guiLoad(time);
    const auto ms = [](Duration duration) { return std::chrono::duration<double, std::milli>(duration).count(); };
    return {{QStringLiteral("painted_ms"), painted},
            {QStringLiteral("all_values_known_ms"), knownMs},
            {QStringLiteral("gui_percent"), load},
            {QStringLiteral("gap_p99_ms"), ms(watchdog.percentile(0.99))},
            {QStringLiteral("gap_max_ms"), ms(watchdog.longest())}};
}
} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    ui::Theme::instance().apply(application, ui::Theme::Mode::Light);
    const auto time = std::chrono::seconds(argc > 1 ? std::max(1, QString::fromLocal8Bit(argv[1]).toInt()) : 10);
    QJsonObject report{{QStringLiteral("benchmark"), QStringLiteral("window")}, {QStringLiteral("platform"), QGuiApplication::platformName()}};
    report[QStringLiteral("values_1000_at_10_hz")] = valuesPart(time, true);
    report[QStringLiteral("values_1000_at_10_hz_all_siblings")] = valuesPart(time, false);
    report[QStringLiteral("bench_500_at_10_hz")] = benchPart(time);
    print(report);
    return 0;
}
