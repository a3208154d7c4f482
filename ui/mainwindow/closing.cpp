// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"

#include "ui/mainwindow/quitquestion.h"
#include "ui/panels/panelwindows.h"
#include "ui/stop/stopdrill.h"
#include "ui/tasks/taskmodel.h"
#include "ui/tasks/taskpanel.h"

#include <QCloseEvent>
#include <QMessageBox>
#include <QTimer>

namespace podium::ui
{
void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_mayClose && (m_isStopping || isAtWork())) {
        event->ignore();
        askToQuit();
        return;
    }
    if (!std::exchange(m_hasClosed, true))
        m_memory.save(); // while the panels are still in their windows
    m_panelWindows->putAllBack();
    event->accept();
    if (!m_wantedBench.isEmpty())
        Q_EMIT benchRequested(std::exchange(m_wantedBench, {}));
}

bool MainWindow::isAtWork() const { return m_tasks->model().active() > 0 || m_drill->isRunning(); }

void MainWindow::askToQuit()
{
    if (m_question || m_isStopping)
        return;
    m_question = askToStopTasks(this, m_drill->isRunning() ? 0 : m_tasks->model().active(), m_wantedBench.isEmpty(), [this](bool goOn) {
        if (goOn)
            stopAndQuit();
        else
            m_wantedBench.clear();
    });
}

void MainWindow::stopAndQuit()
{
    if (std::exchange(m_isStopping, true))
        return;
    setWindowTitle(tr("Stopping – %1").arg(windowTitle()));
    m_drill->abort();
    m_client.cancelAll();
    const auto quit = [this](bool inAnyCase) {
        if ((inAnyCase || !isAtWork()) && !std::exchange(m_mayClose, true))
            close();
    };
    connect(&m_tasks->model(), &TaskModel::activeChanged, this, [quit] { quit(false); });
    connect(m_drill, &StopDrill::changed, this, [quit] { quit(false); });
    QTimer::singleShot(std::chrono::seconds(6), this, [quit] { quit(true); }); // a stop that is never confirmed keeps nobody here
    quit(false);
}
} // namespace podium::ui
