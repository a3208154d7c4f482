// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/commandbar.h"

#include "ui/panels/commandform.h"
#include "ui/panels/whybutton.h"
#include "ui/style/plaintext.h"
#include "ui/style/refreshclock.h"
#include "ui/tasks/taskbook.h"

#include <QContextMenuEvent>
#include <QCoreApplication>
#include <QGridLayout>
#include <QMessageBox>

#include <algorithm>

namespace podium::ui
{
using namespace engine;

namespace
{
Icon iconOf(const CommandSpec &command)
{
    if (command.name == QLatin1String("home"))
        return Icon::Home;
    return command.name == QLatin1String("reset") ? Icon::Reset : Icon::Resume;
}

QString titleOf(const CommandSpec &command) { return command.title.isEmpty() ? command.name : command.title; }
} // namespace

CommandBar::CommandBar(Views &views, DeviceView &device, const Client &client, QWidget *parent)
    : QWidget(parent)
    , m_device(device)
    , m_client(client)
    , m_grid(new QGridLayout)
    , m_message(new InlineMessage)
    , m_tasks(TaskBook::of(views, client))
    , m_help(new WhyHelp(views, client, *m_message, this))
    , m_why(new WhyButton(*m_help, tr("a command of %1").arg(device.description().id), this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(m_grid);
    layout->addWidget(m_message);
    m_why->serveMenuOf(*this);
    m_why->setWaiting([] { return Waiting{{}, tr("Press a command: it is refused, and can then be queued for the lock.")}; });
    connect(m_help, &WhyHelp::taskRequested, this, &CommandBar::taskRequested);
    connect(m_help, &WhyHelp::remedyRequested, this, &CommandBar::remedyRequested);
    for (const auto &command : device.description().commands)
        m_entries.push_back({command, makeButton(command)});
    arrange();
    connect(&device, &DeviceView::changed, this, &CommandBar::refresh);
    connect(&m_tasks, &TaskBook::lockChanged, this, [this](const QString &address) {
        if (TaskBook::overlap(address, m_device.description().id))
            refresh();
    });
    refresh();
}

TaskButton *CommandBar::makeButton(const CommandSpec &command)
{
    const auto more = command.arguments.isEmpty() && command.confirmation.isEmpty() ? QString() : QStringLiteral("\u2026");
    auto *button = new TaskButton(iconOf(command), titleOf(command) + more);
    button->setExplanation(command.help);
    button->installEventFilter(this);
    connect(button, &TaskButton::startRequested, this, [this, command] { start(command); });
    connect(button, &TaskButton::finished, this, &CommandBar::refresh);
    return button;
}

TaskButton *CommandBar::button(const QString &command) const
{
    for (const auto &entry : m_entries)
        if (entry.command.name == command)
            return entry.button;
    return nullptr;
}

void CommandBar::setLatched(bool latched, const QString &by)
{
    m_latch = {latched, by};
    refresh();
}

Why CommandBar::blockedOf(const CommandSpec &command) const
{
    return whyBlocked(m_device.description(), m_device.status(), command, m_latch);
}

Why CommandBar::lockedOf(const CommandSpec &command) const
{
    const Address wanted{m_device.description().id, command.locks};
    const auto &covering = m_device.status().lock;
    const auto lock = covering ? covering : m_tasks.holderOf(command.locks.isEmpty() ? wanted.device : wanted.text());
    const bool isOwn = lock && std::ranges::any_of(m_entries, [&](const Entry &entry) { return entry.button->follows(lock->task); });
    return isOwn ? Why() : whyLocked(wanted, lock);
}

void CommandBar::refresh()
{
    for (const auto &[command, button] : m_entries) {
        const auto why = blockedOf(command).text;
        button->setBlocked(why);
        if (auto *form = formOf(command.name))
            form->setBlocked(why);
        const auto lock = lockedOf(command).lock;
        const auto locked = lock ? u'\n' + lockText(*lock, RefreshClock::instance().now()) : QString();
        button->setExplanation((command.help.isEmpty() ? titleOf(command) : command.help) + locked);
    }
    m_why->setWhys(whysOfAll());
}

/// Each reason once, those that block first; those that are not of all commands name theirs.
std::vector<Why> CommandBar::whysOfAll() const
{
    std::vector<Why> whys;
    std::vector<QStringList> names;
    const auto add = [&](const CommandSpec &command, const Why &why) {
        if (why.kind == Why::Kind::None)
            return;
        const auto place = std::size_t(std::ranges::find(whys, why.text, &Why::text) - whys.begin());
        if (place == whys.size()) {
            whys.push_back(why);
            names.emplace_back();
        }
        names[place] << titleOf(command);
    };
    for (const auto &entry : m_entries)
        add(entry.command, blockedOf(entry.command));
    for (const auto &entry : m_entries)
        add(entry.command, lockedOf(entry.command));
    for (std::size_t i = 0; i < whys.size(); ++i)
        if (names[i].size() < qsizetype(m_entries.size()))
            whys[i].text = tr("%1: %2", "commands: reason").arg(oneLine(names[i].join(QStringLiteral(", ")), 120), whys[i].text);
    return whys;
}

Waiting CommandBar::waitingOf(const CommandSpec &command)
{
    if (button(command.name)->isBusy())
        return {{}, tr("What was asked for here is on its way; Cancel ends it.")};
    if (!command.arguments.isEmpty())
        return {{}, tr("It takes arguments: press it, fill in the form, and it can be queued for the lock.")};
    return {[this, command] { confirm(command, {}, IfLocked::Wait); }, {}};
}

bool CommandBar::eventFilter(QObject *watched, QEvent *event)
{
    const auto found = std::ranges::find(m_entries, watched, &Entry::button);
    if (event->type() != QEvent::ContextMenu || found == m_entries.end())
        return QWidget::eventFilter(watched, event);
    const auto &command = found->command;
    const auto blocked = blockedOf(command);
    const auto &asked = *static_cast<QContextMenuEvent *>(event);
    if (const auto why = blocked.isBlocking() ? blocked : lockedOf(command); why.kind != Why::Kind::None) {
        m_why->openAt(asked.globalPos(), {why}, waitingOf(command));
    } else if (parentWidget()) { // past this bar, whose own reasons are those of other commands
        QContextMenuEvent passed(asked.reason(), parentWidget()->mapFromGlobal(asked.globalPos()), asked.globalPos(), asked.modifiers());
        QCoreApplication::sendEvent(parentWidget(), &passed);
    }
    return true;
}

void CommandBar::start(const CommandSpec &command)
{
    m_message->clear();
    if (command.arguments.isEmpty())
        return confirm(command, {}, IfLocked::Refuse);
    const bool isOpen = form() && formOf(command.name);
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
    connect(m_form, &CommandForm::runRequested, this, [this, command](const Arguments &arguments) { confirm(command, arguments, IfLocked::Refuse); });
    refresh();
    m_form->show();
    m_form->setFocus(Qt::OtherFocusReason);
}

CommandForm *CommandBar::form() const { return m_form && !m_form->isHidden() ? m_form : nullptr; }

CommandForm *CommandBar::formOf(const QString &command) const
{
    return m_form && m_form->command().name == command ? m_form : nullptr;
}

/// What was refused can be corrected, with all that was typed.
void CommandBar::settleForm(const TaskInfo &task, const QString &command)
{
    auto *aside = formOf(command);
    if (!aside || !aside->isHidden())
        return;
    if (task.errorKind == ErrorKind::Refused)
        aside->show();
    else
        closeForm();
}

void CommandBar::closeForm()
{
    if (!m_form)
        return;
    m_form->hide();
    m_form->deleteLater();
    m_form = nullptr;
}

void CommandBar::confirm(const CommandSpec &command, const Arguments &arguments, IfLocked ifLocked)
{
    m_message->clear();
    if (command.confirmation.isEmpty())
        return run(command.name, arguments, ifLocked);
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
    connect(yes, &QPushButton::clicked, this, [this, name = command.name, arguments, ifLocked] { run(name, arguments, ifLocked); });
    box->open();
}

void CommandBar::run(const QString &command, const Arguments &arguments, IfLocked ifLocked)
{
    if (auto *used = formOf(command))
        used->hide();
    const auto task = m_client.call({m_device.description().id, command}, arguments, ifLocked);
    if (auto *known = button(command)) // else it was taken back meanwhile, and the task says so
        known->follow(task);
    task.finally(this, [this, command, arguments](const TaskInfo &info) { ended(info, command, arguments); });
}

void CommandBar::ended(const TaskInfo &task, const QString &command, const Arguments &arguments)
{
    settleForm(task, command);
    const bool isBad = task.outcome == Outcome::Failed || task.stopConfirmed == false;
    if (const auto text = outcomeText(task); !text.isEmpty())
        m_message->say(isBad ? Tone::Major : Tone::Muted, text);
    const auto entry = std::ranges::find_if(m_entries, [&](const Entry &known) { return known.command.name == command; });
    if (entry == m_entries.end())
        return; // it was taken back meanwhile
    m_help->offerAfter(task, wasLocked(task) ? lockedOf(entry->command) : blockedOf(entry->command),
                       {[this, command, arguments] { run(command, arguments, IfLocked::Wait); }, {}});
}
} // namespace podium::ui
