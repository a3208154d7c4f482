// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/benchfile.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFile>

namespace
{
QDir folder(const char *name) { return {QStringLiteral(PODIUM_TESTS "/app/badfiles/%1").arg(QLatin1String(name))}; }

QStringList filesIn(const QDir &folder) { return folder.entryList({QStringLiteral("*.toml")}, QDir::Files, QDir::Name); }

/// What the second line of a file says is told of it; empty: nothing.
QString expected(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const auto second = QString::fromUtf8(file.readAll()).split(QLatin1Char('\n')).value(1);
    return second.startsWith(QLatin1String("# ")) ? second.mid(2) : QString();
}

/// Without its place.
QString words(const QString &told) { return told.section(QLatin1Char(' '), 2); }
} // namespace

/// Files that somebody got wrong. Each has one problem, and its second line is what is told of it: line, column, key, then
/// the value, what is allowed and what to change, for somebody who knows the instrument and not Podium.
class BadFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void problemTellsWhereWhatAndWhatIsAllowed_data()
    {
        QTest::addColumn<QString>("path");
        for (const auto *name : {"schema", "modbus"}) {
            const auto files = filesIn(folder(name));
            QVERIFY(!files.isEmpty());
            for (const auto &file : files)
                QTest::addRow("%s: %s", name, qPrintable(file.chopped(5))) << folder(name).absoluteFilePath(file);
        }
    }
    void problemTellsWhereWhatAndWhatIsAllowed()
    {
        QFETCH(QString, path);
        const auto problem = expected(path);
        QVERIFY(!problem.isEmpty());
        QStringList told;
        for (const auto &each : podium::app::checkFile(path))
            told << each.text();
        QCOMPARE(told, QStringList{QStringLiteral("%1:%2").arg(path, problem)});
    }

    /// A file of `modbus` makes the mistake of the file of that name in `schema`, whose instrument speaks in lines.
    void sameMistakeHasTheSameWordsInBothProtocols_data()
    {
        QTest::addColumn<QString>("lines");
        QTest::addColumn<QString>("modbus");
        int rows = 0;
        const auto known = filesIn(folder("schema"));
        for (const auto &file : filesIn(folder("modbus")))
            if (known.contains(file) && ++rows > 0)
                QTest::newRow(qPrintable(file.chopped(5))) << expected(folder("schema").absoluteFilePath(file))
                                                           << expected(folder("modbus").absoluteFilePath(file));
        QVERIFY(rows > 4);
    }
    void sameMistakeHasTheSameWordsInBothProtocols()
    {
        QFETCH(QString, lines);
        QFETCH(QString, modbus);
        QVERIFY(!words(lines).isEmpty());
        QCOMPARE(words(modbus), words(lines));
    }
};

PODIUM_TEST_MAIN(BadFilesTest)
#include "tst_badfiles.moc"
