// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// livepictures FOLDER WIDTH HEIGHT: the window with the traffic of its links, limits that a device tells, and a bench that changes
// under it, in both themes, as PNG files. The clock is virtual, and the links are none.
#include "engine/model/removal.h"
#include "tests/pictures/picturestates.h"
#include "tests/ui/trafficdesk.h"
#include "ui/bench/benchservice.h"
#include "ui/editors/linefield.h"
#include "ui/mainwindow.h"
#include "ui/mainwindow/dock.h"
#include "ui/panels/devicepanel.h"
#include "ui/panels/panelarea.h"
#include "ui/panels/parameterrow.h"
#include "ui/style/theme.h"
#include "ui/traffic/handline.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QMessageBox>
#include <QScrollBar>

using namespace podium;
using namespace podium::tests;

namespace
{
struct FileService final : ui::BenchService {
    QString file() const override { return QStringLiteral("/benches/magnet.toml"); }
    void reload(ui::WhenBusy) override {}
};

/// An axis on a link that tells what it allows.
class TellingAxis final : public TestDevice, public LinkUser
{
public:
    TellingAxis(const DeviceContext &context, std::shared_ptr<FakeLink> link) : TestDevice(context), m_link(std::move(link))
    {
        for (const auto *name : {"position_lowest", "position_highest"}) {
            ParameterSpec spec;
            spec.name = QString::fromLatin1(name);
            spec.access = Access::ReadOnly;
            spec.unit = Unit::parse(QStringLiteral("mm"));
            addParameter(spec);
        }
    }
    LinkPort *linkPort() override { return m_link.get(); }

private:
    std::shared_ptr<FakeLink> m_link;
};

/// Two axes on one link and a supply on another, in a window.
class Scene
{
public:
    explicit Scene(QSize size)
    {
        m_bench.core.bench.setName(QStringLiteral("Magnet bench"));
        for (const auto *id : {"stage/x", "stage/y"})
            add(id, QStringLiteral("Motion"), m_rack);
        add("supply", QStringLiteral("Magnet"), m_supply);
        m_bench.core.hub = std::make_unique<Hub>(m_bench.core.engine, m_bench.core.bench, m_bench.core.locks);
        m_bench.client.emplace(m_bench.core.engine.gate(), m_bench.core, QStringLiteral("operator"));
        m_bench.views.emplace(*m_bench.core.hub, m_bench.client->bench());
        ui::WindowServices services;
        services.bench = &m_service;
        m_window = std::make_unique<ui::MainWindow>(*m_bench.views, *m_bench.client, services);
        m_window->resize(size);
        for (const auto *device : {"supply", "stage/y", "stage/x"})
            m_window->panels().open(QString::fromLatin1(device));
        m_window->show();
        pass();
    }
    ~Scene()
    {
        m_window.reset();
        m_bench.core.engine.abandon();
    }
    Scene(const Scene &) = delete;
    Scene &operator=(const Scene &) = delete;

    void pass()
    {
        for (int i = 0; i < 4; ++i)
            m_bench.settle();
    }
    FakeLink &rack() { return *m_rack; }
    FileService &service() { return m_service; }
    ui::TrafficPanel &traffic()
    {
        m_window->findChild<ui::Dock *>(QStringLiteral("trafficDock"))->comeForward();
        pass();
        return *m_window->findChild<ui::TrafficPanel *>();
    }
    /// As a motion controller and Podium talk.
    void talk(int exchanges)
    {
        for (int i = 0; i < exchanges; ++i) {
            m_rack->note(TraceKind::Sent, i % 2 ? "POS? 2\n" : "POS? 1\n", MessageClass::Read, i % 2 ? QStringLiteral("stage/y") : QStringLiteral("stage/x"));
            m_bench.advance(12ms);
            m_rack->note(TraceKind::Received, QByteArray::number(1.25 * i, 'f', 3), MessageClass::Read, i % 2 ? QStringLiteral("stage/y") : QStringLiteral("stage/x"));
            m_bench.advance(88ms);
        }
    }
    void tell(double low, double high)
    {
        auto &axis = m_bench.device(QStringLiteral("stage/x"));
        axis.position().setReading(Quantity(4, m_bench.mm));
        axis.position().setSoftLimits({-50.0, 80.0});
        axis.parameter(QStringLiteral("position_lowest"))->setReading(Quantity(low, m_bench.mm));
        axis.parameter(QStringLiteral("position_highest"))->setReading(Quantity(high, m_bench.mm));
        pass();
    }
    void type(const QString &text)
    {
        auto &editor = *m_window->panels().panel(QStringLiteral("stage/x"))->row(QStringLiteral("stage/x.position"))->editor();
        auto &line = *qobject_cast<QLineEdit *>(editor.field());
        line.setText(text);
        Q_EMIT line.textEdited(text);
        editor.apply();
        pass();
    }
    void scroll(int by)
    {
        m_window->panels().verticalScrollBar()->setValue(by);
        pass();
    }
    /// It leaves the bench, and another comes.
    void change()
    {
        TaskOptions options;
        options.service = true;
        m_bench.core.engine.run(QStringLiteral("change"), removal::remove(m_bench.core.bench, {QStringLiteral("stage/y")}), options);
        m_bench.advance(10ms);
        add("stage/z", QStringLiteral("Motion"), m_rack);
        const auto bench = std::make_shared<const BenchDescription>(describe(m_bench.core.bench));
        m_bench.client->setBench(bench);
        m_bench.views->setBench(bench, {});
        Q_EMIT m_service.applied(QStringLiteral("The bench is what magnet.toml says; devices: 1 added (stage/z), 1 removed (stage/y), 2 as they were."), {});
        pass();
    }
    bool save(const QString &file)
    {
        const auto *question = m_window->findChild<QMessageBox *>();
        return question ? const_cast<QMessageBox *>(question)->grab().save(file) : m_window->saveScreenshot(file);
    }

private:
    void add(const char *id, const QString &group, const std::shared_ptr<FakeLink> &link)
    {
        auto &device = static_cast<TestDevice &>(m_bench.core.bench.add(
            std::make_unique<TellingAxis>(m_bench.core.bench.context(QString::fromLatin1(id), {}, group), link)));
        device.open();
        device.position().setReading(Quantity(0, m_bench.mm));
    }

    UiBench m_bench{QStringList()};
    FileService m_service;
    std::shared_ptr<FakeLink> m_rack = std::make_shared<FakeLink>(m_bench.core.engine, QStringLiteral("Rack"), QStringLiteral("tcp://192.168.1.20:5025"));
    std::shared_ptr<FakeLink> m_supply = std::make_shared<FakeLink>(m_bench.core.engine, QStringLiteral("Supply"), QStringLiteral("tcp://192.168.1.21:5025"));
    std::unique_ptr<ui::MainWindow> m_window;
};

struct State {
    const char *name;
    void (*arrange)(Scene &);
};

constexpr State states[] = {
    {"traffic",
     [](Scene &scene) {
         scene.traffic();
         scene.talk(20);
         scene.rack().note(TraceKind::Sent, "MOVE 1,20.000\n", MessageClass::Write, QStringLiteral("stage/x"));
         scene.rack().note(TraceKind::TimedOut, "POS? 2\n", MessageClass::Read, QStringLiteral("stage/y"));
         scene.pass();
     }},
    {"traffic-by-hand",
     [](Scene &scene) {
         auto &traffic = scene.traffic();
         scene.talk(6);
         traffic.hand().field().setText(QStringLiteral("*IDN?\\n"));
         scene.pass();
     }},
    {"traffic-paused",
     [](Scene &scene) {
         auto &traffic = scene.traffic();
         scene.talk(6);
         scene.pass();
         for (auto *button : traffic.findChildren<QAbstractButton *>())
             if (button->text() == QStringLiteral("Pause"))
                 button->click();
         scene.talk(9);
         scene.pass();
     }},
    {"told-limits", [](Scene &scene) { scene.tell(-10, 20); }},
    {"told-limits-refused",
     [](Scene &scene) {
         scene.tell(-10, 20);
         scene.type(QStringLiteral("25 mm"));
     }},
    {"scrolled-panels", [](Scene &scene) { scene.scroll(170); }},
    {"bench-question",
     [](Scene &scene) {
         Q_EMIT scene.service().busy({QStringLiteral("stage/x is used by task 12, scan of the field (move to the next point); it ends in about 3 min."),
                                      QStringLiteral("supply has its output on.")});
         scene.pass();
     }},
    {"bench-changed", [](Scene &scene) { scene.change(); }},
    {"bench-refused",
     [](Scene &scene) {
         Q_EMIT scene.service().refused(QStringLiteral("magnet.toml was not taken, and the bench goes on as it was: 2 problems."),
                                        {{QStringLiteral("/benches/magnet.toml"), 14, QStringLiteral("device[2].limits.position"),
                                          QStringLiteral("These are no limits: the low one, 20 mm, is not below the high one, -5 mm.")},
                                         {QStringLiteral("/benches/magnet.toml"), 21, QStringLiteral("device[3].address"),
                                          QStringLiteral("\"192.168.1.21\" is no address; give for example \"tcp://192.168.1.20:5025\".")}});
         scene.pass();
     }},
};
} // namespace

int main(int argc, char *argv[]) { return pictures::saveStatesOfSize<Scene>(argc, argv, states); }
