// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/podiumprocess.h"

#include <QDeadlineTimer>
#include <QJsonDocument>

namespace podium::tests
{
PodiumProcess::PodiumProcess()
{
    m_process.setProgram(QStringLiteral(PODIUM_BINARY));
}

PodiumProcess::~PodiumProcess()
{
    if (m_process.state() != QProcess::NotRunning) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

void PodiumProcess::start(const QStringList &arguments)
{
    m_events.clear();
    m_stray.clear();
    m_buffer.clear();
    m_errors.clear();
    m_process.setArguments(QStringList{QStringLiteral("--json"), QStringLiteral("--state"), m_state.path()} + arguments);
    m_process.start();
    m_process.waitForStarted();
}

int PodiumProcess::run(const QStringList &arguments, int timeoutMs)
{
    start(arguments);
    m_process.closeWriteChannel();
    return waitForEnd(timeoutMs);
}

int PodiumProcess::waitForEnd(int timeoutMs)
{
    const bool ended = m_process.state() == QProcess::NotRunning || m_process.waitForFinished(timeoutMs);
    read();
    return ended && m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
}

bool PodiumProcess::waitForEvent(const QJsonObject &members, int timeoutMs)
{
    const QDeadlineTimer deadline(timeoutMs);
    qsizetype seen = 0;
    for (;;) {
        read();
        for (; seen < m_events.size(); ++seen)
            if (matches(m_events[seen], members))
                return true;
        if (deadline.hasExpired() || m_process.state() == QProcess::NotRunning)
            return false;
        m_process.waitForReadyRead(static_cast<int>(std::min<qint64>(100, deadline.remainingTime())));
    }
}

QByteArray PodiumProcess::errorOutput()
{
    m_errors += m_process.readAllStandardError();
    return m_errors;
}

bool PodiumProcess::matches(const QJsonObject &event, const QJsonObject &members)
{
    for (auto member = members.begin(); member != members.end(); ++member) {
        if (!event.contains(member.key()))
            return false;
        const auto value = event.value(member.key());
        if (member.value().isObject() ? !matches(value.toObject(), member.value().toObject()) : value != member.value())
            return false;
    }
    return true;
}

void PodiumProcess::read()
{
    m_buffer += m_process.readAllStandardOutput();
    for (qsizetype end = m_buffer.indexOf('\n'); end >= 0; end = m_buffer.indexOf('\n')) {
        const auto line = m_buffer.left(end);
        m_buffer.remove(0, end + 1);
        const auto document = QJsonDocument::fromJson(line);
        if (document.isObject())
            m_events << document.object();
        else
            m_stray << QString::fromUtf8(line);
    }
}
} // namespace podium::tests
