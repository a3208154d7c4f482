// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/client/client.h"
#include "engine/dispatch/views.h"
#include "ui/panels/whyhelp.h"
#include "ui/style/elidedlabel.h"

#include <QToolButton>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace podium::ui
{
class ProtectionButton;
class WhyButton;

/// The head of a device's panel: what it is, its state, its write protection, who holds its lock and why, and its own stop,
/// which is never disabled. A line below tells what became of the stop.
class DeviceHeader : public QWidget
{
    Q_OBJECT

public:
    DeviceHeader(engine::Views &views, engine::DeviceView &device, const engine::Client &client, QWidget *parent = nullptr);

    /// Null for a device that cannot stop.
    QPushButton *stopButton() const { return m_stop; }
    QString stateText() const { return m_state->text(); }
    QString remark() const { return m_remark->text(); }
    WhyButton &why() const { return *m_why; }
    /// Null for a device that nobody can write to.
    ProtectionButton *protection() const { return m_protection; }
    InlineMessage &message() const { return *m_message; }
    /// Adds what the device can do since it was made: be stopped, be written to.
    void followShape();
    /// It lies over the panel's rows, and is drawn set off from them.
    void setAfloat(bool isAfloat);
    /// Puts a button of the panel's own before Stop.
    void addTool(QToolButton *tool);

protected:
    void paintEvent(QPaintEvent *event) override;

Q_SIGNALS:
    void taskRequested(podium::engine::TaskId task);
    void remedyRequested(podium::ui::Remedy remedy, const QString &device);
    void closeRequested();

private:
    void addProtection();
    void addTraffic();
    void addStop();
    void refresh();
    void stopTold(const engine::StopReceipt &receipt);

    engine::DeviceView &m_device;
    engine::Client m_client;
    QHBoxLayout *m_first;
    QLabel *m_stateIcon;
    ElidedLabel *m_state;
    ElidedLabel *m_remark;
    InlineMessage *m_message;
    WhyHelp *m_help;
    WhyButton *m_why;
    ProtectionButton *m_protection = nullptr;
    QPushButton *m_stop = nullptr;
    QString m_stopText;
    bool m_isAfloat = false;
};
} // namespace podium::ui
