// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"

#include "ui/bench/bencheditor.h"
#include "ui/bench/benchnews.h"
#include "ui/bench/benchservice.h"
#include "ui/log/logmodel.h"
#include "ui/log/logpanel.h"
#include "ui/mainwindow/dock.h"
#include "ui/mainwindow/problemlist.h"
#include "ui/style/plaintext.h"

#include <QAction>
#include <QFileDialog>
#include <QMessageBox>

namespace podium::ui
{
namespace
{
QStringList idsOf(const engine::BenchDescription &bench)
{
    QStringList ids;
    for (const auto &device : bench.devices)
        ids << device.id;
    return ids;
}
} // namespace

void MainWindow::nameAfter(const QString &bench)
{
    m_memory.bench = bench;
    setWindowTitle(tr("%1 – Podium").arg(oneLine(bench, 80)));
}

/// Of what the parts of the window do not follow by themselves.
void MainWindow::followBench(engine::Views &views)
{
    const auto show = [this, &views] {
        const auto &bench = views.bench();
        nameAfter(bench.name);
        m_badge->setVisible(bench.simulated);
        findChild<LogPanel *>()->setDevices(idsOf(bench));
    };
    show();
    connect(&views, &engine::Views::benchChanged, this, show);
    if (!m_bench)
        return;
    auto *news = new BenchNews(*m_bench, *this);
    auto *problems = findChild<Dock *>(QStringLiteral("problemsDock"));
    connect(news, &BenchNews::told, m_log, [this](const QString &text) { m_log->add(LogLevel::Info, QString(), text); });
    connect(news, &BenchNews::failed, m_log, [this](const QString &text) { m_log->add(LogLevel::Error, QString(), text); });
    connect(news, &BenchNews::problemsChanged, problems, [problems](const BenchProblems &found) {
        static_cast<ProblemList *>(problems->content())->setProblems(found);
        problems->setVisible(!found.empty());
        if (!found.empty())
            problems->raise();
    });
}

void MainWindow::openBench()
{
    auto *dialog = new QFileDialog(this, tr("Open bench"), QString(), tr("Bench files (*.toml)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_wantedBench = path;
        close();
    });
    dialog->open();
}

void MainWindow::editBench()
{
    if (!m_bench || !m_bench->editing())
        return;
    auto *editor = findChild<BenchEditor *>();
    if (!editor)
        editor = new BenchEditor(*m_bench->editing(), m_bench->file(), *m_stops, this);
    editor->show();
    editor->raise();
    editor->activateWindow();
}
} // namespace podium::ui
