// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/linktext.h"

#include "engine/model/quoted.h"

namespace podium::devices
{
QString shown(QByteArrayView message)
{
    while (message.endsWith('\n') || message.endsWith('\r'))
        message.chop(1);
    constexpr qsizetype enough = 64; // quoted() cuts at 60
    return engine::quoted(QString::fromLatin1(message.first(std::min(message.size(), enough))));
}

QString inSeconds(engine::Duration duration)
{
    return QStringLiteral("%1 s").arg(QString::number(std::chrono::duration<double>(duration).count(), 'g', 3));
}
} // namespace podium::devices
