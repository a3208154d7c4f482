// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/checks.h"
#include "tests/ui/uibench.h"
#include "ui/mainwindow.h"
#include "ui/mainwindow/dock.h"

#include <QMessageBox>
#include <QPushButton>
#include <QToolBar>

namespace podium::tests
{
using namespace std::chrono_literals;

/// A window on a bench with two motors.
struct WindowDesk : UiBench {
    explicit WindowDesk(const ui::WindowServices &services = {}, bool simulated = false)
        : UiBench({QStringLiteral("a"), QStringLiteral("b")})
    {
        core.bench.setSimulated(simulated);
        client.emplace(core.engine.gate(), core, QStringLiteral("operator"));
        views.emplace(*core.hub, client->bench());
        window = std::make_unique<ui::MainWindow>(*views, *client, services);
        window->show();
        settle();
    }
    ~WindowDesk() { window.reset(); }

    std::unique_ptr<ui::MainWindow> window;

    TestDevice &a() { return device(QStringLiteral("a")); }
    ui::Dock &dock(const char *name) { return *window->findChild<ui::Dock *>(QString::fromLatin1(name)); }
    QToolBar &bar(const char *name) { return *window->findChild<QToolBar *>(QString::fromLatin1(name)); }
    template <class T>
    T *part(const char *name) { return window->findChild<T *>(QString::fromLatin1(name)); }
    Task<Value> move()
    {
        const auto task = client->move(address("a.position"), Quantity(90, mm), MoveKind::Absolute);
        task.finally(window.get(), [](const TaskInfo &) {});
        advance(200ms);
        settle();
        return task;
    }
    QMessageBox *question() { return window->findChild<QMessageBox *>(); }
    void answer(const char *text)
    {
        for (auto *button : question()->buttons())
            if (button->text() == QLatin1String(text))
                button->click();
        advance(2s);
        settle();
    }
};

inline void desk(const char *sentence, void (*body)(WindowDesk &))
{
    check(sentence, [body] {
        WindowDesk window;
        body(window);
    });
}
} // namespace podium::tests
