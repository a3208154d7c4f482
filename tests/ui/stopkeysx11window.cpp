// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/stopkeysx11window.h"

#include "ui/stop/stopkeyfilter.h"

#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
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
    bool ready = QTest::qWaitForWindowActive(&window);
    text->setFocus();

    if (state == QLatin1String("busy")) {
        QObject::connect(&storm, &QTimer::timeout, &window, burn);
        storm.start(50);
    } else if (state == QLatin1String("modal")) {
        box.open();
        ready = QTest::qWaitForWindowActive(&box);
    } else if (state == QLatin1String("menu")) {
        menu.popup(window.mapToGlobal(QPoint(20, 20)));
        ready = QTest::qWaitForWindowExposed(&menu);
    } else if (state == QLatin1String("popup")) {
        choice->showPopup();
        ready = QTest::qWaitForWindowExposed(QApplication::activePopupWidget());
    } else if (state == QLatin1String("dock")) {
        dock->setFloating(true);
        dock->activateWindow();
        ready = QTest::qWaitForWindowActive(dock);
        dock->widget()->setFocus();
    } else if (state == QLatin1String("fullscreen")) {
        window.showFullScreen();
        ready = QTest::qWaitFor([&] { return window.isFullScreen() && window.isActiveWindow(); });
    } else if (state == QLatin1String("second")) {
        second.show();
        second.activateWindow();
        ready = QTest::qWaitForWindowActive(&second);
    }
    say(ready ? "ready" : "has no focus");
    return application.exec();
}

} // namespace podium::tests
