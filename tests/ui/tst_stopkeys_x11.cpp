// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testmain.h"
#include "tests/support/xdesktop.h"
#include "tests/ui/stopkeysx11window.h"

using podium::tests::XDesktop;
using podium::tests::XProgram;

/// Real key events, from the X server through a window manager to the window of another process.
class TstStopKeysX11 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const auto missing = XDesktop::missing({QStringLiteral("setxkbmap")}); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        m_desktop = std::make_unique<XDesktop>();
        QVERIFY2(m_desktop->problem().isEmpty(), qPrintable(m_desktop->problem()));
    }
    void cleanupTestCase() { m_desktop.reset(); }

    void everyState_data()
    {
        QTest::addColumn<QString>("state");
        QTest::newRow("idle") << QStringLiteral("idle");
        QTest::newRow("busy 40 of every 50 ms") << QStringLiteral("busy");
        QTest::newRow("text focus") << QStringLiteral("text");
        QTest::newRow("modal box") << QStringLiteral("modal");
        QTest::newRow("menu") << QStringLiteral("menu");
        QTest::newRow("popup") << QStringLiteral("popup");
        QTest::newRow("floating dock") << QStringLiteral("dock");
        QTest::newRow("full screen") << QStringLiteral("fullscreen");
        QTest::newRow("second window") << QStringLiteral("second");
    }
    void everyState()
    {
        QFETCH(QString, state);
        XProgram window(QCoreApplication::applicationFilePath(), {QStringLiteral("--window"), state}, m_desktop->display());
        QTRY_COMPARE_WITH_TIMEOUT(window.lines(), QStringList{QStringLiteral("ready")}, 30000);
        key({QStringLiteral("key"), QStringLiteral("ctrl+k")});
        QTRY_COMPARE(window.lines().mid(1), QStringList{QStringLiteral("stop")});
        key({QStringLiteral("key"), QStringLiteral("shift+Escape")});
        QTRY_COMPARE(window.lines().mid(1), QStringList({QStringLiteral("stop"), QStringLiteral("stop")}));
        key({QStringLiteral("key"), QStringLiteral("ctrl+period")});
        QTRY_COMPARE(window.lines().mid(1), QStringList({QStringLiteral("stop"), QStringLiteral("stop"), QStringLiteral("cancel")}));
        key({QStringLiteral("key"), QStringLiteral("ctrl+shift+k")});
        QTRY_COMPARE(window.lines().mid(4), QStringList{QStringLiteral("reset")});
    }

    void heldKeyIsOneStop_data()
    {
        QTest::addColumn<QString>("state");
        QTest::newRow("text focus") << QStringLiteral("text");
        QTest::newRow("busy 40 of every 50 ms") << QStringLiteral("busy");
    }
    void heldKeyIsOneStop()
    {
        QFETCH(QString, state);
        XProgram window(QCoreApplication::applicationFilePath(), {QStringLiteral("--window"), state}, m_desktop->display());
        QTRY_COMPARE_WITH_TIMEOUT(window.lines(), QStringList{QStringLiteral("ready")}, 30000);
        key({QStringLiteral("keydown"), QStringLiteral("ctrl"), QStringLiteral("keydown"), QStringLiteral("k")});
        QTRY_VERIFY(window.lines().contains(QStringLiteral("repeat")));
        key({QStringLiteral("keyup"), QStringLiteral("k"), QStringLiteral("keyup"), QStringLiteral("ctrl")});
        key({QStringLiteral("key"), QStringLiteral("ctrl+period")});
        QTRY_COMPARE(window.lines().mid(1), QStringList({QStringLiteral("stop"), QStringLiteral("repeat"), QStringLiteral("cancel")}));
    }

    void blockedWindowGetsTheFocus()
    {
        XProgram window(QCoreApplication::applicationFilePath(), {QStringLiteral("--window"), QStringLiteral("modal")}, m_desktop->display());
        QTRY_COMPARE_WITH_TIMEOUT(window.lines(), QStringList{QStringLiteral("ready")}, 30000);
        key({QStringLiteral("search"), QStringLiteral("--name"), QStringLiteral("the blocked window"), QStringLiteral("windowactivate")});
        key({QStringLiteral("key"), QStringLiteral("ctrl+k")});
        QTRY_COMPARE(window.lines().mid(1), QStringList{QStringLiteral("stop")});
    }

    void cyrillicLayout()
    {
        XProgram layout(QStringLiteral("setxkbmap"), {QStringLiteral("-layout"), QStringLiteral("ru")}, m_desktop->display());
        QVERIFY(layout.waitForFinished());
        QCOMPARE(layout.exitCode(), 0);
        XProgram window(QCoreApplication::applicationFilePath(), {QStringLiteral("--window"), QStringLiteral("text")}, m_desktop->display());
        QTRY_COMPARE_WITH_TIMEOUT(window.lines(), QStringList{QStringLiteral("ready")}, 30000);
        key({QStringLiteral("key"), QStringLiteral("ctrl+45")}); // the key code of K, which is a Cyrillic letter now
        QTRY_COMPARE(window.lines().mid(1), QStringList{QStringLiteral("stop")});
        key({QStringLiteral("key"), QStringLiteral("ctrl+60")});
        QTRY_COMPARE(window.lines().mid(1), QStringList({QStringLiteral("stop"), QStringLiteral("cancel")}));
        XProgram back(QStringLiteral("setxkbmap"), {QStringLiteral("-layout"), QStringLiteral("us")}, m_desktop->display());
        QVERIFY(back.waitForFinished());
    }

private:
    void key(const QStringList &arguments) const { QCOMPARE(m_desktop->xdotool(arguments), QString()); }

    std::unique_ptr<XDesktop> m_desktop;
};

int main(int argc, char *argv[])
{
    if (argc > 2 && qstrcmp(argv[1], "--window") == 0)
        return podium::tests::runStopKeysWindow(argc, argv);
    return podium::tests::runTestProgram<TstStopKeysX11>(argc, argv);
}
#include "tst_stopkeys_x11.moc"
