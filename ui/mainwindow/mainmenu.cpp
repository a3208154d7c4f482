// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/mainmenu.h"

#include "engine/client/client.h"
#include "engine/dispatch/views.h"
#include "ui/bench/benchservice.h"
#include "ui/mainwindow.h"
#include "ui/mainwindow/dock.h"
#include "ui/mainwindow/partcycle.h"
#include "ui/panels/devicepanel.h"
#include "ui/panels/imagewindow.h"
#include "ui/panels/panelarea.h"
#include "ui/panels/panelwindow.h"
#include "ui/panels/panelwindows.h"
#include "ui/panels/parameterrow.h"
#include "ui/style/plaintext.h"
#include "ui/style/theme.h"
#include "ui/tasks/taskmodel.h"
#include "ui/tasks/taskpanel.h"
#include "ui/tree/devicetree.h"

#include <QActionGroup>
#include <QApplication>
#include <QMenuBar>
#include <QMessageBox>
#include <QToolBar>

#include <algorithm>

namespace podium::ui
{
namespace
{
void inform(QWidget *parent, const QString &title, const QString &text)
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, title, text, QMessageBox::Close, parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->open();
}

QString deviceName(const engine::DeviceDescription &device)
{
    const auto title = device.title.isEmpty() ? device.id : QStringLiteral("%1 (%2)").arg(device.title, device.id);
    return buttonText(title);
}

/// The entries that have keys and hear them in the main window alone; those that hear them everywhere need no other window.
QList<QAction *> withKeys(const QMenuBar &bar)
{
    QList<QAction *> found;
    for (const auto *menu : bar.findChildren<QMenu *>())
        for (auto *entry : menu->actions())
            if (!entry->shortcut().isEmpty() && entry->shortcutContext() == Qt::WindowShortcut)
                found << entry;
    return found;
}

/// The window with a panel or a picture that has the keyboard, else the main one.
void toggleFullScreen(QWidget &mainWindow)
{
    auto *active = QApplication::activeWindow();
    auto &window = qobject_cast<PanelWindow *>(active) || qobject_cast<ImageWindow *>(active) ? *active : mainWindow;
    window.setWindowState(window.windowState() ^ Qt::WindowFullScreen);
}
} // namespace

MainMenu::MainMenu(MainWindow &window, engine::Views &views, const engine::Client &client) : QObject(&window), m_window(window)
{
    addFile();
    addView();
    addDevice(views, client);
    addTask();
    addHelp();
    m_window.panelWindows().setActions(withKeys(*m_window.menuBar()));
}

void MainMenu::addFile()
{
    auto *menu = m_window.menuBar()->addMenu(tr("&File"));
    menu->addAction(tr("&Open bench..."), QKeySequence::Open, &m_window, &MainWindow::openBench);
    addBench(*menu);
    menu->addAction(tr("Save &screenshot..."), &m_window, &MainWindow::askForScreenshot);
    menu->addSeparator();
    menu->addAction(tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), &m_window, &QWidget::close);
}

void MainMenu::addBench(QMenu &menu)
{
    auto *service = m_window.benchService();
    if (!service)
        return;
    auto *reload = menu.addAction(tr("&Reload bench"), QKeySequence(Qt::Key_F5), service, [service] { service->reload(); });
    reload->setObjectName(QStringLiteral("reloadBench"));
    const bool isFile = !service->file().isEmpty();
    reload->setEnabled(isFile);
    reload->setToolTip(isFile ? plainToolTip(tr("Reads %1 again. What is not changed in it goes on as it is.").arg(service->file()))
                              : tr("This bench is built in; open a bench file with File, Open bench."));
    auto *edit = menu.addAction(tr("&Edit bench..."), QKeySequence(Qt::CTRL | Qt::Key_E), &m_window, &MainWindow::editBench);
    edit->setObjectName(QStringLiteral("editBench"));
    edit->setEnabled(service->editing());
    edit->setToolTip(isFile ? tr("Adds, changes and removes devices in the bench file; the running bench takes it when it is saved.")
                            : tr("This bench is built in; open a bench file with File, Open bench."));
    menu.setToolTipsVisible(true);
}

void MainMenu::addView()
{
    auto *menu = m_window.menuBar()->addMenu(tr("&View"));
    for (auto *dock : m_window.docks())
        menu->addAction(dock->toggleViewAction());
    menu->addSeparator();
    addParts(*menu->addMenu(tr("&Go to")));
    auto *themes = menu->addMenu(tr("&Theme"));
    auto *group = new QActionGroup(themes);
    const std::pair<Theme::Mode, QString> modes[] = {
        {Theme::Mode::Light, tr("&Light")}, {Theme::Mode::Dark, tr("&Dark")}, {Theme::Mode::System, tr("As the &system")}};
    for (const auto &entry : modes) {
        const auto mode = entry.first;
        auto *action = themes->addAction(entry.second, themes, [mode] { Theme::instance().apply(*qApp, mode); });
        action->setCheckable(true);
        group->addAction(action);
        connect(themes, &QMenu::aboutToShow, action, [action, mode] { action->setChecked(Theme::instance().mode() == mode); });
    }
    menu->addAction(tr("&Full screen"), QKeySequence(Qt::Key_F11), &m_window, [this] { toggleFullScreen(m_window); });
    menu->addAction(tr("&Reset layout"), &m_window, &MainWindow::resetLayout);
}

void MainMenu::addParts(QMenu &menu)
{
    auto *parts = new PartCycle(m_window);
    for (auto *dock : m_window.docks()) {
        if (dock->objectName() == QLatin1String("drillDock")) // it and what follows have no digit any more
            parts->add(tr("Toolbar"), m_window.findChild<QToolBar *>(QStringLiteral("mainToolBar")));
        parts->add(dock->accessibleName(), dock->content(), dock);
        if (dock == m_window.docks().constFirst())
            parts->add(tr("Panels"), &m_window.panels());
    }
    parts->fill(menu);
    connect(m_window.findChild<DeviceTree *>(), &DeviceTree::panelRequested, parts, [this, parts](const engine::DeviceId &device) {
        const auto *panel = m_window.panels().panel(device);
        if (!panel)
            return;
        const auto row = std::ranges::find_if(panel->rows(), [](const auto *known) { return known->editor() != nullptr; });
        if (row != panel->rows().end())
            parts->enterNextAt(*(*row)->editor()->field());
    });
}

void MainMenu::addDevice(engine::Views &views, const engine::Client &client)
{
    auto *menu = m_window.menuBar()->addMenu(tr("&Device"));
    const auto fill = [this, menu, &views, client] { fillDevice(*menu, views, client); };
    fill();
    connect(&views, &engine::Views::benchChanged, menu, fill);
}

void MainMenu::fillDevice(QMenu &place, engine::Views &views, const engine::Client &client)
{
    auto *menu = &place;
    menu->clear();
    qDeleteAll(menu->findChildren<QMenu *>());
    auto *windows = new QMenu(tr("In own &window"), menu);
    windows->setIcon(makeIcon(Icon::OwnWindow));
    windows->setToolTipsVisible(true);
    auto *stops = new QMenu(tr("&Stop"), menu);
    stops->setIcon(makeIcon(Icon::Stop, Tone::Major));
    for (const auto &device : views.bench().devices) {
        auto *open = menu->addAction(makeIcon(familyIcon(device.family)), deviceName(device), &m_window,
                                     [this, id = device.id] { m_window.panels().open(id); });
        auto *own = windows->addAction(makeIcon(familyIcon(device.family)), deviceName(device), &m_window,
                                       [this, id = device.id] { m_window.panelWindows().open(id); });
        open->setToolTip(plainToolTip(device.problem.isEmpty() ? tr("Opens the panel of %1.").arg(device.id) : device.problem));
        own->setToolTip(plainToolTip(device.problem.isEmpty() ? tr("Opens the panel of %1 in a window of its own.").arg(device.id) : device.problem));
        for (auto *action : {open, own})
            action->setEnabled(device.problem.isEmpty());
        if (!device.canStop)
            continue;
        auto *stop = stops->addAction(deviceName(device), &m_window, [client, id = device.id] { client.stop(id); });
        stop->setToolTip(plainToolTip(tr("Stops %1 now, whatever it does and whoever holds its lock.").arg(device.id)));
    }
    menu->setToolTipsVisible(true);
    windows->addSeparator();
    auto *back = windows->addAction(makeIcon(Icon::PutBack), tr("Put all &back"), &m_window.panelWindows(), &PanelWindows::putAllBack);
    connect(windows, &QMenu::aboutToShow, back, [this, back] {
        const bool any = !m_window.panelWindows().devices().isEmpty();
        back->setEnabled(any);
        back->setToolTip(any ? QString() : tr("No panel is in a window of its own."));
    });
    menu->addSeparator();
    menu->addMenu(windows);
    menu->addMenu(stops);
}

void MainMenu::addTask()
{
    auto *menu = m_window.menuBar()->addMenu(tr("&Task"));
    menu->setToolTipsVisible(true);
    auto &tasks = m_window.tasks();
    auto *cancel = menu->addAction(makeIcon(Icon::Cancel), QString());
    connect(cancel, &QAction::triggered, &tasks, [&tasks, cancel] { tasks.cancelTask(cancel->data().value<engine::TaskId>()); });
    auto *cancelAll = menu->addAction(QString(), &tasks, &TaskPanel::cancelAll);
    auto *pause = menu->addAction(makeIcon(Icon::Pause), tr("&Pause or resume"), &tasks, &TaskPanel::togglePause);
    menu->addSeparator();
    auto *clear = menu->addAction(tr("Clear &done"), &tasks, &TaskPanel::clearDone);
    connect(menu, &QMenu::aboutToShow, &tasks, [&tasks, cancel, cancelAll, pause, clear] {
        const auto target = tasks.cancelTarget();
        cancel->setText(target ? tr("&Cancel %1\tCtrl+.").arg(buttonText(tasks.model().nameOf(target))) : tr("&Cancel\tCtrl+."));
        cancel->setToolTip(tasks.cancelHint());
        cancel->setData(QVariant::fromValue(target));
        cancel->setEnabled(target != 0);
        cancelAll->setText(tasks.model().active() > 0 ? tr("Cancel &all %1").arg(tasks.model().active()) : tr("Cancel &all"));
        cancelAll->setToolTip(tasks.cancelAllHint());
        cancelAll->setEnabled(tasks.model().active() > 0);
        pause->setEnabled(tasks.pauseTarget() != 0);
        pause->setToolTip(tasks.pauseHint());
        clear->setEnabled(tasks.hasDone());
        clear->setToolTip(tasks.clearHint());
    });
}

void MainMenu::addHelp()
{
    auto *menu = m_window.menuBar()->addMenu(tr("&Help"));
    menu->addAction(tr("&Keys"), QKeySequence(Qt::Key_F1), this, &MainMenu::showShortcuts);
    menu->addAction(tr("&About Podium"), this, &MainMenu::showAbout);
}

void MainMenu::showShortcuts()
{
    inform(&m_window, tr("Keys"),
           tr("Ctrl+K, Shift+Esc\tSTOP ALL, everywhere; again: fast stop\n"
              "Ctrl+Shift+K, twice\treset after STOP ALL\n"
              "Ctrl+.\tcancel the selected or newest task\n"
              "Enter\tapply a setpoint; Esc reverts it\n"
              "Ctrl+Enter\tsend a setpoint again\n"
              "Up, Down\tchange the digit at the cursor\n"
              "Enter, Ctrl+Enter\tin the tree: open the panel, in a window of its own\n"
              "Ctrl+Shift+W\tpanel: into a window of its own, or back\n"
              "Ctrl+Shift+PgUp, PgDown\tpanel: earlier, later\n"
              "Shift+F1\twhy something is blocked or locked, and what can be done about it\n"
              "F5, Ctrl+E\tread the bench file again, edit it\n"
              "F6, Shift+F6\tnext, previous part of the window\n"
              "Alt+1 to Alt+9\tstraight to a part: see View, Go to\n"
              "F11\tfull screen\n\n"
              "STOP ALL is a software stop. It is not an emergency stop: use the bench's hardware button."));
}

void MainMenu::showAbout()
{
    inform(&m_window, tr("About Podium"),
           tr("Podium %1\nRuns the instruments of a laboratory bench.\n\nFree software: GNU General Public License, version 3 or later.")
               .arg(QCoreApplication::applicationVersion()));
}
} // namespace podium::ui
