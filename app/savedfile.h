// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace podium::app
{
/// Writes a whole file: either it has the new bytes then, or it is as it was. Returns why that failed; empty: it did not.
/// Thread: any.
QString saveFile(const QString &path, const QByteArray &bytes);
} // namespace podium::app
