// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/tasks/clock.h"

#include <QByteArrayView>
#include <QString>

namespace podium::devices
{
/// A message for use inside a sentence: quoted, without its line end, unprintable bytes escaped, cut at 60 characters.
/// Thread: any.
QString shown(QByteArrayView message);

/// A duration for use inside a sentence, for example "0.25 s". Thread: any.
QString inSeconds(engine::Duration duration);
} // namespace podium::devices
