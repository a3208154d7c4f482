// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/client/client.h"
#include "engine/dispatch/views.h"
#include "ui/style/elidedlabel.h"

#include <QToolButton>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace podium::ui
{
/// The head of a device's panel: what it is, its state, who holds its lock and why, and its own stop, which is never
/// disabled. A line below tells what became of the stop.
class DeviceHeader : public QWidget
{
    Q_OBJECT

public:
    DeviceHeader(engine::DeviceView &device, const engine::Client &client, QWidget *parent = nullptr);

    /// Null for a device that cannot stop.
    QPushButton *stopButton() const { return m_stop; }
    QString stateText() const { return m_state->text(); }
    QString remark() const { return m_remark->text(); }
    /// Puts a button of the panel's own before Stop.
    void addTool(QToolButton *tool);

Q_SIGNALS:
    void taskRequested(podium::engine::TaskId task);
    void closeRequested();

private:
    void addStop(QHBoxLayout *line);
    void refresh();
    void stopTold(const engine::StopReceipt &receipt);

    engine::DeviceView &m_device;
    engine::Client m_client;
    QHBoxLayout *m_first;
    QLabel *m_stateIcon;
    ElidedLabel *m_state;
    ElidedLabel *m_remark;
    QToolButton *m_showTask;
    QPushButton *m_stop = nullptr;
    QString m_stopText;
};
} // namespace podium::ui
