// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lastgood.h"

#include "app/savedfile.h"
#include "app/statefolder.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>

namespace podium::app
{
LastGood::LastGood(const StateFolder &state, const QString &benchFile)
{
    if (benchFile.isEmpty() || benchFile.startsWith(QLatin1Char(':')))
        return;
    const QFileInfo file(benchFile);
    const auto digits = QCryptographicHash::hash(file.absoluteFilePath().toUtf8(), QCryptographicHash::Sha256).toHex().first(8);
    m_path = state.file(QStringLiteral("last-good/%1-%2.toml").arg(file.completeBaseName(), QString::fromLatin1(digits)));
}

bool LastGood::exists() const { return !m_path.isEmpty() && QFileInfo(m_path).isFile(); }

QString LastGood::keep(const QByteArray &text) const
{
    if (m_path.isEmpty())
        return {};
    QFile former(m_path);
    if (former.open(QIODevice::ReadOnly) && former.readAll() == text)
        return {};
    QDir().mkpath(QFileInfo(m_path).absolutePath());
    return saveFile(m_path, text);
}
} // namespace podium::app
