// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/stickyhead.h"

#include "tests/support/shapeddevice.h"
#include "tests/support/testmain.h"
#include "tests/ui/paneldesk.h"
#include "ui/panels/deviceheader.h"
#include "ui/panels/panelscroll.h"

#include <QApplication>
#include <QPushButton>
#include <QScrollBar>
#include <QWheelEvent>

using namespace podium;
using namespace podium::tests;

namespace
{
const auto first = QStringLiteral("first");
const auto second = QStringLiteral("second");
constexpr int parameters = 40;

/// A window with two panels, one below the other, each longer than the window.
struct Desk : WindowDesk {
    Desk()
    {
        for (const auto &id : {first, second}) {
            auto &device = static_cast<ShapedDevice &>(core.bench.add(std::make_unique<ShapedDevice>(core.bench.context(id, QStringLiteral("Long %1").arg(id), {}))));
            device.stops = true;
            for (int i = 0; i < parameters; ++i)
                device.give(QStringLiteral("p%1").arg(i));
        }
        tell();
        window->resize(1280, 800);
        for (const auto &id : {first, second})
            window->panels().open(id);
        settle();
        window->activateWindow();
        area().verticalScrollBar()->setValue(0);
    }
    void tell()
    {
        const auto bench = std::make_shared<const BenchDescription>(describe(core.bench));
        client->setBench(bench);
        views->setBench(bench, {});
        settle();
    }
    ui::PanelArea &area() { return window->panels(); }
    ShapedDevice &shaped(const QString &id) { return static_cast<ShapedDevice &>(core.bench.device(id)); }
    ui::DeviceHeader &head(const QString &id) { return panel(*this, id).header(); }
    QLineEdit &fieldOf(const QString &id, int row) { return *qobject_cast<QLineEdit *>(panel(*this, id).rows().at(std::size_t(row))->editor()->field()); }
    /// Scrolls with the bar until the field is where the head is.
    void goBelowTheHead(const QString &id, int row)
    {
        auto &bar = *area().verticalScrollBar();
        bar.setValue(bar.value() + topOf(fieldOf(id, row)) - 2);
        settle();
    }
    /// In what is seen of the panels.
    int topOf(QWidget &widget, QScrollArea &in) { return widget.mapTo(in.viewport(), QPoint()).y(); }
    int topOf(QWidget &widget) { return topOf(widget, area()); }
};

/// Turns the wheel, over what is there, until nothing moves any more.
void wheel(QScrollArea &area, int notches)
{
    int before = -1;
    while (area.verticalScrollBar()->value() != before) {
        before = area.verticalScrollBar()->value();
        const QPointF place(area.viewport()->width() - 3, area.viewport()->height() / 2.0);
        QWheelEvent event(place, area.viewport()->mapToGlobal(place), {}, QPoint(0, 120 * notches), Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(area.viewport(), &event);
        QCoreApplication::processEvents();
    }
}

/// With the mouse, at the place of the screen where the button is: it has to be on top there.
void pressOnScreen(QWidget &button)
{
    auto *window = button.window();
    const auto place = button.mapTo(window, button.rect().center());
    QCOMPARE(window->childAt(place), &button);
    QTest::mousePress(window->windowHandle(), Qt::LeftButton, {}, place);
    QTest::mouseRelease(window->windowHandle(), Qt::LeftButton, {}, place);
}

/// What has the focus, if it is not in the head itself.
void isOutFromBelowTheHead(Desk &desk, const QString &id)
{
    auto &focus = *QApplication::focusWidget();
    auto &head = desk.head(id);
    if (head.isAncestorOf(&focus) || focus.isAncestorOf(&head))
        return;
    QVERIFY2(desk.topOf(focus) >= desk.topOf(head) + head.height(), qPrintable(focus.accessibleName()));
    QVERIFY2(desk.topOf(focus) + focus.height() <= desk.area().viewport()->height(), qPrintable(focus.accessibleName()));
}

/// A field at the lower edge, whose refusal would be below it.
void refusalIsSeen(Desk &desk)
{
    auto &field = desk.fieldOf(first, 20);
    auto &bar = *desk.area().verticalScrollBar();
    bar.setValue(bar.value() + desk.topOf(field) + field.height() - desk.area().viewport()->height());
    desk.settle();
    QTest::mouseClick(&field, Qt::LeftButton);
    QTest::keyClicks(&field, QStringLiteral("nonsense"));
    QTest::keyClick(&field, Qt::Key_Return);
    desk.settle();
    auto &message = panel(desk, first).rows().at(20)->message();
    QVERIFY(!message.text().isEmpty());
    QVERIFY(desk.topOf(message) + message.height() <= desk.area().viewport()->height());
    QVERIFY(desk.topOf(field) >= desk.topOf(desk.head(first)) + desk.head(first).height());
    QVERIFY(field.hasFocus());
}

template <Qt::Key TheKey>
void comesBack(Desk &desk)
{
    desk.fieldOf(first, 10).setFocus();
    auto *window = desk.window->windowHandle();
    QTest::keyClick(window, Qt::Key_1, Qt::AltModifier); // to the devices
    QVERIFY(!desk.fieldOf(first, 10).hasFocus());
    desk.goBelowTheHead(first, 10);
    QVERIFY(desk.topOf(desk.fieldOf(first, 10)) < desk.topOf(desk.head(first)) + desk.head(first).height());
    QTest::keyClick(window, TheKey, TheKey == Qt::Key_F6 ? Qt::NoModifier : Qt::AltModifier);
    QCOMPARE(QApplication::focusWidget(), &desk.fieldOf(first, 10));
    isOutFromBelowTheHead(desk, first);
}

void desk(const char *sentence, void (*body)(Desk &))
{
    check(sentence, [body] {
        Desk desk;
        body(desk);
    });
}
} // namespace

/// The heads of panels that are longer than the window.
class TstStickyHead : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void heads_data()
    {
        checkTable();
        desk("Unscrolled, a head is where its panel begins", [](Desk &desk) {
            QVERIFY(panel(desk, first).height() > desk.area().viewport()->height());
            QVERIFY(desk.head(first).geometry().bottom() < panel(desk, first).rows().front()->y());
            QVERIFY(desk.topOf(desk.head(first)) > 0);
        });
        desk("Scrolled to the end with the wheel, the head of the last panel is seen, and its Stop stops", [](Desk &desk) {
            wheel(desk.area(), -1);
            QCOMPARE(desk.area().verticalScrollBar()->value(), desk.area().verticalScrollBar()->maximum());
            QCOMPARE(desk.topOf(desk.head(second)), 0);
            pressOnScreen(*desk.head(second).stopButton());
            desk.advance(1s);
            QCOMPARE(desk.shaped(second).written, QStringList{QStringLiteral("stop")});
            QCOMPARE(desk.shaped(first).written, QStringList());
        });
        desk("A refusal at a field at the lower edge is brought into view", refusalIsSeen);
        desk("In the midst of the first panel its own Stop is there", [](Desk &desk) {
            desk.area().verticalScrollBar()->setValue(panel(desk, first).height() / 2);
            QCOMPARE(desk.topOf(desk.head(first)), 0);
            pressOnScreen(*desk.head(first).stopButton());
            desk.advance(1s);
            QCOMPARE(desk.shaped(first).written, QStringList{QStringLiteral("stop")});
        });
        desk("Where one panel ends and the next begins both are seen, neither over the other", [](Desk &desk) {
            auto &panel = tests::panel(desk, first);
            desk.area().verticalScrollBar()->setValue(panel.geometry().bottom() - desk.head(first).height() - 20);
            QVERIFY(panel.rect().contains(desk.head(first).geometry()));
            QVERIFY(desk.topOf(desk.head(first)) >= -1 && desk.topOf(desk.head(second)) > desk.topOf(panel) + panel.height());
            for (const auto &id : {first, second})
                pressOnScreen(*desk.head(id).stopButton());
            desk.advance(1s);
            for (const auto &id : {first, second})
                QCOMPARE(desk.shaped(id).written, QStringList{QStringLiteral("stop")});
        });
        desk("Scrolled back, it is where it was", [](Desk &desk) {
            const auto before = desk.head(first).geometry();
            const auto picture = panel(desk, first).grab().toImage();
            wheel(desk.area(), -1);
            wheel(desk.area(), 1);
            QCOMPARE(desk.head(first).geometry(), before);
            QCOMPARE(panel(desk, first).grab().toImage(), picture);
        });
        desk("Rows that come, and a head that grows, while it is scrolled stay below it", [](Desk &desk) {
            desk.area().verticalScrollBar()->setValue(panel(desk, first).height() / 2);
            desk.shaped(first).give(QStringLiteral("more"));
            desk.shaped(first).giveCommand(QStringLiteral("beep"));
            desk.tell();
            desk.head(first).message().say(ui::Tone::Major, QStringLiteral("It is too hot. ").repeated(40));
            desk.settle();
            QCOMPARE(desk.topOf(desk.head(first)), 0);
            pressOnScreen(*desk.head(first).stopButton());
            desk.advance(1s);
            QCOMPARE(desk.shaped(first).written, QStringList{QStringLiteral("stop")});
        });
        desk("Tab and Shift+Tab bring a field out from below the head", [](Desk &desk) {
            for (const auto &[from, modifier] : {std::pair(2, Qt::NoModifier), std::pair(parameters - 2, Qt::ShiftModifier)}) {
                desk.fieldOf(first, from).setFocus();
                int fields = 0;
                for (int i = 0; i < 400 && QApplication::focusWidget() && panel(desk, first).isAncestorOf(QApplication::focusWidget()); ++i) {
                    isOutFromBelowTheHead(desk, first);
                    QTest::keyClick(desk.window->windowHandle(), Qt::Key_Tab, modifier);
                    ++fields;
                }
                QVERIFY2(fields > parameters / 2, qPrintable(QString::number(fields)));
            }
        });
        for (const bool isNext : {false, true})
            desk(isNext ? "F6 to a field that was scrolled below the head brings it out" : "Alt+2 to a field that was scrolled below the head brings it out",
                 isNext ? comesBack<Qt::Key_F6> : comesBack<Qt::Key_2>);
        desk("Shift+Tab out of a dock brings out the field that it goes to", [](Desk &desk) {
            auto *dock = new QLineEdit(&desk.dock("logDock"));
            dock->show();
            QWidget::setTabOrder(&desk.fieldOf(second, 10), dock);
            dock->setFocus();
            desk.goBelowTheHead(second, 10);
            QTest::keyClick(desk.window->windowHandle(), Qt::Key_Tab, Qt::ShiftModifier);
            QCOMPARE(QApplication::focusWidget(), &desk.fieldOf(second, 10));
            isOutFromBelowTheHead(desk, second);
        });
        desk("A window that becomes active again is scrolled as it was", [](Desk &desk) {
            desk.fieldOf(first, 10).setFocus();
            desk.goBelowTheHead(first, 10);
            const int place = desk.area().verticalScrollBar()->value();
            QWidget other;
            other.show();
            other.activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(&other));
            desk.window->activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(desk.window.get()));
            QVERIFY(desk.fieldOf(first, 10).hasFocus());
            QCOMPARE(desk.area().verticalScrollBar()->value(), place);
        });
        desk("A click into a field that is half below the head scrolls nothing", [](Desk &desk) {
            desk.goBelowTheHead(first, 10);
            auto &bar = *desk.area().verticalScrollBar();
            auto &field = desk.fieldOf(first, 10);
            bar.setValue(bar.value() - desk.head(first).height() + field.height() / 2); // its lower half is seen
            const int place = bar.value();
            QTest::mousePress(desk.window->windowHandle(), Qt::LeftButton, {}, field.mapTo(desk.window.get(), QPoint(9, field.height() - 2)));
            QVERIFY(field.hasFocus());
            QCOMPARE(bar.value(), place);
            QTest::mouseRelease(desk.window->windowHandle(), Qt::LeftButton, {}, field.mapTo(desk.window.get(), QPoint(9, field.height() - 2)));
            QCOMPARE(bar.value(), place);
        });
        desk("Tab through a head that is afloat scrolls nothing", [](Desk &desk) {
            const int place = panel(desk, first).height() / 2;
            desk.area().verticalScrollBar()->setValue(place);
            auto &head = desk.head(first);
            head.stopButton()->setFocus();
            int inHead = 0;
            while (head.isAncestorOf(QApplication::focusWidget())) {
                QCOMPARE(desk.area().verticalScrollBar()->value(), place);
                QTest::keyClick(desk.window->windowHandle(), Qt::Key_Tab, Qt::ShiftModifier);
                ++inHead;
            }
            QVERIFY(inHead > 2);
        });
        desk("In a window of its own it stays, and back among the panels too", [](Desk &desk) {
            auto &own = takeOut(desk, first);
            auto &scroll = *own.findChild<ui::PanelScroll *>();
            own.resize(own.width(), 400);
            desk.settle();
            wheel(scroll, -1);
            QCOMPARE(desk.topOf(desk.head(first), scroll), 0);
            pressOnScreen(*desk.head(first).stopButton());
            desk.advance(1s);
            QCOMPARE(desk.shaped(first).written, QStringList{QStringLiteral("stop")});
            QTest::mouseClick(&own.backButton(), Qt::LeftButton);
            desk.settle();
            desk.area().verticalScrollBar()->setValue(0);
            QVERIFY(desk.head(first).geometry().bottom() < panel(desk, first).rows().front()->y());
            desk.area().verticalScrollBar()->setValue(panel(desk, first).height() / 2);
            QCOMPARE(desk.topOf(desk.head(first)), 0);
        });
        desk("Where it is afloat it can be dragged by", [](Desk &desk) {
            desk.area().verticalScrollBar()->setValue(panel(desk, first).height() / 2);
            auto &head = desk.head(first);
            const QPoint outside(5000, 3000);
            const auto place = head.mapTo(desk.window.get(), QPoint(3, 3));
            QTest::mousePress(desk.window->windowHandle(), Qt::LeftButton, {}, place);
            QMouseEvent move(QEvent::MouseMove, head.mapFromGlobal(outside), outside, Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(&head, &move);
            QTest::mouseRelease(&head, Qt::LeftButton, {}, head.mapFromGlobal(outside));
            desk.settle();
            QVERIFY(desk.window->panelWindows().window(first));
        });
    }
    void heads() { runCheck(); }
};

PODIUM_TEST_MAIN(TstStickyHead)
#include "tst_stickyhead.moc"
