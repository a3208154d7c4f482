// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace podium::devices::modbus
{
/// The bytes and the words, highest byte first, of a message; 0 beyond its end. Thread: any.
inline int byteAt(const QByteArray &bytes, qsizetype at) { return at < bytes.size() ? static_cast<quint8>(bytes.at(at)) : 0; }
inline int wordAt(const QByteArray &bytes, qsizetype at) { return (byteAt(bytes, at) << 8) | byteAt(bytes, at + 1); }
} // namespace podium::devices::modbus
