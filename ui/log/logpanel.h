// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace podium::ui
{
class LogFilter;
class LogModel;
class TailView;

/// The log with a filter by level, device and text; what is shown can be copied and saved. Keys: Ctrl+F filters, Ctrl+C copies.
class LogPanel : public QWidget
{
    Q_OBJECT

public:
    /// devices: those of the bench, to choose from.
    explicit LogPanel(LogModel &log, const QStringList &devices = {}, QWidget *parent = nullptr);

    /// Those that can be filtered by; the one that is chosen stays chosen if it is among them.
    void setDevices(const QStringList &devices);
    /// The selected lines, else all that are shown, as text.
    void copy() const;
    /// All that are shown, into a file; the log tells what became of it.
    void save(const QString &file);

private:
    void addActions();
    void askForFile();
    QStringList shownLines() const;

    LogModel &m_log;
    LogFilter *m_filter;
    TailView *m_view;
    QLineEdit *m_text;
    QComboBox *m_level;
    QComboBox *m_device;
};
} // namespace podium::ui
