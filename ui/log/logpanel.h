// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;
class QLineEdit;
class QTreeView;

namespace podium::ui
{
class LogFilter;
class LogModel;

/// The log with a filter by level and text; what is selected can be copied.
class LogPanel : public QWidget
{
    Q_OBJECT

public:
    explicit LogPanel(LogModel &log, QWidget *parent = nullptr);

    /// The selected lines, else all that are shown, as text.
    void copy() const;

private:
    void followTail();

    LogModel &m_log;
    LogFilter *m_filter;
    QTreeView *m_view;
    QLineEdit *m_text;
    QComboBox *m_level;
    bool m_atEnd = true;
};
} // namespace podium::ui
