// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/tcpaddress.h"

#include "engine/model/quoted.h"
#include "engine/tasks/error.h"

#include <QUrl>

namespace podium::devices
{
TcpAddress TcpAddress::parse(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const auto bare = url.path().isEmpty() && !url.hasQuery() && !url.hasFragment() && url.userInfo().isEmpty();
    if (!url.isValid() || url.scheme() != QLatin1String("tcp") || url.host().isEmpty() || url.port() < 1 || !bare)
        throw engine::Error(engine::ErrorKind::Refused,
                            QStringLiteral("The address %1 is refused: write tcp://host:port with a port from 1 to 65535.")
                                .arg(engine::quoted(text)));
    return {url.host(), static_cast<quint16>(url.port())};
}

QString TcpAddress::toString() const
{
    const auto literal = host.contains(QLatin1Char(':')) ? QStringLiteral("[%1]").arg(host) : host;
    return QStringLiteral("tcp://%1:%2").arg(literal, QString::number(port));
}
} // namespace podium::devices
