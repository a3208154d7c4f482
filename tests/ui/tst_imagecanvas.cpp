// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/imagecanvas.h"

#include "tests/support/testmain.h"
#include "tests/ui/imagedesk.h"

#include <QWheelEvent>

using namespace podium;
using namespace podium::engine;
using namespace podium::tests;

namespace
{
void turn(QWidget &over, QPoint angle, Qt::KeyboardModifiers modifiers = Qt::ControlModifier)
{
    const QPointF place(9, 9);
    QWheelEvent event(place, over.mapToGlobal(place), {}, angle, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(&over, &event);
}

/// Counts the paints of a widget.
class Paints final : public QObject
{
public:
    explicit Paints(QWidget &of) { of.installEventFilter(this); }
    bool eventFilter(QObject *, QEvent *event) override
    {
        count += event->type() == QEvent::Paint;
        return false;
    }
    int count = 0;
};
} // namespace

/// How a picture is painted, and follows the wheel.
class TstImageCanvas : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theMousePaintsNothingButWhatTheKeysHavePainted();
    void itIsPaintedPixelForPixel();
    void theWheelWithCtrlZoomsOnceForEachNotch();
};

void TstImageCanvas::theMousePaintsNothingButWhatTheKeysHavePainted()
{
    ImageDesk desk;
    desk.give(gradient());
    auto &canvas = desk.canvas();
    desk.settle();
    const auto lookAt = [&](QPoint pixel) {
        const Paints paints(*canvas.viewport());
        QTest::mouseMove(canvas.viewport(), canvas.placeOf(pixel).center());
        desk.settle();
        return paints.count;
    };
    lookAt({5, 5});
    QCOMPARE(lookAt({6, 6}), 0);
    QCOMPARE(lookAt({7, 6}), 0);
    QVERIFY(desk.view().line().startsWith(u"x 7, y 6"));
    canvas.setFocus(Qt::TabFocusReason);
    QTest::keyClick(&canvas, Qt::Key_Up);
    desk.settle();
    QVERIFY(lookAt({9, 9}) > 0); // the frame of the keys goes
    QCOMPARE(lookAt({10, 9}), 0);
}

/// Also where the picture is not a whole number of pixels wide on the screen.
void TstImageCanvas::itIsPaintedPixelForPixel()
{
    ImageDesk desk;
    for (const int width : {61, 62, 63}) {
        desk.give(gradient(width, 40));
        const auto &canvas = desk.canvas();
        const auto shown = canvas.viewport()->grab().toImage();
        const auto first = canvas.placeOf({1, 40});
        const auto last = canvas.placeOf({width, 1});
        const int y = shown.height() / 2;
        bool isFound = false; // its edges are at the next pixel
        for (int left = first.left(); left <= first.left() + 1; ++left)
            for (int right = last.right() - 1; right <= last.right(); ++right) {
                const auto expected = ui::greyPicture(canvas.image(), QRect(0, 0, width, 40), QSize(right + 1 - left, shown.height()), canvas.contrast());
                bool isSame = true;
                for (int x = left; x <= right && isSame; ++x)
                    isSame = qGray(shown.pixel(x, y)) == qGray(expected.pixel(x - left, y));
                isFound |= isSame;
            }
        QVERIFY2(isFound, qPrintable(QString::number(width)));
    }
}

void TstImageCanvas::theWheelWithCtrlZoomsOnceForEachNotch()
{
    ImageDesk desk;
    desk.give(gradient(1500, 1000));
    auto &canvas = desk.openLarge().view().canvas();
    canvas.actualSize();
    const auto zoomAfter = [&](QPoint angle) {
        turn(*canvas.viewport(), angle);
        return canvas.zoom();
    };
    QCOMPARE(zoomAfter({0, 120}), 2.0);
    QCOMPARE(zoomAfter({0, 0}), 2.0); // as touchpads begin and end
    QCOMPARE(zoomAfter({-120, 0}), 2.0);
    QCOMPARE(zoomAfter({0, -120}), 1.0);
    QCOMPARE(zoomAfter({0, 40}), 1.0);
    QCOMPARE(zoomAfter({0, 40}), 1.0);
    QCOMPARE(zoomAfter({0, 40}), 2.0);
    QCOMPARE(zoomAfter({0, -240}), 0.5);
    turn(*canvas.viewport(), {0, -120}, Qt::NoModifier);
    QCOMPARE(canvas.zoom(), 0.5);
}

PODIUM_TEST_MAIN(TstImageCanvas)
#include "tst_imagecanvas.moc"
