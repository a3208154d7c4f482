// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// pictures FOLDER WIDTH HEIGHT: the window on the simulated bench, in the states that an operator meets and in both themes,
// as PNG files. The clock is virtual, so that the same build makes the same pictures.
#include "app/benchfile.h"
#include "devices/links/traffictext.h"
#include "engine/client/client.h"
#include "engine/dispatch/views.h"
#include "tests/pictures/picturestates.h"
#include "ui/errors/errorpanel.h"
#include "ui/log/logmodel.h"
#include "ui/mainwindow.h"
#include "ui/panels/devicepanel.h"
#include "ui/panels/editbar.h"
#include "ui/panels/panelarea.h"
#include "ui/panels/parameterrow.h"
#include "ui/panels/presetbar.h"
#include "ui/panels/presetstore.h"
#include "ui/stop/stopmonitor.h"
#include "ui/style/refreshclock.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QToolButton>
#include <QTreeView>

using namespace podium;
using namespace podium::engine;
using namespace std::chrono_literals;

namespace
{
/// The simulated bench in a window, in the middle of its work.
class Scene
{
public:
    explicit Scene(QSize size)
    {
        const auto loaded = app::loadBench({});
        if (!loaded.plan || !app::buildBench(*loaded.plan, m_core).empty())
            qFatal("The simulated bench cannot be made.");
        m_core.ready();
        ui::RefreshClock::instance().setClock([this] { return m_core.engine.now(); });
        m_client.emplace(m_core.engine.gate(), m_core, QStringLiteral("operator"));
        m_views.emplace(*m_core.hub, m_client->bench());
        m_window = std::make_unique<ui::MainWindow>(*m_views, *m_client, ui::WindowServices());
        m_window->resize(size);
        for (const auto *device : {"stage/x", "stage/y", "supply", "stage/x"})
            m_window->panels().open(QString::fromLatin1(device)); // the last one is looked at
        m_window->show();
        pass(2s);
    }
    ~Scene()
    {
        m_window.reset();
        m_core.engine.abandon();
        ui::RefreshClock::instance().setClock([] { return Clock::now(); });
    }
    Scene(const Scene &) = delete;
    Scene &operator=(const Scene &) = delete;

    void pass(Duration time)
    {
        constexpr auto frame = 40ms;
        for (Duration gone{}; gone < time; gone += frame) {
            static_cast<ImmediateScheduler &>(m_core.engine.scheduler()).advance(frame);
            QCoreApplication::processEvents();
            ui::RefreshClock::instance().beat();
        }
        QCoreApplication::processEvents();
    }
    void move(const char *address, const char *to, IfLocked ifLocked)
    {
        m_client->move(*Address::parse(QString::fromLatin1(address)), Quantity::parse(QString::fromLatin1(to)), MoveKind::Absolute, ifLocked)
            .finally(m_window.get(), [](const TaskInfo &) {});
    }
    void home(const char *device)
    {
        m_client->call({QString::fromLatin1(device), QStringLiteral("home")}, {}).finally(m_window.get(), [](const TaskInfo &) {});
    }
    void stopAll() { m_window->stops().stopAll(); }
    void restoreMark() { m_core.stops->restore(true, {QStringLiteral("stage/old")}); }
    /// What an operator sees when the second of two moves does not wait, and another is refused.
    void failures()
    {
        move("stage/x.position", "5 mm", IfLocked::Refuse);
        move("stage/y.position", "500 mm", IfLocked::Wait);
        m_window->log().add(ui::LogLevel::Error, QStringLiteral("meter"), QStringLiteral("No answer to \"READ?\" within 1 s."), QDateTime::currentDateTime(),
                            {{QStringLiteral("because: the link was lost")}, traffic()});
        auto *dock = m_window->findChild<QWidget *>(QStringLiteral("errorsDock"));
        dock->raise();
        auto *panel = m_window->findChild<ui::ErrorPanel *>();
        panel->view().setCurrentIndex(panel->view().model()->index(0, 0));
    }
    /// Types without Enter.
    void type(const char *device, const char *parameter, const QString &text)
    {
        auto &line = *qobject_cast<QLineEdit *>(row(device, parameter).editor()->field());
        line.setText(text);
        Q_EMIT line.textEdited(text);
    }
    void apply(const char *device, const char *parameter) { row(device, parameter).editor()->apply(); }
    void write(const char *address, const Value &value)
    {
        m_client->write(*Address::parse(QString::fromLatin1(address)), value).finally(m_window.get(), [](const TaskInfo &) {});
    }
    void call(const char *address) { m_client->call(*Address::parse(QString::fromLatin1(address)), {}).finally(m_window.get(), [](const TaskInfo &) {}); }
    /// These panels and no others; the first one is looked at.
    void openOnly(const QStringList &devices)
    {
        for (const auto &device : m_window->panels().openDevices())
            m_window->panels().close(device);
        for (const auto &device : devices)
            m_window->panels().open(device);
        m_window->panels().open(devices.first());
    }
    void keepPreset(const char *device, const char *parameter, const char *name, const char *value)
    {
        auto *store = m_window->findChild<ui::PresetStore *>();
        store->add({QString::fromLatin1(device), QString::fromLatin1(parameter)}, {QString::fromUtf8(name), Quantity::parse(QString::fromLatin1(value))});
    }
    /// In the panel of a stage.
    void choosePresetOf(const char *stage, const char *axis, int index)
    {
        const auto address = QStringLiteral("%1.position").arg(QString::fromLatin1(axis));
        panel(stage).row(address)->presets()->choice().setCurrentIndex(index);
    }
    void collect(const char *device) { panel(device).edits().setCollecting(true); }
    bool save(const QString &file)
    {
        ui::RefreshClock::instance().second(); // for ages
        return m_window->saveScreenshot(file);
    }

private:
    /// As a link tells it.
    static QStringList traffic()
    {
        using devices::TraceKind;
        std::vector<devices::TraceEntry> entries;
        const auto note = [&entries](TraceKind kind, const QByteArray &text, const QByteArray &end, Duration when) {
            entries.push_back({0, kind, devices::MessageClass::Read, TimePoint(when), {}, text.size(), text, end});
        };
        note(TraceKind::Sent, "CONF:VOLT:DC 10,0.001", "\r\n", 0ms);
        note(TraceKind::Sent, "SYST:ERR?", "\r\n", 1ms);
        note(TraceKind::Received, "+0,\"No error\"", "\r\n", 14ms);
        note(TraceKind::Sent, "CURV?", "\r\n", 200ms);
        note(TraceKind::Received, QByteArray("#44000\x01\x7f\x80\xff", 10).repeated(40), "\n", 342ms);
        note(TraceKind::Sent, "READ?", "\r\n", 500ms);
        note(TraceKind::Unfinished, "+1.2", "", 1500ms);
        note(TraceKind::TimedOut, "READ?", "\r\n", 1500ms);
        return devices::trafficLines(entries, TimePoint(1500ms));
    }
    ui::DevicePanel &panel(const char *device)
    {
        for (auto *panel : m_window->findChildren<ui::DevicePanel *>())
            if (panel->device() == QLatin1String(device))
                return *panel;
        qFatal("There is no panel of %s.", device);
    }
    ui::ParameterRow &row(const char *device, const char *parameter)
    {
        const auto name = QStringLiteral("%1.%2").arg(QString::fromLatin1(device), QString::fromLatin1(parameter));
        if (auto *row = panel(device).row(name))
            return *row;
        qFatal("There is no row of %s.", qPrintable(name));
    }

    Core m_core{std::make_unique<ManualScheduler>()};
    std::optional<Client> m_client;
    std::optional<Views> m_views;
    std::unique_ptr<ui::MainWindow> m_window;
};

struct State {
    const char *name;
    void (*arrange)(Scene &);
};

constexpr State states[] = {
    {"idle", [](Scene &) {}},
    {"moving",
     [](Scene &scene) {
         scene.move("stage/x.position", "20 mm", IfLocked::Wait);
         scene.pass(100ms);
         scene.move("stage/x.position", "0 mm", IfLocked::Wait);
         scene.pass(1100ms);
     }},
    {"forecast", // from three runs of the same
     [](Scene &scene) {
         for (int i = 0; i < 4; ++i) {
             scene.move("stage/x.position", "20 mm", IfLocked::Wait);
             scene.pass(6s);
             scene.home("stage/x");
             scene.pass(i < 3 ? 20s : 6s);
         }
     }},
    {"stopped",
     [](Scene &scene) {
         scene.move("stage/x.position", "20 mm", IfLocked::Wait);
         scene.pass(1200ms);
         scene.stopAll();
         scene.pass(1s);
     }},
    {"editing",
     [](Scene &scene) {
         scene.type("stage/x", "position", QStringLiteral("30 mm"));
         scene.apply("stage/x", "position");
         scene.collect("stage/x");
         scene.type("stage/x", "velocity", QStringLiteral("4000 um/s"));
         scene.type("stage/x", "acceleration", QStringLiteral("10"));
         scene.pass(200ms);
     }},
    {"instruments",
     [](Scene &scene) {
         scene.openOnly({QStringLiteral("supply"), QStringLiteral("heater"), QStringLiteral("detector")});
         scene.write("supply.voltage", Quantity::parse(QStringLiteral("12 V")));
         scene.write("supply.output", true);
         scene.write("heater.setpoint", Quantity::parse(QStringLiteral("180 degC")));
         scene.write("detector.exposure", Quantity::parse(QStringLiteral("2 s")));
         scene.pass(4s);
         scene.call("detector.trigger");
         scene.pass(1200ms);
     }},
    {"presets",
     [](Scene &scene) {
         scene.openOnly({QStringLiteral("stage")});
         scene.keepPreset("stage/x", "position", "Load position", "-2 mm");
         scene.keepPreset("stage/x", "position", "Beam centre", "10.25 mm");
         scene.keepPreset("stage/y", "position", "Sample above the limit", "40 mm");
         scene.keepPreset("stage/z", "position", "Of a rotation", "90 deg");
         scene.pass(200ms);
         for (const auto *axis : {"stage/x", "stage/y", "stage/z"})
             scene.choosePresetOf("stage", axis, 0);
         scene.pass(200ms);
     }},
    {"error",
     [](Scene &scene) {
         scene.move("stage/x.position", "20 mm", IfLocked::Wait);
         scene.pass(1s);
         scene.failures();
         scene.pass(400ms);
     }},
    {"not-confirmed",
     [](Scene &scene) {
         scene.restoreMark();
         scene.pass(1s);
     }},
};
} // namespace

int main(int argc, char *argv[]) { return pictures::saveStatesOfSize<Scene>(argc, argv, states); }
