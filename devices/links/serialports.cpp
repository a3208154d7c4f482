// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/serialports.h"

#include "engine/model/quoted.h"
#include "engine/tasks/error.h"

#include <QSerialPortInfo>
#include <QStringList>

#include <algorithm>

namespace podium::devices
{
namespace
{
QString inWords(const UsbIdentity &usb)
{
    SerialAddress address;
    address.usb = usb;
    return address.toString().section(QLatin1String("//"), 1).section(QLatin1Char('?'), 0, 0);
}

bool fits(const UsbIdentity &wanted, const std::optional<UsbIdentity> &usb)
{
    return usb && usb->vendor == wanted.vendor && usb->product == wanted.product
        && (wanted.serial.isEmpty() || usb->serial == wanted.serial);
}

[[noreturn]] void fail(const QString &why) { throw engine::Error(engine::ErrorKind::Disconnected, why); }
} // namespace

std::vector<SerialPortEntry> systemPorts()
{
    std::vector<SerialPortEntry> ports;
    for (const auto &info : QSerialPortInfo::availablePorts()) {
        SerialPortEntry port{info.systemLocation(), info.description(), {}};
        if (info.hasVendorIdentifier() && info.hasProductIdentifier())
            port.usb = {info.vendorIdentifier(), info.productIdentifier(), info.serialNumber()};
        ports.push_back(std::move(port));
    }
    std::sort(ports.begin(), ports.end(), [](const auto &a, const auto &b) { return a.path < b.path; });
    return ports;
}

QString pathOf(const SerialAddress &address, const std::vector<SerialPortEntry> &ports)
{
    if (!address.usb)
        return address.path;
    QStringList paths;
    for (const auto &port : ports)
        if (fits(*address.usb, port.usb))
            paths << port.path;
    if (paths.isEmpty())
        fail(QStringLiteral("no adapter %1 is plugged in; %2").arg(inWords(*address.usb), portsInWords(ports)));
    if (paths.size() > 1)
        fail(QStringLiteral("%1 fits %2 ports (%3); add the serial number, or name the port by its path below /dev/serial/by-id")
                 .arg(inWords(*address.usb), QString::number(paths.size()), paths.join(QLatin1String(", "))));
    return paths.front();
}

QString portsInWords(const std::vector<SerialPortEntry> &ports)
{
    if (ports.empty())
        return QStringLiteral("there is no serial port at all");
    constexpr std::size_t most = 8;
    QStringList words;
    for (std::size_t i = 0; i < std::min(most, ports.size()); ++i) {
        QStringList about;
        if (!ports[i].description.isEmpty())
            about << engine::quoted(ports[i].description);
        if (ports[i].usb)
            about << inWords(*ports[i].usb);
        words << (about.isEmpty() ? ports[i].path : QStringLiteral("%1 (%2)").arg(ports[i].path, about.join(QLatin1String(", "))));
    }
    auto text = QStringLiteral("these ports are there: ") + words.join(QLatin1String(", "));
    if (ports.size() > most)
        text += QStringLiteral(" and %1 more").arg(ports.size() - most);
    return text;
}
} // namespace podium::devices
