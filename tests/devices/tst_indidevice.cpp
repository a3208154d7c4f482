// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/indifixture.h"
#include "tests/support/linkfixture.h"
#include "tests/support/testmain.h"

using namespace podium;
using namespace podium::engine;
using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
ServedVector number(const QByteArray &value, const QByteArray &attributes = "perm='rw'")
{
    return {"Number", attributes, "Idle", {{"V", value}}, "format='%.2f' min='0' max='100' step='1'"};
}

ServedVector switches(const QByteArray &rule, const std::vector<std::pair<QByteArray, QByteArray>> &members,
                      const QByteArray &permission = "rw")
{
    return {"Switch", "perm='" + permission + "' rule='" + rule + "'", "Idle", members};
}

const ServedVector disconnected = switches("OneOfMany", {{"CONNECT", "Off"}, {"DISCONNECT", "On"}});
} // namespace

class TestIndiDevice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindOfVectorBecomesParametersOrCommands();
    void namesAndUnitsOfTheStandardAreUsed();
    void hostileNamesAreMadeUsableAndKeptApart();
    void itConnectsItsHardwareByItself();
    void aHardwareThatCannotBeConnectedSaysWhy();
    void anUnknownDeviceTellsWhichThereAre();
    void aNumberThatIsNoneIsInvalid();
    void aBlobIsKeptAndSaved();
};

void TestIndiDevice::everyKindOfVectorBecomesParametersOrCommands()
{
    IndiFixture world;
    auto &vectors = world.server->vectors;
    vectors["LEVEL"] = number("12.5");
    vectors["PAIR"] = {"Number", "perm='ro'", "Ok", {{"X", "1"}, {"Y", "5:30"}}, "format='%10.6m' min='0' max='0'"};
    vectors["NOTE"] = {"Text", "perm='rw'", "Ok", {{"A", "hello"}}};
    vectors["LAMP"] = {"Light", "", "Ok", {{"POWER", "Alert"}}};
    vectors["MODE"] = switches("OneOfMany", {{"FAST", "Off"}, {"SLOW", "On"}});
    vectors["SIDE"] = switches("AtMostOne", {{"EAST", "Off"}, {"WEST", "Off"}});
    vectors["FLAGS"] = switches("AnyOfMany", {{"ONE", "On"}, {"TWO", "Off"}});
    vectors["RESET"] = switches("AtMostOne", {{"NOW", "Off"}}, "wo");
    world.comeUp();
    QCOMPARE(world.device->state(), DeviceState::Standby);
    QCOMPARE(world.shown("level"), QStringLiteral("12.5"));
    QCOMPARE(world.parameter("level").spec().deviceLimits, (Limits{0.0, 100.0}));
    QCOMPARE(world.parameter("level").spec().decimals, 2);
    QCOMPARE(world.parameter("level").spec().access, Access::ReadWrite);
    QCOMPARE(world.shown("pair_y"), QStringLiteral("5.5"));
    QCOMPARE(world.parameter("pair_y").spec().access, Access::ReadOnly);
    QCOMPARE(world.parameter("pair_y").spec().deviceLimits, Limits());
    QVERIFY(world.parameter("pair_y").spec().help.contains(QLatin1String("5:30:00 is 5.5")));
    QCOMPARE(world.shown("note"), QStringLiteral("hello"));
    QCOMPARE(world.shown("lamp"), QStringLiteral("Alert"));
    QCOMPARE(world.parameter("lamp").spec().access, Access::ReadOnly);
    QCOMPARE(world.shown("mode"), QStringLiteral("SLOW"));
    QCOMPARE(world.parameter("mode").spec().choices, QStringList({QStringLiteral("FAST"), QStringLiteral("SLOW")}));
    QCOMPARE(world.shown("side"), QStringLiteral("none"));
    QVERIFY(world.parameter("side").spec().choices.contains(QStringLiteral("none")));
    QCOMPARE(world.shown("flags_one"), QStringLiteral("on"));
    QCOMPARE(world.shown("flags_two"), QStringLiteral("off"));
    QVERIFY(world.device->command(u"reset"));
    QVERIFY(!world.device->parameter(u"reset"));
}

void TestIndiDevice::namesAndUnitsOfTheStandardAreUsed()
{
    IndiFixture world(QStringLiteral("telescope"));
    QVERIFY(world.device->canStop()); // known before the server says so
    world.server->vectors["EQUATORIAL_EOD_COORD"] = {"Number", "perm='rw'", "Idle", {{"RA", "5:30:00"}, {"DEC", "-10:30"}},
                                                     "format='%010.6m' min='0' max='24'"};
    world.server->vectors["TELESCOPE_PARK"] = switches("OneOfMany", {{"PARK", "Off"}, {"UNPARK", "On"}});
    world.server->vectors["TELESCOPE_ABORT_MOTION"] = switches("AtMostOne", {{"ABORT", "Off"}});
    world.server->vectors["FILTER_SLOT"] = number("3");
    world.comeUp();
    QCOMPARE(world.device->family(), QStringLiteral("telescope"));
    QCOMPARE(world.shown("right_ascension"), QStringLiteral("5.5 h"));
    QCOMPARE(world.shown("declination"), QStringLiteral("-10.5 deg"));
    QVERIFY(world.parameter("right_ascension").spec().startsMotion);
    QCOMPARE(world.device->command(u"goto")->arguments.size(), 2);
    QCOMPARE(world.parameter("telescope_park").spec().access, Access::ReadOnly);
    QVERIFY(world.device->command(u"park")->startsMotion);
    QVERIFY(world.device->command(u"telescope_abort_motion"));
    QVERIFY(world.device->parameter(u"filter_slot")); // it is "position" in a filter wheel only
    QVERIFY(world.device->canStop());
}

void TestIndiDevice::hostileNamesAreMadeUsableAndKeptApart()
{
    IndiFixture world;
    world.server->vectors["a b"] = number("1");
    world.server->vectors["A.B"] = number("2");
    world.server->vectors["../x"] = number("3");
    world.comeUp();
    QCOMPARE(world.shown("a_b"), QStringLiteral("2"));
    QCOMPARE(world.shown("a_b_2"), QStringLiteral("1"));
    QCOMPARE(world.shown("___x"), QStringLiteral("3"));
}

void TestIndiDevice::itConnectsItsHardwareByItself()
{
    IndiFixture world;
    world.server->vectors["CONNECTION"] = disconnected;
    world.server->written = [&](const QByteArray &name, const QByteArray &line) {
        QCOMPARE(name, QByteArray("CONNECTION"));
        QCOMPARE(IndiServer::valueIn(line, "CONNECT"), QByteArray("On"));
        QCOMPARE(IndiServer::valueIn(line, "DISCONNECT"), QByteArray("Off"));
        world.server->vectors[name].members = {{"CONNECT", "On"}, {"DISCONNECT", "Off"}};
        world.server->change(name, "Ok", "On", 20ms);
        world.server->define("LEVEL", number("7"));
    };
    world.comeUp();
    world.advance(300ms);
    QCOMPARE(world.lines("<newSwitchVector").size(), 1);
    QCOMPARE(world.shown("connection"), QStringLiteral("CONNECT"));
    QCOMPARE(world.shown("level"), QStringLiteral("7"));
    QCOMPARE(world.device->state(), DeviceState::Standby);
    QCOMPARE(world.device->stateReason(), QString());
}

void TestIndiDevice::aHardwareThatCannotBeConnectedSaysWhy()
{
    IndiFixture world;
    world.server->vectors["CONNECTION"] = disconnected;
    world.server->written = [&](const QByteArray &name, const QByteArray &) {
        world.server->say("[ERROR] No mount at /dev/ttyUSB0");
        world.server->change(name, "Alert", "Off");
    };
    world.comeUp();
    world.advance(300ms);
    QCOMPARE(world.device->state(), DeviceState::Standby);
    QVERIFY2(world.device->stateReason().contains(QLatin1String("No mount at /dev/ttyUSB0")), qPrintable(world.device->stateReason()));
}

void TestIndiDevice::anUnknownDeviceTellsWhichThereAre()
{
    IndiFixture world;
    world.server->others = {"Dome Simulator", "CCD Simulator"};
    world.comeUp();
    world.advance(6s);
    QCOMPARE(world.device->state(), DeviceState::Disconnected);
    QCOMPARE(world.device->stateReason(), QStringLiteral("the server at scripted: has no device \"Sim\"; it has \"Dome Simulator\", "
                                                         "\"CCD Simulator\""));
    world.server->define("A", number("1"));
    world.advance(300ms);
    QCOMPARE(world.device->state(), DeviceState::Standby);
    QCOMPARE(world.shown("a"), QStringLiteral("1"));
}

void TestIndiDevice::aNumberThatIsNoneIsInvalid()
{
    IndiFixture world;
    world.server->vectors["A"] = number("1");
    world.comeUp();
    world.server->change("A", "Ok", "nan");
    world.advance(10ms);
    QCOMPARE(world.parameter("a").reading().quality, Quality::Invalid);
    QCOMPARE(world.parameter("a").reading().reason, QStringLiteral("the server sent \"nan\", which is no number"));
    QCOMPARE(world.shown("a"), QStringLiteral("1")); // the last good one
}

void TestIndiDevice::aBlobIsKeptAndSaved()
{
    IndiFixture world;
    world.server->vectors["CCD1"] = {"BLOB", "perm='ro'", "Idle", {{"CCD1", ""}}};
    world.comeUp();
    QCOMPARE(world.lines("<enableBLOB").size(), 1);
    QCOMPARE(world.parameter("ccd1_bytes").reading().quality, Quality::Lost);
    const QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("image.fits"));
    auto none = world.call("save_ccd1", {path});
    world.advance(10ms);
    QVERIFY2(ended(none).contains(QLatin1String("has sent no image yet")), qPrintable(ended(none)));

    const QByteArray image(100000, 'i');
    world.channel->deliverPieces("<setBLOBVector device='Sim' name='CCD1' state='Ok' timestamp='2026-01-01T12:00:00'>"
                                 "<oneBLOB name='CCD1' size='100000' format='.fits'>"
                                     + image.toBase64() + "</oneBLOB></setBLOBVector>",
                                 1ms, 1us, 999);
    world.advance(100ms);
    QCOMPARE(world.shown("ccd1_bytes"), QStringLiteral("100000"));
    QCOMPARE(world.shown("ccd1_format"), QStringLiteral(".fits"));
    QCOMPARE(world.shown("ccd1_time"), QStringLiteral("2026-01-01T12:00:00"));
    const auto saved = world.call("save_ccd1", {path});
    world.advance(10ms);
    QCOMPARE(ended(saved), QStringLiteral("succeeded"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), image);
    for (const auto &bad : {path, QStringLiteral("image.fits"), folder.filePath(QStringLiteral("no/such/folder"))}) {
        const auto refused = world.call("save_ccd1", {bad});
        world.advance(10ms);
        QVERIFY2(ended(refused).contains(QLatin1String("is refused")), qPrintable(ended(refused)));
    }
}

PODIUM_TEST_MAIN(TestIndiDevice)
#include "tst_indidevice.moc"
