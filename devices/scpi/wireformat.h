// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/scpi/blockformat.h"
#include "engine/model/parameterspec.h"
#include "engine/model/value.h"

namespace podium::devices
{
/// The spellings of one choice on the wire; the first is the one that is written.
struct WireChoice {
    QString name;
    QStringList codes;
};

/// Whether two spellings mean the same on the wire: letter by letter whatever the case, or as the same number.
bool isSameCode(const QString &a, const QString &b);

/// How the values of one parameter are spelled on the wire. All numbers are those of the C locale.
struct WireFormat {
    double scale = 1;  ///< value in the parameter's unit = number on the wire * scale
    int decimals = -1; ///< of written numbers; -1: as short as they can be read back exactly
    quint64 bits = 0;  ///< of a boolean: the reply is a sum, and any of these bits means true
    QStringList on{QStringLiteral("1"), QStringLiteral("ON")};
    QStringList off{QStringLiteral("0"), QStringLiteral("OFF")};
    std::vector<WireChoice> choices;
    BlockFormat block;   ///< of texts and waveforms: the reply is a definite-length block
    QStringList invalid; ///< replies that say that there is no value

    /// Errors: Device for whatever is not exactly a value of that type; never a guess, never 0.
    engine::Value decode(const engine::ParameterSpec &spec, const QString &text) const;
    QString encode(const engine::Value &value) const;
};
} // namespace podium::devices
