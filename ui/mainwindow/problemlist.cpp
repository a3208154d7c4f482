// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/problemlist.h"

#include "ui/style/plaintext.h"

#include <QFileInfo>
#include <QHeaderView>

namespace podium::ui
{
ProblemList::ProblemList(const BenchProblems &problems, QWidget *parent) : QTreeWidget(parent)
{
    setAccessibleName(tr("Problems of the bench file"));
    setHeaderLabels({tr("File"), tr("Line"), tr("Key"), tr("Problem")});
    setRootIsDecorated(false);
    setProblems(problems);
}

void ProblemList::setProblems(const BenchProblems &problems)
{
    clear();
    for (const auto &problem : problems) {
        auto *item = new QTreeWidgetItem(this, {oneLine(QFileInfo(problem.file).fileName(), 32),
                                                problem.line > 0 ? QString::number(problem.line) : QString(), oneLine(problem.key, 32),
                                                oneLine(problem.message)});
        item->setToolTip(0, plainToolTip(problem.file));
        item->setToolTip(2, plainToolTip(problem.key));
        item->setToolTip(3, plainToolTip(problem.message));
    }
    for (int column = 0; column < 3; ++column)
        resizeColumnToContents(column);
}
} // namespace podium::ui
