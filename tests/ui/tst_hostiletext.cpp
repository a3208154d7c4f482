// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/plaintext.h"

#include "tests/support/testmain.h"

using namespace podium;

/// What makes foreign texts fit to be shown; that it is used everywhere is tested by tst_hostilewindow.
class TstHostileText : public QObject
{
    Q_OBJECT

    static void addTexts()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("HTML") << u"<b>bold</b><img src=\"file:///etc/passwd\">&amp;"_qs;
        QTest::newRow("places of arguments") << u"%1 %2 %n %L1"_qs;
        QTest::newRow("text direction") << u"a\u202Egnp.exe\u202C \u2067b"_qs;
        QTest::newRow("control characters and lines") << u"one\ntwo\r\n\x1b[31mred\u0007\u2028three"_qs;
        QTest::newRow("5,000 characters") << QString(5000, u'W');
        QTest::newRow("half a surrogate") << u"x"_qs + QChar(0xD83D);
    }

private Q_SLOTS:
    void oneLineIsOneLine_data() { addTexts(); }
    void oneLineIsOneLine()
    {
        QFETCH(QString, text);
        const auto shown = ui::oneLine(text);
        QVERIFY(shown.size() <= 400);
        for (const QChar c : shown)
            QVERIFY(c.category() != QChar::Other_Control && c.category() != QChar::Other_Format && c != u'\u2028');
        QCOMPARE(ui::fitForLine(text).size(), text.size()); // nothing is lost from what is edited
        QCOMPARE(ui::fitForLines(text).count(u'\n'), text.count(u'\n'));
        const auto tip = ui::plainToolTip(text);
        QVERIFY(!tip.contains(u"<b>") && !tip.contains(u"<img"));
        QCOMPARE(ui::buttonText(u"A&B"_qs), u"A&&B"_qs);
        QCOMPARE(ui::oneLine(u"\U0001F52C ok"_qs), u"\U0001F52C ok"_qs);
    }
};

PODIUM_TEST_MAIN(TstHostileText)
#include "tst_hostiletext.moc"
