// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/client/client.h"
#include "engine/dispatch/views.h"
#include "ui/mainwindow/windowmemory.h"
#include "ui/mainwindow/windowservices.h"

#include <QMainWindow>
#include <QPointer>

class QAction;

namespace podium::ui
{
class Dock;
class LogModel;
class PanelArea;
class StopDrill;
class StopMonitor;
class TaskPanel;

/// The operator's window: puts the docks together, and wires them.
/// Thread: the GUI's. Views and engine must outlive it.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(engine::Views &views, const engine::Client &client, const WindowServices &services, QWidget *parent = nullptr);
    ~MainWindow() override;

    PanelArea &panels() const { return *m_panels; }
    PanelWindows &panelWindows() const { return *m_panelWindows; }
    TaskPanel &tasks() const { return *m_tasks; }
    StopMonitor &stops() const { return *m_stops; }
    LogModel &log() const { return *m_log; }
    QList<Dock *> docks() const { return m_docks; }
    /// Null: the bench stays as it is.
    BenchService *benchService() const { return m_bench; }
    Dock *addDock(const QString &name, const QString &title, QWidget *content, Qt::DockWidgetArea area);

    void openBench();
    /// The editor of the bench file; the same one each time.
    void editBench();
    void askForScreenshot();
    /// The window as a picture; the format follows from the suffix. False if it could not be written, which the log tells.
    bool saveScreenshot(const QString &file);
    void resetLayout();
    /// Brings the log into view, with what the last run has left behind.
    void showLog();
    /// Ends a stop drill, cancels every task, waits for the ends of their stops no longer than a few seconds, and closes; asks
    /// nobody.
    void stopAndQuit();

Q_SIGNALS:
    /// The window has closed because a person wants this bench file opened.
    void benchRequested(const QString &path);

protected:
    void closeEvent(QCloseEvent *event) override;
    void showEvent(QShowEvent *event) override;
    QMenu *createPopupMenu() override;

private:
    void addDocks(engine::Views &views, const WindowServices &services);
    void addDrill(engine::Views &views, const WindowServices &services);
    void addToolBar(const engine::BenchDescription &bench);
    void addBanner();
    void nameAfter(const QString &bench);
    void followBench(engine::Views &views);
    void refreshCancel();
    bool isAtWork() const; ///< tasks or a stop drill
    void askToQuit();
    void showWhatMustBeSeen();

    engine::Client m_client;
    StopMonitor *m_stops;
    LogModel *m_log;
    PanelArea *m_panels;
    TaskPanel *m_tasks;
    StopDrill *m_drill;
    std::unique_ptr<PanelWindows> m_panelWindows;
    BenchService *m_bench;
    WindowMemory m_memory;
    QAction *m_badge = nullptr;
    QAction *m_cancel = nullptr;
    QList<Dock *> m_docks;
    QByteArray m_firstLayout;
    QPointer<QObject> m_question; ///< whether to quit with tasks running
    QString m_wantedBench;
    bool m_isStopping = false; ///< and closes then
    bool m_mayClose = false;
    bool m_hasClosed = false;
};
} // namespace podium::ui
