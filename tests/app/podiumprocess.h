// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QProcess>
#include <QTemporaryDir>

namespace podium::tests
{
/// Runs the real program headless with --json and a state folder of its own, and reads its events.
class PodiumProcess
{
public:
    PodiumProcess();
    ~PodiumProcess();

    void start(const QStringList &arguments);
    /// Runs to the end. Returns the exit code; -1 when it did not end in time or crashed.
    int run(const QStringList &arguments, int timeoutMs = 60000);
    int waitForEnd(int timeoutMs = 60000);
    /// Waits until an event with these members has come, or the time is over.
    bool waitForEvent(const QJsonObject &members, int timeoutMs = 20000);

    const QList<QJsonObject> &events() const { return m_events; }
    /// Lines of standard output that are no JSON object: there must be none.
    const QStringList &strayLines() const { return m_stray; }
    QByteArray errorOutput();
    QProcess &process() { return m_process; }
    QString stateFolder() const { return m_state.path(); }

    /// Whether an event has all these members; members of members count alike.
    static bool matches(const QJsonObject &event, const QJsonObject &members);

private:
    void read();

    QTemporaryDir m_state;
    QProcess m_process;
    QByteArray m_buffer;
    QByteArray m_errors;
    QList<QJsonObject> m_events;
    QStringList m_stray;
};
} // namespace podium::tests
