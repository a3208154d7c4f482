// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/image.h"

#include <QByteArrayView>

namespace podium::devices::indi
{
/// The picture of the primary part of a FITS file, in the kind of samples that holds them exactly: BITPIX 8, 16 and 32 with the
/// BZERO that makes them unsigned stay whole numbers; with another BZERO or BSCALE, or where BLANK stands for no sample (NaN),
/// they become floating point. Of three axes the first plane is taken; the image says how many there are.
/// Errors: Device, a sentence that names the card or what is missing.
/// Thread: any.
engine::Image fitsImage(QByteArrayView file);
} // namespace podium::devices::indi
