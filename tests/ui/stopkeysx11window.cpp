// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/stopkeysx11window.h"

#include "ui/stop/stopkeyfilter.h"

#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QMessageBox>
#include <QTest>
#include <QTimer>

#include <cstdio>

namespace podium::tests {

namespace {

void say(const char *text)
{
    std::puts(text);
    std::fflush(stdout);
}

/// Much longer than it takes: a busy machine is no reason to fail.
constexpr int patienceMs = 25000;

/// Says once that the X server repeats a key; it sees events before the filter under test does.
class RepeatWitness : public QObject
{
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (!m_told && event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->isAutoRepeat()) {
            m_told = true;
            say("repeat");
        }
        return false;
    }

    bool m_told = false;
};

void burn()
{
    QElapsedTimer busy;
    busy.start();
    while (busy.elapsed() < 40) {
    }
}

} // namespace

int runStopKeysWindow(int argc, char *argv[])
{
    QApplication application(argc, argv);
    const auto state = QString::fromLatin1(argv[2]);
    const ui::StopKeyFilter filter({.stopAll = [] { say("stop"); },
                                    .isLatched = [] { return false; },
                                    .cancelTask = [] { say("cancel"); },
                                    .reset = [] { say("reset"); }});
    RepeatWitness witness;
    application.installEventFilter(&witness);
    QMainWindow window;
    auto *content = new QWidget;
    auto *text = new QLineEdit(QStringLiteral("12.5"), content);
    auto *choice = new QComboBox(content);
    choice->move(0, 60);
    choice->addItems({QStringLiteral("kilo"), QStringLiteral("mega")});
    window.setCentralWidget(content);
    window.resize(400, 300);
    window.setWindowTitle(QStringLiteral("the blocked window"));
    QObject::connect(text, &QLineEdit::textChanged, text, [] { say("text changed"); });
    auto *dock = new QDockWidget(QStringLiteral("dock"));
    dock->setWidget(new QLineEdit);
    window.addDockWidget(Qt::LeftDockWidgetArea, dock);
    QWidget second;
    QTimer storm;
    QMenu menu;
    menu.addAction(QStringLiteral("&kilo"));
    QMessageBox box(QMessageBox::Question, QString(), QStringLiteral("Sure?"), QMessageBox::Yes | QMessageBox::No, &window);
    window.show();
    bool ready = QTest::qWaitForWindowActive(&window, patienceMs);
    text->setFocus();

    if (state == QLatin1String("busy")) {
        QObject::connect(&storm, &QTimer::timeout, &window, burn);
        storm.start(50);
    } else if (state == QLatin1String("modal")) {
        box.open();
        ready = QTest::qWaitForWindowActive(&box, patienceMs);
    } else if (state == QLatin1String("menu")) {
        menu.popup(window.mapToGlobal(QPoint(20, 20)));
        ready = QTest::qWaitForWindowExposed(&menu, patienceMs);
    } else if (state == QLatin1String("popup")) {
        choice->showPopup();
        ready = QTest::qWaitForWindowExposed(QApplication::activePopupWidget(), patienceMs);
    } else if (state == QLatin1String("dock")) {
        dock->setFloating(true);
        dock->activateWindow();
        ready = QTest::qWaitForWindowActive(dock, patienceMs);
        dock->widget()->setFocus();
    } else if (state == QLatin1String("fullscreen")) {
        window.showFullScreen();
        ready = QTest::qWaitFor([&] { return window.isFullScreen() && window.isActiveWindow(); }, patienceMs);
    } else if (state == QLatin1String("second")) {
        second.show();
        second.activateWindow();
        ready = QTest::qWaitForWindowActive(&second, patienceMs);
    }
    say(ready ? "ready" : "has no focus");
    return application.exec();
}

} // namespace podium::tests
