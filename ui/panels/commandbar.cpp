// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/commandbar.h"

#include "ui/panels/commandform.h"
#include "ui/panels/explain.h"
#include "ui/style/plaintext.h"
#include "ui/style/refreshclock.h"

#include <QGridLayout>
#include <QMessageBox>

namespace podium::ui
{
using namespace engine;

namespace
{
constexpr int mostPerLine = 4;
constexpr int lineWidth = 560; ///< of the buttons, where titles are long

Icon iconOf(const CommandSpec &command)
{
    if (command.name == QLatin1String("home"))
        return Icon::Home;
    return command.name == QLatin1String("reset") ? Icon::Reset : Icon::Resume;
}

QString titleOf(const CommandSpec &command) { return command.title.isEmpty() ? command.name : command.title; }
} // namespace

CommandBar::CommandBar(DeviceView &device, const Client &client, QWidget *parent)
    : QWidget(parent)
    , m_device(device)
    , m_client(client)
    , m_grid(new QGridLayout)
    , m_message(new InlineMessage)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(m_grid);
    layout->addWidget(m_message);
    for (const auto &command : device.description().commands) {
        const auto more = command.arguments.isEmpty() && command.confirmation.isEmpty() ? QString() : QStringLiteral("\u2026");
        auto *button = new TaskButton(iconOf(command), titleOf(command) + more);
        button->setExplanation(command.help);
        m_buttons.push_back(button);
        connect(button, &TaskButton::startRequested, this, [this, command] { start(command); });
        connect(button, &TaskButton::finished, this, &CommandBar::refresh);
    }
    arrange();
    connect(&device, &DeviceView::changed, this, &CommandBar::refresh);
    refresh();
}

void CommandBar::arrange()
{
    int widest = 1;
    for (const auto *button : m_buttons)
        widest = std::max(widest, button->sizeHint().width());
    const int perLine = std::clamp(lineWidth / widest, 1, mostPerLine);
    m_grid->setColumnStretch(perLine, 1);
    int place = 0;
    for (auto *button : m_buttons) {
        m_grid->addWidget(button, place / perLine, place % perLine);
        ++place;
    }
}

TaskButton *CommandBar::button(const QString &command) const
{
    const auto &commands = m_device.description().commands;
    for (std::size_t i = 0; i < commands.size(); ++i)
        if (commands[i].name == command)
            return m_buttons[i];
    return nullptr;
}

void CommandBar::setLatched(bool latched)
{
    m_latched = latched;
    refresh();
}

void CommandBar::refresh()
{
    const auto &commands = m_device.description().commands;
    const auto &status = m_device.status();
    for (std::size_t i = 0; i < commands.size(); ++i) {
        m_buttons[i]->setBlocked(whyBlocked(m_device.description(), status, commands[i], m_latched));
        const auto locked = status.lock ? u'\n' + lockText(*status.lock, RefreshClock::instance().now()) : QString();
        m_buttons[i]->setExplanation((commands[i].help.isEmpty() ? titleOf(commands[i]) : commands[i].help) + locked);
    }
}

void CommandBar::start(const CommandSpec &command)
{
    m_message->clear();
    if (command.arguments.isEmpty())
        return confirm(command, {});
    const bool isOpen = m_form && m_form->command().name == command.name;
    closeForm();
    if (!isOpen)
        openForm(command);
}

void CommandBar::openForm(const CommandSpec &command)
{
    m_form = new CommandForm(command, Address{m_device.description().id, command.name}.text());
    static_cast<QVBoxLayout *>(layout())->insertWidget(1, m_form);
    connect(m_form, &CommandForm::closeRequested, this, &CommandBar::closeForm);
    connect(m_form, &CommandForm::refused, this, [this](const QString &why) { m_message->say(Tone::Major, why); });
    connect(m_form, &CommandForm::runRequested, this, [this, command](const Arguments &arguments) { confirm(command, arguments); });
    m_form->show();
    m_form->setFocus(Qt::OtherFocusReason);
}

void CommandBar::closeForm()
{
    if (!m_form)
        return;
    m_form->hide();
    m_form->deleteLater();
    m_form = nullptr;
}

void CommandBar::confirm(const CommandSpec &command, const Arguments &arguments)
{
    m_message->clear();
    if (command.confirmation.isEmpty())
        return run(command.name, arguments, IfLocked::Refuse);
    auto *box = new QMessageBox(QMessageBox::Warning, tr("%1: %2").arg(m_device.description().id, oneLine(titleOf(command), 60)), {},
                                QMessageBox::NoButton, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setText(tr("%1 of %2 (%3)?\n\n%4")
                     .arg(wrappable(titleOf(command), 60), wrappable(m_device.description().title, 60), m_device.description().id,
                          wrappable(command.confirmation)));
    auto *yes = box->addButton(buttonText(titleOf(command)), QMessageBox::AcceptRole);
    auto *no = box->addButton(QMessageBox::Cancel);
    yes->setAutoDefault(false);
    box->setDefaultButton(no);
    box->setEscapeButton(no);
    connect(yes, &QPushButton::clicked, this, [this, name = command.name, arguments] { run(name, arguments, IfLocked::Refuse); });
    box->open();
}

void CommandBar::run(const QString &command, const Arguments &arguments, IfLocked ifLocked)
{
    closeForm();
    const auto task = m_client.call({m_device.description().id, command}, arguments, ifLocked);
    button(command)->follow(task);
    task.finally(this, [this, command, arguments](const TaskInfo &info) { ended(info, command, arguments); });
}

void CommandBar::ended(const TaskInfo &task, const QString &command, const Arguments &arguments)
{
    const bool isBad = task.outcome == Outcome::Failed || task.stopConfirmed == false;
    if (const auto text = outcomeText(task); !text.isEmpty())
        m_message->say(isBad ? Tone::Major : Tone::Muted, text);
    if (!wasLocked(task))
        return;
    m_message->offer(tr("Wait"), tr("Do it as soon as the lock is free; the waiting can be cancelled."),
                     [this, command, arguments] { run(command, arguments, IfLocked::Wait); });
    if (const auto &lock = m_device.status().lock)
        m_message->offer(tr("Show task"), tr("Show task %1, %2, which holds the lock.").arg(QString::number(lock->task), lock->label),
                         [this, holder = lock->task] { Q_EMIT taskRequested(holder); });
}
} // namespace podium::ui
