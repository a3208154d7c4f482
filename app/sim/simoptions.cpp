// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sim/simoptions.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace podium::app
{

namespace
{

QString tr(const char *text) { return QCoreApplication::translate("podium-sim", text); }

/// A whole number of digits only, up to `largest`; anything else is told in `error`.
std::optional<quint32> number(const QString &option, const QString &text, quint32 largest, QString *error)
{
    bool isNumber = false;
    const quint32 value = text.toUInt(&isNumber);
    if (isNumber && value <= largest && text.at(0).isDigit())
        return value;
    *error = tr("%1: '%2' is no whole number from 0 to %3").arg(option, text, QString::number(largest));
    return std::nullopt;
}

std::optional<quint16> port(const QString &option, const QString &text, QString *error)
{
    const std::optional<quint32> value = number(option, text, std::numeric_limits<quint16>::max(), error);
    return value ? std::optional(static_cast<quint16>(*value)) : std::nullopt;
}

std::optional<SimOptions::Instrument> instrument(const QString &text, quint16 defaultPort, QString *error)
{
    static const QStringList kinds{QStringLiteral("motion"), QStringLiteral("supply"), QStringLiteral("meter")};
    const QString kind = text.section(u':', 0, 0);
    if (!kinds.contains(kind)) {
        *error = tr("--instrument: '%1' is none of %2").arg(kind, kinds.join(QStringLiteral(", ")));
        return std::nullopt;
    }
    SimOptions::Instrument result{.kind = kind.toUtf8(), .name = kind.toUtf8(), .port = defaultPort};
    if (text.contains(u':')) {
        const std::optional<quint16> own = port(QStringLiteral("--instrument"), text.section(u':', 1), error);
        if (!own)
            return std::nullopt;
        result.port = *own;
    }
    return result;
}

bool addInstruments(SimOptions &options, const QStringList &values, quint16 defaultPort, QString *error)
{
    for (const QString &value : values) {
        std::optional<SimOptions::Instrument> added = instrument(value, defaultPort, error);
        if (!added)
            return false;
        const auto sameKind = std::count_if(options.instruments.begin(), options.instruments.end(),
                                            [&](const auto &each) { return each.kind == added->kind; });
        if (sameKind > 0)
            added->name += '-' + QByteArray::number(sameKind + 1);
        options.instruments.append(*added);
    }
    return true;
}

bool addFaults(SimOptions &options, const QStringList &values, QString *error)
{
    QStringList names;
    for (const SimOptions::Instrument &each : options.instruments)
        names.append(QString::fromUtf8(each.name));
    for (const QString &value : values) {
        const std::optional<FaultRule> rule = FaultRule::parse(value, error);
        if (!rule)
            return false;
        const QString name = QString::fromUtf8(rule->instrument);
        if (!name.isEmpty() && !names.contains(name)) {
            *error = tr("fault '%1': no instrument is named '%2'; there are %3")
                         .arg(value, name, names.join(QStringLiteral(", ")));
            return false;
        }
        options.faults.append(*rule);
    }
    return true;
}

} // namespace

std::optional<SimOptions> SimOptions::parse(const QStringList &arguments, QString *error)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(tr("Serves simulated instruments on 127.0.0.1 and prints one line "
                                        "\"NAME ADDRESS:PORT\" for each."));
    parser.addHelpOption();
    const QCommandLineOption kind(QStringLiteral("instrument"), tr("motion, supply or meter; may be repeated."),
                                  tr("KIND[:PORT]"));
    const QCommandLineOption portOption(QStringLiteral("port"), tr("Port of an instrument that names none; 0: any."),
                                        tr("N"), QStringLiteral("0"));
    const QCommandLineOption log(QStringLiteral("log"), tr("Logs every message with its time."), tr("FILE"));
    const QCommandLineOption fault(QStringLiteral("fault"), tr("What goes wrong, and when; may be repeated."),
                                   QStringLiteral("[INSTRUMENT/]VERB[=NUMBER][@FIRST[/EVERY]][~TEXT]"));
    const QCommandLineOption seedOption(QStringLiteral("seed"), tr("Seed of noise and garbage."), tr("N"),
                                        QStringLiteral("1"));
    const QCommandLineOption vxi11(QStringLiteral("vxi11"),
                                   tr("Serves the instruments over VXI-11, too, as inst0, inst1, ...; 0: any port."),
                                   tr("PORT"));
    const QCommandLineOption portmapper(QStringLiteral("portmapper"),
                                        tr("Tells clients of VXI-11 its port; most ask port 111."), tr("PORT"));
    parser.addOptions({kind, portOption, log, fault, seedOption, vxi11, portmapper});
    if (!parser.parse(arguments)) {
        *error = parser.errorText();
        return std::nullopt;
    }
    if (parser.isSet(QStringLiteral("help")))
        parser.showHelp();
    if (!parser.positionalArguments().isEmpty()) {
        *error = tr("'%1' is no option; see --help").arg(parser.positionalArguments().constFirst());
        return std::nullopt;
    }
    SimOptions options;
    options.logFile = parser.value(log);
    const auto defaultPort = podium::app::port(QStringLiteral("--port"), parser.value(portOption), error);
    const auto seed =
        number(QStringLiteral("--seed"), parser.value(seedOption), std::numeric_limits<quint32>::max(), error);
    if (!defaultPort || !seed || !addInstruments(options, parser.values(kind), *defaultPort, error))
        return std::nullopt;
    options.seed = *seed;
    for (const auto &[option, place] : {std::pair(&vxi11, &options.vxi11Port), std::pair(&portmapper, &options.portmapperPort)}) {
        if (!parser.isSet(*option))
            continue;
        *place = podium::app::port(QStringLiteral("--") + option->names().constFirst(), parser.value(*option), error);
        if (!*place)
            return std::nullopt;
    }
    if (options.portmapperPort && !options.vxi11Port) {
        *error = tr("--portmapper has nothing to tell without --vxi11");
        return std::nullopt;
    }
    if (options.instruments.isEmpty()) {
        *error = tr("no instrument to serve; give --instrument motion, supply or meter");
        return std::nullopt;
    }
    if (!addFaults(options, parser.values(fault), error))
        return std::nullopt;
    return options;
}

} // namespace podium::app
