// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/indi/indiaddress.h"

#include "engine/model/quoted.h"
#include "engine/tasks/error.h"

#include <QUrl>

namespace podium::devices
{
IndiAddress IndiAddress::parse(const QString &text)
{
    const QUrl url(text, QUrl::TolerantMode); // a blank in a device's name is a blank
    const bool bare = !url.hasQuery() && !url.hasFragment() && url.userInfo().isEmpty();
    if (!url.isValid() || url.scheme() != QLatin1String("indi") || url.host().isEmpty() || url.port(7624) < 1 || !bare)
        throw engine::Error(engine::ErrorKind::Refused,
                            QStringLiteral("The address %1 is refused: write indi://host:7624/DEVICE%20NAME, with a port from 1 to "
                                           "65535; the name of the device may be given apart.")
                                .arg(engine::quoted(text)));
    return {{url.host(), static_cast<quint16>(url.port(7624))}, url.path(QUrl::FullyDecoded).mid(1)};
}
} // namespace podium::devices
