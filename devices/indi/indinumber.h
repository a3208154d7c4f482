// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

/// Numbers as INDI writes them.
/// Thread: any.
namespace podium::devices::indi
{
/// A number in the C locale, or two or three sexagesimal parts between ':', ';' or spaces: "-0:30:00" is -0.5.
/// Nothing for anything else, also for parts beyond 59, "nan" and "inf".
std::optional<double> parseNumber(QStringView text);

/// Digits behind the point that a format shows ("%5.2f", "%.3g", "%d"); for a sexagesimal one ("%10.6m") as many as its last
/// part needs; -1: it does not say.
int decimalsOf(const QString &format);
/// Whether a format shows hours or degrees, minutes and seconds.
bool isSexagesimal(const QString &format);

/// The shortest decimal form that reads back as the same number.
QByteArray numberText(double number);
} // namespace podium::devices::indi
