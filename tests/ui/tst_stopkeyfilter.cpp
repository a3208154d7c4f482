// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/checks.h"
#include "tests/support/testmain.h"
#include "tests/ui/keyprobe.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QTimer>

using namespace podium;
using namespace podium::tests;

namespace
{
/// A main window with what can have the focus; the key goes where the platform would send it.
struct Desk {
    KeyProbe probe;
    QMainWindow window;
    QLineEdit *text = new QLineEdit(QStringLiteral("12.5"));
    QComboBox *choice = new QComboBox;
    int shortcutFired = 0;

    Desk()
    {
        auto *content = new QWidget;
        text->setParent(content);
        choice->setParent(content);
        choice->move(0, 60);
        choice->addItems({QStringLiteral("kilo"), QStringLiteral("mega")});
        window.setCentralWidget(content);
        auto *menu = window.menuBar()->addMenu(QStringLiteral("&File"));
        auto *action = menu->addAction(QStringLiteral("&Keep"));
        action->setShortcut(Qt::CTRL | Qt::Key_K); // somebody takes the key
        QObject::connect(action, &QAction::triggered, action, [this] { ++shortcutFired; });
        window.resize(400, 300);
        window.show();
        window.activateWindow();
        waitFor(window);
    }
    static void waitFor(QWidget &widget) { QVERIFY(QTest::qWaitForWindowActive(&widget)); }

    /// Through the window system, as a keyboard does.
    static void type(QWidget &widget, Qt::Key key, Qt::KeyboardModifiers modifiers)
    {
        QTest::keyClick(widget.window()->windowHandle(), key, modifiers);
    }
    /// Both keys of STOP ALL work in this state, and nothing else sees them.
    void stopsFrom(QWidget &widget)
    {
        type(widget, Qt::Key_K, Qt::ControlModifier);
        QCOMPARE(probe.stops, 1);
        probe.latched = false;
        type(widget, Qt::Key_Escape, Qt::ShiftModifier);
        QCOMPARE(probe.stops, 2);
        type(widget, Qt::Key_Period, Qt::ControlModifier);
        QCOMPARE(probe.cancels, 1);
        QCOMPARE(shortcutFired, 0);
    }
};

template <class Arrange>
void inState(const char *sentence, Arrange arrange)
{
    check(sentence, [arrange] {
        Desk desk;
        arrange(desk);
    });
}
} // namespace

class TstStopKeyFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void worksInEveryState_data()
    {
        checkTable();
        inState("idle", [](Desk &desk) { desk.stopsFrom(desk.window); });
        inState("busy: a storm of events", [](Desk &desk) {
            QTimer storm;
            int gusts = 0;
            QObject::connect(&storm, &QTimer::timeout, &desk.window, [&] { desk.window.repaint(), ++gusts; });
            storm.start(0);
            QTRY_VERIFY(gusts > 3);
            desk.stopsFrom(desk.window);
        });
        inState("text focus, and the text stays", [](Desk &desk) {
            desk.text->setFocus();
            desk.text->selectAll();
            desk.stopsFrom(*desk.text);
            QCOMPARE(desk.text->text(), QStringLiteral("12.5"));
            QVERIFY(desk.text->hasSelectedText());
        });
        inState("a modal box is open, and stays open", [](Desk &desk) {
            QMessageBox box(QMessageBox::Question, QString(), QStringLiteral("Sure?"), QMessageBox::Yes | QMessageBox::No, &desk.window);
            box.open();
            Desk::waitFor(box);
            desk.stopsFrom(box);
            QVERIFY(box.isVisible());
        });
        inState("a menu is open", [](Desk &desk) {
            auto *menu = desk.window.menuBar()->actions().front()->menu();
            menu->popup(desk.window.mapToGlobal(QPoint(20, 20)));
            QVERIFY(QTest::qWaitForWindowExposed(menu));
            desk.stopsFrom(*menu);
            menu->close();
        });
        inState("a popup is open, and its choice stays", [](Desk &desk) {
            desk.choice->showPopup();
            auto *popup = QApplication::activePopupWidget();
            QVERIFY(popup);
            desk.stopsFrom(*popup);
            QCOMPARE(desk.choice->currentIndex(), 0);
            desk.choice->hidePopup();
        });
        inState("a floating dock has the focus", [](Desk &desk) {
            auto *dock = new QDockWidget(QStringLiteral("dock"), &desk.window);
            auto *field = new QLineEdit;
            dock->setWidget(field);
            desk.window.addDockWidget(Qt::LeftDockWidgetArea, dock);
            dock->setFloating(true);
            dock->show();
            QVERIFY(QTest::qWaitForWindowExposed(dock));
            dock->activateWindow();
            field->setFocus();
            desk.stopsFrom(*field);
        });
        inState("full screen", [](Desk &desk) {
            desk.window.showFullScreen();
            Desk::waitFor(desk.window);
            desk.stopsFrom(desk.window);
        });
        inState("a second window has the focus", [](Desk &desk) {
            QWidget second;
            second.show();
            second.activateWindow();
            Desk::waitFor(second);
            desk.stopsFrom(second);
        });
        inState("a drag is under way, whose filter eats every key", [](Desk &desk) {
            struct Eater : QObject {
                bool eventFilter(QObject *, QEvent *event) override
                {
                    return event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
                }
            } eater;
            qApp->installEventFilter(&eater);
            QMimeData data;
            QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
            QCoreApplication::sendEvent(desk.window.windowHandle(), &enter);
            desk.stopsFrom(desk.window);
        });
    }
    void worksInEveryState() { runCheck(); }
};

PODIUM_TEST_MAIN(TstStopKeyFilter)
#include "tst_stopkeyfilter.moc"
