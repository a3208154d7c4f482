// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/linkport.h"
#include "tests/devices/indidome.h"
#include "tests/support/checks.h"
#include "tests/support/linkfixture.h"
#include "tests/support/testmain.h"

using namespace podium;
using namespace podium::devices;
using namespace podium::engine;
using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
struct Spy final : LinkPort::Watcher {
    void traced(const TraceEntry &entry) override { entries.push_back(entry); }
    void linkRemoved() override {}
    std::vector<TraceEntry> entries;
};

const QByteArray question = "<getProperties version=\"1.7\" device=\"Sim\" name=\"DOME_PARAMS\"/>";
const QByteArray setting = "<newNumberVector device=\"Sim\" name=\"DOME_PARAMS\"><oneNumber name=\"A\">3</oneNumber></newNumberVector>";

struct Hand : DomeWorld {
    Hand() { comeUp(); }
    Task<QByteArray> send(const QByteArray &message, MessageClass messageClass)
    {
        return run(operations::sendByHand(core.bench, QStringLiteral("d"), message, messageClass));
    }
};

void hand(const char *sentence, void (*body)(Hand &))
{
    check(sentence, [body] {
        Hand f;
        body(f);
    });
}
} // namespace

/// The traffic of an INDI connection as people see it, and what they send over it by hand.
class TestIndiHand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void traffic_data();
    void traffic() { runCheck(); }
    void messages_data();
    void messages() { runCheck(); }
};

void TestIndiHand::traffic_data()
{
    checkTable();
    hand("A bench has one link for all devices of a server, each of which knows it", [](Hand &f) {
        f.add(QStringLiteral("e"), QStringLiteral("Other"), QStringLiteral("other"));
        const auto links = linksOf(f.core.bench);
        QCOMPARE(links.size(), std::size_t(1));
        QCOMPARE(links.front().devices, (QStringList{QStringLiteral("d"), QStringLiteral("e")}));
        QVERIFY(describe(f.core.bench).devices.front().hasLink);
    });
    hand("Whoever watches sees what goes and what comes, with the device it is about", [](Hand &f) {
        Spy spy;
        QVERIFY(!f.connection->isWatched());
        f.connection->addWatcher(spy);
        f.server->change("DOME_PARAMS", "Ok", "2");
        f.connection->send(question + "\n", MessageClass::Read);
        f.advance(5ms);
        f.connection->removeWatcher(spy);
        f.server->change("DOME_PARAMS", "Ok", "4");
        f.advance(5ms);
        QCOMPARE(spy.entries.size(), std::size_t(3));
        QCOMPARE(spy.entries[0].kind, TraceKind::Sent);
        QCOMPARE(spy.entries[0].text, question + "\n");
        QCOMPARE(spy.entries[1].kind, TraceKind::Received);
        QVERIFY(spy.entries[1].text.startsWith("<setNumberVector"));
        for (const auto &entry : spy.entries)
            QCOMPARE(entry.device, QStringLiteral("d"));
        QVERIFY(!f.connection->trace().empty());
    });
    hand("A long element is told cut, with its whole size", [](Hand &f) {
        Spy spy;
        f.connection->addWatcher(spy);
        f.channel->deliver("<message device='Sim' message='" + QByteArray(5000, 'm') + "'/>");
        f.advance(5ms);
        f.connection->removeWatcher(spy);
        QCOMPARE(spy.entries.front().text.size(), 256);
        QVERIFY(spy.entries.front().size > 5000);
    });
    hand("Of what is for no device of the bench, and of what cannot be read, no device is told", [](Hand &f) {
        Spy spy;
        f.connection->addWatcher(spy);
        f.channel->deliver("<message device='Ghost' message='hello'/><setNumberVector name='A'/>");
        f.advance(5ms);
        f.connection->removeWatcher(spy);
        QCOMPARE(spy.entries.size(), std::size_t(2));
        for (const auto &entry : spy.entries)
            QCOMPARE(entry.device, QString());
    });
}

void TestIndiHand::messages_data()
{
    checkTable();
    hand("A question is answered by what comes for the vector that it names", [](Hand &f) {
        const auto task = f.send(question, MessageClass::Read);
        f.server->change("DOME_PARK", "Ok", "Off");
        f.advance(1s);
        QCOMPARE(ended(task), QStringLiteral("succeeded"));
        QVERIFY2(task.result().startsWith("<defNumberVector device='Sim' name='DOME_PARAMS'"), task.result().constData());
        QVERIFY(!task.result().contains("DOME_PARK"));
        QCOMPARE(f.lines(question).size(), 1);
    });
    hand("A setting arrives, and what the server says then is shown", [](Hand &f) {
        f.onParams = [&f](const QByteArray &) { f.server->change("DOME_PARAMS", "Ok", "3"); };
        const auto task = f.send(setting, MessageClass::Write);
        f.advance(1s);
        QCOMPARE(ended(task), QStringLiteral("succeeded"));
        QVERIFY(task.result().contains("<setNumberVector"));
        QCOMPARE(f.lines(setting).size(), 1);
    });
    hand("A setting that nothing follows has no reply", [](Hand &f) {
        const auto task = f.send(setting, MessageClass::Write);
        f.advance(1s);
        QCOMPARE(ended(task), QStringLiteral("succeeded"));
        QVERIFY(task.result().isNull());
    });
    hand("A question that nothing answers fails after three seconds", [](Hand &f) {
        const auto task = f.send("<getProperties version=\"1.7\" device=\"Ghost\"/>", MessageClass::Read);
        f.advance(2500ms);
        QVERIFY(!task.isFinished());
        f.advance(1s);
        QVERIFY2(ended(task).contains(QLatin1String("Nothing came for")), qPrintable(ended(task)));
    });
    hand("Nothing leaves that is no whole element of a client", [](Hand &f) {
        const auto before = f.lines().size();
        for (const auto *bad : {"*IDN?", "<getProperties", "<getProperties version='1.7'>", "<getProperties version='1.7'/> and", "<a/>", "</a>",
                                "<!DOCTYPE x []><getProperties/>", "<setNumberVector device='Sim' name='A'/>", "<getProperties a=b/>",
                                "<getProperties/><newTextVector"}) {
            const auto task = f.send(bad, MessageClass::Write);
            f.advance(10ms);
            QVERIFY2(task.isFinished(), bad);
            ended(task);
            QCOMPARE(task.info().errorKind, std::optional(ErrorKind::Refused));
        }
        QCOMPARE(f.lines().size(), before);
    });
    hand("What writes is not sent as a question", [](Hand &f) {
        const auto task = f.send(setting, MessageClass::Read);
        f.advance(10ms);
        QVERIFY2(ended(task).contains(QLatin1String("does not only ask")), qPrintable(ended(task)));
        QCOMPARE(f.lines("<new").size(), 0);
    });
    hand("Under the latch a setting is held back, and a question is not", [](Hand &f) {
        f.core.stops->stopAll(QStringLiteral("test"));
        f.advance(3s);
        const auto written = f.send(setting, MessageClass::Write);
        f.advance(1s);
        QVERIFY2(ended(written).contains(QLatin1String("STOP ALL is latched")), qPrintable(ended(written)));
        QCOMPARE(f.lines(setting).size(), 0);
        const auto asked = f.send(question, MessageClass::Read);
        f.advance(1s);
        QCOMPARE(ended(asked), QStringLiteral("succeeded"));
    });
}

PODIUM_TEST_MAIN(TestIndiHand)
#include "tst_indihand.moc"
