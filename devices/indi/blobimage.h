// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/image.h"

#include <QByteArray>

namespace podium::devices::indi
{
/// The picture that a BLOB holds, by the format that its message tells: ".fits", and ".fits.z", which is packed by zlib. Others are
/// not decoded: JPEG and PNG need a library for windows, and "fz" would need one that is sure of what strangers send.
/// Unit: most, in bytes, is what a packed one may grow to, and what the samples of each may take.
/// Errors: Device, a whole sentence for the operator.
/// Thread: any; takes its time with a large one.
engine::Image blobImage(const QByteArray &blob, const QString &format, qsizetype most);
} // namespace podium::devices::indi
