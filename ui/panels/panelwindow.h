// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace podium::ui
{
class DevicePanel;
class StopBar;
class StopMonitor;

/// A window for one panel, for example on another screen: STOP ALL above, as near as in the main window, and the way back.
/// It is no child of the main window: neither has to lie on top of the other.
class PanelWindow : public QWidget
{
    Q_OBJECT

public:
    PanelWindow(const QString &title, StopMonitor &stops);

    /// What a panel is to be moved into before it is shown.
    QWidget *place() const { return m_place; }
    /// The panel that was moved there.
    void put(DevicePanel &panel);
    /// As large as its content, as far as the screen has room.
    void fit();

    StopBar &strip() const { return *m_strip; }
    QPushButton &backButton() const { return *m_back; }

Q_SIGNALS:
    /// The button, or the window's frame.
    void backRequested();

protected:
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    StopBar *m_strip;
    QPushButton *m_back;
    QWidget *m_place;
    QVBoxLayout *m_column;
};
} // namespace podium::ui
