// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/indi/indisplitter.h"
#include "tests/support/testmain.h"

#include <QRandomGenerator>

using podium::devices::IndiCaps;
using podium::devices::IndiSplitter;

namespace
{
/// What comes out of the stream when it arrives in pieces of this size; 0: whole.
QByteArrayList elements(IndiSplitter &splitter, const QByteArray &stream, qsizetype piece = 0)
{
    QByteArrayList found;
    const auto step = piece == 0 ? std::max<qsizetype>(stream.size(), 1) : piece;
    for (qsizetype at = 0; at < stream.size(); at += step) {
        splitter.append(QByteArrayView(stream).sliced(at, std::min(step, stream.size() - at)));
        for (;;) {
            const auto element = splitter.next();
            if (element)
                found << *element;
            else if (splitter.takePassedOver().isEmpty())
                break;
        }
    }
    return found;
}
} // namespace

class TestIndiSplitter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void streamsAreCutIntoElements_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<QByteArrayList>("wanted");
        const auto row = [](const char *name, const QByteArray &stream, const QByteArrayList &wanted) {
            QTest::newRow(name) << stream << wanted;
        };
        row("nothing", "", {});
        row("an element that stands alone", "<message device=\"a\"/>", {"<message device=\"a\"/>"});
        row("one after another without a root", "<a>1</a><b>2</b>", {"<a>1</a>", "<b>2</b>"});
        row("line ends between them", "<a/>\n\r\n <b/>\n", {"<a/>", "<b/>"});
        row("members within", "<a><b n='1'>x</b><b n='2'/></a>", {"<a><b n='1'>x</b><b n='2'/></a>"});
        row("a > in a value", "<a m=\"1 > 0\">x</a>", {"<a m=\"1 > 0\">x</a>"});
        row("a < in a value, which is wrong and left to the reader", "<a m=\"1 < 2\"/>", {"<a m=\"1 < 2\"/>"});
        row("the other kind of quote within one", "<a m='say \"no\"'/>", {"<a m='say \"no\"'/>"});
        row("a / at the end of a value", "<a m=\"b/\">x</a>", {"<a m=\"b/\">x</a>"});
        row("an XML declaration before all", "<?xml version=\"1.0\"?><a/>", {"<a/>"});
        row("a comment between two", "<a/><!-- <b> -- > - --><c/>", {"<a/>", "<c/>"});
        row("a comment within one is left out", "<a>1<!-- > --->2</a>", {"<a>12</a>"});
        row("words between two", "<a/>hello<b/>", {"<a/>", "<b/>"});
        row("an element that has not ended", "<a/><b>1", {"<a/>"});
        row("a tag that has not ended", "<a/><b m=\"", {"<a/>"});
        row("one that is cut off in a text", "<defTextVector><defText>on<setTextVector/><b/>",
            {"<defTextVector><defText>on", "<setTextVector/>", "<b/>"});
        row("one that is cut off behind a member", "<setTextVector><oneText>1</oneText><message m='1'/>",
            {"<setTextVector><oneText>1</oneText>", "<message m='1'/>"});
        row("one that is cut off in its name", "<setNum<setNumberVector>1</setNumberVector>", {"<setNum", "<setNumberVector>1</setNumberVector>"});
        row("one that is cut off in a tag", "<setTextVector device=<delProperty device='a'/>", {"<setTextVector device=", "<delProperty device='a'/>"});
        row("one that is cut off in a value", "<setTextVector device=\"a<message>x</message>", {"<setTextVector device=\"a", "<message>x</message>"});
        row("one whose end tag is cut off", "<setTextVector>x</setText<defTextVector/>", {"<setTextVector>x</setText", "<defTextVector/>"});
        row("one that is cut off twice", "<setTextVector><setTextVector><setTextVector/>", {"<setTextVector>", "<setTextVector>", "<setTextVector/>"});
        row("a < and letters in a value", "<a m='say <messages'/>", {"<a m='say <messages'/>"});
        row("letters beyond ASCII", "<a m=\"\xc2\xb0\"/>", {"<a m=\"\xc2\xb0\"/>"});
        row("a zero byte", QByteArray("<a>\0</a>", 8), {QByteArray("<a>\0</a>", 8)});
    }
    void streamsAreCutIntoElements()
    {
        QFETCH(QByteArray, stream);
        QFETCH(QByteArrayList, wanted);
        for (const qsizetype piece : {0, 1, 2, 3, 7}) {
            IndiSplitter splitter;
            QCOMPARE(elements(splitter, stream, piece), wanted);
            QCOMPARE(splitter.fault(), QString());
        }
    }

    void hostileStreamsAreFaults_data()
    {
        QTest::addColumn<QByteArray>("stream");
        QTest::addColumn<QString>("fault");
        const auto row = [](const char *name, const QByteArray &stream, const char *fault) {
            QTest::newRow(name) << stream << QString::fromLatin1(fault);
        };
        row("a document type", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "declaration");
        row("an entity within an element", "<a><!ENTITY b \"c\"></a>", "declaration");
        row("a CDATA section", "<a><![CDATA[x]]></a>", "declaration");
        row("an end before its beginning", "</a>", "has not begun");
        row("a tag in a tag", "<a <b>", "inside of another tag");
        row("a tag without a name", "<>", "no name");
        row("many levels", QByteArray("<a>").repeated(9), "deeper than 8");
        row("an element without an end", "<a>" + QByteArray(2 << 20, 'x'), "longer than 1048576 bytes");
        row("an element that is too long by the end of its tag", "<a m=\"" + QByteArray((1 << 20) - 8, 'x') + "\"/>", "longer than 1048576 bytes");
        row("a value without an end", "<a m=\"" + QByteArray(2 << 20, 'x'), "longer than 1048576 bytes");
        row("a BLOB in the tag of which something has no end", "<setBLOBVector m=\"" + QByteArray(2 << 20, 'x'),
            "longer than 1048576 bytes");
    }
    void hostileStreamsAreFaults()
    {
        QFETCH(QByteArray, stream);
        QFETCH(QString, fault);
        for (const qsizetype piece : {0, 1000, 65536}) {
            IndiSplitter splitter;
            QCOMPARE(elements(splitter, stream, piece), QByteArrayList());
            QVERIFY2(splitter.fault().contains(fault), qPrintable(splitter.fault()));
            QCOMPARE(elements(splitter, "<a/>"), QByteArrayList()); // nothing of such a stream is believed any more
            QCOMPARE(splitter.kept(), 0);
            splitter.reset();
            QCOMPARE(elements(splitter, "<a/>"), QByteArrayList{"<a/>"});
        }
    }

    void aBlobAboveItsCapIsPassedOverInBoundedMemory()
    {
        IndiCaps caps;
        caps.element = 1000;
        caps.blob = 5000;
        IndiSplitter splitter(caps);
        const QByteArray begin = "<setBLOBVector device=\"d\" name=\"CCD1\"><oneBLOB name=\"CCD1\" size=\"9\">";
        splitter.append("<a/>" + begin);
        QCOMPARE(*splitter.next(), QByteArray("<a/>"));
        for (int i = 0; i < 1000; ++i) {
            splitter.append(QByteArray(1000, 'A'));
            QVERIFY(!splitter.next());
            QVERIFY2(splitter.kept() <= 6000, qPrintable(QString::number(splitter.kept())));
        }
        splitter.append("</oneBLOB></setBLOBVector><b/>");
        QVERIFY(!splitter.next());
        QVERIFY(splitter.takePassedOver().startsWith("<setBLOBVector device=\"d\" name=\"CCD1\">"));
        QCOMPARE(*splitter.next(), QByteArray("<b/>"));
        QCOMPARE(splitter.fault(), QString());
        QVERIFY(splitter.takePassedOver().isEmpty());
    }

    void aBlobThatIsCutOffWhileItIsPassedOverEndsThere()
    {
        IndiCaps caps;
        caps.element = 1000;
        caps.blob = 5000;
        IndiSplitter splitter(caps);
        splitter.append("<setBLOBVector device=\"d\"><oneBLOB>" + QByteArray(6000, 'A') + "<setBLOBVector device=\"e\"/>");
        QVERIFY(!splitter.next());
        QVERIFY(splitter.takePassedOver().startsWith("<setBLOBVector device=\"d\">"));
        QCOMPARE(splitter.next(), std::optional(QByteArray("<setBLOBVector device=\"e\"/>")));
        QCOMPARE(splitter.fault(), QString());
    }

    void aBlobBelowItsCapMayBeLongerThanAnElement()
    {
        IndiCaps caps;
        caps.element = 1000;
        caps.blob = 5000;
        IndiSplitter splitter(caps);
        const QByteArray whole = "<setBLOBVector><oneBLOB>" + QByteArray(4000, 'A') + "</oneBLOB></setBLOBVector>";
        QCOMPARE(elements(splitter, whole, 100), QByteArrayList{whole});
        QCOMPARE(elements(splitter, "<setTextVector>" + QByteArray(4000, 'A') + "</setTextVector>"), QByteArrayList());
        QVERIFY(splitter.fault().contains(QLatin1String("longer than 1000 bytes")));
    }

    void anySplitGivesTheSame()
    {
        QByteArray stream;
        QByteArrayList wanted;
        for (int i = 0; i < 200; ++i) {
            wanted << "<setNumberVector device=\"a &amp; b\" name='N" + QByteArray::number(i) + "'><oneNumber name=\"x\">\n"
                          + QByteArray::number(i * 1.5) + "\n</oneNumber></setNumberVector>";
            stream += wanted.back() + (i % 3 == 0 ? "\n" : i % 3 == 1 ? "" : "<!-- - -->");
        }
        QRandomGenerator random(4711);
        IndiSplitter splitter;
        QByteArrayList found;
        for (qsizetype at = 0; at < stream.size();) {
            const auto piece = std::min<qsizetype>(random.bounded(1, 200), stream.size() - at);
            found << elements(splitter, stream.mid(at, piece));
            at += piece;
        }
        QCOMPARE(found, wanted);
    }
};

PODIUM_TEST_MAIN(TestIndiSplitter)
#include "tst_indisplitter.moc"
