// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dispatch/views.h"
#include "ui/panels/taskbutton.h"

namespace podium::ui
{
/// On and off as two buttons, so that no press ever depends on what the state was a moment ago. The pressed one is the
/// Cancel of what it started. Off can always be pressed, as far as anything can be set, and ends an on that is still under
/// way; on only while it is not known to be on.
class SwitchBar : public QWidget
{
    Q_OBJECT

public:
    explicit SwitchBar(engine::ParameterView &view, QWidget *parent = nullptr);

    /// Why nothing can be switched; empty: it can. Looks at the readback again.
    void setBlocked(const QString &why);
    /// The button that was pressed last becomes the Cancel of the task.
    void follow(const engine::Task<engine::Value> &task);
    TaskButton &onButton() const { return *m_on; }
    TaskButton &offButton() const { return *m_off; }

Q_SIGNALS:
    void switchRequested(bool on);
    void finished();

private:
    void add(TaskButton &button, bool on);

    engine::ParameterView &m_view;
    TaskButton *m_on;
    TaskButton *m_off;
    TaskButton *m_pressed;
};
} // namespace podium::ui
