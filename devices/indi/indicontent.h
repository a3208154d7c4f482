// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>

#include <optional>

namespace podium::devices::indi
{
/// A setBLOBVector whose long contents stand beside it: reading them as XML takes most of the time that a picture costs.
struct CutContents {
    QByteArray xml;          ///< in the place of each content stands "#" and its index
    QByteArrayList contents; ///< base64 as it was sent, with its line ends
};

/// Nothing for other elements, and where what stands in a oneBLOB is anything but letters (a comment, an entity, an element): those
/// are for the XML reader.
/// Thread: any.
std::optional<CutContents> cutContents(const QByteArray &element);

/// What was cut out at this place; nothing if the text is no such place.
std::optional<QByteArray> contentAt(const CutContents &cut, const QString &place);
} // namespace podium::devices::indi
