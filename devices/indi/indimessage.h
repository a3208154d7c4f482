// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/indi/indivector.h"

/// What a client sends, each a whole element with a line end.
/// Thread: any.
namespace podium::devices::indi
{
/// Asks for the definition of everything, of a device, or of one of its vectors.
QByteArray askFor(const QString &device = {}, const QString &vector = {});
/// Wants the BLOBs of a device, or does not.
QByteArray enableBlobs(const QString &device, bool wanted);
QByteArray pingRequest(const QString &uid);
QByteArray pingReply(const QString &uid);
/// All members of a text, number or switch vector, as they stand in it. A number that is missing is left out.
QByteArray newVector(const Vector &vector);
} // namespace podium::devices::indi
