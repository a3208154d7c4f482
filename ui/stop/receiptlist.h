// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QTreeView;

namespace podium::ui
{
class ReceiptModel;
class StopMonitor;

/// The list of stops: what became of the last one of each device.
class ReceiptList : public QWidget
{
    Q_OBJECT

public:
    explicit ReceiptList(StopMonitor &monitor, QWidget *parent = nullptr);

    ReceiptModel &model() const { return *m_model; }

private:
    ReceiptModel *m_model;
    QTreeView *m_view;
};
} // namespace podium::ui
