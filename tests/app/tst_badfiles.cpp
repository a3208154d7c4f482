// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/benchfile.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QFile>

/// Files that somebody got wrong. Each has one problem, and its second line is what is told of it: line, column, key, then
/// the value, what is allowed and what to change, for somebody who knows the instrument and not Podium.
class BadFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void problemTellsWhereWhatAndWhatIsAllowed_data()
    {
        QTest::addColumn<QString>("path");
        const QDir folder(QStringLiteral(PODIUM_TESTS "/app/badfiles/schema"));
        const auto files = folder.entryList({QStringLiteral("*.toml")}, QDir::Files, QDir::Name);
        QVERIFY(files.size() >= 25);
        for (const auto &file : files)
            QTest::newRow(qPrintable(file.chopped(5))) << folder.absoluteFilePath(file);
    }
    void problemTellsWhereWhatAndWhatIsAllowed()
    {
        QFETCH(QString, path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto second = QString::fromUtf8(file.readAll()).split(QLatin1Char('\n')).at(1);
        QVERIFY(second.startsWith(QLatin1String("# ")));
        QStringList told;
        for (const auto &problem : podium::app::checkFile(path))
            told << problem.text();
        QCOMPARE(told, QStringList{QStringLiteral("%1:%2").arg(path, second.mid(2))});
    }
};

PODIUM_TEST_MAIN(BadFilesTest)
#include "tst_badfiles.moc"
