// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/logexport.h"

#include <QSaveFile>

namespace podium::ui
{
QString saveLines(const QString &file, const QStringList &lines)
{
    QSaveFile output(file);
    if (!output.open(QIODevice::WriteOnly))
        return output.errorString();
    for (const auto &line : lines) {
        const auto bytes = line.toUtf8() + '\n';
        if (output.write(bytes) != bytes.size())
            return output.errorString();
    }
    return output.commit() ? QString() : output.errorString();
}
} // namespace podium::ui
