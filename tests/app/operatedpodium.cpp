// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/operatedpodium.h"

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QTimer>

#include <algorithm>

namespace podium::tests
{
namespace
{
/// Much longer than it takes: a busy machine is no reason to fail.
constexpr int patienceMs = 30000;

/// A name that no part has, to ask about the window alone.
QString nothing() { return QStringLiteral("-"); }

Seen seenFrom(const QJsonObject &part)
{
    const auto number = [&](const char *key) { return part.value(QLatin1String(key)).toInt(); };
    const auto text = [&](const char *key) { return part.value(QLatin1String(key)).toString(); };
    const auto flag = [&](const char *key) { return part.value(QLatin1String(key)).toBool(); };
    Seen seen;
    seen.name = text("name");
    seen.description = text("description");
    seen.value = text("value");
    seen.place = QRect(number("x"), number("y"), number("width"), number("height"));
    seen.enabled = flag("enabled");
    seen.focused = flag("focused");
    seen.inView = flag("inView");
    seen.isButton = flag("isButton");
    seen.readOnly = flag("readOnly");
    for (const auto &name : part.value(QStringLiteral("within")).toArray())
        seen.within << name.toString();
    return seen;
}

template <typename Condition>
Seen firstOf(const QList<Seen> &parts, Condition holds)
{
    const auto found = std::find_if(parts.begin(), parts.end(), holds);
    return found == parts.end() ? Seen() : *found;
}
} // namespace

OperatedPodium::OperatedPodium(const XDesktop &desktop, const QString &bench) : m_desktop(desktop)
{
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("DISPLAY"), desktop.display());
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
    environment.insert(QStringLiteral("QT_PLUGIN_PATH"), QStringLiteral(PODIUM_PROBE_FOLDER));
    environment.insert(QStringLiteral("QT_QPA_GENERIC_PLUGINS"), QStringLiteral("windowprobe"));
    environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), m_runtime.path());
    m_program.setProcessEnvironment(environment);
    m_program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_program.start(QStringLiteral(PODIUM_BINARY), {QStringLiteral("--bench"), bench, QStringLiteral("--state"), m_state.path()});
    m_program.waitForStarted(patienceMs);
}

OperatedPodium::~OperatedPodium()
{
    m_program.kill();
    m_program.waitForFinished(patienceMs);
}

bool OperatedPodium::isReady() { return activeWindow().endsWith(QStringLiteral(" Podium")); }

int OperatedPodium::waitForEnd()
{
    const bool ended = m_program.state() == QProcess::NotRunning || m_program.waitForFinished(patienceMs);
    return ended && m_program.exitStatus() == QProcess::NormalExit ? m_program.exitCode() : -1;
}

QString OperatedPodium::enlarge() const
{
    const auto text = [](const char *word) { return QString::fromLatin1(word); };
    return m_desktop.xdotool({text("getactivewindow"), text("windowmove"), text("0"), text("0"), text("windowsize"), text("1500"), text("900")});
}

QString OperatedPodium::press(const QStringList &keys) const
{
    return m_desktop.xdotool(QStringList{QStringLiteral("key")} + keys);
}

QString OperatedPodium::type(const QString &text) const { return m_desktop.xdotool({QStringLiteral("type"), text}); }

QString OperatedPodium::click(const Seen &part, int button, int times) const
{
    if (!part.exists() || !part.inView)
        return QStringLiteral("%1 cannot be seen, so nobody can click on it").arg(part.name);
    const auto at = part.place.center();
    return m_desktop.xdotool({QStringLiteral("mousemove"), QString::number(at.x()), QString::number(at.y()), QStringLiteral("click"),
                              QStringLiteral("--repeat"), QString::number(times), QString::number(button)});
}

QList<Seen> OperatedPodium::all(const QString &name, const QString &within)
{
    QList<Seen> found;
    for (const auto &part : ask(name).value(QStringLiteral("parts")).toArray()) {
        const auto seen = seenFrom(part.toObject());
        if (within.isEmpty() || seen.within.contains(within))
            found << seen;
    }
    return found;
}

Seen OperatedPodium::see(const QString &name, const QString &within) { return all(name, within).value(0); }

Seen OperatedPodium::seeText(const QString &fragment, const QString &within)
{
    return firstOf(all({}, within),
                   [&](const Seen &part) { return part.name.contains(fragment) || part.value.contains(fragment); });
}

Seen OperatedPodium::seeTask(const QString &label, const QString &state)
{
    const auto comma = QStringLiteral(", ");
    return firstOf(all({}, QStringLiteral("Tasks")),
                   [&](const Seen &part) { return part.name.startsWith(label + comma) && part.name.contains(comma + state); });
}

Seen OperatedPodium::focus()
{
    const auto part = ask(nothing()).value(QStringLiteral("focus")).toObject();
    return part.isEmpty() ? Seen() : seenFrom(part);
}

QString OperatedPodium::activeWindow() { return ask(nothing()).value(QStringLiteral("active")).toString(); }

bool OperatedPodium::hasPopup() { return ask(nothing()).value(QStringLiteral("popup")).toBool(); }

QJsonObject OperatedPodium::ask(const QString &name)
{
    if (QTest::currentTestFailed())
        return {};
    // In an event loop, for instruments of the test may have to answer the program meanwhile.
    const QDeadlineTimer deadline(patienceMs);
    QEventLoop loop;
    QObject::connect(&m_program, &QProcess::readyReadStandardOutput, &loop, &QEventLoop::quit);
    QObject::connect(&m_program, &QProcess::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(patienceMs, &loop, &QEventLoop::quit);
    const bool isAsked = isRunning() && m_program.write(name.toUtf8() + '\n') > 0;
    while (isAsked && !m_program.canReadLine() && isRunning() && !deadline.hasExpired())
        loop.exec();
    const auto answer = m_program.canReadLine() ? QJsonDocument::fromJson(m_program.readLine()).object() : QJsonObject();
    if (answer.isEmpty()) {
        const auto what = isRunning() ? QStringLiteral("The program does not answer")
                                      : QStringLiteral("The program has ended, with %1").arg(m_program.exitCode());
        QTest::qFail(qPrintable(what), __FILE__, __LINE__);
    }
    return answer;
}
} // namespace podium::tests
