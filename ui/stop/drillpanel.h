// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/stop/stopdrill.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTreeWidget;

namespace podium::ui
{
class DrillHistogram;

/// The stop drill in the window: starts and ends it, tells whether the budget was met, and shows the times of all devices or
/// of the one that is selected.
class DrillPanel : public QWidget
{
    Q_OBJECT

public:
    static constexpr int rounds = 20;
    /// From the press to the stop byte of the slowest device, with an idle window. Unit: milliseconds.
    static constexpr double budget = 20;

    explicit DrillPanel(StopDrill &drill, QWidget *parent = nullptr);

    QPushButton *button() const { return m_button; }
    QString verdict() const;
    DrillHistogram &histogram() const { return *m_histogram; }
    QTreeWidget &table() const { return *m_table; }

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void press();
    void refresh();
    void ended(const QString &problem);
    void fillTable();
    void select();

    StopDrill &m_drill;
    QPushButton *m_button;
    QLabel *m_text;
    DrillHistogram *m_histogram;
    QTreeWidget *m_table;
};
} // namespace podium::ui
