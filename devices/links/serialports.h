// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/serialaddress.h"

#include <functional>
#include <vector>

namespace podium::devices
{
/// A serial port of this machine.
struct SerialPortEntry {
    QString path; ///< "/dev/ttyUSB0"
    QString description;
    std::optional<UsbIdentity> usb;
};

/// Lists the ports that are there now.
using SerialPortList = std::function<std::vector<SerialPortEntry>()>;

/// Those that the system knows. Takes some milliseconds.
std::vector<SerialPortEntry> systemPorts();

/// The device file that an address means now: its path, or that of the one port of its USB adapter.
/// Errors: Disconnected if no port or more than one fits; the message is a part of a sentence and says which are there.
QString pathOf(const SerialAddress &address, const std::vector<SerialPortEntry> &ports);

/// A part of a sentence: "these ports are there: /dev/ttyS0, /dev/ttyUSB0 (..., usb:0403:6001:A50285BI)", cut after eight.
QString portsInWords(const std::vector<SerialPortEntry> &ports);
} // namespace podium::devices
