// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QVBoxLayout;

namespace podium::ui
{
class StopMonitor;

/// The red banner: one line per device that is not confirmed stopped. It has no close button; a line goes when a reading
/// confirms the stop, or when somebody acknowledges that device by name.
class StopBanner : public QFrame
{
    Q_OBJECT

public:
    explicit StopBanner(StopMonitor &monitor, QWidget *parent = nullptr);

    const QStringList &devices() const { return m_devices; }

Q_SIGNALS:
    /// It has something to say, or no more.
    void neededChanged(bool needed);

private:
    void refresh();
    QWidget *makeLine(const QString &device);

    StopMonitor &m_monitor;
    QStringList m_devices;
    QVBoxLayout *m_lines;
};
} // namespace podium::ui
