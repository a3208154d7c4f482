// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/serialports.h"

namespace podium::devices
{
/// Keeps a serial port for us while it lives, and finds out before anything is changed whether another program has it.
///
/// It holds a descriptor of its own with flock(), which picocom, pyserial and others respect, and heeds the lock files
/// (LCK..ttyUSB0) of those that write them. In the end the line keeps its settings and stays raised: what was written last still
/// leaves at the right speed, and a board that watches the line is not reset by the next opening.
/// Thread: the engine's.
class SerialLock
{
public:
    /// User: what is told to whoever wants the same port within this program.
    /// Errors: Disconnected; the message is a part of a sentence: no such port and which there are, who may use it, that another
    /// program or another device has it, that it is no serial port.
    SerialLock(const QString &path, const QString &user, const SerialPortList &ports);
    ~SerialLock();
    SerialLock(const SerialLock &) = delete;
    SerialLock &operator=(const SerialLock &) = delete;

    int descriptor() const { return m_descriptor; }
    /// What the system still has to send. Unit: bytes
    int unsent() const;

private:
    void take(const QString &path);

    int m_descriptor = -1;
    quint64 m_device = 0;
};
} // namespace podium::devices
