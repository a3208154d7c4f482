// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/panelarea.h"

#include "tests/support/checks.h"
#include "tests/support/testmain.h"
#include "tests/ui/uibench.h"
#include "ui/panels/deviceheader.h"
#include "ui/panels/devicemime.h"
#include "ui/panels/devicepanel.h"
#include "ui/panels/parameterrow.h"

#include <QApplication>
#include <QDropEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QScrollBar>
#include <QSignalSpy>

using namespace podium;
using namespace podium::tests;

namespace
{
/// An area with the panels of a, b and c, one below the other; d is closed.
struct AreaDesk : UiBench {
    AreaDesk()
        : UiBench({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"), QStringLiteral("d")})
    {
        area.resize(700, 1800);
        area.show();
        area.activateWindow();
        for (const auto *device : {"a", "b", "c"})
            area.open(QString::fromLatin1(device));
        settle();
    }

    ui::DevicePanel &panel(const char *device) const { return *area.panel(QString::fromLatin1(device)); }
    QString order() const { return area.openDevices().join(u' '); }
    /// A place in the viewport, so much of a panel's height from its top.
    QPoint at(const char *device, double part) const
    {
        auto &panel = this->panel(device);
        return panel.mapTo(area.viewport(), QPoint(panel.width() / 2, int(panel.height() * part)));
    }
    QWidget &line() const { return *area.findChild<QWidget *>(QStringLiteral("dropLine")); }

    bool enter(const QMimeData &data, const QPoint &place)
    {
        QDragEnterEvent event(place, Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
        event.ignore();
        QApplication::sendEvent(area.viewport(), &event);
        return event.isAccepted();
    }
    bool drop(const QMimeData &data, const QPoint &place)
    {
        QDropEvent event(place, Qt::CopyAction | Qt::MoveAction, &data, Qt::LeftButton, Qt::NoModifier);
        event.ignore();
        QApplication::sendEvent(area.viewport(), &event);
        settle();
        return event.isAccepted() && event.dropAction() == Qt::CopyAction;
    }
    void drag(const QStringList &devices, const QPoint &place)
    {
        const std::unique_ptr<QMimeData> data(ui::deviceMimeData(devices));
        QVERIFY(enter(*data, place));
        QVERIFY(drop(*data, place));
        QVERIFY(!line().isVisible());
    }
    QLineEdit &field(const char *device) const { return *qobject_cast<QLineEdit *>(panel(device).rows().front()->editor()->field()); }
    void type(const char *device, const QString &text)
    {
        field(device).setFocus();
        field(device).selectAll();
        QTest::keyClicks(&field(device), text);
    }
    /// The head is pressed beside its buttons, and moved to a place of the viewport.
    void dragHead(const char *device, const QPoint &place)
    {
        auto *head = &panel(device).header();
        QTest::mousePress(head, Qt::LeftButton, {}, QPoint(3, 3));
        moveHead(*head, head->mapToGlobal(QPoint(5, 5)));
        QVERIFY(!line().isVisible()); // a click that trembles is no drag
        moveHead(*head, area.viewport()->mapToGlobal(place));
    }
    static void moveHead(QWidget &head, const QPoint &global)
    {
        QMouseEvent event(QEvent::MouseMove, head.mapFromGlobal(global), global, Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&head, &event);
    }
    void letGo(const char *device, const QPoint &place)
    {
        auto &head = panel(device).header();
        QTest::mouseRelease(&head, Qt::LeftButton, {}, head.mapFromGlobal(area.viewport()->mapToGlobal(place)));
        settle();
    }

    ui::PanelArea area{*views, *client};
};

void desk(const char *sentence, void (*body)(AreaDesk &))
{
    check(sentence, [body] {
        AreaDesk area;
        body(area);
    });
}
} // namespace

/// Devices and panels that are dropped on the area, and the order of what is open.
class TstPanelArea : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void area_data()
    {
        checkTable();
        desk("A device is dropped before the panel in whose upper half it is let go", [](AreaDesk &desk) {
            desk.drag({QStringLiteral("d")}, desk.at("b", 0.3));
            QCOMPARE(desk.order(), QStringLiteral("a d b c"));
            QVERIFY(desk.panel("d").isVisible() && desk.panel("d").y() < desk.panel("b").y() && desk.panel("d").y() > desk.panel("a").y());
        });
        desk("In the lower half it comes behind it, and below all it comes last", [](AreaDesk &desk) {
            desk.drag({QStringLiteral("d")}, desk.at("a", 0.8));
            QCOMPARE(desk.order(), QStringLiteral("a d b c"));
            desk.drag({QStringLiteral("a")}, QPoint(100, desk.area.viewport()->height() - 5));
            QCOMPARE(desk.order(), QStringLiteral("d b c a"));
        });
        desk("Several keep their order; those that are open are moved, the same panel", [](AreaDesk &desk) {
            const auto *before = &desk.panel("a");
            desk.drag({QStringLiteral("d"), QStringLiteral("a")}, desk.at("c", 0.8));
            QCOMPARE(desk.order(), QStringLiteral("b c d a"));
            QCOMPARE(&desk.panel("a"), before);
        });
        desk("Dropped where it is, a panel stays there", [](AreaDesk &desk) {
            desk.drag({QStringLiteral("b")}, desk.at("b", 0.3));
            QCOMPARE(desk.order(), QStringLiteral("a b c"));
            desk.drag({QStringLiteral("b")}, desk.at("b", 0.8));
            QCOMPARE(desk.order(), QStringLiteral("a b c"));
        });
        desk("On an empty area it opens the first panel", [](AreaDesk &desk) {
            for (const auto *device : {"a", "b", "c"})
                desk.area.close(QString::fromLatin1(device));
            desk.drag({QStringLiteral("d"), QStringLiteral("b")}, QPoint(300, 300));
            QCOMPARE(desk.order(), QStringLiteral("d b"));
        });
        desk("With two columns the place is that below the pointer, in its column", [](AreaDesk &desk) {
            desk.area.resize(1500, 1800);
            desk.settle();
            QCOMPARE(desk.panel("a").y(), desk.panel("b").y());
            desk.drag({QStringLiteral("d")}, desk.at("b", 0.3));
            QCOMPARE(desk.order(), QStringLiteral("a d b c"));
            QCOMPARE(desk.panel("d").y(), desk.panel("a").y());
            QVERIFY(desk.panel("d").x() > desk.panel("a").x());
        });
        desk("While it is dragged a line shows where it would land; leaving takes it away", [](AreaDesk &desk) {
            const std::unique_ptr<QMimeData> data(ui::deviceMimeData({QStringLiteral("d")}));
            QVERIFY(desk.enter(*data, desk.at("b", 0.3)));
            QVERIFY(desk.line().isVisible());
            QVERIFY(desk.line().y() < desk.panel("b").y() && desk.line().geometry().bottom() <= desk.panel("b").y() && desk.line().y() > desk.panel("a").geometry().bottom() - 3);
            QCOMPARE(desk.line().width(), desk.panel("b").width());
            QDragMoveEvent move(desk.at("c", 0.8), Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(desk.area.viewport(), &move);
            QVERIFY(desk.line().y() > desk.panel("c").geometry().bottom());
            QDragLeaveEvent leave;
            QApplication::sendEvent(desk.area.viewport(), &leave);
            QVERIFY(!desk.line().isVisible());
            QCOMPARE(desk.order(), QStringLiteral("a b c"));
        });
        desk("Near the edge the area scrolls on while the pointer stands still", [](AreaDesk &desk) {
            desk.area.resize(700, 400);
            desk.settle();
            const std::unique_ptr<QMimeData> data(ui::deviceMimeData({QStringLiteral("d")}));
            QVERIFY(desk.enter(*data, QPoint(100, 395)));
            auto *bar = desk.area.verticalScrollBar();
            QTRY_COMPARE(bar->value(), bar->maximum());
            QVERIFY(desk.drop(*data, QPoint(100, 395)));
            QCOMPARE(desk.order(), QStringLiteral("a b c d"));
        });
        desk("Dropped on a field of a panel it is not typed into it", [](AreaDesk &desk) {
            auto &field = desk.field("b");
            const auto text = field.text();
            const std::unique_ptr<QMimeData> data(ui::deviceMimeData({QStringLiteral("d")}));
            const auto place = field.rect().center();
            QDragEnterEvent enter(place, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(&field, &enter);
            QVERIFY(enter.isAccepted());
            QDropEvent drop(place, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(&field, &drop);
            QCOMPARE(field.text(), text);
            QCOMPARE(desk.area.openDevices().size(), 4);
        });
        desk("What was typed stays while panels are moved about", [](AreaDesk &desk) {
            desk.type("b", QStringLiteral("12 mm"));
            desk.drag({QStringLiteral("d"), QStringLiteral("b")}, desk.at("a", 0.3));
            QCOMPARE(desk.order(), QStringLiteral("d b a c"));
            QCOMPARE(desk.field("b").text(), QStringLiteral("12 mm"));
            QVERIFY(desk.field("b").hasFocus());
            QVERIFY(desk.device(QStringLiteral("b")).sent.isEmpty());
        });
        desk("A panel is dragged by its head", [](AreaDesk &desk) {
            const auto place = desk.at("a", 0.3);
            desk.dragHead("c", place);
            QVERIFY(desk.line().isVisible());
            desk.letGo("c", place);
            QCOMPARE(desk.order(), QStringLiteral("c a b"));
            QVERIFY(!desk.line().isVisible());
            QVERIFY(!QApplication::overrideCursor());
        });
        desk("Esc lets go of it where it was", [](AreaDesk &desk) {
            const auto place = desk.at("a", 0.3);
            desk.dragHead("c", place);
            QTest::keyClick(desk.area.windowHandle(), Qt::Key_Escape);
            QVERIFY(!desk.line().isVisible());
            desk.letGo("c", place);
            QCOMPARE(desk.order(), QStringLiteral("a b c"));
            QVERIFY(!QWidget::keyboardGrabber());
        });
        desk("A click on the head moves nothing", [](AreaDesk &desk) {
            QTest::mouseClick(&desk.panel("c").header(), Qt::LeftButton, {}, QPoint(3, 3));
            QCOMPARE(desk.order(), QStringLiteral("a b c"));
        });
        desk("Dragged out of all windows it asks for a window of its own, there", [](AreaDesk &desk) {
            QSignalSpy wanted(&desk.area, &ui::PanelArea::windowRequested);
            const QPoint outside(5000, 3000);
            desk.dragHead("b", outside);
            QVERIFY(!desk.line().isVisible());
            desk.letGo("b", outside);
            QCOMPARE(wanted.value(0).value(0).toString(), QStringLiteral("b"));
            QCOMPARE(wanted.value(0).value(1).value<std::optional<QPoint>>(), desk.area.viewport()->mapToGlobal(outside));
            QCOMPARE(desk.order(), QStringLiteral("a b c"));
        });
        desk("Keys and the menu of the panel move it as well", [](AreaDesk &desk) {
            desk.type("a", QStringLiteral("7 mm"));
            QTest::keyClick(desk.area.windowHandle(), Qt::Key_PageDown, Qt::ControlModifier | Qt::ShiftModifier);
            QCOMPARE(desk.order(), QStringLiteral("b a c"));
            QCOMPARE(desk.field("a").text(), QStringLiteral("7 mm"));
            QTest::keyClick(desk.area.windowHandle(), Qt::Key_PageUp, Qt::ControlModifier | Qt::ShiftModifier);
            QTest::keyClick(desk.area.windowHandle(), Qt::Key_PageUp, Qt::ControlModifier | Qt::ShiftModifier); // it is the first
            QCOMPARE(desk.order(), QStringLiteral("a b c"));
            QContextMenuEvent event(QContextMenuEvent::Mouse, QPoint(3, 3), desk.panel("c").header().mapToGlobal(QPoint(3, 3)));
            QApplication::sendEvent(&desk.panel("c").header(), &event);
            auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
            QVERIFY(menu);
            QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(menu->actions().at(1)).center());
            QCOMPARE(desk.order(), QStringLiteral("a c b"));
        });
        desk("Tab follows the order of the panels", [](AreaDesk &desk) {
            desk.drag({QStringLiteral("c")}, desk.at("a", 0.3));
            desk.field("c").setFocus();
            QWidget *before = nullptr;
            while (desk.panel("c").isAncestorOf(QApplication::focusWidget()) && QApplication::focusWidget() != before) {
                before = QApplication::focusWidget();
                QTest::keyClick(desk.area.windowHandle(), Qt::Key_Tab);
            }
            QVERIFY2(desk.panel("a").isAncestorOf(QApplication::focusWidget()), qPrintable(QApplication::focusWidget()->accessibleName()));
        });
    }
    void area() { runCheck(); }

    void foreignData_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("a text") << QStringLiteral("text/plain") << QByteArray("d");
        QTest::newRow("a file") << QStringLiteral("text/uri-list") << QByteArray("file:///d");
        QTest::newRow("nothing") << ui::deviceMimeType() << QByteArray();
        QTest::newRow("an empty line") << ui::deviceMimeType() << QByteArray("d\n");
        QTest::newRow("no id") << ui::deviceMimeType() << QByteArray("d\n<b>a</b>");
        QTest::newRow("bytes that are no text") << ui::deviceMimeType() << QByteArray("d\xff\x00\x80", 4);
        QTest::newRow("a device of another bench") << ui::deviceMimeType() << QByteArray("d\nelsewhere");
        QTest::newRow("a megabyte") << ui::deviceMimeType() << QByteArray("d\n").repeated(500000) + "d";
    }
    void foreignData()
    {
        QFETCH(QString, type);
        QFETCH(QByteArray, bytes);
        AreaDesk desk;
        QMimeData data;
        data.setData(type, bytes);
        QVERIFY(!desk.enter(data, QPoint(100, 100)));
        QVERIFY(!desk.line().isVisible());
        QVERIFY(!desk.drop(data, QPoint(100, 100)));
        QCOMPARE(desk.order(), QStringLiteral("a b c"));
    }

    void repeatedDevicesCountOnce()
    {
        QMimeData data;
        data.setData(ui::deviceMimeType(), "d\na\nd");
        QCOMPARE(ui::devicesIn(&data), (QStringList{QStringLiteral("d"), QStringLiteral("a")}));
        QVERIFY(ui::devicesIn(nullptr).isEmpty());
    }
};

PODIUM_TEST_MAIN(TstPanelArea)
#include "tst_panelarea.moc"
