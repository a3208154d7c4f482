// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testmain.h"
#include "ui/style/greypicture.h"

#include <QRect>

#include <limits>

using namespace podium;
using engine::Image;
using ui::Contrast;
using ui::contrastOf;
using ui::greyPicture;
using ui::sampleText;

Q_DECLARE_METATYPE(Image)

namespace
{
QList<int> greys(const QImage &picture)
{
    QList<int> result;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            result << qGray(picture.pixel(x, y));
    return result;
}

QImage whole(const Image &image, QSize size, const Contrast &contrast = {0, 255})
{
    return greyPicture(image, QRect(0, 0, image.width(), image.height()), size, contrast);
}
} // namespace

/// How samples become greys.
class TstGreyPicture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLowestRowIsPaintedLowest()
    {
        QCOMPARE(greys(whole(Image(2, 2, QList<quint8>{1, 2, 3, 4}), {2, 2})), QList<int>({3, 4, 1, 2}));
    }

    void whatIsMadeSmallerShowsMeansAndWhatIsEnlargedShowsSquares()
    {
        const Image image(4, 2, QList<quint16>{0, 100, 40, 40, 100, 200, 40, 40});
        QCOMPARE(greys(whole(image, {2, 1})), QList<int>({100, 40}));
        QCOMPARE(greys(whole(Image(2, 1, QList<quint8>{10, 20}), {4, 2})), QList<int>({10, 10, 20, 20, 10, 10, 20, 20}));
        QCOMPARE(greys(whole(Image(3, 1, QList<quint8>{10, 20, 30}), {2, 1})), QList<int>({10, 25}));
    }

    void onlyThePartIsPainted()
    {
        const Image image(3, 3, QList<quint8>{1, 2, 3, 4, 5, 6, 7, 8, 9});
        QCOMPARE(greys(greyPicture(image, QRect(1, 0, 2, 2), {2, 2}, {0, 255})), QList<int>({8, 9, 5, 6}));
        QVERIFY(greyPicture(image, QRect(5, 5, 2, 2), {2, 2}, {0, 255}).isNull());
        QVERIFY(greyPicture(Image(), QRect(0, 0, 1, 1), {1, 1}, {}).isNull());
    }

    void beyondBlackAndWhiteThereIsNothing()
    {
        const Image image(5, 1, QList<double>{-1e300, 10, 15, 1e300, qQNaN()});
        QCOMPARE(greys(whole(image, {5, 1}, {10, 20})), QList<int>({0, 0, 127, 255, 0}));
        const Image wild(4, 1, QList<double>{std::numeric_limits<double>::max(), std::numeric_limits<double>::lowest(), qInf(), 5e-324});
        QVERIFY(!whole(wild, {2, 1}, contrastOf(wild)).isNull());
    }

    void contrastIsFromPercentiles_data()
    {
        QTest::addColumn<Image>("image");
        QTest::addColumn<double>("black");
        QTest::addColumn<double>("white");
        QList<quint16> ramp;
        for (int i = 0; i <= 1000; ++i)
            ramp << static_cast<quint16>(i);
        QTest::newRow("half a percent at either end") << Image(1001, 1, ramp) << 5.0 << 995.0;
        auto spike = QList<float>(1000, 7);
        spike[10] = 1e30F;
        spike[20] = -1e30F;
        spike[30] = 9;
        QTest::newRow("single wild samples do not matter, and all the same is middle grey") << Image(1000, 1, spike) << 6.0 << 8.0;
        QTest::newRow("what is not finite does not count") << Image(3, 1, QList<double>{qQNaN(), 1, 3}) << 1.0 << 3.0;
        QTest::newRow("nothing finite at all") << Image(1, 1, QList<double>{qQNaN()}) << 0.0 << 1.0;
        QTest::newRow("no picture") << Image() << 0.0 << 1.0;
    }
    void contrastIsFromPercentiles()
    {
        QFETCH(Image, image);
        const auto contrast = contrastOf(image);
        QTEST(contrast.black, "black");
        QTEST(contrast.white, "white");
    }

    void aSampleHasTheDigitsOfItsKind()
    {
        QCOMPARE(sampleText(Image(1, 1, QList<quint32>{0}), 4294967295.0), u"4294967295"_qs);
        QCOMPARE(sampleText(Image(1, 1, QList<float>{0}), double(0.1F)), u"0.1"_qs);
        QCOMPARE(sampleText(Image(1, 1, QList<double>{0}), -0.123456789), u"\u22120.123456789"_qs);
        QCOMPARE(sampleText(Image(1, 1, QList<double>{0}), qQNaN()), u"NaN"_qs);
        QCOMPARE(sampleText(Image(1, 1, QList<double>{0}), -qInf()), u"\u2212Inf"_qs);
    }
};

PODIUM_TEST_MAIN(TstGreyPicture)
#include "tst_greypicture.moc"
