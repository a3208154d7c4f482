// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/app/operatedpodium.h"
#include "tests/support/simprocess.h"

namespace podium::tests
{
/// podium-sim's motion controller with the axes stage/x and stage/y, and the program at work on it. What the operator does is
/// judged by what the controller received.
class OperatedRack
{
public:
    /// fault: what the controller is told to have (see app/sim/README.md); the program then takes it for one that needs a
    /// minute for a stop, and sends no fast stop of its own accord before that.
    explicit OperatedRack(const XDesktop &desktop, const QString &fault = {});

    OperatedPodium &podium() { return *m_podium; }
    SimProcess &sim() { return *m_sim; }
    quint16 port() const { return m_port; }

    /// The window is there and both axes can be set.
    bool isReady();
    /// The field of its position is there and takes a setpoint, or is there and takes none.
    bool canSet(const QString &device);
    bool isClosed(const QString &device);
    Seen field(const QString &device, const QString &title = QStringLiteral("Position"));
    /// Clicks into the field of a parameter, and types; true once the field holds the text. To be tried until it is.
    bool types(const QString &device, const QString &text, const QString &title = QStringLiteral("Position"));

    /// Starts a motion to 20 mm that takes most of a minute; returns when the axis moves and the window shows the task.
    void startMotion(const QString &device);

    /// From here on counts what received() returns.
    void mark();
    /// What came since the mark and is no question, in order.
    QList<QByteArray> received() const;
    /// Of those the ones that begin so.
    QList<QByteArray> received(const QByteArray &verb) const;
    /// What the controller answers to somebody else; the test fails when it does not.
    QByteArray ask(const QByteArray &question) const;
    bool isMoving(const QByteArray &axis) const { return (ask("STAT? " + axis).toInt() & 1) != 0; }

    /// The instrument is gone, and comes back at the same port.
    void killInstrument() { m_sim.reset(); }
    void startInstrument();
    /// It says nothing more, and does.
    void freezeInstrument() const;
    void thawInstrument() const;

private:
    QList<QByteArray> all() const;

    QTemporaryDir m_folder;
    QString m_fault;
    std::unique_ptr<SimProcess> m_sim;
    quint16 m_port = 0;
    std::unique_ptr<OperatedPodium> m_podium;
    qsizetype m_mark = 0;
};

QString panelOf(const QString &device);
} // namespace podium::tests
