// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fitsfile.h"
#include "tests/support/indifixture.h"
#include "tests/support/linkfixture.h"
#include "tests/support/testmain.h"

#include <QDir>
#include <QEventLoop>
#include <QTemporaryDir>

using namespace podium;
using namespace podium::engine;
using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
QByteArray sent(const QByteArray &blob, const QByteArray &format = ".fits", const QByteArray &member = "CCD1", qsizetype size = -1)
{
    return "<setBLOBVector device='Sim' name='CCD' state='Ok' timestamp='2026-01-01T12:00:00'><oneBLOB name='" + member + "' size='"
           + QByteArray::number(size < 0 ? blob.size() : size) + "' format='" + format + "'>" + blob.toBase64() + "</oneBLOB></setBLOBVector>";
}

/// The clock of the wall, so that pictures are made by the worker's thread. Its channel has no wire.
struct LiveCamera {
    static constexpr int eventually = 60000; ///< Unit: milliseconds

    LiveCamera()
    {
        auto scripted = std::make_unique<ScriptedChannel>(core.engine);
        channel = scripted.get();
        server.emplace(core.engine, *channel, "Sim");
        server->vectors["CCD"] = {"BLOB", "perm='ro'", "Idle", {{"CCD1", ""}, {"CCD2", ""}}};
        auto connection = std::make_shared<devices::IndiConnection>(core.engine, QStringLiteral("INDI server"), std::move(scripted));
        devices::IndiSettings settings;
        settings.device = QStringLiteral("Sim");
        settings.kind = QStringLiteral("other");
        auto made = std::make_unique<devices::IndiDevice>(core.bench.context(QStringLiteral("d"), {}, {}), settings, std::move(connection));
        device = made.get();
        core.bench.add(std::move(made));
        QObject::connect(&core.bench, &Bench::parameterChanged, &coming, [this](const Parameter &parameter) {
            if (parameter.spec().name == QLatin1String("ccd1_format") && parameter.reading().quality == Quality::Valid)
                coming.quit();
            if (parameter.spec().name == QLatin1String("ccd1_image") && parameter.reading().quality == Quality::Valid)
                told << valueText(parameter.reading().value);
        });
        core.ready();
    }
    ~LiveCamera() { channel->onMessage = {}; }

    bool isThere() const { return device->state() == DeviceState::Standby; }
    const Reading &picture() const { return device->parameter(u"ccd1_image")->reading(); }
    /// Returns when it has come, and before anybody can be told that it is decoded.
    void deliver(const QByteArray &message)
    {
        channel->deliver(message);
        coming.exec();
    }

    QStringList told; ///< the pictures that were shown
    QEventLoop coming;
    Core core{std::make_unique<LiveScheduler>()};
    ScriptedChannel *channel = nullptr;
    std::optional<IndiServer> server;
    devices::IndiDevice *device = nullptr;
};

QByteArray largePicture()
{
    return sent(zlibPacked(fitsOf(pictureCards(8, 4000, 4000), QByteArray(16000000, 'x'))), ".fits.z");
}

/// A camera with two chips.
struct Camera : IndiFixture {
    Camera()
    {
        server->vectors["CCD"] = {"BLOB", "perm='ro'", "Idle", {{"CCD1", ""}, {"CCD2", ""}}};
        comeUp();
    }
    void deliver(const QByteArray &message)
    {
        channel->deliver(message);
        advance(10ms);
    }
    const Reading &picture(const char *name = "ccd1_image") const { return parameter(name).reading(); }
    Image image(const char *name = "ccd1_image") const
    {
        const auto *image = std::get_if<Image>(&picture(name).value);
        return image ? *image : Image();
    }
};
} // namespace

/// What an INDI camera sends becomes a picture.
class TestIndiPictures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPictureBecomesAValue();
    void whatCannotBeShownSaysWhyAndKeepsTheOneBefore_data();
    void whatCannotBeShownSaysWhyAndKeepsTheOneBefore();
    void ofSeveralMembersEachHasItsOwn();
    void aPictureComesBackWithItsDevice();
    void ofTwoThatComeAtOnceTheNewestIsShown();
    void whatIsDamagedSaysWhyAndCannotBeSaved();
    void oneThatIsPassedOverSaysSoThoughTheOneBeforeIsStillDecoded();
    void aDeviceClosesDuringADecodeAndShowsNothingOfIt();
    void aDeviceThatOpensAgainDuringADecodeShowsTheNewest();
};

void TestIndiPictures::aPictureBecomesAValue()
{
    Camera camera;
    const auto &spec = camera.parameter("ccd1_image").spec();
    QCOMPARE(spec.type, ParameterType::Image);
    QCOMPARE(spec.access, Access::ReadOnly);
    QCOMPARE(camera.picture().quality, Quality::Lost);
    QCOMPARE(camera.picture().reason, QStringLiteral("nothing came yet"));
    camera.deliver(sent(cameraFits(3, 2, {1, 2, 3, 4, 5, 65535})));
    QCOMPARE(camera.picture().quality, Quality::Valid);
    QCOMPARE(camera.shown("ccd1_image"), QStringLiteral("3 x 2, 16 bit"));
    QCOMPARE(camera.image().sample(2, 1), 65535);
    const auto packed = zlibPacked(cameraFits(2, 2, {9, 8, 7, 6}));
    camera.deliver(sent(packed, ".fits.z", "CCD1", 5760));
    QCOMPARE(camera.image(), Image(2, 2, QList<quint16>{9, 8, 7, 6}));
    QCOMPARE(camera.shown("ccd1_format"), QStringLiteral(".fits.z"));
}

void TestIndiPictures::whatCannotBeShownSaysWhyAndKeepsTheOneBefore_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QString>("why");
    auto broken = cameraFits(2, 2, {1, 2, 3, 4});
    broken.replace("BITPIX  =                   16", "BITPIX  =                   17");
    QTest::newRow("a card that is wrong is named") << sent(broken) << QStringLiteral("BITPIX is 17");
    QTest::newRow("a JPEG is saved only") << sent("\xff\xd8\xff", ".jpg") << QStringLiteral("What came is \".jpg\"; only .fits");
    QTest::newRow("one that is cut") << sent(cameraFits(9, 9, QList<quint16>(81, 1)).first(2900)) << QStringLiteral("it ends after 20 of the 162 bytes");
}

void TestIndiPictures::whatCannotBeShownSaysWhyAndKeepsTheOneBefore()
{
    QFETCH(QByteArray, message);
    QFETCH(QString, why);
    Camera camera;
    camera.deliver(sent(cameraFits(1, 1, {5})));
    camera.deliver(message);
    QCOMPARE(camera.picture().quality, Quality::Invalid);
    QVERIFY2(camera.picture().reason.contains(why), qPrintable(camera.picture().reason));
    QCOMPARE(camera.image(), Image(1, 1, QList<quint16>{5}));
    QCOMPARE(camera.parameter("ccd1_bytes").reading().quality, Quality::Valid); // it can be saved
    QCOMPARE(camera.device->state(), DeviceState::Standby);
    camera.deliver(sent(cameraFits(1, 1, {6})));
    QCOMPARE(camera.picture().quality, Quality::Valid);
    QCOMPARE(camera.picture().reason, QString());
}

void TestIndiPictures::ofSeveralMembersEachHasItsOwn()
{
    Camera camera;
    camera.deliver(sent(cameraFits(1, 1, {5}), ".fits", "CCD2"));
    QCOMPARE(camera.picture().quality, Quality::Lost);
    QCOMPARE(camera.image("ccd2_image"), Image(1, 1, QList<quint16>{5}));
}

void TestIndiPictures::aPictureComesBackWithItsDevice()
{
    Camera camera;
    camera.deliver(sent(cameraFits(1, 1, {5})));
    camera.channel->hangUp(QStringLiteral("cable"));
    camera.advance(1ms);
    QCOMPARE(camera.picture().quality, Quality::Lost);
    camera.advance(10s);
    QCOMPARE(camera.device->state(), DeviceState::Standby);
    QCOMPARE(camera.picture().quality, Quality::Valid);
    QCOMPARE(camera.image(), Image(1, 1, QList<quint16>{5}));
}

void TestIndiPictures::ofTwoThatComeAtOnceTheNewestIsShown()
{
    QStringList told; // lives longer: the camera tells when it goes
    Camera camera;
    QObject::connect(&camera.core.bench, &Bench::parameterChanged, camera.device, [&](const Parameter &parameter) {
        if (parameter.spec().name == QLatin1String("ccd1_image"))
            told << valueText(parameter.reading().value);
    });
    camera.deliver(sent(cameraFits(1, 1, {1})) + sent(cameraFits(2, 1, {1, 2})));
    QCOMPARE(camera.image().width(), 2);
    QCOMPARE(told.back(), QStringLiteral("2 x 1, 16 bit"));
    QCOMPARE(camera.picture().quality, Quality::Valid);
}

void TestIndiPictures::whatIsDamagedSaysWhyAndCannotBeSaved()
{
    Camera camera;
    camera.deliver(sent(cameraFits(1, 1, {5}), ".fits", "CCD1", 7));
    const auto why = QStringLiteral("What came is damaged: it has 5760 bytes, and its message says \"7\". Take the picture again.");
    for (const auto *name : {"ccd1_image", "ccd1_bytes"}) {
        QCOMPARE(camera.picture(name).quality, Quality::Invalid);
        QCOMPARE(camera.picture(name).reason, why);
    }
    const QTemporaryDir folder;
    const auto save = camera.call("save_ccd1", {folder.filePath(QStringLiteral("image.fits"))});
    camera.advance(10ms);
    QVERIFY2(ended(save).contains(why), qPrintable(ended(save)));
    QVERIFY(QDir(folder.path()).isEmpty());
}

void TestIndiPictures::oneThatIsPassedOverSaysSoThoughTheOneBeforeIsStillDecoded()
{
    const auto tooLong = "<setBLOBVector device=\"Sim\" name=\"CCD\"><oneBLOB name=\"CCD1\">" + QByteArray(2 << 20, 'A') + "</oneBLOB></setBLOBVector>";
    const auto reason = QStringLiteral("the image was longer than the limit of this connection; raise image_limit in the bench file");
    Camera waits; // the one before waits to be decoded
    waits.deliver(sent(cameraFits(1, 1, {1})) + tooLong);
    QCOMPARE(waits.picture().quality, Quality::Invalid);
    QCOMPARE(waits.picture().reason, reason);

    LiveCamera decodes; // the one before is with the worker
    QTRY_VERIFY_WITH_TIMEOUT(decodes.isThere(), LiveCamera::eventually);
    decodes.deliver(largePicture());
    decodes.channel->deliver(tooLong);
    QTRY_COMPARE_WITH_TIMEOUT(decodes.picture().quality, Quality::Invalid, LiveCamera::eventually);
    decodes.channel->deliver(sent(cameraFits(1, 1, {1}), ".fits", "CCD2")); // decoded after it
    QTRY_COMPARE_WITH_TIMEOUT(decodes.device->parameter(u"ccd2_image")->reading().quality, Quality::Valid, LiveCamera::eventually);
    QCOMPARE(decodes.told, QStringList());
    QCOMPARE(decodes.picture().reason, reason);
}

void TestIndiPictures::aDeviceClosesDuringADecodeAndShowsNothingOfIt()
{
    LiveCamera camera;
    QTRY_VERIFY2_WITH_TIMEOUT(camera.isThere(), qPrintable(camera.device->stateReason()), LiveCamera::eventually);
    camera.deliver(largePicture());
    camera.device->close();
    const auto end = camera.core.engine.run(QStringLiteral("end"), camera.device->ended());
    QTRY_VERIFY_WITH_TIMEOUT(end.isFinished(), LiveCamera::eventually);
    QCOMPARE(ended(end), QStringLiteral("succeeded"));
    QCOMPARE(camera.picture().quality, Quality::Lost);
    QCOMPARE(camera.told, QStringList());

    LiveCamera goes; // with all that it has, while its worker decodes
    QTRY_VERIFY_WITH_TIMEOUT(goes.isThere(), LiveCamera::eventually);
    goes.deliver(largePicture());
}

void TestIndiPictures::aDeviceThatOpensAgainDuringADecodeShowsTheNewest()
{
    LiveCamera camera;
    QTRY_VERIFY2_WITH_TIMEOUT(camera.isThere(), qPrintable(camera.device->stateReason()), LiveCamera::eventually);
    camera.deliver(largePicture());
    camera.device->close();
    camera.device->open();
    QTRY_VERIFY2_WITH_TIMEOUT(camera.isThere(), qPrintable(camera.device->stateReason()), LiveCamera::eventually);
    camera.deliver(sent(cameraFits(2, 1, {1, 2})));
    QTRY_VERIFY_WITH_TIMEOUT(camera.told.endsWith(QStringLiteral("2 x 1, 16 bit")), LiveCamera::eventually);
    camera.device->close();
    const auto end = camera.core.engine.run(QStringLiteral("end"), camera.device->ended());
    QTRY_VERIFY_WITH_TIMEOUT(end.isFinished(), LiveCamera::eventually);
    QVERIFY(camera.told.endsWith(QStringLiteral("2 x 1, 16 bit")));
}

PODIUM_TEST_MAIN(TestIndiPictures)
#include "tst_indipictures.moc"
