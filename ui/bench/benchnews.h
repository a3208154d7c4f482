// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bench/benchservice.h"

#include <QPointer>

class QMessageBox;
class QWidget;

namespace podium::ui
{
/// Tells what became of a change of the bench: in the log and the inbox, and in the list of problems. Asks only when devices
/// are at work, because only a person knows whether they may be stopped.
class BenchNews : public QObject
{
    Q_OBJECT

public:
    /// Window: for the question.
    BenchNews(BenchService &service, QWidget &window);

    /// The question that is open; else null.
    QMessageBox *question() const { return m_question; }

Q_SIGNALS:
    void told(const QString &text);
    void failed(const QString &text);
    void problemsChanged(const podium::ui::BenchProblems &problems);

private:
    void ask(const QStringList &reasons);

    BenchService &m_service;
    QWidget &m_window;
    QPointer<QMessageBox> m_question;
};
} // namespace podium::ui
