// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/client/client.h"
#include "engine/dispatch/views.h"
#include "ui/editors/choiceeditor.h"
#include "ui/style/elidedlabel.h"

#include <QTimer>
#include <QToolButton>

namespace podium::ui
{
/// Hold-to-run: the device jogs while a button is held, by mouse or, once that is switched on, by Space, and is stopped when
/// it is let go, or when the focus, the window or this bar goes away meanwhile.
///
/// While it is held the window says so ten times a second; if it hangs, the deadline of the jog's task ends it, with the
/// same stop. Source: reference/operator-ux.md section 3.
class JogBar : public QWidget
{
    Q_OBJECT

public:
    /// The command that jogs: it starts motion and takes one velocity with limits; null: there is none.
    static const engine::CommandSpec *jogOf(const engine::DeviceDescription &device);

    JogBar(const engine::DeviceDescription &device, const engine::Client &client, QWidget *parent = nullptr);

    /// Why nothing can be moved; empty: it can. Ends a jog.
    void setBlocked(const QString &why);
    bool isHeld() const { return m_held != nullptr; }

Q_SIGNALS:
    /// A jog has come to its end; problem: why it was not the operator who ended it, empty if it was.
    void ended(const QString &problem, const podium::engine::TaskInfo &task);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool event(QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QToolButton *addButton(Icon icon, int sign);
    void hold(QToolButton *button, int sign);
    void keepRunning();
    void letGo();
    /// False for a key that is not to reach the button.
    bool pressedKey(const QKeyEvent &event);
    void showKeys(bool on);
    void taskEnded(const engine::TaskInfo &info);

    engine::Client m_client;
    const engine::Address m_address;
    const engine::Unit m_unit;
    ChoiceField *m_speed;
    QToolButton *m_keys;
    ElidedLabel *m_banner;
    std::vector<QToolButton *> m_buttons;
    QToolButton *m_held = nullptr;
    bool m_isFresh = false; ///< a finger went down; sliding back onto a button is no press
    bool m_isRunning = false; ///< until the end of the last task was told
    engine::Task<engine::Value> m_task;
    QTimer m_beat;
    engine::TimePoint m_lastBeat{};
};
} // namespace podium::ui
