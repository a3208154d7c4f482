// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/quitquestion.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace podium::ui
{
QMessageBox *askToStopTasks(QWidget *window, int activeTasks, bool quits, const std::function<void(bool goOn)> &answered)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("podium::ui::askToStopTasks", text); };
    auto *box = new QMessageBox(window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIcon(QMessageBox::Question);
    box->setWindowTitle(quits ? tr("Quit Podium") : tr("Open another bench"));
    box->setTextFormat(Qt::PlainText);
    if (activeTasks == 0)
        box->setText(quits ? tr("A stop drill is under way. Quitting ends it: what it moved is stopped.")
                           : tr("A stop drill is under way. Opening another bench ends it: what it moved is stopped."));
    else
        box->setText((quits ? tr("Active tasks: %1. Quitting cancels them: what they moved is stopped.")
                            : tr("Active tasks: %1. Opening another bench cancels them: what they moved is stopped."))
                         .arg(activeTasks));
    const auto *go = box->addButton(quits ? tr("Stop and quit") : tr("Stop and open"), QMessageBox::AcceptRole);
    auto *stay = box->addButton(tr("Stay"), QMessageBox::RejectRole);
    box->setDefaultButton(stay); // a stray Enter ends no motion
    box->setEscapeButton(stay);
    QObject::connect(box, &QDialog::finished, box, [box, go, answered] { answered(box->clickedButton() == go); });
    box->open();
    return box;
}
} // namespace podium::ui
