// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/jogbar.h"

#include "tests/support/checks.h"
#include "tests/support/jogdevice.h"
#include "tests/support/testmain.h"
#include "tests/ui/uibench.h"
#include "ui/panels/panelgrip.h"
#include "ui/panels/parameterrow.h"

#include <QLineEdit>
#include <QMouseEvent>

using namespace podium;
using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
struct JogDesk : UiBench {
    JogDesk()
        : UiBench(QStringList())
    {
        auto &bench = core.bench;
        device = static_cast<JogDevice *>(&bench.add(std::make_unique<JogDevice>(bench.context(QStringLiteral("m"), QStringLiteral("Motor"), {}))));
        device->open();
        core.hub = std::make_unique<Hub>(core.engine, bench, core.locks);
        client.emplace(core.engine.gate(), core, QStringLiteral("operator"));
        views.emplace(*core.hub, client->bench());
        row = std::make_unique<ui::ParameterRow>(*views, *client, address("m.position"));
        row->show();
        row->activateWindow();
        if (!QTest::qWaitForWindowActive(row.get()))
            qFatal("the row did not become active");
        settle();
    }
    QToolButton &button(const char *name) const
    {
        for (auto *found : row->jog()->findChildren<QToolButton *>())
            if (found->accessibleName() == QString::fromLatin1(name))
                return *found;
        qFatal("no button");
    }
    QToolButton &up() const { return button("Jog up while held"); }
    /// Lets 100 ms pass.
    void pass()
    {
        advance(100ms);
        QCoreApplication::processEvents();
    }
    void press()
    {
        QTest::mousePress(&up(), Qt::LeftButton);
        pass();
        QCOMPARE(device->sent, QStringList{QStringLiteral("jog 1 mm/s")});
        QVERIFY(row->jog()->isHeld());
    }
    void expectStopped()
    {
        pass();
        settle();
        QCOMPARE(device->sent, (QStringList{QStringLiteral("jog 1 mm/s"), QStringLiteral("stop")}));
        QVERIFY(!row->jog()->isHeld());
        QCOMPARE(core.engine.activeTasks(), 0);
    }

    JogDevice *device = nullptr;
    std::unique_ptr<ui::ParameterRow> row;
};

void desk(const char *sentence, void (*body)(JogDesk &))
{
    check(sentence, [body] {
        JogDesk jog;
        body(jog);
    });
}

void move(QWidget &pressed, QPoint to)
{
    QMouseEvent event(QEvent::MouseMove, to, pressed.mapToGlobal(to), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&pressed, &event);
}
} // namespace

/// Hold-to-run: it runs no longer than the finger, the focus and the window are there.
class TstJogBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void jog_data()
    {
        checkTable();
        desk("It runs while the mouse button is held, and stops when it is let go", [](JogDesk &desk) {
            desk.press();
            desk.pass();
            QCOMPARE(desk.device->sent.size(), 1);
            QTest::mouseRelease(&desk.up(), Qt::LeftButton);
            desk.expectStopped();
            QCOMPARE(desk.row->message().text(), QString());
        });
        desk("Space jogs nothing until the keys are switched on", [](JogDesk &desk) {
            desk.up().setFocus();
            QTest::keyPress(&desk.up(), Qt::Key_Space);
            desk.pass();
            QTest::keyRelease(&desk.up(), Qt::Key_Space);
            QVERIFY(desk.device->sent.isEmpty());
        });
        desk("It runs while Space is held, if the keys are switched on", [](JogDesk &desk) {
            desk.button("Jog by keyboard").click();
            desk.up().setFocus();
            QTest::keyPress(&desk.up(), Qt::Key_Space);
            desk.pass();
            QCOMPARE(desk.device->sent, QStringList{QStringLiteral("jog 1 mm/s")});
            QTest::keyRelease(&desk.up(), Qt::Key_Space);
            desk.expectStopped();
        });
        desk("A head that is dragged meanwhile does not take the release of Space away", [](JogDesk &desk) {
            QWidget head(desk.row.get());
            head.resize(40, 20);
            head.show();
            const ui::PanelGrip grip(&head);
            desk.button("Jog by keyboard").click();
            desk.up().setFocus();
            QTest::keyPress(desk.row->windowHandle(), Qt::Key_Space);
            desk.pass();
            QVERIFY(desk.row->jog()->isHeld());
            QTest::mousePress(&head, Qt::LeftButton, {}, QPoint(3, 3));
            move(head, QPoint(300, 300));
            QVERIFY(grip.isDragging());
            QTest::keyRelease(desk.row->windowHandle(), Qt::Key_Space);
            desk.expectStopped();
            QTest::mouseRelease(&head, Qt::LeftButton, {}, QPoint(3, 3));
        });
        desk("It stops when something else grabs the keyboard", [](JogDesk &desk) {
            desk.press();
            QWidget other(desk.row.get());
            other.grabKeyboard();
            QTRY_VERIFY(!desk.row->jog()->isHeld()); // at its next beat
            other.releaseKeyboard();
            desk.expectStopped();
        });
        desk("It stops when the focus goes", [](JogDesk &desk) {
            desk.press();
            desk.up().setFocus();
            desk.row->editor()->field()->setFocus();
            desk.expectStopped();
        });
        desk("It stops when another window comes to the front", [](JogDesk &desk) {
            desk.press();
            QWidget other;
            other.show();
            other.activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(&other));
            desk.expectStopped();
        });
        desk("It stops when its panel is hidden", [](JogDesk &desk) {
            desk.press();
            desk.row->hide();
            desk.expectStopped();
        });
        desk("It stops when the pointer slides off, and sliding back starts nothing", [](JogDesk &desk) {
            desk.press();
            move(desk.up(), QPoint(-200, -200));
            desk.expectStopped();
            move(desk.up(), desk.up().rect().center());
            desk.pass();
            QTest::mouseRelease(&desk.up(), Qt::LeftButton);
            desk.expectStopped();
        });
        desk("A key ends it, and the pointer on the button starts nothing again", [](JogDesk &desk) {
            desk.press();
            QTest::keyClick(&desk.up(), Qt::Key_Escape);
            desk.expectStopped();
            move(desk.up(), desk.up().rect().center());
            move(desk.up(), desk.up().rect().center() + QPoint(1, 1));
            desk.pass();
            desk.expectStopped();
        });
        desk("It stops when the window is deactivated, wherever the focus is", [](JogDesk &desk) {
            desk.press();
            QEvent gone(QEvent::WindowDeactivate);
            QCoreApplication::sendEvent(desk.row->jog(), &gone);
            desk.expectStopped();
        });
        desk("A second press right after the first release is held as well", [](JogDesk &desk) {
            desk.press();
            QTest::mouseRelease(&desk.up(), Qt::LeftButton);
            desk.advance(200ms); // it has ended, and the window has not heard of it
            QTest::mousePress(&desk.up(), Qt::LeftButton);
            desk.settle();
            QTest::mouseRelease(&desk.up(), Qt::LeftButton);
            desk.pass();
            desk.settle();
            QCOMPARE(desk.core.engine.activeTasks(), 0);
            QCOMPARE(desk.device->sent.count(QStringLiteral("stop")), desk.device->sent.size() / 2);
            QCOMPARE(desk.row->message().text(), QString());
        });
        desk("It runs on while the window says so", [](JogDesk &desk) {
            desk.press();
            for (int i = 0; i < 5; ++i) {
                const auto until = desk.core.engine.tasks().front().deadline;
                desk.advance(300ms);
                QTRY_VERIFY(desk.core.engine.tasks().front().deadline > until); // its next beat
            }
            QCOMPARE(desk.device->sent.size(), 1);
            QTest::mouseRelease(&desk.up(), Qt::LeftButton);
            desk.expectStopped();
        });
        desk("It stops when the window hangs, and says so", [](JogDesk &desk) {
            desk.press();
            desk.advance(1s); // without a beat
            QCOMPARE(desk.device->sent.last(), QStringLiteral("stop"));
            desk.expectStopped();
            QVERIFY2(desk.row->message().text().contains(QStringLiteral("too busy")), qPrintable(desk.row->message().text()));
        });
        desk("A stop that takes long after the release is no failure", [](JogDesk &desk) {
            desk.press();
            desk.device->delay = 700ms;
            QTest::mouseRelease(&desk.up(), Qt::LeftButton);
            desk.advance(5s);
            desk.settle();
            QCOMPARE(desk.device->sent.last(), QStringLiteral("stop"));
            QCOMPARE(desk.row->message().text(), QString());
        });
        desk("While it cannot move, the buttons say why", [](JogDesk &desk) {
            desk.core.stops->stopAll(QStringLiteral("tester"));
            desk.advance(1s);
            desk.settle();
            desk.row->setLatched(true);
            QVERIFY(!desk.up().isEnabled());
            QVERIFY2(desk.up().toolTip().contains(QStringLiteral("latched")), qPrintable(desk.up().toolTip()));
        });
    }
    void jog() { runCheck(); }
};

PODIUM_TEST_MAIN(TstJogBar)
#include "tst_jogbar.moc"
