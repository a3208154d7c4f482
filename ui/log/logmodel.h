// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QDateTime>
#include <QStringList>

#include <deque>

namespace podium::ui
{
enum class LogLevel : quint8 { Info, Warning, Error };

/// One line of the log.
struct LogLine {
    LogLevel level = LogLevel::Info;
    QString device; ///< empty: none in particular
    QString text;
    QDateTime time; ///< of the last of them
    int count = 1;  ///< how many identical lines came in a row
};

/// What is known of an error besides its text, a line for each.
struct ErrorStory {
    QStringList details; ///< the task, and the chain of causes
    QStringList traffic; ///< what went over the link of the device just before; see Error::traffic()
};

/// The last 10,000 lines; identical successive ones are one line with a count.
/// Thread: the GUI's.
class LogModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Level, Device, Text, ColumnCount };
    enum Role { LevelRole = Qt::UserRole };

    explicit LogModel(int capacity = 10000, QObject *parent = nullptr);

    /// Story: what only the inbox of errors shows.
    void add(LogLevel level, const QString &device, const QString &text, const QDateTime &time = QDateTime::currentDateTime(),
             const ErrorStory &story = {});

    const LogLine &at(int row) const { return m_lines[static_cast<std::size_t>(row)]; }
    /// One line as text: date and time, level, device, the whole text, with tabs between them.
    QString lineText(int row) const;
    static QString name(LogLevel level);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void errorWritten(const QString &device, const QString &text, const podium::ui::ErrorStory &story);

private:
    QString text(const LogLine &line, int column) const;

    std::size_t m_capacity;
    std::deque<LogLine> m_lines;
};
} // namespace podium::ui
