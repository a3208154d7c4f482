// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace podium::tests
{
/// How the proxy finds the messages in a stream of bytes.
enum class Cut : quint8 {
    Lines,   ///< up to a line feed; without one the first 64 KiB
    Returns, ///< up to a carriage return; without one the first 64 KiB
    Pieces,  ///< whatever arrives together
    Modbus,  ///< the length in the header of Modbus TCP
    Records, ///< record marking of ONC RPC
};

/// The length of the first whole message; 0: more bytes are needed. Thread: any.
qsizetype firstMessage(Cut cut, QByteArrayView bytes);
} // namespace podium::tests
