// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/log/logmodel.h"

#include <QSortFilterProxyModel>

namespace podium::ui
{
/// The lines of at least a level that are about a device and contain a text in device or message, whatever its case.
class LogFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setLevel(LogLevel least);
    /// With its parameters, its commands and the devices below it; empty: of every device and of none.
    void setDevice(const QString &device);
    void setText(const QString &text);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    LogLevel m_least = LogLevel::Info;
    QString m_device;
    QString m_text;
};
} // namespace podium::ui
