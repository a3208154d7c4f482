// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fitsfile.h"
#include "tests/support/indifixture.h"
#include "tests/support/linkfixture.h"
#include "tests/support/testmain.h"

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

PODIUM_TEST_MAIN(TestIndiPictures)
#include "tst_indipictures.moc"
