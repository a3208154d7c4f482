// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace podium::engine
{
/// A foreign text for use inside a message: in double quotes, unprintable characters escaped, cut at 60 characters.
/// Thread: any.
QString quoted(QStringView text);
} // namespace podium::engine
