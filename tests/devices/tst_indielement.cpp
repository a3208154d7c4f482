// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/indi/indiaddress.h"
#include "devices/indi/indicontent.h"
#include "devices/indi/indielement.h"
#include "devices/indi/indimessage.h"
#include "devices/indi/indinumber.h"
#include "engine/tasks/error.h"
#include "tests/support/testmain.h"

using namespace podium;
using namespace podium::devices;
using indi::Element;

namespace
{
const QByteArray number = "<defNumberVector device='d' name='N' label='Number' group='Main' state='Busy' perm='rw' timeout='60'>";

/// What is wrong with it, or with what it carries; empty: nothing.
QString problemOf(const QByteArray &xml)
{
    try {
        for (const auto &member : indi::readElement(xml).vector.members)
            indi::decoded(member.blob);
    } catch (const engine::Error &error) {
        return error.message();
    }
    return {};
}
} // namespace

class TestIndiElement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDefinitionIsRead()
    {
        const auto element = indi::readElement(
            number
            + "<defNumber name='A' label='First' format='%5.2f' min='-1' max='0:30' step='0'>\n 1.5 \n</defNumber>"
              "<defNumber name='B' format='%d' min='0' max='0' step='0'>12:30:00</defNumber>"
              "<defNumber name='C' format='%g' min='5' max='1' step='0'>many</defNumber>"
              "<unheardOf/></defNumberVector>");
        QCOMPARE(element.kind, Element::Kind::Define);
        const auto &vector = element.vector;
        QCOMPARE(vector.type, indi::Type::Number);
        QCOMPARE(vector.device + vector.name + vector.label + vector.group, QStringLiteral("dNNumberMain"));
        QCOMPARE(vector.state, std::optional(indi::State::Busy));
        QCOMPARE(vector.permission, indi::Permission::ReadWrite);
        QCOMPARE(vector.timeout, std::optional(60.0));
        QCOMPARE(vector.members.size(), std::size_t(3));
        QCOMPARE(vector.members[0].number, std::optional(1.5));
        QCOMPARE(vector.members[0].low, std::optional(-1.0));
        QCOMPARE(vector.members[0].high, std::optional(0.5));
        QCOMPARE(vector.members[1].number, std::optional(12.5));
        QVERIFY(!vector.members[1].low); // equal limits are none
        QVERIFY(!vector.members[2].low);
        QVERIFY(!vector.members[2].number);
        QCOMPARE(vector.members[2].text, QStringLiteral("many"));
    }

    void theOtherKindsAreRead()
    {
        auto element = indi::readElement("<setSwitchVector device='d' name='S' message='moved &amp; done'>"
                                         "<oneSwitch name='A'>\nOn\n</oneSwitch><oneSwitch name='B'>Off</oneSwitch></setSwitchVector>");
        QCOMPARE(element.kind, Element::Kind::Set);
        QVERIFY(!element.vector.state); // it stays as it was
        QVERIFY(element.vector.members[0].on && !element.vector.members[1].on);
        QCOMPARE(element.vector.message, QStringLiteral("moved & done"));
        element = indi::readElement("<defSwitchVector device='d' name='S' state='Ok' perm='wo' rule='AtMostOne'/>");
        QCOMPARE(element.vector.rule, indi::Rule::AtMostOne);
        element = indi::readElement("<setLightVector device='d' name='L'><oneLight name='A'>Alert</oneLight></setLightVector>");
        QCOMPARE(element.vector.members[0].light, indi::State::Alert);
        element = indi::readElement("<setTextVector device='d' name='T'><oneText name='A'>\n  two words \n</oneText></setTextVector>");
        QCOMPARE(element.vector.members[0].text, QStringLiteral("  two words"));
        element = indi::readElement("<delProperty device='d'/>");
        QCOMPARE(element.kind, Element::Kind::Delete);
        QVERIFY(element.vector.name.isEmpty());
        element = indi::readElement("<message timestamp='2026-01-01T00:00:00' message='hello'/>");
        QCOMPARE(element.kind, Element::Kind::Message);
        QCOMPARE(indi::readElement("<pingRequest uid='7'/>").uid, QStringLiteral("7"));
        QCOMPARE(indi::readElement("<getProperties version='1.7'/>").kind, Element::Kind::Unknown);
    }

    void aBlobIsDecoded()
    {
        const QByteArray content = "binary \x01\xff" + QByteArray(100, 'z');
        auto lines = content.toBase64();
        lines.insert(40, '\n');
        const auto xml = [&](const QByteArray &size, const char *format, const QByteArray &text) {
            return "<setBLOBVector device='d' name='B'><oneBLOB name='I' size='" + size + "' format='" + format + "'>\n"
                   + text + "\n</oneBLOB></setBLOBVector>";
        };
        const auto size = QByteArray::number(content.size());
        const auto element = indi::readElement(xml(size, ".fits", lines));
        QCOMPARE(indi::decoded(element.vector.members[0].blob), content);
        QCOMPARE(element.vector.members[0].blob.format, QStringLiteral(".fits"));
        QVERIFY(problemOf(xml(QByteArray("5"), ".fits", lines)).contains(QLatin1String("its message says")));
        QCOMPARE(problemOf(xml("5", ".fits.z", lines)), QString()); // packed
        QVERIFY(problemOf(xml(size, ".fits", "?!")).contains(QLatin1String("no base64")));
        QVERIFY(problemOf(xml(size, ".fits", "YQ&x;==")).contains(QLatin1String("no base64")));
    }

    /// It is for a worker to decode them: the engine thread neither changes nor copies the letters of a picture.
    void aBlobStaysAsItWasSent()
    {
        const QByteArray letters = "\nYW\n Jj\n";
        const auto xml = "<setBLOBVector device='d' name='B'><oneBLOB name='A'>" + letters + "</oneBLOB><oneBLOB name='B'>\n \n</oneBLOB></setBLOBVector>";
        const auto element = indi::readElement(xml);
        const auto &blob = element.vector.members[0].blob;
        QCOMPARE(blob.letters.view().toByteArray(), letters);
        QCOMPARE(static_cast<const void *>(blob.letters.message.constData()), static_cast<const void *>(xml.constData()));
        QCOMPARE(indi::decoded(blob), QByteArray("abc"));
        QVERIFY(element.vector.members[1].blob.isEmpty());
        QCOMPARE(problemOf(QByteArray(xml).replace("\nYW\n", "?")), QStringLiteral("What came is damaged: it is no base64. Take the picture again."));
    }

    void contentsAreFoundHoweverTheyAreWritten_data()
    {
        QTest::addColumn<QByteArray>("members");
        QTest::addColumn<QByteArrayList>("blobs");
        QTest::newRow("two") << QByteArray("<oneBLOB name='A'>YQ==</oneBLOB> <oneBLOB name='B'>\nYmI=\n</oneBLOB>") << QByteArrayList{"a", "bb"};
        QTest::newRow("none") << QByteArray() << QByteArrayList{};
        QTest::newRow("one that is empty") << QByteArray("<oneBLOB name='A'></oneBLOB>") << QByteArrayList{""};
        QTest::newRow("one without a content") << QByteArray("<oneBLOB name='A'/><oneBLOB name='B'>YQ==</oneBLOB>") << QByteArrayList{"", "a"};
        QTest::newRow("a tag with > in a name") << QByteArray("<oneBLOB name='>' label=\"a'>b\">YQ==</oneBLOB>") << QByteArrayList{"a"};
        QTest::newRow("an entity") << QByteArray("<oneBLOB name='A'>Y&#81;==</oneBLOB>") << QByteArrayList{"a"};
        QTest::newRow("a comment") << QByteArray("<oneBLOB name='A'>Y<!-- <oneBLOB>x</oneBLOB> -->Q==</oneBLOB>") << QByteArrayList{"a"};
        QTest::newRow("elements within") << QByteArray("<oneBLOB name='A'>Y<b/>Q==</oneBLOB>") << QByteArrayList{"a"};
        QTest::newRow("one within another element is none")
            << QByteArray("<x><oneBLOB name='A'>YQ==</oneBLOB></x><oneBLOB name='B'>YmI=</oneBLOB>") << QByteArrayList{"bb"};
        QTest::newRow("a line end before it all") << QByteArray("<oneBLOB name='A'>\r\n YQ\t== </oneBLOB>") << QByteArrayList{"a"};
    }
    void contentsAreFoundHoweverTheyAreWritten()
    {
        QFETCH(QByteArray, members);
        QByteArrayList blobs;
        for (const auto *before : {"", "\n"}) {
            blobs.clear();
            const auto element = indi::readElement(before + QByteArray("<setBLOBVector device='d' name='B'>") + members + "</setBLOBVector>");
            for (const auto &member : element.vector.members)
                blobs << indi::decoded(member.blob);
            QTEST(blobs, "blobs");
        }
    }

    void textThatIsNotUtf8IsLatin1()
    {
        const auto element = indi::readElement("<setTextVector device='d' name='T'><oneText name='A'>5 \xb0</oneText></setTextVector>");
        QCOMPARE(element.vector.members[0].text, QStringLiteral("5 \u00b0"));
    }

    void whatCannotBeReadSaysWhy_data()
    {
        QTest::addColumn<QByteArray>("xml");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char *name, const QByteArray &xml, const char *problem) {
            QTest::newRow(name) << xml << QString::fromLatin1(problem);
        };
        row("no XML", "<a b></a>", "");
        row("tags that cross", "<message><a><b></a></b></message>", "");
        row("an attribute twice", "<message device='a' device='b'/>", "");
        row("an entity that nobody has declared", "<setTextVector device='&x;' name='T'/>", "");
        row("an entity in a text", "<setTextVector device='d' name='T'><oneText name='A'>&x;</oneText></setTextVector>", "");
        row("entities that grow", "<!DOCTYPE a [<!ENTITY b 'cc'><!ENTITY d '&b;&b;'>]><message message='&d;'/>", "");
        row("no device", "<setTextVector name='T'/>", "a setTextVector has no device");
        row("no name", "<setTextVector device='d' name=' '/>", "a setTextVector has no name");
        row("a definition without a state", "<defTextVector device='d' name='T' perm='ro'/>", "has no state");
        row("a state of its own", "<setTextVector device='d' name='T' state='Fine'/>", "\"Fine\" is no state");
        row("a permission of its own", "<defTextVector device='d' name='T' state='Ok' perm='x'/>", "\"x\" is no permission");
        row("a rule of its own", "<defSwitchVector device='d' name='T' state='Ok' perm='rw' rule='Any'/>", "\"Any\" is no rule");
        row("a switch that is neither",
            "<setSwitchVector device='d' name='S'><oneSwitch name='A'>Maybe</oneSwitch></setSwitchVector>", "neither On nor Off");
        row("a member without a name", "<setTextVector device='d' name='T'><oneText>x</oneText></setTextVector>", "has no name");
        row("more members than anybody has",
            "<setTextVector device='d' name='T'>" + QByteArray("<oneText name='a'/>").repeated(501) + "</setTextVector>",
            "more than 500 members");
    }
    void whatCannotBeReadSaysWhy()
    {
        QFETCH(QByteArray, xml);
        QFETCH(QString, problem);
        const auto found = problemOf(xml);
        QVERIFY2(!found.isEmpty() && found.contains(problem), qPrintable(found));
    }

    void numbers_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("value"); // NaN: it is none
        const auto row = [](const char *text, double value) { QTest::newRow(text) << QString::fromLatin1(text) << value; };
        row("0", 0);
        row(" -12.5e1 ", -125);
        row(".5", 0.5);
        row("5:30", 5.5);
        row("5:30:36", 5.51);
        row("-0:30:00", -0.5);
        row("+1 30 0", 1.5);
        row("10;15", 10.25);
        row(" 5: 0:36.0", 5.01);
        row("359:59:59.999", 359.9999997222222);
        for (const auto *none : {"", "nan", "inf", "-", "1,5", "5:", "5:60", "5.5:30", "5:30:60", "5:30.5:10", "1:2:3:4", "0x10", "1e999",
                                 "12abc", "5:-3"})
            row(none, qQNaN());
    }
    void numbers()
    {
        QFETCH(QString, text);
        QFETCH(double, value);
        const auto found = indi::parseNumber(text);
        QCOMPARE(found.has_value(), !qIsNaN(value));
        if (found)
            QCOMPARE(*found, value);
    }

    void formats_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<int>("decimals");
        const auto row = [](const char *format, int decimals) { QTest::newRow(format) << QString::fromLatin1(format) << decimals; };
        row("%5.2f", 2);
        row("%.f", 0);
        row("%f", 6);
        row("%4.0f", 0);
        row("%d", 0);
        row("%g", -1);
        row("%010.6m", 5);
        row("%9.3m", 3);
        row("%10.8m", 6);
        row("%n%n%s", -1);
        row("", -1);
        row("%.99f", 15);
    }
    void formats()
    {
        QFETCH(QString, format);
        QFETCH(int, decimals);
        QCOMPARE(indi::decimalsOf(format), decimals);
        QCOMPARE(indi::isSexagesimal(format), format.endsWith(QLatin1Char('m')));
    }

    void messagesAreWholeElements()
    {
        QCOMPARE(indi::askFor(), QByteArray("<getProperties version=\"1.7\"/>\n"));
        QCOMPARE(indi::askFor(QStringLiteral("a \"b\" & <c>"), QStringLiteral("V")),
                 QByteArray("<getProperties version=\"1.7\" device=\"a &quot;b&quot; &amp; &lt;c&gt;\" name=\"V\"/>\n"));
        QCOMPARE(indi::enableBlobs(QStringLiteral("d"), true), QByteArray("<enableBLOB device=\"d\">Also</enableBLOB>\n"));
        auto vector = indi::readElement(number
                                        + "<defNumber name='A'>0.1</defNumber><defNumber name='B'>-12:30</defNumber>"
                                          "<defNumber name='C'>?</defNumber></defNumberVector>")
                          .vector;
        QCOMPARE(indi::newVector(vector),
                 QByteArray("<newNumberVector device=\"d\" name=\"N\"><oneNumber name=\"A\">0.1</oneNumber>"
                            "<oneNumber name=\"B\">-12.5</oneNumber></newNumberVector>\n"));
    }

    void addresses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("server"); // empty: it is refused
        QTest::addColumn<QString>("device");
        const auto row = [](const char *text, const char *server, const char *device) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(server) << QString::fromLatin1(device);
        };
        row("indi://dome.lab:7625/Dome%20Simulator", "tcp://dome.lab:7625", "Dome Simulator");
        row("indi://dome.lab/Dome Simulator", "tcp://dome.lab:7624", "Dome Simulator");
        row("indi://[::1]:7624", "tcp://[::1]:7624", "");
        row("indi://h/a%2Fb", "tcp://h:7624", "a/b");
        row("tcp://h:7624/d", "", "");
        row("indi:///d", "", "");
        row("indi://h:0/d", "", "");
        row("indi://h:99999/d", "", "");
        row("indi://me@h/d", "", "");
        row("indi://h/d?x", "", "");
        row("", "", "");
    }
    void addresses()
    {
        QFETCH(QString, text);
        QFETCH(QString, server);
        QFETCH(QString, device);
        try {
            const auto address = IndiAddress::parse(text);
            QCOMPARE(address.server.toString(), server);
            QCOMPARE(address.device, device);
        } catch (const engine::Error &error) {
            QVERIFY2(server.isEmpty(), qPrintable(error.message()));
            QVERIFY(error.message().contains(QLatin1String("write indi://host:7624/DEVICE%20NAME")));
        }
    }
};

PODIUM_TEST_MAIN(TestIndiElement)
#include "tst_indielement.moc"
