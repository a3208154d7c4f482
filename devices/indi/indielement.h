// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/indi/indivector.h"

namespace podium::devices::indi
{
/// Understands one whole element of an INDI stream. Elements and attributes that INDI does not know are left out; a number or a
/// limit that cannot be read is one that is missing. A BLOB stays as it was sent.
/// Errors: Device for what is no XML, has a document type or an entity of its own, lacks a name, or has a value that INDI
/// does not know, as the end of a sentence.
/// Thread: any.
Element readElement(const QByteArray &xml);
} // namespace podium::devices::indi
