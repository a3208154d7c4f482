// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace podium::engine
{
/// Bytes as one line of printable ASCII: \r, \n, \t and \\ for themselves, \xNN for every other byte that is no letter.
/// Thread: any.
QString byteText(QByteArrayView bytes);

/// The way back: what a person typed, as bytes. The text may hold any printable ASCII and these escapes.
/// Errors: Refused naming the place and what may stand there. Thread: any.
QByteArray bytesOf(const QString &text);
} // namespace podium::engine
