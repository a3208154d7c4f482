// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/devices/indiworld.h"
#include "tests/support/linkfixture.h"
#include "tests/support/ownnetwork.h"
#include "tests/support/testmain.h"

using namespace podium;
using namespace podium::engine;
using namespace podium::tests;

namespace
{
constexpr int patience = 30000;
} // namespace

/// What the simulators of INDI do beyond the driver contract.
class TestIndiSimulators : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("indiserver")).isEmpty())
            QSKIP("indiserver is not installed (package indi-bin)");
        if (const auto problem = enterOwnNetwork(); !problem.isEmpty())
            QSKIP(qPrintable(problem));
    }

    void theShippedBenchIsThereOverOneConnection()
    {
        QFile shipped(QStringLiteral(PODIUM_RESOURCES "/benches/indi-sim.toml"));
        QVERIFY(shipped.open(QIODevice::ReadOnly));
        auto text = QString::fromUtf8(shipped.readAll());
        text.remove(QStringLiteral("name = \"INDI simulators\""));
        IndiWorld world;
        world.open(text.replace(QStringLiteral("7624"), QStringLiteral("PORT")));
        const auto &devices = world.core.bench.devices();
        QCOMPARE(devices.size(), std::size_t(5));
        const auto *connection = &qobject_cast<devices::IndiDevice *>(devices.front().get())->connection();
        for (const auto &device : devices) {
            QCOMPARE(&qobject_cast<devices::IndiDevice *>(device.get())->connection(), connection);
            QTRY_VERIFY2_WITH_TIMEOUT(device->state() != DeviceState::Disconnected, qPrintable(device->stateReason()), patience);
        }
        for (const auto *address : {"telescope.right_ascension", "focuser.position", "camera.temperature", "wheel.position",
                                    "dome.azimuth"})
            QTRY_VERIFY2_WITH_TIMEOUT(world.core.bench.find(*Address::parse(QString::fromLatin1(address))), address, patience);
        QCOMPARE(world.relay.received().count("<getProperties version=\"1.7\"/>"), 1);
    }

    void anImageArrivesIsDecodedAndIsSaved()
    {
        IndiWorld world;
        world.open(IndiWorld::entry(QStringLiteral("d"), QStringLiteral("CCD Simulator"), QStringLiteral("camera")));
        QTRY_VERIFY_WITH_TIMEOUT(world.isThere("temperature") && world.parameter("exposure") && world.parameter("ccd1_bytes"), patience);
        const auto exposure = world.act("exposure 0.1 s");
        QTRY_VERIFY_WITH_TIMEOUT(exposure.isFinished(), patience);
        QCOMPARE(ended(exposure), QStringLiteral("succeeded"));
        QTRY_VERIFY_WITH_TIMEOUT(world.isValid("ccd1_bytes"), patience);
        QCOMPARE(valueText(world.parameter("ccd1_format")->reading().value), QStringLiteral(".fits"));
        QTRY_VERIFY2_WITH_TIMEOUT(world.isValid("ccd1_image"), qPrintable(world.parameter("ccd1_image")->reading().reason), patience);
        const auto picture = std::get<Image>(world.parameter("ccd1_image")->reading().value);
        QCOMPARE(picture.bits(), 16);
        for (const auto &[axis, length] : {std::pair("ccd_info_ccd_max_x", picture.width()), std::pair("ccd_info_ccd_max_y", picture.height())})
            QCOMPARE(double(length), world.number(axis));
        const QTemporaryDir folder;
        const auto path = folder.filePath(QStringLiteral("image.fits"));
        const auto save = world.core.engine.run(
            QStringLiteral("save"), operations::call(world.core.bench, {QStringLiteral("d"), QStringLiteral("save_ccd1")}, {path}));
        QTRY_VERIFY_WITH_TIMEOUT(save.isFinished(), patience);
        QCOMPARE(ended(save), QStringLiteral("succeeded"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.size() > 1000000);
        QVERIFY(file.size() >= qint64(2) * picture.width() * picture.height());
        QVERIFY(file.read(30).startsWith("SIMPLE  ="));
    }

    void bothCoordinatesOfATelescopeGoTogether()
    {
        IndiWorld world;
        world.open(IndiWorld::entry(QStringLiteral("d"), QStringLiteral("Telescope Simulator"), QStringLiteral("telescope")));
        QTRY_VERIFY_WITH_TIMEOUT(world.isThere("declination") && world.device().command(u"goto"), patience);
        const auto hour = Unit::parse(QStringLiteral("h"));
        const auto degree = Unit::parse(QStringLiteral("deg"));
        const Arguments where{Quantity(world.number("right_ascension") + 0.1, hour), Quantity(80, degree)};
        const auto task = world.core.engine.run(
            QStringLiteral("goto"), operations::call(world.core.bench, {QStringLiteral("d"), QStringLiteral("goto")}, where));
        QTRY_VERIFY_WITH_TIMEOUT(task.isFinished(), patience);
        QCOMPARE(ended(task), QStringLiteral("succeeded"));
        QVERIFY2(std::abs(world.number("declination") - 80) < 0.25, qPrintable(QString::number(world.number("declination"))));
    }

    void aTelescopeThatIsParkedRefusesInTheServersWords()
    {
        IndiWorld world;
        world.open(IndiWorld::entry(QStringLiteral("d"), QStringLiteral("Telescope Simulator"), QStringLiteral("telescope")));
        QTRY_VERIFY_WITH_TIMEOUT(world.isThere("declination") && world.device().command(u"park"), patience);
        const auto park = world.core.engine.run(
            QStringLiteral("park"), operations::call(world.core.bench, {QStringLiteral("d"), QStringLiteral("park")}, {}));
        QTRY_VERIFY_WITH_TIMEOUT(park.isFinished(), 90000);
        QCOMPARE(ended(park), QStringLiteral("succeeded"));
        const auto task = world.act("declination 20 deg");
        QTRY_VERIFY_WITH_TIMEOUT(task.isFinished(), patience);
        QCOMPARE(task.info().errorKind, std::optional(ErrorKind::Device));
        QVERIFY2(ended(task).contains(QLatin1String("unpark")), qPrintable(ended(task)));
        QCOMPARE(world.device().state(), DeviceState::Standby);
    }

    void anUnknownDeviceTellsWhichThereAre()
    {
        IndiWorld world;
        world.open(IndiWorld::entry(QStringLiteral("d"), QStringLiteral("Dom Simulator"), QStringLiteral("dome")));
        QTRY_VERIFY2_WITH_TIMEOUT(world.device().stateReason().contains(QLatin1String("has no device \"Dom Simulator\"; it has"))
                                      && world.device().stateReason().contains(QLatin1String("\"Dome Simulator\"")),
                                  qPrintable(world.device().stateReason()), patience);
    }
};

PODIUM_TEST_MAIN(TestIndiSimulators)
#include "tst_indisimulators.moc"
