// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"

#include "ui/errors/errormodel.h"
#include "ui/errors/errorpanel.h"
#include "ui/locks/lockpanel.h"
#include "ui/log/logfeed.h"
#include "ui/log/logpanel.h"
#include "ui/mainwindow/dock.h"
#include "ui/mainwindow/guide.h"
#include "ui/mainwindow/mainmenu.h"
#include "ui/mainwindow/problemlist.h"
#include "ui/mainwindow/simulatedbadge.h"
#include "ui/mainwindow/statusline.h"
#include "ui/mainwindow/textkeys.h"
#include "ui/panels/panelarea.h"
#include "ui/panels/panelwindows.h"
#include "ui/panels/presetstore.h"
#include "ui/stop/drillpanel.h"
#include "ui/stop/drillrecord.h"
#include "ui/stop/receiptlist.h"
#include "ui/stop/stopbanner.h"
#include "ui/stop/stopbar.h"
#include "ui/stop/stopkeyfilter.h"
#include "ui/stop/stopmonitor.h"
#include "ui/style/plaintext.h"
#include "ui/tasks/taskmodel.h"
#include "ui/tasks/taskpanel.h"
#include "ui/traffic/trafficdock.h"
#include "ui/tree/devicetree.h"

#include <QFileDialog>
#include <QMenu>
#include <QToolBar>

namespace podium::ui
{
MainWindow::MainWindow(engine::Views &views, const engine::Client &client, const WindowServices &services, QWidget *parent)
    : QMainWindow(parent)
    , m_client(client)
    , m_stops(new StopMonitor(client, this))
    , m_log(new LogModel(10000, this))
    , m_panels(new PanelArea(views, client))
    , m_tasks(new TaskPanel(client, &views))
    , m_drill(new StopDrill(*m_stops, views, client, this))
    , m_panelWindows(std::make_unique<PanelWindows>(*m_panels, *m_stops))
    , m_bench(services.bench)
    , m_memory{*this, *m_panels, *m_panelWindows, services.settingsFile, views.bench().name}
{
    new TextKeys(this); // before the next, which sees the keys first then
    new StopKeyFilter({.stopAll = [this] { m_stops->stopAll(); },
                       .isLatched = [this] { return m_stops->isLatched(); },
                       .cancelTask = [this] { m_tasks->cancel(); },
                       .reset = [this] { m_stops->resetByKey(); }},
                      this);
    nameAfter(m_memory.bench);
    setWindowIcon(makeIcon(Icon::Podium));
    setCentralWidget(m_panels);
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks);
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    new LogFeed(*m_log, views, client, *m_stops, services.refusals, this);
    addToolBar(views.bench());
    addBanner();
    setStatusBar(new StatusLine(client, *m_stops, *m_log, services.engineLoop));
    addDocks(views, services);
    addDrill(views, services);
    addTrafficDock(*this, client, services.settingsFile, services.linkLanguages);
    services.benchProblems.empty() ? showLog() : findChild<Dock *>(QStringLiteral("problemsDock"))->raise();
    m_tasks->learnFrom(services.formerTasks, views.bench().name);
    new MainMenu(*this, views, client);
    followBench(views);
    resize(1280, 800);
    m_firstLayout = saveState();
    m_memory.restore();
    showWhatMustBeSeen();
}

MainWindow::~MainWindow() = default;

void MainWindow::addToolBar(const engine::BenchDescription &bench)
{
    auto *bar = QMainWindow::addToolBar(tr("STOP ALL and Cancel"));
    bar->setObjectName(QStringLiteral("mainToolBar"));
    bar->setMovable(false);
    bar->toggleViewAction()->setEnabled(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    auto *stopBar = new StopBar(*m_stops, StopButton::Size::Toolbar);
    bar->addWidget(stopBar);
    bar->addSeparator();
    m_cancel = bar->addAction(makeIcon(Icon::Cancel), QString(), m_tasks, &TaskPanel::cancelShown);
    bar->widgetForAction(m_cancel)->setFocusPolicy(Qt::TabFocus); // a tool bar gives none
    connect(m_tasks, &TaskPanel::targetChanged, this, &MainWindow::refreshCancel);
    refreshCancel();
    auto *gap = new QWidget;
    gap->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(gap);
    m_badge = bar->addWidget(new SimulatedBadge);
    m_badge->setVisible(bench.simulated);
    setMinimumWidth(stopBar->sizeHint().width() + 60);
}

void MainWindow::addBanner()
{
    addToolBarBreak();
    auto *bar = QMainWindow::addToolBar(tr("Not confirmed stopped"));
    bar->setObjectName(QStringLiteral("bannerBar"));
    bar->setMovable(false);
    auto *banner = new StopBanner(*m_stops);
    bar->addWidget(banner);
    bar->setVisible(false);
    connect(banner, &StopBanner::neededChanged, bar, &QWidget::setVisible);
}

Dock *MainWindow::addDock(const QString &name, const QString &title, QWidget *content, Qt::DockWidgetArea area)
{
    auto *dock = new Dock(name, title, content, *m_stops, this);
    addDockWidget(area, dock);
    m_docks << dock;
    return dock;
}

void MainWindow::addDocks(engine::Views &views, const WindowServices &services)
{
    auto *tree = new DeviceTree(views, m_client);
    auto *locks = new LockPanel(views, m_client);
    auto *devices = addDock(QStringLiteral("devicesDock"), tr("Devices"), tree, Qt::LeftDockWidgetArea);
    auto *tasks = addDock(QStringLiteral("tasksDock"), tr("Tasks"), m_tasks, Qt::RightDockWidgetArea);
    auto *locksDock = addDock(QStringLiteral("locksDock"), tr("Locks"), locks, Qt::RightDockWidgetArea);
    auto *log = addDock(QStringLiteral("logDock"), tr("Log"), new LogPanel(*m_log), Qt::BottomDockWidgetArea);
    auto *errors = new ErrorModel(this);
    auto *errorPanel = new ErrorPanel(*errors);
    auto *errorsDock = addDock(QStringLiteral("errorsDock"), tr("Errors"), errorPanel, Qt::BottomDockWidgetArea);
    auto *stops = addDock(QStringLiteral("stopsDock"), tr("Stops"), new ReceiptList(*m_stops), Qt::BottomDockWidgetArea);
    auto *problems = addDock(QStringLiteral("problemsDock"), tr("Bench problems"), new ProblemList(services.benchProblems),
                             Qt::BottomDockWidgetArea);
    tabifyDockWidget(log, errorsDock);
    tabifyDockWidget(log, stops);
    tabifyDockWidget(log, problems);
    problems->setVisible(!services.benchProblems.empty());
    resizeDocks({devices, tasks}, {285, 320}, Qt::Horizontal);
    resizeDocks({log}, {312}, Qt::Vertical); // less, once the window has its size: then Traffic, with most around it, shows eight messages
    resizeDocks({tasks, locksDock}, {380, 140}, Qt::Vertical);

    auto *guide = new Guide({.tasks = m_tasks, .tasksDock = tasks, .tree = tree, .treeDock = devices, .errors = errorPanel,
                              .errorsDock = errorsDock, .stopsDock = stops, .stops = m_stops}, this);
    const auto complain = [this](const QString &message) { m_log->add(LogLevel::Warning, QString(), message); };
    connect(m_log, &LogModel::errorWritten, errors, [errors](const QString &device, const QString &text, const ErrorStory &story) {
        errors->add(device, text, story);
    });
    connect(errors, &ErrorModel::openChanged, errorsDock, [errorsDock](int open) {
        errorsDock->setWindowTitle(open > 0 ? tr("Errors (%1)").arg(open) : tr("Errors"));
    });
    connect(tree, &DeviceTree::panelRequested, m_panels, &PanelArea::open);
    connect(tree, &DeviceTree::windowRequested, m_panelWindows.get(), [this](const engine::DeviceId &device) { m_panelWindows->open(device); });
    connect(tree, &DeviceTree::taskRequested, guide, &Guide::showTask);
    connect(m_stops, &StopMonitor::changed, tree, [this, tree] { tree->setMotionUnknown(m_stops->unconfirmed()); });
    connect(tree, &DeviceTree::failed, this, complain);
    auto *presets = new PresetStore(services.settingsFile, views.bench().name, this);
    connect(presets, &PresetStore::complained, this, complain);
    presets->load();
    m_panels->setPresets(presets);
    connect(m_panels, &PanelArea::taskRequested, guide, &Guide::showTask);
    connect(m_panels, &PanelArea::remedyRequested, guide, &Guide::follow);
    connect(locks, &LockPanel::taskRequested, guide, &Guide::showTask);
    connect(locks, &LockPanel::failed, this, complain);
    connect(guide, &Guide::failed, this, complain);
    connect(m_stops, &StopMonitor::notConfirmed, guide, &Guide::showStops);
}

void MainWindow::addDrill(engine::Views &views, const WindowServices &services)
{
    m_drill->setTasks(&m_tasks->model());
    auto *dock = addDock(QStringLiteral("drillDock"), tr("Stop drill"), new DrillPanel(*m_drill), Qt::BottomDockWidgetArea);
    tabifyDockWidget(m_docks.at(m_docks.size() - 2), dock);
    dock->hide();
    static_cast<StatusLine *>(statusBar())->show(*new DrillRecord(*m_drill, services.settingsFile, views.bench().name, this));
}

void MainWindow::showLog()
{
    findChild<Dock *>(QStringLiteral("logDock"))->comeForward();
}

void MainWindow::refreshCancel()
{
    const auto target = m_tasks->cancelTarget();
    const auto name = m_tasks->model().nameOf(target);
    m_cancel->setText(target ? buttonText(tr("Cancel %1").arg(name.size() > 32 ? name.first(31) + QChar(0x2026) : name)) : tr("Cancel"));
    m_cancel->setEnabled(target != 0);
    m_cancel->setToolTip(target ? plainToolTip(tr("Cancels %1: what it moved is stopped. Keys: Ctrl+.").arg(name))
                                : tr("There is nothing to cancel: no task is active."));
}

QMenu *MainWindow::createPopupMenu()
{
    auto *menu = new QMenu(this);
    for (auto *dock : m_docks)
        menu->addAction(dock->toggleViewAction());
    return menu;
}

void MainWindow::askForScreenshot()
{
    auto *dialog = new QFileDialog(this, tr("Save screenshot"), QString(), tr("Pictures (*.png)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("png"));
    connect(dialog, &QFileDialog::fileSelected, this, &MainWindow::saveScreenshot);
    dialog->open();
}

bool MainWindow::saveScreenshot(const QString &file)
{
    const bool saved = grab().save(file);
    m_log->add(saved ? LogLevel::Info : LogLevel::Error, QString(),
               saved ? tr("Screenshot saved as %1.").arg(file)
                     : tr("The screenshot could not be written to %1: choose another folder, or a name that ends in .png.").arg(file));
    return saved;
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    m_panelWindows->show();
}

void MainWindow::resetLayout()
{
    m_panelWindows->putAllBack();
    restoreState(m_firstLayout);
    showWhatMustBeSeen();
}

void MainWindow::showWhatMustBeSeen()
{
    findChild<QToolBar *>(QStringLiteral("bannerBar"))->setVisible(!m_stops->openMarks().isEmpty());
    findChild<QToolBar *>(QStringLiteral("mainToolBar"))->setVisible(true);
}
} // namespace podium::ui
