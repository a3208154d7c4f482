// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/console/grammar.h"

namespace podium::engine
{
namespace
{
using namespace console;

Command parseMove(ArgumentReader &arguments, MoveKind kind)
{
    const QString target = arguments.target();
    return Move{target, arguments.quantity(), kind};
}
Command parseAbsolute(ArgumentReader &arguments) { return parseMove(arguments, MoveKind::Absolute); }
Command parseRelative(ArgumentReader &arguments) { return parseMove(arguments, MoveKind::Relative); }

Command parseSet(ArgumentReader &arguments)
{
    const Address address = arguments.address();
    return Set{address, arguments.value()};
}

Command parseGet(ArgumentReader &arguments)
{
    Get get;
    do {
        get.addresses.push_back(arguments.address());
    } while (!arguments.atEnd());
    return get;
}

Command parseGetDevices(ArgumentReader &arguments)
{
    GetDevices get;
    do {
        get.devices << arguments.device();
    } while (!arguments.atEnd());
    return get;
}

Command parseGetAll(ArgumentReader &) { return GetAll{}; }

Command parseHome(ArgumentReader &arguments)
{
    return Call{Address{arguments.device(), QStringLiteral("home")}, {}};
}

Command parseCall(ArgumentReader &arguments)
{
    const Address address = arguments.commandAddress();
    return Call{address, arguments.list()};
}

Command parseStop(ArgumentReader &arguments)
{
    return arguments.atEnd() ? Stop{} : Stop{arguments.device()};
}

Command parseReset(ArgumentReader &) { return Reset{}; }
Command parseAcknowledge(ArgumentReader &arguments) { return Acknowledge{arguments.device()}; }

Command parseCancel(ArgumentReader &arguments)
{
    ArgumentReader peek = arguments;
    if (!peek.atEnd() && peek.word() == QLatin1StringView("all")) {
        arguments = peek;
        return Cancel{};
    }
    return Cancel{arguments.task()};
}

Command parsePause(ArgumentReader &arguments) { return Pause{arguments.task(), true}; }
Command parseResume(ArgumentReader &arguments) { return Pause{arguments.task(), false}; }
Command parseTasks(ArgumentReader &) { return ListTasks{}; }
Command parseLocks(ArgumentReader &) { return ListLocks{}; }

Command parseWait(ArgumentReader &arguments)
{
    if (arguments.atEnd())
        return WaitForTasks{};
    if (arguments.isTaskNext())
        return WaitForTasks{arguments.task(), {}};
    return WaitForTasks{{}, arguments.duration()};
}

Command parseSleep(ArgumentReader &arguments) { return Sleep{arguments.duration()}; }

Command parseHelp(ArgumentReader &arguments)
{
    if (arguments.atEnd())
        return Help{};
    QStringList names;
    for (const CommandForm &form : commandForms())
        names << form.name;
    return Help{arguments.oneOf(names)};
}

CommandForm form(const char16_t *name, const char16_t *usage, const char16_t *help, Command (*parse)(ArgumentReader &))
{
    return {QString::fromUtf16(name), QString::fromUtf16(usage), QString::fromUtf16(help), parse};
}
} // namespace

std::span<const CommandForm> commandForms()
{
    static const std::vector<CommandForm> forms{
        form(u"mv", u"mv TARGET QTY", u"moves; ends when settled", parseAbsolute),
        form(u"mvr", u"mvr TARGET QTY", u"moves by a difference, from the last setpoint", parseRelative),
        form(u"set", u"set ADDRESS VALUE", u"writes; ends when the device has accepted", parseSet),
        form(u"get", u"get ADDRESS...", u"prints readings of parameters", parseGet),
        form(u"wm", u"wm DEVICE...", u"prints all readings of devices", parseGetDevices),
        form(u"wa", u"wa", u"prints all readings of all devices", parseGetAll),
        form(u"home", u"home DEVICE", u"runs the command home of a device", parseHome),
        form(u"call", u"call DEVICE.COMMAND [A, B, ...]", u"runs a command of a device", parseCall),
        form(u"stop", u"stop [DEVICE]", u"stops one device; without a device STOP ALL, which latches until reset", parseStop),
        form(u"reset", u"reset", u"ends the latch of STOP ALL; restarts nothing", parseReset),
        form(u"acknowledge", u"acknowledge DEVICE", u"takes note that a device is not confirmed stopped, so that reset may go on",
             parseAcknowledge),
        form(u"cancel", u"cancel ID|all", u"cancels a task or all; stops only what they moved", parseCancel),
        form(u"pause", u"pause ID", u"pauses a task at its next safe point", parsePause),
        form(u"resume", u"resume ID", u"lets a paused task go on", parseResume),
        form(u"tasks", u"tasks", u"lists the active tasks", parseTasks),
        form(u"locks", u"locks", u"lists the locks, who holds them and who waits", parseLocks),
        form(u"wait", u"wait [ID|DURATION]", u"waits for all background tasks, for one task, or no longer than a time",
             parseWait),
        form(u"sleep", u"sleep DURATION", u"does nothing for a time", parseSleep),
        form(u"help", u"help [COMMAND]", u"lists the commands, or explains one", parseHelp),
    };
    return forms;
}
} // namespace podium::engine
