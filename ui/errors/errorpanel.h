// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPlainTextEdit;
class QPushButton;
class QTreeView;

namespace podium::ui
{
class ErrorModel;

/// The inbox of errors: a row for each device and cause, its story beside with the traffic of its link, Acknowledge, Copy. It never takes the focus.
class ErrorPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ErrorPanel(ErrorModel &errors, QWidget *parent = nullptr);

    /// Selects the last error of the device, if there is one.
    void showDevice(const QString &device);
    void acknowledge();
    void acknowledgeAll();
    /// The stories of the selected rows, else of all.
    void copy() const;
    QTreeView &view() const { return *m_view; }
    QString details() const;

private:
    QList<int> selectedRows() const;
    void refreshSoon();
    void refresh();
    void showStory(const QString &words, const QString &traffic);

    ErrorModel &m_errors;
    QTreeView *m_view;
    QPlainTextEdit *m_details;
    QPushButton *m_acknowledge;
    QPushButton *m_acknowledgeAll;
    QPushButton *m_copy;
    bool m_refreshWanted = false;
};
} // namespace podium::ui
