// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sim/quitsignals.h"
#include "tests/faults/proxy/faultproxy.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QSocketNotifier>

#include <cstdio>

#include <unistd.h>

using namespace podium::tests;

namespace
{
/// What is said to the one who started it, on standard output.
void say(const QString &line)
{
    std::puts(qUtf8Printable(line));
    std::fflush(stdout);
}

int usage(const QString &problem)
{
    std::fprintf(stderr, "faultproxy: %s\n", qUtf8Printable(problem));
    return 2;
}

std::optional<Cut> cutOf(const QString &name)
{
    const QStringList names{QStringLiteral("lines"), QStringLiteral("returns"), QStringLiteral("pieces"),
                            QStringLiteral("modbus"), QStringLiteral("records")};
    const auto at = names.indexOf(name);
    return at < 0 ? std::nullopt : std::optional(Cut(at));
}

/// Errors: false, and the problem says why.
bool readTarget(const QString &target, ProxyPlace &place)
{
    if (target.startsWith(QLatin1Char('/'))) {
        place.terminal = target.toLocal8Bit();
        return true;
    }
    const auto colon = target.lastIndexOf(QLatin1Char(':'));
    if (colon > 0)
        place.host = target.left(colon).toLatin1();
    place.target = QStringView(target).sliced(colon + 1).toUShort();
    return place.target != 0;
}

/// Lines from standard input; its end is none of ours.
class Control
{
public:
    explicit Control(FaultProxy &proxy)
        : m_proxy(proxy)
        , m_notifier(STDIN_FILENO, QSocketNotifier::Read)
    {
        QObject::connect(&m_notifier, &QSocketNotifier::activated, &m_notifier, [this] { read(); });
    }

private:
    void read()
    {
        char bytes[4096];
        const auto count = ::read(STDIN_FILENO, bytes, sizeof bytes);
        if (count <= 0) {
            m_notifier.setEnabled(false);
            return;
        }
        m_text.append(bytes, count);
        for (auto end = m_text.indexOf('\n'); end >= 0; end = m_text.indexOf('\n')) {
            const auto terminal = m_proxy.terminal();
            const auto problem = m_proxy.command(QString::fromUtf8(m_text.first(end)));
            if (m_proxy.terminal() != terminal)
                say(QStringLiteral("pty ") + QString::fromLocal8Bit(m_proxy.terminal()));
            say(problem.isEmpty() ? QStringLiteral("ok") : QStringLiteral("error: ") + problem);
            m_text.remove(0, end + 1);
        }
    }

    FaultProxy &m_proxy;
    QSocketNotifier m_notifier;
    QByteArray m_text;
};
} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.setApplicationDescription(QStringLiteral("Stands between a program and an instrument and breaks what is said; see "
                                                    "tests/faults/proxy/README.md."));
    parser.addPositionalArgument(QStringLiteral("TARGET"), QStringLiteral("the instrument: [HOST:]PORT or a terminal"));
    const auto option = [&parser](const char *name, const char *help, const char *value) {
        parser.addOption({QString::fromLatin1(name), QString::fromLatin1(help), QString::fromLatin1(value)});
    };
    option("port", "the client's port on 127.0.0.1; without it any that is free", "N");
    parser.addOption({QStringLiteral("pty"), QStringLiteral("the client opens a pseudo-terminal instead")});
    option("link", "a name that always leads to the pseudo-terminal of the moment", "FILE");
    option("cut", "what a message is: lines, returns, pieces, modbus, records", "HOW");
    option("seed", "fixes what is left to chance", "N");
    option("log", "every byte with its time goes here", "FILE");
    option("script", "a file with a rule or command on each line; # begins a remark", "FILE");
    option("rule", "a rule or command; may be given several times", "LINE");
    parser.process(application);

    ProxyPlace place;
    const auto cut = cutOf(parser.isSet(QStringLiteral("cut")) ? parser.value(QStringLiteral("cut")) : QStringLiteral("lines"));
    if (!cut)
        return usage(QStringLiteral("--cut is one of lines, returns, pieces, modbus, records"));
    if (parser.positionalArguments().size() != 1 || !readTarget(parser.positionalArguments().constFirst(), place))
        return usage(QStringLiteral("give one TARGET: a port, HOST:PORT, or a terminal such as /dev/ttyUSB0"));
    place.cut = *cut;
    place.isPty = parser.isSet(QStringLiteral("pty"));
    place.link = parser.value(QStringLiteral("link"));
    place.port = parser.value(QStringLiteral("port")).toUShort();
    place.seed = parser.value(QStringLiteral("seed")).toUInt();

    auto lines = parser.values(QStringLiteral("rule"));
    if (const auto name = parser.value(QStringLiteral("script")); !name.isEmpty()) {
        QFile script(name);
        if (!script.open(QIODevice::ReadOnly))
            return usage(QStringLiteral("%1 cannot be read: %2").arg(name, script.errorString()));
        lines = QString::fromUtf8(script.readAll()).split(QLatin1Char('\n')) + lines;
    }

    FaultProxy proxy(place);
    if (!proxy.problem().isEmpty())
        return usage(proxy.problem());
    if (const auto name = parser.value(QStringLiteral("log")); !name.isEmpty() && !proxy.log().open(name))
        return usage(QStringLiteral("%1 cannot be written: %2").arg(name, proxy.log().errorText()));
    for (const auto &line : lines)
        if (const auto text = line.trimmed(); !text.isEmpty() && !text.startsWith(QLatin1Char('#')))
            if (const auto problem = proxy.command(text); !problem.isEmpty())
                return usage(problem);
    say(QStringLiteral("seed %1").arg(proxy.script().seed()));
    say(place.isPty ? QStringLiteral("pty ") + QString::fromLocal8Bit(proxy.terminal())
                    : QStringLiteral("tcp 127.0.0.1:%1").arg(proxy.port()));
    const Control control(proxy);
    const podium::app::QuitSignals quit;
    return application.exec();
}
