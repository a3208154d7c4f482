// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/client/client.h"
#include "engine/dispatch/views.h"
#include "ui/editors/inlinemessage.h"
#include "ui/panels/taskbutton.h"
#include "ui/panels/whyhelp.h"

class QGridLayout;

namespace podium::ui
{
class CommandForm;
class WhyButton;

/// The commands of a device as buttons: those with arguments open a form below, dangerous ones ask first, and each is the
/// Cancel of what it runs. One that is disabled or locked says why.
class CommandBar : public QWidget
{
    Q_OBJECT

public:
    CommandBar(engine::Views &views, engine::DeviceView &device, const engine::Client &client, QWidget *parent = nullptr);

    /// The device has other commands now: their buttons come and go; those that stay, and an open form of theirs, are not touched.
    void followShape();
    void setLatched(bool latched, const QString &by = {});
    /// Null for an unknown command.
    TaskButton *button(const QString &command) const;
    InlineMessage &message() const { return *m_message; }
    /// The open form; null: none.
    CommandForm *form() const;
    WhyButton &why() const { return *m_why; }

Q_SIGNALS:
    void taskRequested(podium::engine::TaskId task);
    void remedyRequested(podium::ui::Remedy remedy, const QString &device);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Entry {
        engine::CommandSpec command;
        TaskButton *button;
    };

    TaskButton *makeButton(const engine::CommandSpec &command);
    void arrange();
    void refresh();
    Why blockedOf(const engine::CommandSpec &command) const;
    /// The lock that the command would have to wait for, unless one of these commands has it.
    Why lockedOf(const engine::CommandSpec &command) const;
    std::vector<Why> whysOfAll() const;
    Waiting waitingOf(const engine::CommandSpec &command);
    void start(const engine::CommandSpec &command);
    void openForm(const engine::CommandSpec &command);
    void closeForm();
    /// The form of this command, open or put aside while what it asked for is under way; null: it has none.
    CommandForm *formOf(const QString &command) const;
    void settleForm(const engine::TaskInfo &task, const QString &command);
    void confirm(const engine::CommandSpec &command, const engine::Arguments &arguments, engine::IfLocked ifLocked);
    void run(const QString &command, const engine::Arguments &arguments, engine::IfLocked ifLocked);
    void ended(const engine::TaskInfo &task, const QString &command, const engine::Arguments &arguments);

    engine::DeviceView &m_device;
    engine::Client m_client;
    QGridLayout *m_grid;
    std::vector<Entry> m_entries; ///< of the device as it was told last, in their order
    CommandForm *m_form = nullptr; ///< hidden while it waits for the outcome of what it asked for
    InlineMessage *m_message;
    TaskBook &m_tasks;
    WhyHelp *m_help;
    WhyButton *m_why;
    Latch m_latch;
};
} // namespace podium::ui
