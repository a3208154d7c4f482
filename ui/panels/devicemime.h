// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QMimeData;

namespace podium::ui
{
/// The type of data under which devices are dragged within Podium, and of nothing else.
QString deviceMimeType();

/// Devices for a drag, in this order; the caller owns it.
QMimeData *deviceMimeData(const QStringList &devices);

/// The devices that are dragged, each once, in their order; empty for foreign or malformed data.
QStringList devicesIn(const QMimeData *data);
} // namespace podium::ui
