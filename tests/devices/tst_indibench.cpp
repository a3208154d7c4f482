// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/benchfile.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QTemporaryDir>

using namespace podium;

/// What a bench file may say wrongly of an INDI device.
class TestIndiBench : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void problemsTellWhereWhatAndWhatIsAllowed_data()
    {
        QTest::addColumn<QString>("settings");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QStringList>("says"); // empty: it is right
        const auto row = [](const char *name, const char *settings, const char *key, const char *says) {
            QTest::newRow(name) << QString::fromLatin1(settings) << QString::fromLatin1(key)
                                << QString::fromLatin1(says).split(QLatin1Char('|'), Qt::SkipEmptyParts);
        };
        row("a device in the address", "address = 'indi://h/Dome%20Simulator'", "", "");
        row("a device of its own", "address = 'indi://h:7625', device = 'Dome Simulator', kind = 'dome', images = false", "", "");
        row("no address", "device = 'Dome Simulator'", "device[1].settings.address", "missing|the server");
        row("another kind of address", "address = 'tcp://127.0.0.1:7624', device = 'D'", "device[1].settings.address",
            "tcp://127.0.0.1:7624|write indi://host:7624/DEVICE%20NAME");
        row("no device", "address = 'indi://h'", "device[1]", "Setting device|name the device as the server does");
        row("two devices", "address = 'indi://h/A', device = 'B'", "device[1].settings.device", "\"B\"|another device, \"A\"");
        row("an unknown kind", "address = 'indi://h/A', kind = 'domes'", "device[1].settings.kind", "domes|telescope|dome");
        row("an image limit beyond all", "address = 'indi://h/A', image_limit = 5000", "device[1].settings.image_limit", "5000|1024");
        row("an unknown setting", "address = 'indi://h/A', conect = true", "device[1].settings.conect", "Did you mean connect?");
    }
    void problemsTellWhereWhatAndWhatIsAllowed()
    {
        QFETCH(QString, settings);
        QFETCH(QString, key);
        QFETCH(QStringList, says);
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("bench.toml")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QStringLiteral("name = 'B'\n[[device]]\nid = 'x'\ndriver = 'indi'\nsettings = { %1 }\n").arg(settings).toUtf8());
        file.close();
        const auto problems = app::checkFile(file.fileName());
        QCOMPARE(problems.empty(), says.isEmpty());
        if (problems.empty())
            return;
        QCOMPARE(problems.front().key, key);
        for (const auto &word : says)
            QVERIFY2(problems.front().message.contains(word), qPrintable(problems.front().message));
    }
};

PODIUM_TEST_MAIN(TestIndiBench)
#include "tst_indibench.moc"
