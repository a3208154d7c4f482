// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QSocketNotifier;

namespace podium::app
{
/// Turns SIGINT, SIGTERM and SIGHUP into signals of the event loop. One object at a time.
/// Thread: that of its maker.
class UnixSignals : public QObject
{
    Q_OBJECT

public:
    explicit UnixSignals(QObject *parent = nullptr);
    ~UnixSignals() override;

Q_SIGNALS:
    /// Ctrl+C.
    void interrupted();
    /// Somebody wants the program to end.
    void terminated();

private:
    void read();

    int m_pipe[2] = {-1, -1};
    QSocketNotifier *m_notifier = nullptr;
};
} // namespace podium::app
