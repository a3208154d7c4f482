// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/families/configreader.h"

#include <functional>

namespace podium::devices
{
/// A message with places to be filled: `P {value} {setpoint:elevation}`.
class MessageTemplate
{
public:
    enum class Place : quint8 { Literal, Value, Setpoint, Argument };
    struct Piece {
        Place place = Place::Literal;
        QString text; ///< the literal text, or the name of the parameter or the argument
    };
    /// What a template may use.
    struct Names {
        bool value = false;
        QStringList setpoints;
        std::optional<QStringList> arguments; ///< none: it is no message of a command
    };

    /// Notes a problem for what is no printable message and for places that are not known here.
    static MessageTemplate read(const ConfigNode &node, const QString &text, const Names &names, ProblemList &problems);

    const std::vector<Piece> &pieces() const { return m_pieces; }
    /// Fill: the text for one place, which must not contain what ends a message.
    /// Errors: Refused for a text that has unprintable characters; what fill throws.
    QByteArray filled(const std::function<QString(const Piece &)> &fill) const;

private:
    std::vector<Piece> m_pieces;
};

/// Only what may stand inside a message: ASCII from space to ~.
bool isPrintable(const QString &text);
} // namespace podium::devices
