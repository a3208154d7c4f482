// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/log/logmodel.h"

#include <vector>

namespace podium::ui
{
/// All errors of one device that have the same cause: the same words, whatever the measured numbers in them.
struct ErrorGroup {
    QString device; ///< empty: none in particular
    QString text;   ///< of the last of them
    ErrorStory story; ///< of the last of them
    QDateTime first;
    QDateTime last;
    int count = 1;
    bool acknowledged = false;
};

/// The inbox of errors. An error that is like a known one adds to its count, and asks for attention again if that was
/// acknowledged. Of more than 500 groups the longest-known acknowledged ones go; what nobody has acknowledged stays, and what
/// comes then is counted in one more group.
/// Thread: the GUI's.
class ErrorModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Mark, Device, Text, Count, Last, ColumnCount };

    explicit ErrorModel(QObject *parent = nullptr) : QAbstractTableModel(parent) {}

    void add(const QString &device, const QString &text, const ErrorStory &story, const QDateTime &time = QDateTime::currentDateTime());
    void acknowledge(int row);
    void acknowledgeAll();

    const ErrorGroup &at(int row) const { return m_groups[static_cast<std::size_t>(row)]; }
    /// How many groups nobody has acknowledged.
    int open() const;
    /// Everything about one group, for the details and the clipboard: words, and the traffic of its link.
    QString story(int row) const;
    QString words(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void openChanged(int open);

private:
    QString cell(const ErrorGroup &group, int column) const;
    static QString others();
    bool makeRoom();
    void tell(int row);

    std::vector<ErrorGroup> m_groups;
};
} // namespace podium::ui
