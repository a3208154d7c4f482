// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/xdesktop.h"

#include <QDeadlineTimer>
#include <QStandardPaths>

namespace podium::tests {

namespace {

/// Much longer than it takes: a busy machine is no reason to fail.
constexpr int patienceMs = 20000;

bool hasLine(XProgram &program)
{
    const QDeadlineTimer deadline(patienceMs);
    while (program.lines().isEmpty())
        if (!program.waitForReadyRead(int(deadline.remainingTime())))
            return !program.lines().isEmpty();
    return true;
}

} // namespace

XProgram::XProgram(const QString &program, const QStringList &arguments, const QString &display)
{
    auto environment = QProcessEnvironment::systemEnvironment();
    if (!display.isEmpty())
        environment.insert(QStringLiteral("DISPLAY"), display);
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
    setProcessEnvironment(environment);
    setProcessChannelMode(QProcess::ForwardedErrorChannel);
    start(program, arguments);
}

XProgram::~XProgram()
{
    kill();
    waitForFinished();
}

QStringList XProgram::lines()
{
    m_output += readAllStandardOutput();
    return QString::fromLocal8Bit(m_output).split(u'\n', Qt::SkipEmptyParts);
}

XDesktop::XDesktop()
{
    const QStringList arguments{QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-screen"), QStringLiteral("0"),
                                QStringLiteral("1600x1000x24"), QStringLiteral("-nolisten"), QStringLiteral("tcp")};
    m_server = std::make_unique<XProgram>(QStringLiteral("Xvfb"), arguments, QString());
    if (!hasLine(*m_server)) {
        m_problem = QStringLiteral("Xvfb does not answer: %1").arg(m_server->errorString());
        return;
    }
    m_display = QLatin1Char(':') + m_server->lines().constFirst();
    // It runs the start-up command once it manages: a window that came before would get no focus.
    m_manager = std::make_unique<XProgram>(QStringLiteral("openbox"),
                                           QStringList{QStringLiteral("--startup"), QStringLiteral("echo manages")}, m_display);
    if (!hasLine(*m_manager))
        m_problem = QStringLiteral("openbox does not manage the display: %1").arg(m_manager->errorString());
}

XDesktop::~XDesktop()
{
    m_manager.reset();
    m_server.reset();
}

QString XDesktop::missing(const QStringList &besides)
{
    for (const auto &program : QStringList{QStringLiteral("Xvfb"), QStringLiteral("openbox"), QStringLiteral("xdotool")} + besides)
        if (QStandardPaths::findExecutable(program).isEmpty())
            return QStringLiteral("%1 is not installed").arg(program);
    return {};
}

QString XDesktop::xdotool(const QStringList &arguments) const
{
    XProgram program(QStringLiteral("xdotool"), arguments, m_display);
    if (program.waitForFinished(patienceMs) && program.exitStatus() == QProcess::NormalExit && program.exitCode() == 0)
        return {};
    return QStringLiteral("xdotool %1: %2").arg(arguments.join(u' '), program.errorString());
}

} // namespace podium::tests
