// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/linkkind.h"

#include "engine/model/quoted.h"
#include "engine/tasks/error.h"

#include <QStringList>

namespace podium::devices
{
std::unique_ptr<Channel> makeChannel(const std::vector<LinkKind> &kinds, const QString &address)
{
    const auto scheme = address.section(QLatin1Char(':'), 0, 0);
    QStringList examples;
    for (const auto &kind : kinds) {
        if (kind.scheme == scheme)
            return kind.make(address);
        examples << kind.example;
    }
    throw engine::Error(engine::ErrorKind::Refused, QStringLiteral("The address %1 is refused: write one like %2.")
                                                        .arg(engine::quoted(address), examples.join(QLatin1String(" or "))));
}
} // namespace podium::devices
