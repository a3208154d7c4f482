// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/shape.h"
#include "tests/support/engineprobe.h"
#include "tests/support/indifixture.h"
#include "tests/support/linkfixture.h"
#include "tests/support/testmain.h"

using namespace podium;
using namespace podium::engine;
using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
ServedVector number(const QByteArray &value) { return {"Number", "perm='rw'", "Idle", {{"V", value}}, "format='%.2f' min='0' max='100' step='1'"}; }
} // namespace

/// What a device of an INDI server has, while its server defines properties and takes them back.
class TestIndiShape : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsDefinedLaterIsOnTheBenchAtOnce();
    void whatIsTakenBackHasLostItsValues();
    void aDeviceThatTheServerForgetsIsAskedForAgain();
    void aFloodOfPropertiesIsCutOff();
};

void TestIndiShape::whatIsDefinedLaterIsOnTheBenchAtOnce()
{
    IndiFixture world;
    world.server->vectors["A"] = number("1");
    world.comeUp();
    QStringList messages;
    QObject::connect(&world.core.bench, &Bench::deviceMessage, world.device,
                     [&](const Device &, const QString &name) { messages << name; });
    int told = 0;
    QObject context;
    world.server->define("B", number("2"));
    world.server->define("C", number("3"));
    world.advance(1ms);
    const auto &c = world.parameter("c");
    QCOMPARE(world.core.bench.parameters().at(static_cast<std::size_t>(c.index())), &c);
    const auto subscription = world.core.hub->subscribe({QStringLiteral("d"), QStringLiteral("c")}, &context, [&](const ParameterState &state) {
        told += state.reading.quality == Quality::Valid ? 1 : 0;
    });
    world.advance(100ms);
    QTRY_VERIFY(told > 0);
    QCOMPARE(messages.count(QString(shape::parametersAdded)), 2);
    QCOMPARE(messages.count(QString(shape::changed)), 1);
    QCOMPARE(describe(world.core.bench).devices.front().parameters.size(), std::size_t(3));
}

void TestIndiShape::whatIsTakenBackHasLostItsValues()
{
    IndiFixture world;
    world.server->vectors["A"] = number("1");
    world.server->vectors["B"] = number("2");
    world.comeUp();
    world.server->takeBack("B");
    world.advance(10ms);
    QCOMPARE(world.parameter("b").reading().quality, Quality::Lost);
    QCOMPARE(world.parameter("a").reading().quality, Quality::Valid);
    const auto task = world.set("b", Quantity(5, {}));
    world.advance(10ms);
    QVERIFY2(ended(task).contains(QLatin1String("has taken B of d back")), qPrintable(ended(task)));
    QCOMPARE(world.lines("<new").size(), 0);
    const auto names = [&world] {
        QStringList result;
        const auto bench = describe(world.core.bench);
        for (const auto &spec : bench.devices.front().parameters)
            result << spec.name;
        return result;
    };
    QCOMPARE(names(), QStringList{QStringLiteral("a")});
    world.server->define("B", number("4"));
    world.advance(10ms);
    QCOMPARE(world.shown("b"), QStringLiteral("4"));
    QCOMPARE(names(), (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
    QStringList messages;
    QObject::connect(&world.core.bench, &Bench::deviceMessage, world.device,
                     [&](const Device &, const QString &name) { messages << name; });
    world.server->takeBack("B");
    world.advance(100ms);
    QCOMPARE(messages, QStringList{QString(shape::changed)});
    world.channel->hangUp(QStringLiteral("cable")); // what is only lost stays to be seen
    world.advance(10ms);
    QCOMPARE(names(), QStringList{QStringLiteral("a")});
}

void TestIndiShape::aDeviceThatTheServerForgetsIsAskedForAgain()
{
    IndiFixture world;
    world.server->vectors["A"] = number("1");
    world.comeUp();
    const auto kept = world.server->vectors;
    world.server->takeAllBack();
    world.advance(1s);
    QCOMPARE(world.device->state(), DeviceState::Disconnected);
    QCOMPARE(world.parameter("a").reading().quality, Quality::Lost);
    world.server->vectors = kept;
    world.advance(5s);
    QCOMPARE(world.device->state(), DeviceState::Standby);
    QCOMPARE(world.parameter("a").reading().quality, Quality::Valid);
    QCOMPARE(world.channel->connections, 1);
}

void TestIndiShape::aFloodOfPropertiesIsCutOff()
{
    IndiFixture world;
    world.server->vectors["A"] = number("1");
    world.comeUp();
    LogCatcher log;
    for (int i = 0; i < 4000; ++i)
        world.channel->deliver("<defTextVector device='Sim' name='T" + QByteArray::number(i)
                               + "' state='Ok' perm='ro'><defText name='T'>x</defText></defTextVector>");
    world.advance(10ms);
    QCOMPARE(world.device->parameters().size(), std::size_t(3000));
    QCOMPARE(log.count(QStringLiteral("more than 3000 values")), 1);
    QCOMPARE(world.device->state(), DeviceState::Standby);
}

PODIUM_TEST_MAIN(TestIndiShape)
#include "tst_indishape.moc"
