// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/columnfile.h"

#include "engine/model/number.h"
#include "engine/tasks/error.h"
#include "ui/style/plaintext.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

namespace podium::ui
{
using namespace engine;

namespace
{
QString tr(const char *text) { return QCoreApplication::translate("podium::ui::ColumnFile", text); }

[[noreturn]] void refuse(const QString &message) { throw Error::refused(RefusalKind::Type, QString(), message); }

QString contentOf(const QString &path)
{
    constexpr qint64 largest = 8'000'000;
    const QFileInfo info(path);
    const auto shown = oneLine(info.fileName(), 60);
    if (!info.isFile()) // a pipe would hold up the window
        refuse(tr("%1 is no ordinary file.").arg(shown));
    if (info.size() > largest)
        refuse(tr("%1 has %2 MB; at most 8 MB are read.").arg(shown, QString::number(info.size() / 1'000'000)));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        refuse(tr("%1 cannot be read: %2.").arg(shown, file.errorString()));
    auto content = QString::fromUtf8(file.read(largest));
    return content.replace(QStringLiteral("\r\n"), QStringLiteral("\n")).replace(u'\r', u'\n'); // old files end lines by \r alone
}

bool isHeading(const QString &line)
{
    return !line.startsWith(u'[') && scanNumber(line).problem == NumberProblem::Missing;
}
} // namespace

Column readColumn(const QString &path)
{
    static const QRegularExpression separator(QStringLiteral("[,;\t]\\s*(?=\\S)"));
    Column column;
    QStringList lines;
    int number = 0;
    int separated = 0; // the first line with several numbers
    for (const auto &raw : contentOf(path).split(u'\n')) {
        ++number;
        const auto line = raw.trimmed();
        if (line.startsWith(u'#') || (line.isEmpty() && lines.isEmpty()))
            continue;
        if (lines.isEmpty() && column.heading.isEmpty() && isHeading(line)) {
            column.heading = line;
            continue;
        }
        if (separated == 0 && line.contains(separator))
            separated = number;
        lines << line;
    }
    while (!lines.isEmpty() && lines.last().isEmpty())
        lines.removeLast();
    if (separated > 0 && lines.size() > 1)
        refuse(tr("Line %1 of %2 has several columns; keep the one with the samples.").arg(QString::number(separated), oneLine(QFileInfo(path).fileName(), 60)));
    column.text = lines.join(u'\n');
    return column;
}
} // namespace podium::ui
