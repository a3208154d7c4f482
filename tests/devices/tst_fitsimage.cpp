// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/indi/blobimage.h"
#include "devices/indi/fitsimage.h"
#include "engine/tasks/error.h"
#include "tests/support/fitsfile.h"
#include "tests/support/testmain.h"

#include <cmath>
#include <limits>

using namespace podium;
using namespace podium::tests;
using devices::indi::blobImage;
using engine::Image;

namespace
{
constexpr qsizetype most = qsizetype(1) << 20;

Image imageOf(QByteArrayView file) { return devices::indi::fitsImage(file, most); }

QByteArrayList with(QByteArrayList cards, const QByteArray &key, const QByteArray &value)
{
    cards << card(key, value);
    return cards;
}
QByteArrayList instead(QByteArrayList cards, int index, const QByteArray &line)
{
    cards[index] = line;
    return cards;
}
QByteArrayList without(QByteArrayList cards, int index)
{
    cards.removeAt(index);
    return cards;
}

template <class Function>
QString problemOf(const Function &function)
{
    try {
        function();
    } catch (const engine::Error &error) {
        return error.kind() == engine::ErrorKind::Device ? error.message() : QStringLiteral("of another kind: ") + error.message();
    }
    return QStringLiteral("none");
}
} // namespace

/// Pictures from FITS files, as INDI cameras send them.
class TestFitsImage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void samplesAreExact_data();
    void samplesAreExact();
    void theFirstRowIsTheLowest();
    void ofThreeAxesTheFirstPlaneIsTaken();
    void whatIsWrongIsNamed_data();
    void whatIsWrongIsNamed();
    void samplesTakeNoMoreThanTheLimit_data();
    void samplesTakeNoMoreThanTheLimit();
    void aFileThatIsCutAnywhereIsRefused();
    void packedOnesAreUnpackedWithinBounds();
    void otherFormatsAreRefusedByName_data();
    void otherFormatsAreRefusedByName();
};

void TestFitsImage::samplesAreExact_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<double>>("samples");
    const auto row = [](const char *sentence, const QByteArrayList &cards, const QByteArray &data, const char *text, const QList<double> &samples) {
        QTest::newRow(sentence) << fitsOf(cards, data) << QString::fromLatin1(text) << samples;
    };
    const auto shorts = bigEndian(QList<qint16>{-32768, -1, 0, 32767});
    const auto longs = bigEndian(QList<qint32>{std::numeric_limits<qint32>::min(), -1, 0, std::numeric_limits<qint32>::max()});
    const auto floats = bigEndian(QList<float>{-1.5F, 0, 1e30F, 0.25F});
    row("8 bit", pictureCards(8, 2, 2), QByteArray("\x00\x01\x80\xff", 4), "2 x 2, 8 bit", {0, 1, 128, 255});
    row("16 bit with a sign", pictureCards(16, 2, 2), shorts, "2 x 2, 16 bit signed", {-32768, -1, 0, 32767});
    row("16 bit without one", with(pictureCards(16, 2, 2), "BZERO", "32768"), shorts, "2 x 2, 16 bit", {0, 32767, 32768, 65535});
    row("a BZERO as Fortran writes it", with(pictureCards(16, 2, 2), "BZERO", "3.2768D4"), shorts, "2 x 2, 16 bit", {0, 32767, 32768, 65535});
    row("32 bit with a sign", pictureCards(32, 2, 2), longs, "2 x 2, 32 bit signed", {-2147483648.0, -1, 0, 2147483647.0});
    row("32 bit without one", with(pictureCards(32, 2, 2), "BZERO", "2147483648"), longs, "2 x 2, 32 bit", {0, 2147483647.0, 2147483648.0, 4294967295.0});
    row("floating point", pictureCards(-32, 2, 2), floats, "2 x 2, 32 bit float", {-1.5, 0, double(1e30F), 0.25});
    row("double floating point", pictureCards(-64, 2, 1), bigEndian(QList<double>{0.1, -1e300}), "2 x 1, 64 bit float", {0.1, -1e300});
    row("scaled", with(with(pictureCards(16, 2, 2), "BSCALE", "0.5"), "BZERO", "10"), shorts, "2 x 2, 64 bit float", {-16374, 9.5, 10, 16393.5});
    row("scaled bytes", with(with(pictureCards(8, 2, 1), "BSCALE", "2"), "BZERO", "-128"), "\x01\xff", "2 x 1, 64 bit float", {-126, 382});
    row("bytes with a sign", with(pictureCards(8, 2, 1), "BZERO", "-128"), "\x01\xff", "2 x 1, 32 bit float", {-127, 127});
    row("a BZERO that a float does not hold exactly", with(pictureCards(16, 2, 2), "BZERO", "16777217"), shorts, "2 x 2, 64 bit float",
        {16744449, 16777216, 16777217, 16809984});
    row("a blank sample is none", with(pictureCards(16, 2, 2), "BLANK", "-32768"), shorts, "2 x 2, 32 bit float", {qQNaN(), -1, 0, 32767});
    row("a blank sample of 32 bit", with(pictureCards(32, 2, 2), "BLANK", "0"), longs, "2 x 2, 64 bit float", {-2147483648.0, -1, qQNaN(), 2147483647.0});
    row("a BLANK that no sample has changes nothing", with(pictureCards(16, 2, 2), "BLANK", "77"), shorts, "2 x 2, 16 bit signed", {-32768, -1, 0, 32767});
    row("a card that stands twice alike", with(pictureCards(8, 1, 1), "NAXIS1", "1"), "\x07", "1 x 1, 8 bit", {7});
    row("cards that nobody needs", pictureCards(8, 1, 1) + QByteArrayList{"COMMENT = NAXIS1 = 9", "OBJECT  = 'END'", "NAXIS1  no value"}, "\x07",
        "1 x 1, 8 bit", {7});
}

void TestFitsImage::samplesAreExact()
{
    QFETCH(QByteArray, file);
    QFETCH(QList<double>, samples);
    const auto image = imageOf(file);
    QTEST(imageText(image), "text");
    for (qsizetype i = 0; i < samples.size(); ++i) {
        const double sample = image.sample(static_cast<int>(i) % image.width(), static_cast<int>(i) / image.width());
        QVERIFY2(sample == samples[i] || (std::isnan(sample) && std::isnan(samples[i])), qPrintable(QString::number(sample)));
    }
}

void TestFitsImage::theFirstRowIsTheLowest()
{
    const auto image = imageOf(cameraFits(3, 2, {1, 2, 3, 4, 5, 65535}));
    QCOMPARE(image.sample(0, 0), 1);
    QCOMPARE(image.sample(2, 1), 65535);
    QVERIFY(std::isnan(image.sample(3, 0)) && std::isnan(image.sample(0, -1)));
}

void TestFitsImage::ofThreeAxesTheFirstPlaneIsTaken()
{
    auto cards = with(pictureCards(8, 2, 1), "NAXIS3", "3");
    cards[2] = card("NAXIS", "3");
    const auto image = imageOf(fitsOf(cards, "rRgGbB"));
    QCOMPARE(imageText(image), QStringLiteral("2 x 1, 8 bit, plane 1 of 3"));
    QCOMPARE(image.sample(1, 0), 'R');
}

void TestFitsImage::whatIsWrongIsNamed_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *sentence, const QByteArray &file, const char *problem) { QTest::newRow(sentence) << file << QString::fromLatin1(problem); };
    const auto good = pictureCards(16, 2, 2);
    const QByteArray data(8, '\0');
    row("nothing", {}, "it does not begin with the card SIMPLE");
    row("a JPEG", QByteArray("\xff\xd8\xff\xe0", 4) + QByteArray(5000, 'x'), "it does not begin with the card SIMPLE");
    row("a header without an end", fitsOf(good, data).replace("END", "EMD"), "its header has no card END");
    row("not of the standard", fitsOf(instead(good, 0, card("SIMPLE", "F")), data), "its card SIMPLE is \"F\"");
    row("no BITPIX", fitsOf(without(good, 1), data), "its card BITPIX is missing");
    row("a BITPIX that there is not", fitsOf(instead(good, 1, card("BITPIX", "24")), data), "its card BITPIX is 24");
    row("a BITPIX that is no number", fitsOf(instead(good, 1, card("BITPIX", "16x")), data), "its card BITPIX is \"16x\"");
    row("no picture in the first part, as of a packed .fz", fitsOf(instead(good, 2, card("NAXIS", "0")), data), "its card NAXIS is 0");
    row("four axes", fitsOf(instead(good, 2, card("NAXIS", "4")), data), "its card NAXIS is 4");
    row("an axis that is missing", fitsOf(without(good, 4), data), "its card NAXIS2 is missing");
    row("an axis without length", fitsOf(instead(good, 3, card("NAXIS1", "0")), data), "its card NAXIS1 is 0");
    row("an axis that goes backwards", fitsOf(instead(good, 4, card("NAXIS2", "-2")), data), "its card NAXIS2 is -2");
    row("an axis beyond all cameras", fitsOf(instead(good, 3, card("NAXIS1", "9223372036854775807")), data), "its card NAXIS1 is 9223372036854775807");
    row("axes whose product is beyond all memory", fitsOf(pictureCards(-64, 1000000, 1000000), data), "of the 8000000000000 bytes");
    row("a card that stands twice, differently", fitsOf(with(good, "NAXIS1", "3"), data), "its card NAXIS1 stands twice, as \"2\" and as \"3\"");
    row("a BZERO that is infinite", fitsOf(with(good, "BZERO", "inf"), data), "its card BZERO is \"inf\"");
    row("a BSCALE of nothing", fitsOf(with(good, "BSCALE", "0.0"), data), "its card BSCALE is 0");
    row("a BLANK that is no whole number", fitsOf(with(good, "BLANK", "0.5"), data), "its card BLANK is \"0.5\"");
}

void TestFitsImage::whatIsWrongIsNamed()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, problem);
    const auto told = problemOf([&] { imageOf(file); });
    QVERIFY2(told.contains(problem), qPrintable(told));
}

void TestFitsImage::samplesTakeNoMoreThanTheLimit_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QString>("problem");
    constexpr int side = 600;
    const auto row = [](const char *sentence, const QByteArrayList &cards, const QByteArray &data, const char *problem) {
        QTest::newRow(sentence) << fitsOf(cards, data) << QString::fromLatin1(problem);
    };
    const auto bytes = pictureCards(8, side, side);
    const QByteArray data(qsizetype(side) * side, 'x');
    row("bytes as they are", bytes, data, "none");
    row("scaled bytes grow to eight times as much", with(bytes, "BSCALE", "2"), data, "its samples are of 64 bit here and take 2.7 MB, and the limit is 1.0 MB");
    row("bytes of which one is blank grow to four times as much", with(bytes, "BLANK", "120"), data, "its samples are of 32 bit here and take 1.4 MB");
    row("of three planes one counts", instead(with(bytes, "NAXIS3", "3"), 2, card("NAXIS", "3")), data.repeated(3), "none");
}

void TestFitsImage::samplesTakeNoMoreThanTheLimit()
{
    QFETCH(QByteArray, file);
    QFETCH(QString, problem);
    const auto told = problemOf([&] { imageOf(file); });
    QVERIFY2(told.startsWith(problem), qPrintable(told));
    const bool isHeld = problem == QLatin1String("none");
    QCOMPARE(told.contains(QLatin1String("raise image_limit in the bench file")), !isHeld);
    const auto packed = problemOf([&] { blobImage(zlibPacked(file), QStringLiteral(".fits.z"), isHeld ? 2 * most : most); });
    QVERIFY2(packed.contains(problem), qPrintable(packed));
}

void TestFitsImage::aFileThatIsCutAnywhereIsRefused()
{
    const auto whole = cameraFits(4, 4, QList<quint16>(16, 7));
    constexpr qsizetype used = 2880 + 32;
    for (qsizetype length = 0; length < used; length += length < 2880 ? 79 : 1)
        QVERIFY2(problemOf([&] { imageOf(whole.first(length)); }) != QLatin1String("none"), qPrintable(QString::number(length)));
    QCOMPARE(problemOf([&] { imageOf(whole.first(used - 1)); }), QStringLiteral("it ends after 31 of the 32 bytes of its picture."));
    QCOMPARE(imageOf(whole.first(used)).height(), 4); // the filling behind it is missed by nobody
}

void TestFitsImage::packedOnesAreUnpackedWithinBounds()
{
    const auto file = cameraFits(2, 2, {1, 2, 3, 4});
    const auto packed = zlibPacked(file);
    QCOMPARE(blobImage(packed, QStringLiteral(".fits.z"), most), imageOf(file));
    QCOMPARE(blobImage(packed, QStringLiteral(".fits.z"), file.size()), imageOf(file));
    QVERIFY(problemOf([&] { blobImage(packed, QStringLiteral(".fits.z"), file.size() - 1); }).contains(QLatin1String("raise image_limit")));
    QVERIFY(problemOf([&] { blobImage(zlibPacked(QByteArray(100 << 20, '\0')), QStringLiteral(".fits.z"), most); })
                .contains(QLatin1String("unpacks to more than 1 MB")));
    QCOMPARE(problemOf([&] { blobImage(packed.chopped(9), QStringLiteral(".fits.z"), most); }), QStringLiteral("The packed picture ends too early."));
    QCOMPARE(problemOf([&] { blobImage(file, QStringLiteral(".fits.z"), most); }), QStringLiteral("The picture is not packed by zlib, or damaged."));
    QVERIFY(problemOf([&] { blobImage(zlibPacked("SIMPLE"), QStringLiteral(".fits.z"), most); })
                .startsWith(QLatin1String("The picture cannot be read: it is no FITS file")));
}

void TestFitsImage::otherFormatsAreRefusedByName_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("named");
    QTest::newRow("JPEG") << QStringLiteral(".jpg") << QStringLiteral("\".jpg\"");
    QTest::newRow("packed by fpack") << QStringLiteral(".fits.fz") << QStringLiteral("\".fits.fz\"");
    QTest::newRow("none") << QString() << QStringLiteral("of no format");
}

void TestFitsImage::otherFormatsAreRefusedByName()
{
    QFETCH(QString, format);
    QFETCH(QString, named);
    const auto told = problemOf([&] { blobImage(cameraFits(1, 1, {1}), format, most); });
    QCOMPARE(told, QStringLiteral("What came is %1; only .fits and .fits.z are shown. Save it, and look at it with another program.").arg(named));
}

PODIUM_TEST_MAIN(TestFitsImage)
#include "tst_fitsimage.moc"
