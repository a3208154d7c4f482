// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/options.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace podium::app
{
namespace
{
QString tr(const char *text)
{
    return QCoreApplication::translate("podium::app::Options", text);
}

struct Grammar {
    QCommandLineOption bench{QStringLiteral("bench"), tr("The bench to run; the simulated bench if not given."), tr("FILE")};
    QCommandLineOption headless{QStringLiteral("headless"),
                                tr("Run without a window; commands come from --exec or standard input.")};
    QCommandLineOption exec{QStringLiteral("exec"), tr("Run these console commands, headless, and exit."), tr("TEXT")};
    QCommandLineOption json{QStringLiteral("json"), tr("One JSON object per event on standard output.")};
    QCommandLineOption check{QStringLiteral("check"), tr("Check a bench or instrument file and exit with 0 or 2."), tr("FILE")};
    QCommandLineOption probe{QStringLiteral("probe"),
                             tr("Find out which instrument answers at an address, and propose a file for an unknown one."),
                             tr("ADDRESS")};
    QCommandLineOption list{QStringLiteral("list-devices"), tr("List the devices of the bench and exit.")};
    QCommandLineOption screenshot{QStringLiteral("screenshot"),
                                  tr("Save a picture of the window after the first values and exit."), tr("FILE")};
    QCommandLineOption state{QStringLiteral("state"), tr("Folder of journal and settings, one process per folder."), tr("DIR")};
    QCommandLineOption immediate{QStringLiteral("immediate"),
                                 tr("Virtual clock: waits cost nothing; headless, simulated devices only.")};
    QCommandLineOption refuse{QStringLiteral("refuse-locked"),
                              tr("Console commands fail at a lock instead of waiting for it.")};
    QCommandLineOption safe{QStringLiteral("safe-start"),
                            tr("Start with the simulated bench and without settings; so does Shift, held down.")};
    QCommandLineOption help{{QStringLiteral("h"), QStringLiteral("help")}, tr("Show this text.")};
    QCommandLineOption version{{QStringLiteral("v"), QStringLiteral("version")}, tr("Show the version.")};
    QCommandLineParser parser;

    Grammar()
    {
        parser.setApplicationDescription(tr("Podium runs the instruments of a laboratory bench."));
        parser.addOptions({bench, headless, exec, json, check, probe, list, screenshot, state, immediate, refuse, safe, help, version});
    }
};
} // namespace

QString helpText()
{
    return Grammar().parser.helpText();
}

ParsedOptions parseOptions(const QStringList &arguments)
{
    Grammar grammar;
    const auto &parser = grammar.parser;
    ParsedOptions parsed;
    if (!grammar.parser.parse(arguments)) {
        parsed.problem = parser.errorText();
        parsed.options.headless = true;
        return parsed;
    }
    auto &options = parsed.options;
    options.bench = parser.value(grammar.bench);
    options.headless = parser.isSet(grammar.headless) || parser.isSet(grammar.exec);
    if (parser.isSet(grammar.exec))
        options.program = parser.value(grammar.exec);
    options.json = parser.isSet(grammar.json);
    options.check = parser.value(grammar.check);
    options.probe = parser.value(grammar.probe);
    options.listDevices = parser.isSet(grammar.list);
    options.screenshot = parser.value(grammar.screenshot);
    options.state = parser.value(grammar.state);
    options.immediate = parser.isSet(grammar.immediate);
    options.refuseLocked = parser.isSet(grammar.refuse);
    options.safeStart = parser.isSet(grammar.safe);
    options.help = parser.isSet(grammar.help);
    options.version = parser.isSet(grammar.version);
    if (!parser.positionalArguments().isEmpty())
        parsed.problem = tr("%1 is no option; console commands go into --exec \"...\".").arg(parser.positionalArguments().front());
    else if (options.immediate && options.needsWindow())
        parsed.problem = tr("--immediate has a virtual clock, which a window cannot show; add --headless.");
    else if (parser.isSet(grammar.check) && options.check.isEmpty())
        parsed.problem = tr("--check needs the name of a file.");
    else if (parser.isSet(grammar.probe) && options.probe.isEmpty())
        parsed.problem = tr("--probe needs an address, for example tcp://192.168.1.20:5025.");
    return parsed;
}
} // namespace podium::app
