// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bench/benchnews.h"

#include "ui/style/plaintext.h"

#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

namespace podium::ui
{
BenchNews::BenchNews(BenchService &service, QWidget &window)
    : QObject(&window)
    , m_service(service)
    , m_window(window)
{
    connect(&service, &BenchService::applied, this, [this](const QString &what, const BenchProblems &problems) {
        Q_EMIT problemsChanged(problems);
        Q_EMIT told(what);
    });
    connect(&service, &BenchService::refused, this, [this](const QString &why, const BenchProblems &problems) {
        if (!problems.empty())
            Q_EMIT problemsChanged(problems);
        QStringList lines{why};
        for (const auto &problem : problems)
            lines << tr("%1, line %2, %3: %4").arg(QFileInfo(problem.file).fileName(), QString::number(problem.line), problem.key, problem.message);
        Q_EMIT failed(lines.join(u'\n'));
    });
    connect(&service, &BenchService::busy, this, &BenchNews::ask);
}

void BenchNews::ask(const QStringList &reasons)
{
    constexpr qsizetype most = 6;
    delete m_question;
    auto lines = reasons.mid(0, most);
    if (reasons.size() > most)
        lines << tr("... and %1 more").arg(reasons.size() - most);
    auto *box = new QMessageBox(&m_window);
    m_question = box;
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIcon(QMessageBox::Question);
    box->setWindowTitle(tr("Change the bench"));
    box->setTextFormat(Qt::PlainText);
    box->setText(tr("The bench file changes devices that are at work:"));
    box->setInformativeText(lines.join(u'\n'));
    const auto *stop = box->addButton(tr("Stop them and change"), QMessageBox::AcceptRole);
    const auto *wait = box->addButton(tr("Wait until they are free"), QMessageBox::AcceptRole);
    auto *leave = box->addButton(tr("Leave the bench as it is"), QMessageBox::RejectRole);
    box->setDefaultButton(leave); // a stray Enter ends no motion
    box->setEscapeButton(leave);
    connect(box, &QDialog::finished, this, [this, box, stop, wait] {
        if (box->clickedButton() == stop)
            m_service.reload(WhenBusy::Stop);
        else if (box->clickedButton() == wait)
            m_service.reload(WhenBusy::Wait);
        else
            Q_EMIT told(tr("The bench was left as it is; its file says something else. File > Reload bench asks again."));
    });
    box->open();
}
} // namespace podium::ui
