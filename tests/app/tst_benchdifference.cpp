// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/benchdifference.h"
#include "app/benchfile.h"
#include "app/instrumentcatalog.h"
#include "tests/support/testmain.h"

using namespace podium::app;

namespace
{
QByteArray device(const QByteArray &id, const QByteArray &more = {})
{
    return "[[device]]\nid = \"" + id + "\"\ndriver = \"sim." + (id == "s" ? "stage" : "axis") + "\"\n" + more;
}
const QByteArray head = "name = \"B\"\n";
const QByteArray whole = head + device("s") + device("s/x") + device("s/y") + device("z", "settings = { low = \"0 mm\", high = \"9 mm\" }\n");
} // namespace

/// What a changed bench file means for the bench that runs.
class TestBenchDifference : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatSaysSomethingElseIsTouched_data();
    void onlyWhatSaysSomethingElseIsTouched();
    void anInstrumentFileCounts();
};

void TestBenchDifference::onlyWhatSaysSomethingElseIsTouched_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("wanted"); // "added | removed | remade"
    const auto row = [](const char *sentence, const QByteArray &text, const char *wanted) { QTest::newRow(sentence) << text << QString::fromLatin1(wanted); };
    row("the same file changes nothing", whole, " |  | ");
    row("comments, gaps and the order of keys change nothing",
        head + "# a comment\n[[device]]\ndriver = \"sim.stage\" # yes\nid = 's'\n\n" + device("s/x") + device("s/y") + device("z", "settings = { high = \"9 mm\", low = \"0 mm\" }\n"),
        " |  | ");
    row("the order of devices changes nothing", head + device("z", "settings = { low = \"0 mm\", high = \"9 mm\" }\n") + device("s") + device("s/y") + device("s/x"), " |  | ");
    row("a value of one device", head + device("s") + device("s/x", "title = \"X\"\n") + device("s/y") + device("z", "settings = { low = \"0 mm\", high = \"9 mm\" }\n"),
        " |  | s/x");
    row("devices that come and go", head + device("s") + device("s/x") + device("s/y") + device("n"), "n | z | ");
    row("children follow a parent that is another one", head + device("s", "title = \"S\"\n") + device("s/x") + device("s/y") + device("z", "settings = { low = \"0 mm\", high = \"9 mm\" }\n"),
        " |  | s,s/x,s/y");
    row("children stand alone when their parent has gone", head + device("s/x") + device("z", "settings = { low = \"0 mm\", high = \"9 mm\" }\n"), " | s,s/y | s/x");
}

void TestBenchDifference::onlyWhatSaysSomethingElseIsTouched()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, wanted);
    const auto file = QStringLiteral("/nowhere/bench.toml");
    const auto before = loadBench(file, whole);
    const auto after = loadBench(file, text);
    QVERIFY(before.plan && before.problems.empty());
    QVERIFY(after.plan && after.problems.empty());
    const auto found = difference(printsOf(*before.plan), printsOf(*after.plan), *after.plan);
    const auto joined = [](const QStringList &ids) { return ids.join(u','); };
    QCOMPARE((QStringList{joined(found.added), joined(found.removed), joined(found.remade)}).join(QStringLiteral(" | ")), wanted);
}

void TestBenchDifference::anInstrumentFileCounts()
{
    QTemporaryDir folder;
    const auto own = folder.filePath(QStringLiteral("own.toml"));
    QVERIFY(QFile::copy(*findInstrument(QStringLiteral("agilent-34401a"), own), own));
    const auto bench = loadBench(folder.filePath(QStringLiteral("bench.toml")),
                                 head + "[[device]]\nid = \"m\"\ninstrument = \"own\"\naddress = \"tcp://127.0.0.1:9\"\n" + device("z"));
    QVERIFY(bench.plan && bench.problems.empty());
    const auto before = printsOf(*bench.plan);
    QFile file(own);
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    QVERIFY(file.open(QIODevice::Append) && file.write("# mended\n") > 0);
    file.close();
    QCOMPARE(difference(before, printsOf(*bench.plan), *bench.plan).remade, QStringList{QStringLiteral("m")});
}

PODIUM_TEST_MAIN(TestBenchDifference)
#include "tst_benchdifference.moc"
