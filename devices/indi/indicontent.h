// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/indi/indivector.h"

#include <QList>

#include <optional>

namespace podium::devices::indi
{
/// A setBLOBVector whose long contents stand beside it: reading them as XML takes most of the time that a picture costs.
struct CutContents {
    QByteArray xml;          ///< in the place of each content stands "#" and its index
    QList<Content> contents; ///< base64 as it was sent, with its line ends
};

/// Nothing for other elements, and where a comment, an instruction or an element stands in a oneBLOB: those are for the XML reader.
/// Of a content it looks for the end alone, so that the engine thread can do it.
/// Thread: any.
std::optional<CutContents> cutContents(const QByteArray &element);

/// What was cut out at this place; nothing if the text is no such place.
std::optional<Content> contentAt(const CutContents &cut, const QString &place);

/// The bytes that were sent.
/// Errors: Device, a whole sentence for the operator, if they are no base64, or not as many as their message says.
/// Thread: any, but the engine's; takes its time with a large one.
QByteArray decoded(const Blob &blob);
} // namespace podium::devices::indi
