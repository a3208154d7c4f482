// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/engineprobe.h"
#include "tests/support/indifixture.h"
#include "tests/support/testmain.h"

using namespace podium;
using namespace podium::devices;
using namespace podium::engine;
using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
ServedVector some() { return {"Number", "perm='rw'", "Ok", {{"V", "1"}}}; }

const QByteArray stopMessage = "<newSwitchVector device=\"Sim\" name=\"A\"/>\n";
/// Why the device has been in its states since then.
class Reasons
{
public:
    explicit Reasons(const IndiFixture &world)
    {
        QObject::connect(world.device, &Device::stateChanged, world.device,
                         [texts = m_texts](const Device &device) { *texts << device.stateReason(); });
    }
    qsizetype count(const char *part) const { return m_texts->filter(QLatin1String(part)).size(); }

private:
    std::shared_ptr<QStringList> m_texts = std::make_shared<QStringList>();
};
} // namespace

class TestIndiConnection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itIsUpWhenAnIndiMessageCame();
    void whoSpeaksSomethingElseIsLeft();
    void aQuietServerIsAskedForASignOfLife();
    void aMuteServerIsLostWithinThreeSecondsAndComesBack();
    void aServerThatKnowsNoPingIsAskedForAProperty();
    void aServersOwnPingIsAnswered();
    void aStopWhileItIsDownIsTheFirstThingOnReturn();
    void twoDevicesOfOneServerShareOneConnection();
    void whatIsUnknownOrBadIsCountedAndLeftOut();
    void whatWasCutOffIsAskedForAgainEverMoreSeldom();
    void aHostileStreamEndsTheConnection();
    void aServerThatTakesNoBytesGetsNoWrites();
    void chatterIsTakenInBoundedMemory();
    void theTrafficIsTraced();
};

void TestIndiConnection::itIsUpWhenAnIndiMessageCame()
{
    IndiFixture world;
    world.server->isMute = true;
    world.comeUp();
    QCOMPARE(world.connection->state(), LinkState::Identifying);
    QVERIFY_THROWS_EXCEPTION(Error, world.connection->send("<x/>\n", MessageClass::Read));
    world.channel->deliver("<unheardOf/>");
    world.advance(1ms);
    QCOMPARE(world.connection->state(), LinkState::Identifying);
    world.channel->deliver("<message message='hello'/>");
    world.advance(1ms);
    QCOMPARE(world.connection->state(), LinkState::Up);
}

void TestIndiConnection::whoSpeaksSomethingElseIsLeft()
{
    IndiFixture world;
    world.server->isMute = true;
    const Reasons reasons(world);
    world.comeUp();
    world.advance(7s);
    QCOMPARE(reasons.count("answers nothing that is INDI within 8 s"), 0);
    world.advance(2s);
    QCOMPARE(reasons.count("answers nothing that is INDI within 8 s"), 1);
}

void TestIndiConnection::aQuietServerIsAskedForASignOfLife()
{
    IndiFixture world;
    world.server->vectors["A"] = some();
    world.comeUp();
    const auto before = world.lines("<pingRequest").size();
    world.advance(10s);
    const auto pings = world.lines("<pingRequest").size() - before;
    QVERIFY2(pings >= 7 && pings <= 11, qPrintable(QString::number(pings)));
    QCOMPARE(world.connection->state(), LinkState::Up);
    QCOMPARE(world.channel->connections, 1);
    QCOMPARE(world.lines("<getProperties").size(), 1);
}

void TestIndiConnection::aMuteServerIsLostWithinThreeSecondsAndComesBack()
{
    IndiFixture world;
    world.server->vectors["A"] = some();
    world.comeUp();
    world.server->isMute = true;
    const Reasons reasons(world);
    world.advance(3s);
    QCOMPARE(reasons.count("nothing came for"), 1);
    QCOMPARE(world.device->state(), DeviceState::Disconnected);
    QCOMPARE(world.parameter("a").reading().quality, Quality::Lost);
    world.server->isMute = false;
    world.advance(15s);
    QCOMPARE(world.device->state(), DeviceState::Standby);
    QCOMPARE(world.parameter("a").reading().quality, Quality::Valid);
    QVERIFY(world.channel->messages(world.channel->connections).contains("<getProperties version=\"1.7\"/>"));
}

void TestIndiConnection::aServerThatKnowsNoPingIsAskedForAProperty()
{
    IndiFixture world;
    world.server->knowsPings = false;
    world.server->vectors["CONNECTION"] = {"Switch", "perm='rw' rule='OneOfMany'", "Ok", {{"CONNECT", "On"}, {"DISCONNECT", "Off"}}};
    world.comeUp();
    world.advance(10s);
    QCOMPARE(world.connection->state(), LinkState::Up);
    QVERIFY(world.lines("<getProperties version=\"1.7\" device=\"Sim\" name=\"CONNECTION\"").size() >= 7);
    QCOMPARE(world.channel->connections, 1);
}

void TestIndiConnection::aServersOwnPingIsAnswered()
{
    IndiFixture world;
    world.server->vectors["A"] = some();
    world.comeUp();
    world.channel->deliver("<pingRequest uid='a&lt;1'/>");
    world.advance(1ms);
    QCOMPARE(world.lines().back(), QByteArray("<pingReply uid=\"a&lt;1\"/>"));
}

void TestIndiConnection::aStopWhileItIsDownIsTheFirstThingOnReturn()
{
    IndiFixture world;
    world.server->vectors["A"] = some();
    world.comeUp();
    world.channel->peer = ScriptedChannel::Peer::Refuses;
    world.channel->hangUp(QStringLiteral("cable"));
    world.advance(1s);
    int written = 0;
    for (int i = 0; i < 3; ++i)
        world.connection->sendStop(QStringLiteral("Sim"), QStringLiteral("A"), stopMessage, [&](TimePoint) { ++written; });
    QCOMPARE(written, 0);
    world.channel->peer = ScriptedChannel::Peer::Accepts;
    world.advance(10s);
    QCOMPARE(written, 3);
    const auto lines = world.channel->messages(world.channel->connections);
    QCOMPARE(lines.front(), stopMessage.chopped(1));
    QCOMPARE(lines.count(stopMessage.chopped(1)), 1);
}

void TestIndiConnection::twoDevicesOfOneServerShareOneConnection()
{
    IndiFixture world;
    world.server->vectors["A"] = some();
    auto &other = world.add(QStringLiteral("e"), QStringLiteral("Other"), QStringLiteral("other"));
    world.comeUp();
    world.channel->deliver("<defTextVector device='Other' name='T' state='Ok' perm='ro'><defText name='T'>x</defText></defTextVector>");
    world.advance(300ms);
    QCOMPARE(world.channel->connections, 1);
    QCOMPARE(world.device->parameters().size(), std::size_t(1));
    QCOMPARE(valueText(other.parameter(u"t")->reading().value), QStringLiteral("x"));
    world.device->close();
    world.advance(10ms);
    QCOMPARE(other.state(), DeviceState::Standby);
    QCOMPARE(world.connection->state(), LinkState::Up);
    other.close();
    QCOMPARE(world.connection->state(), LinkState::Down);
    world.device->open();
    world.advance(300ms);
    QCOMPARE(world.device->state(), DeviceState::Standby);
}

void TestIndiConnection::whatIsUnknownOrBadIsCountedAndLeftOut()
{
    IndiFixture world;
    world.server->vectors["A"] = some();
    world.comeUp();
    LogCatcher log;
    for (int i = 0; i < 3; ++i)
        world.channel->deliver("<unheardOf a='1'><b/></unheardOf><setNumberVector name='A'/><x y></x>");
    world.server->change("A", "Ok", "2");
    world.advance(10ms);
    QCOMPARE(world.connection->counters().unknown, quint64(3));
    QCOMPARE(world.connection->counters().malformed, quint64(6));
    QCOMPARE(log.count(QStringLiteral("a setNumberVector has no device")), 1);
    QCOMPARE(log.lines().size(), 1);
    QCOMPARE(world.shown("a"), QStringLiteral("2"));
    QCOMPARE(world.channel->connections, 1);
}

void TestIndiConnection::whatWasCutOffIsAskedForAgainEverMoreSeldom()
{
    IndiFixture world;
    world.server->vectors["A"] = some();
    world.comeUp();
    const auto questions = [&] {
        return std::count_if(world.channel->sent.begin(), world.channel->sent.end(), [](const auto &sent) {
            return sent.message.startsWith("<getProperties") && sent.message.contains("device=") && !sent.message.contains("name=");
        });
    };
    const auto before = questions();
    world.advance(10s);
    QCOMPARE(questions(), before);
    world.server->vectors["A"].members.front().second = "2"; // the message of that is cut off
    world.channel->deliver("<setNumberVector device='d' name='A' state='Ok'><oneNumber name='a'>2<message message='x'/>");
    world.advance(10ms);
    QVERIFY(world.shown("a") != QStringLiteral("2"));
    world.advance(2500ms);
    QCOMPARE(world.shown("a"), QStringLiteral("2"));
    QCOMPARE(questions(), before + 1);
    for (int i = 0; i < 60; ++i) {
        world.channel->deliver("<setNumberVector name='A'/>");
        world.advance(1s);
    }
    QVERIFY2(questions() > before + 2 && questions() <= before + 5, qPrintable(QString::number(questions() - before)));
    QCOMPARE(world.channel->connections, 1);
}

void TestIndiConnection::aHostileStreamEndsTheConnection()
{
    IndiFixture world;
    world.server->vectors["A"] = some();
    world.comeUp();
    world.channel->deliver("<!DOCTYPE x [<!ENTITY y 'z'>]><message message='&y;'/>");
    world.advance(5ms);
    QVERIFY2(world.device->stateReason().contains(QLatin1String("what scripted: sends is not INDI: it contains a document type")),
             qPrintable(world.device->stateReason()));
    world.advance(1s);
    QCOMPARE(world.device->state(), DeviceState::Standby); // a new connection is a new stream
}

void TestIndiConnection::aServerThatTakesNoBytesGetsNoWrites()
{
    IndiFixture world;
    world.server->vectors["A"] = some();
    world.comeUp();
    world.channel->full = true;
    const auto task = world.set("a", Quantity(3, {}));
    world.advance(10ms);
    QVERIFY(task.isFinished());
    task.record()->observe();
    QVERIFY2(task.info().error.contains(QLatin1String("takes no messages just now")), qPrintable(task.info().error));
    QCOMPARE(world.lines("<new").size(), 0);
}

void TestIndiConnection::chatterIsTakenInBoundedMemory()
{
    IndiFixture world;
    world.server->vectors["A"] = some();
    world.comeUp();
    LogCatcher log;
    for (int i = 0; i < 1000; ++i) {
        const auto number = QByteArray::number(i);
        world.channel->deliver("<message device='Sim' message='" + QByteArray(1000, 'm') + "'/>"
                               + "<defTextVector device='Ghost" + number + "' name='T' state='Ok' perm='ro'/>"
                               + "<setNumberVector device='Sim' name='NEVER" + number + "' state='Ok'/>");
    }
    world.server->change("A", "Ok", "2");
    world.advance(10ms);
    QCOMPARE(world.shown("a"), QStringLiteral("2"));
    QCOMPARE(world.connection->devices().size(), 200);
    QCOMPARE(world.connection->trace().size(), std::size_t(500));
    QCOMPARE(world.device->parameters().size(), std::size_t(1));
    QCOMPARE(log.lines(), QStringList());
}

void TestIndiConnection::theTrafficIsTraced()
{
    IndiFixture world;
    world.server->vectors["A"] = some();
    std::vector<TraceEntry> seen;
    QObject::connect(world.connection.get(), &IndiConnection::messageTraced, world.device,
                     [&](const TraceEntry &entry) { seen.push_back(entry); });
    world.comeUp();
    QCOMPARE(seen.front().kind, TraceKind::Connected);
    QCOMPARE(seen.at(1).kind, TraceKind::Sent);
    QVERIFY(seen.at(1).text.startsWith("<pingRequest"));
    QCOMPARE(seen.back().kind, TraceKind::Received);
    QVERIFY(seen.back().text.startsWith("<defNumberVector"));
    QVERIFY(world.device->recentTraffic().join(QLatin1Char('\n')).contains(QLatin1String("<getProperties")));
}

PODIUM_TEST_MAIN(TestIndiConnection)
#include "tst_indiconnection.moc"
