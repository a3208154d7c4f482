// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace podium::engine
{
/// An operator's own bolt on a parameter or a device; nothing to do with locks.
struct Protection {
    enum class Kind : quint8 { None, Plain, Permanent };

    Kind kind = Kind::None; ///< Permanent holds until the program ends
    QString by;
    QString reason;

    bool isOn() const { return kind != Kind::None; }
    bool operator==(const Protection &) const = default;
};
} // namespace podium::engine
