// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>

namespace podium::devices
{
/// What a definite-length block of a reply holds: `#3100` and then 100 bytes.
/// Source: IEEE 488.2, 8.7.9. Thread: any.
struct BlockFormat {
    enum class Content : quint8 { None, Text, Int8, UInt8, Int16, UInt16, Int32, UInt32, Float32, Float64 };

    Content content = Content::None; ///< None: the value is no block
    bool littleEndian = false;

    bool isBinary() const { return content != Content::None && content != Content::Text; }

    /// The words of instrument files, in the order of Content without None.
    static const QStringList &words();
    /// What stands in the block. Reply: one character for each byte.
    /// Errors: Device for what is no block, or whose length is not that of its header.
    static QString contentOf(const QString &reply);
    /// The numbers of a binary block. Errors: Device for what contentOf refuses, for bytes that are left over, and for a
    /// number that is not finite.
    QList<double> numbers(const QString &reply) const;
};
} // namespace podium::devices
