// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace podium::ui
{
/// Writes lines of text into a file, in UTF-8; a file that is there already is replaced by all of them or kept.
/// Errors: returns why it could not be written; empty: it is.
QString saveLines(const QString &file, const QStringList &lines);
} // namespace podium::ui
