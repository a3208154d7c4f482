// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/image.h"

#include <QByteArrayView>

namespace podium::devices::indi
{
/// The picture of the primary part of a FITS file, in the kind of samples that holds them exactly: BITPIX 8, 16 and 32 with the
/// BZERO that makes them unsigned stay whole numbers; with another BZERO or BSCALE, or where BLANK stands for no sample (NaN),
/// they become floating point, of 32 bit if that holds them exactly, of 64 otherwise. Of three axes the first plane is taken; the
/// image says how many there are.
/// Unit: most, in bytes, is what its samples may take.
/// Errors: Device, a sentence that names the card, what is missing, or the limit.
/// Thread: any.
engine::Image fitsImage(QByteArrayView file, qsizetype most);
} // namespace podium::devices::indi
