// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bench/linedifference.h"

#include "tests/support/testmain.h"

#include <QRandomGenerator>
#include <QStringList>

using podium::ui::DifferenceLine;
using podium::ui::lineDifference;
using Kind = DifferenceLine::Kind;

namespace
{
/// "-2 b" for each line: sign, number, text.
QStringList shown(const std::vector<DifferenceLine> &lines)
{
    QStringList result;
    for (const auto &line : lines)
        result << (line.kind == Kind::Gap ? QStringLiteral("...")
                                          : QStringLiteral("%1%2 %3").arg(QChar(line.kind == Kind::Gone ? u'-' : line.kind == Kind::New ? u'+' : u' ')).arg(line.number).arg(line.text));
    return result;
}
QString lines(const char *letters)
{
    QStringList result;
    for (const char *letter = letters; *letter; ++letter)
        result << QString(QLatin1Char(*letter));
    return result.join(u'\n');
}
} // namespace

class TestLineDifference : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasChangedIsShown_data();
    void whatWasChangedIsShown();
    void bothTextsCanBeReadFromTheDifference();
};

void TestLineDifference::whatWasChangedIsShown_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QStringList>("wanted");
    const auto row = [](const char *sentence, const char *before, const char *after, const char *wanted) {
        QTest::newRow(sentence) << lines(before) << lines(after) << QString::fromLatin1(wanted).split(u'|', Qt::SkipEmptyParts);
    };
    row("nothing for the same text", "abc", "abc", "");
    row("a new line with what stands around it", "abcdef", "abcxdef", "...| 2 b| 3 c|+4 x| 5 d| 6 e|...");
    row("a line that has gone", "abc", "ac", " 1 a|-2 b| 2 c");
    row("a line that is another one now", "abc", "axc", " 1 a|-2 b|+2 x| 3 c");
    row("two places with a gap between them", "abcdefgh", "xbcdefgy", "-1 a|+1 x| 2 b| 3 c|...| 6 f| 7 g|-8 h|+8 y");
}

void TestLineDifference::whatWasChangedIsShown()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(QStringList, wanted);
    QCOMPARE(shown(lineDifference(before, after)), wanted);
}

void TestLineDifference::bothTextsCanBeReadFromTheDifference()
{
    QRandomGenerator random(20261129);
    for (int round = 0; round < 300; ++round) {
        const auto text = [&random] {
            QStringList result;
            for (int i = random.bounded(12); i >= 0; --i)
                result << QString(QChar(u'a' + random.bounded(4)));
            return result;
        };
        const auto before = text();
        const auto after = text();
        QStringList old;
        QStringList now;
        for (const auto &line : lineDifference(before.join(u'\n'), after.join(u'\n'), 100)) {
            if (line.kind != Kind::New)
                old << line.text;
            if (line.kind != Kind::Gone)
                now << line.text;
        }
        if (before == after)
            continue;
        QCOMPARE(old, before);
        QCOMPARE(now, after);
    }
}

PODIUM_TEST_MAIN(TestLineDifference)
#include "tst_linedifference.moc"
