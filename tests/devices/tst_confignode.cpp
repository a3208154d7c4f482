// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/families/confignode.h"
#include "tests/support/testmain.h"

#include <QTemporaryFile>

using namespace podium::devices;

/// What a file may do to the reader, beyond what is wrong with a bench or an instrument.
class ConfigNodeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nestingWithoutEndIsRefused_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<int>("line");
        QTest::addColumn<QString>("message");
        const auto key = QByteArray("a.").repeated(200'000) + 'a';
        const auto dots = QStringLiteral("more than 1000 dots in one key");
        QTest::newRow("a key of 200,001 parts") << "name = 'x'\n" + key + " = 1\n" << 2 << dots;
        QTest::newRow("a table of 200,001 parts") << "[" + key + "]\n" << 1 << dots;
        QTest::newRow("a key of an inline table") << "t = { b = 1, " + key + " = 1 }\n" << 1 << dots;
        QTest::newRow("lists in lists") << "a = " + QByteArray(1'000'000, '[') << 1 << QStringLiteral("This is no TOML");
        QTest::newRow("tables in tables") << "a = " + QByteArray("{a=").repeated(300'000) << 1 << QStringLiteral("This is no TOML");
    }
    void nestingWithoutEndIsRefused()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, message);
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write(content);
        file.close();
        const auto read = readConfig(file.fileName());
        QVERIFY(!read.root);
        QCOMPARE(read.problems.size(), std::size_t(1));
        QTEST(read.problems.front().line, "line");
        QVERIFY2(read.problems.front().message.contains(message), qPrintable(read.problems.front().message));
    }

    void dotsElsewhereAreNone()
    {
        QTemporaryFile file;
        QVERIFY(file.open());
        file.write("# " + QByteArray(900, '.') + "\na.b.c = [" + QByteArray("1.5, ").repeated(2000) + "2.5]\n" + QByteArray("# ...\n").repeated(2000));
        file.close();
        const auto read = readConfig(file.fileName());
        QVERIFY(read.root && read.problems.empty());
        QCOMPARE(read.root->find(u"a")->find(u"b")->find(u"c")->children.size(), std::size_t(2001));
    }
};

PODIUM_TEST_MAIN(ConfigNodeTest)
#include "tst_confignode.moc"
