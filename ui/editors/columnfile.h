// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace podium::ui
{
/// The numbers in a text file, as they can be typed, and the line above them that was passed over.
struct Column {
    QString text;
    QString heading;
};

/// Reads a file with one number a line, or all in one line. Lines that begin with # and one heading are passed over.
/// Errors: Refused for what is no ordinary file, cannot be read, is too large, or has several columns, telling the line.
/// Thread: any; reads the file at once, which is bounded to 8 MB.
Column readColumn(const QString &path);
} // namespace podium::ui
