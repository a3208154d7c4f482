// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testmain.h"
#include "tests/ui/imagedesk.h"
#include "ui/editors/inlinemessage.h"
#include "ui/panels/picturesaver.h"
#include "ui/stop/stopbar.h"

#include <QFileDialog>
#include <QScrollBar>
#include <QTemporaryDir>

using namespace podium;
using namespace podium::engine;
using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
QPushButton *button(const QWidget &in, const QString &text)
{
    for (auto *each : in.findChildren<QPushButton *>())
        if (each->text() == text)
            return each;
    return nullptr;
}
} // namespace

/// The picture of a parameter in its row, and large.
class TstImageView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutAPictureItSaysSo();
    void thePixelUnderTheMouseIsToldAsFitsCountsIt();
    void arrowKeysGoFromPixelToPixel();
    void itIsRenderedOnceForEachPicture();
    void whatIsNotToBeTrustedSaysWhy();
    void theLargeOneIsZoomedByKeys();
    void theLargeOneGoesWithItsRowAndHasStopAll();
    void aPictureIsSavedAsGreys();
};

void TstImageView::withoutAPictureItSaysSo()
{
    ImageDesk desk;
    QVERIFY(desk.canvas().isVisible() && desk.canvas().image().isEmpty());
    const int before = desk.canvas().height();
    for (auto *button : {desk.view().openButton(), &desk.view().saveButton()}) {
        QVERIFY(!button->isEnabled());
        QVERIFY2(button->toolTip().contains(u"There is no picture"), qPrintable(button->toolTip()));
    }
    QTest::keyClick(&desk.canvas(), Qt::Key_Return);
    QVERIFY(!desk.view().largeWindow());
    desk.device->image().setQuality(Quality::Lost, u"nothing came yet"_qs);
    desk.settle();
    QVERIFY2(desk.view().line().contains(u"\u00d7 nothing came yet"), qPrintable(desk.view().line()));
    desk.give(gradient());
    QCOMPARE(desk.row->readback()->text(), u"60 \u00d7 40, 16 bit"_qs);
    QVERIFY(desk.canvas().height() > before && desk.view().openButton()->isEnabled() && desk.view().saveButton().isEnabled());
    QVERIFY(desk.canvas().toolTip().contains(u"0.5 %") && desk.canvas().toolTip().contains(u"upwards, as in FITS"));
    QCOMPARE(desk.view().line(), QString());
}

void TstImageView::thePixelUnderTheMouseIsToldAsFitsCountsIt()
{
    ImageDesk desk;
    desk.give(gradient());
    auto &canvas = desk.canvas();
    const auto look = [&](QPoint pixel) {
        QTest::mouseMove(canvas.viewport(), canvas.placeOf(pixel).center());
        return desk.view().line();
    };
    QCOMPARE(look({1, 1}), u"x 1, y 1: 0"_qs);
    QVERIFY(canvas.placeOf({1, 1}).center().y() > canvas.viewport()->height() / 2); // it is below
    QCOMPARE(look({60, 40}), u"x 60, y 40: 3959"_qs);
    QCOMPARE(look({7, 3}), u"x 7, y 3: 206"_qs);
    const auto first = canvas.placeOf({1, 1});
    const auto last = canvas.placeOf({60, 40});
    QVERIFY(std::abs((last.right() - first.left()) * 40 - (first.bottom() - last.top()) * 60) <= 3 * 60); // its aspect is kept
    QTest::mouseMove(canvas.viewport(), QPoint(1, 1));
    QCOMPARE(desk.view().line(), QString());
}

void TstImageView::arrowKeysGoFromPixelToPixel()
{
    ImageDesk desk;
    desk.give(gradient());
    auto &canvas = desk.canvas();
    QCOMPARE(canvas.focusPolicy(), Qt::StrongFocus);
    canvas.setFocus(Qt::TabFocusReason);
    QTest::keyClick(&canvas, Qt::Key_Up); // begins in the middle
    QCOMPARE(desk.view().line(), u"x 31, y 21: 2030"_qs);
    QCOMPARE(canvas.accessibleDescription(), u"x 31, y 21: 2030. Picture: 60 \u00d7 40, 16 bit"_qs);
    QTest::keyClick(&canvas, Qt::Key_Up);
    QTest::keyClick(&canvas, Qt::Key_Left, Qt::ShiftModifier);
    QCOMPARE(canvas.pixel(), std::optional(QPoint(21, 22)));
    for (int i = 0; i < 9; ++i)
        QTest::keyClick(&canvas, Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(canvas.pixel(), std::optional(QPoint(21, 1)));
    auto brighter = gradient();
    auto samples = std::get<QList<quint16>>(brighter.samples());
    samples[20] = 5;
    desk.give(Image(60, 40, samples));
    QCOMPARE(desk.view().line(), u"x 21, y 1: 5"_qs);
    QCOMPARE(canvas.accessibleDescription(), u"x 21, y 1: 5. Picture: 60 \u00d7 40, 16 bit"_qs);
    desk.give(gradient(10, 10)); // where there is no such pixel
    QCOMPARE(canvas.pixel(), std::nullopt);
    QCOMPARE(canvas.accessibleDescription(), u"10 \u00d7 10, 16 bit"_qs);
}

void TstImageView::itIsRenderedOnceForEachPicture()
{
    ImageDesk desk;
    desk.give(gradient());
    auto &canvas = desk.canvas();
    const int before = canvas.renderCount();
    QVERIFY(before > 0);
    for (int i = 0; i < 5; ++i) {
        canvas.viewport()->repaint();
        QTest::mouseMove(canvas.viewport(), canvas.placeOf({5 + i, 5}).center());
        desk.device->image().setReading(gradient()); // the same once more
        desk.settle();
    }
    QCOMPARE(canvas.renderCount(), before);
    desk.device->image().setReading(Image(60, 40, QList<quint16>(2400, 3)));
    desk.settle();
    canvas.viewport()->repaint();
    QCOMPARE(canvas.renderCount(), before + 1);
    QCOMPARE(qGray(canvas.viewport()->grab().toImage().pixel(canvas.placeOf({30, 20}).center())), 127);
}

void TstImageView::whatIsNotToBeTrustedSaysWhy()
{
    ImageDesk desk;
    desk.give(gradient());
    desk.device->image().setQuality(Quality::Invalid, u"its card BITPIX is 17 <b>"_qs);
    desk.settle();
    QCOMPARE(desk.view().line(), u"? its card BITPIX is 17 <b>"_qs);
    QVERIFY(desk.row->readback()->text().startsWith(u"? 60"));
    desk.device->image().setQuality(Quality::Lost, u"cable"_qs);
    desk.advance(20s);
    desk.settle();
    QCOMPARE(desk.view().line(), u"\u00d7 cable"_qs);
    QVERIFY2(desk.row->readback()->text().contains(u"20 s"), qPrintable(desk.row->readback()->text()));
    QVERIFY(!desk.canvas().image().isEmpty()); // the last one is kept
}

void TstImageView::theLargeOneIsZoomedByKeys()
{
    ImageDesk desk;
    desk.give(gradient(1500, 100));
    auto &window = desk.openLarge();
    auto &canvas = window.view().canvas();
    QVERIFY(canvas.hasFocus());
    QVERIFY(canvas.isFitted() && canvas.zoom() < 1);
    QTest::keyClick(&canvas, Qt::Key_1);
    QCOMPARE(canvas.zoom(), 1.0);
    QVERIFY2(window.view().line().startsWith(u"100 %"), qPrintable(window.view().line()));
    QTest::keyClick(&canvas, Qt::Key_Plus, Qt::ShiftModifier);
    QCOMPARE(canvas.zoom(), 2.0);
    QCOMPARE(canvas.placeOf({700, 50}).width(), 2);
    QTest::keyClick(&canvas, Qt::Key_Minus);
    QTest::keyClick(&canvas, Qt::Key_Minus);
    QCOMPARE(canvas.zoom(), 0.5);
    for (int i = 0; i < 20; ++i)
        QTest::keyClick(&canvas, Qt::Key_Plus);
    QCOMPARE(canvas.zoom(), 64.0);
    QVERIFY2(window.view().line().startsWith(u"6400 %"), qPrintable(window.view().line()));
    QVERIFY(canvas.horizontalScrollBar()->maximum() > 90000);
    QTest::keyClick(&canvas, Qt::Key_Right);
    for (int i = 0; i < 80; ++i)
        QTest::keyClick(&canvas, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(canvas.pixel(), std::optional(QPoint(1500, 51)));
    QVERIFY(canvas.viewport()->rect().contains(canvas.placeOf(*canvas.pixel()).center())); // it is followed
    QTest::keyClick(&canvas, Qt::Key_0);
    QVERIFY(canvas.isFitted());
    QCOMPARE(canvas.horizontalScrollBar()->maximum(), 0);
    for (const auto &text : {u"+"_qs, u"100 %"_qs, u"Fit"_qs})
        QVERIFY(button(window, text) && !button(window, text)->accessibleName().isEmpty());
    QTest::mouseClick(button(window, u"100 %"_qs), Qt::LeftButton);
    QCOMPARE(canvas.zoom(), 1.0);
    QTest::keyClick(&canvas, Qt::Key_Escape);
    QTRY_VERIFY(!desk.view().largeWindow());
}

void TstImageView::theLargeOneGoesWithItsRowAndHasStopAll()
{
    ImageDesk desk;
    desk.give(gradient());
    QTest::mouseDClick(desk.canvas().viewport(), Qt::LeftButton, {}, QPoint(9, 9));
    QPointer<ui::ImageWindow> window = desk.view().largeWindow();
    QVERIFY(window && window->isVisible() && window->strip().isVisible());
    QTest::mouseClick(desk.view().openButton(), Qt::LeftButton);
    QCOMPARE(desk.view().largeWindow(), window); // there is one
    QVERIFY(!window->testAttribute(Qt::WA_QuitOnClose));
    desk.row->hide(); // a picture that is large is followed further
    desk.give(gradient(8, 8));
    QCOMPARE(window->view().canvas().image().width(), 8);
    QTest::mouseClick(&window->strip().button(), Qt::LeftButton);
    QVERIFY(desk.client->gate()->isLatched());
    desk.row.reset();
    QVERIFY(!window);
}

void TstImageView::aPictureIsSavedAsGreys()
{
    ImageDesk desk;
    desk.give(gradient());
    const QTemporaryDir folder;
    const auto file = folder.filePath(u"p.png"_qs);
    QTest::mouseClick(&desk.view().saveButton(), Qt::LeftButton);
    auto *dialog = desk.view().findChild<QFileDialog *>();
    QVERIFY(dialog);
    QVERIFY(dialog->selectedFiles().constFirst().endsWith(u"lab-cam.image.png"));
    dialog->reject();
    desk.view().saver().save(desk.canvas().image(), desk.canvas().contrast(), file);
    QTRY_VERIFY2(desk.row->message().text().contains(u"is saved in "_qs + file), qPrintable(desk.row->message().text()));
    const QImage saved(file);
    QCOMPARE(saved.size(), QSize(60, 40));
    QCOMPARE(qGray(saved.pixel(0, 39)), 0);
    QCOMPARE(qGray(saved.pixel(59, 0)), 255);
    desk.view().saver().save(desk.canvas().image(), desk.canvas().contrast(), folder.filePath(u"no/such/p.png"_qs));
    QTRY_VERIFY(desk.row->message().text().contains(u"could not be saved in"));
}

PODIUM_TEST_MAIN(TstImageView)
#include "tst_imageview.moc"
