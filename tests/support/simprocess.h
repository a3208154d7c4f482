// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QProcess>
#include <QStringList>
#include <QTcpSocket>
#include <QTemporaryDir>

#include <chrono>

namespace podium::tests
{

/// One line of the log of podium-sim.
struct SimLine {
    std::chrono::nanoseconds time{0};
    QByteArray instrument;
    int connection = 0;
    char direction = 0;
    QByteArray text;
};

/// A running podium-sim with its log in a folder of its own; ends with this object.
/// A test program that uses it links podium_simprocess.
/// Thread: main thread.
class SimProcess
{
public:
    /// Starts it and waits until it has printed its ports. `arguments` are all but `--log`.
    explicit SimProcess(const QStringList &arguments);
    ~SimProcess();

    /// What went wrong at the start, or empty.
    QString error() const { return m_error; }
    /// The port of an instrument by its printed name; 0 if there is none.
    quint16 port(const QByteArray &name) const { return m_ports.value(name); }
    QProcess &process() { return m_process; }

    /// The log so far.
    QList<SimLine> log() const;
    /// The messages of one instrument so far, each as `< TEXT` or `> TEXT`.
    QList<QByteArray> messages(const QByteArray &instrument) const;

    /// Where the podium-sim of this build is.
    static QString program();

private:
    QTemporaryDir m_folder;
    mutable QList<SimLine> m_lines; ///< of the log as far as it was read
    mutable qint64 m_read = 0;      ///< bytes of it
    QProcess m_process;
    QHash<QByteArray, quint16> m_ports;
    QString m_error;
};

/// A plain client of one instrument. Each wait is bounded by five seconds.
/// Thread: main thread.
class SimClient
{
public:
    explicit SimClient(quint16 port);

    QTcpSocket &socket() { return m_socket; }
    /// Sends a message and its line end.
    void send(const QByteArray &message);
    /// The next line without its end; null if none comes in time.
    QByteArray line(std::chrono::milliseconds limit = std::chrono::seconds(5));
    QByteArray ask(const QByteArray &message);

private:
    QTcpSocket m_socket;
};

} // namespace podium::tests
