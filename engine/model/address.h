// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <compare>
#include <optional>

namespace podium::engine
{
/// "stage/x": parts of letters, digits, _ and - joined by /. Case-sensitive.
using DeviceId = QString;

/// Whether a text has the form of a device id.
/// Thread: any.
bool isDeviceId(QStringView text);

/// The id of the device above ("stage" for "stage/x"); empty for a device that has none.
/// Thread: any.
DeviceId parentDevice(QStringView id);

/// Names a parameter or a command of a device: "stage/x.position".
/// Thread: any.
struct Address {
    DeviceId device;
    QString parameter;

    /// Splits at the last dot; nothing if either half is malformed.
    static std::optional<Address> parse(const QString &text);
    QString text() const;

    bool operator==(const Address &) const = default;
    std::strong_ordering operator<=>(const Address &other) const;
};

size_t qHash(const Address &address, size_t seed = 0) noexcept;
} // namespace podium::engine
