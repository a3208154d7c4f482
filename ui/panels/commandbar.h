// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/client/client.h"
#include "engine/dispatch/views.h"
#include "ui/editors/inlinemessage.h"
#include "ui/panels/taskbutton.h"

class QGridLayout;

namespace podium::ui
{
class CommandForm;

/// The commands of a device as buttons: those with arguments open a form below, dangerous ones ask first, and each is the
/// Cancel of what it runs. A disabled one says why.
class CommandBar : public QWidget
{
    Q_OBJECT

public:
    CommandBar(engine::DeviceView &device, const engine::Client &client, QWidget *parent = nullptr);

    void setLatched(bool latched);
    /// Null for an unknown command.
    TaskButton *button(const QString &command) const;
    InlineMessage &message() const { return *m_message; }
    /// The open form; null: none.
    CommandForm *form() const { return m_form; }

Q_SIGNALS:
    void taskRequested(podium::engine::TaskId task);

private:
    void arrange();
    void refresh();
    void start(const engine::CommandSpec &command);
    void openForm(const engine::CommandSpec &command);
    void closeForm();
    void confirm(const engine::CommandSpec &command, const engine::Arguments &arguments);
    void run(const QString &command, const engine::Arguments &arguments, engine::IfLocked ifLocked);
    void ended(const engine::TaskInfo &task, const QString &command, const engine::Arguments &arguments);

    engine::DeviceView &m_device;
    engine::Client m_client;
    QGridLayout *m_grid;
    std::vector<TaskButton *> m_buttons; ///< in the order of the device's commands
    CommandForm *m_form = nullptr;
    InlineMessage *m_message;
    bool m_latched = false;
};
} // namespace podium::ui
