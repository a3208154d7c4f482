// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QLocale>
#include <QTemporaryDir>

#include <clocale>
#include <cstdlib>

namespace podium::tests
{
/// Gives the program numbers with a decimal comma, as on a German desktop, in Qt and in the C library; there a naive
/// use of UDUNITS-2 loses half its database. Whether it worked for the C library (it needs the package 'locales') is
/// asked with isActive().
class CommaLocale
{
public:
    CommaLocale()
    {
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
        const QString source = m_folder.filePath(QStringLiteral("source"));
        QFile file(source);
        if (!file.open(QIODevice::WriteOnly))
            return;
        file.write("comment_char %\nescape_char /\nLC_NUMERIC\ndecimal_point \",\"\nthousands_sep \".\"\ngrouping 3;3\n"
                   "END LC_NUMERIC\n");
        file.close();
        // not QProcess, whose way to fork ends a program under ThreadSanitizer
        const QString command = QStringLiteral("localedef -c --no-archive -i '%1' '%2' >/dev/null 2>&1")
                                    .arg(source, m_folder.filePath(QStringLiteral("comma")));
        if (std::system(command.toLocal8Bit().constData()) < 0)
            return;
        qputenv("LOCPATH", m_folder.path().toLocal8Bit());
        std::setlocale(LC_NUMERIC, "comma");
    }

    static bool isActive() { return qstrcmp(std::localeconv()->decimal_point, ",") == 0; }

private:
    QTemporaryDir m_folder;
};
} // namespace podium::tests
