// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testmain.h"
#include "tests/ui/stopkeysx11window.h"

#include <QProcess>
#include <QStandardPaths>

namespace
{
/// A program that runs on the test's display; killed at the end.
class Program : public QProcess
{
public:
    Program(const QString &program, const QStringList &arguments, const QString &display)
    {
        auto environment = QProcessEnvironment::systemEnvironment();
        if (!display.isEmpty())
            environment.insert(QStringLiteral("DISPLAY"), display);
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
        setProcessEnvironment(environment);
        setProcessChannelMode(QProcess::ForwardedErrorChannel);
        start(program, arguments);
    }
    ~Program() override
    {
        kill();
        waitForFinished();
    }
    QStringList lines()
    {
        m_output += readAllStandardOutput();
        return QString::fromLocal8Bit(m_output).split(u'\n', Qt::SkipEmptyParts);
    }

private:
    QByteArray m_output;
};
} // namespace

/// Real key events, from the X server through a window manager to the window of another process.
class TstStopKeysX11 : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        for (const auto *program : {"Xvfb", "openbox", "xdotool", "setxkbmap"})
            if (QStandardPaths::findExecutable(QString::fromLatin1(program)).isEmpty())
                QSKIP(qPrintable(QStringLiteral("%1 is not installed").arg(QString::fromLatin1(program))));
        const QStringList arguments{QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-screen"), QStringLiteral("0"),
                                    QStringLiteral("1280x800x24"), QStringLiteral("-nolisten"), QStringLiteral("tcp")};
        m_server = std::make_unique<Program>(QStringLiteral("Xvfb"), arguments, QString());
        QTRY_VERIFY_WITH_TIMEOUT(!m_server->lines().isEmpty(), 20000);
        m_display = QLatin1Char(':') + m_server->lines().front();
        m_manager = std::make_unique<Program>(QStringLiteral("openbox"), QStringList{}, m_display);
        QVERIFY(m_manager->waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(isManaged(), 20000); // else the first window would get no focus
    }
    void cleanupTestCase()
    {
        m_manager.reset();
        m_server.reset();
    }

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
        Program window(QCoreApplication::applicationFilePath(), {QStringLiteral("--window"), state}, m_display);
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
        Program window(QCoreApplication::applicationFilePath(), {QStringLiteral("--window"), state}, m_display);
        QTRY_COMPARE_WITH_TIMEOUT(window.lines(), QStringList{QStringLiteral("ready")}, 30000);
        key({QStringLiteral("keydown"), QStringLiteral("ctrl"), QStringLiteral("keydown"), QStringLiteral("k")});
        QTRY_VERIFY(window.lines().contains(QStringLiteral("repeat")));
        key({QStringLiteral("keyup"), QStringLiteral("k"), QStringLiteral("keyup"), QStringLiteral("ctrl")});
        key({QStringLiteral("key"), QStringLiteral("ctrl+period")});
        QTRY_COMPARE(window.lines().mid(1), QStringList({QStringLiteral("stop"), QStringLiteral("repeat"), QStringLiteral("cancel")}));
    }

    void blockedWindowGetsTheFocus()
    {
        Program window(QCoreApplication::applicationFilePath(), {QStringLiteral("--window"), QStringLiteral("modal")}, m_display);
        QTRY_COMPARE_WITH_TIMEOUT(window.lines(), QStringList{QStringLiteral("ready")}, 30000);
        key({QStringLiteral("search"), QStringLiteral("--name"), QStringLiteral("the blocked window"), QStringLiteral("windowactivate")});
        key({QStringLiteral("key"), QStringLiteral("ctrl+k")});
        QTRY_COMPARE(window.lines().mid(1), QStringList{QStringLiteral("stop")});
    }

    void cyrillicLayout()
    {
        Program layout(QStringLiteral("setxkbmap"), {QStringLiteral("-layout"), QStringLiteral("ru")}, m_display);
        QVERIFY(layout.waitForFinished());
        QCOMPARE(layout.exitCode(), 0);
        Program window(QCoreApplication::applicationFilePath(), {QStringLiteral("--window"), QStringLiteral("text")}, m_display);
        QTRY_COMPARE_WITH_TIMEOUT(window.lines(), QStringList{QStringLiteral("ready")}, 30000);
        key({QStringLiteral("key"), QStringLiteral("ctrl+45")}); // the key code of K, which is a Cyrillic letter now
        QTRY_COMPARE(window.lines().mid(1), QStringList{QStringLiteral("stop")});
        key({QStringLiteral("key"), QStringLiteral("ctrl+60")});
        QTRY_COMPARE(window.lines().mid(1), QStringList({QStringLiteral("stop"), QStringLiteral("cancel")}));
        Program back(QStringLiteral("setxkbmap"), {QStringLiteral("-layout"), QStringLiteral("us")}, m_display);
        QVERIFY(back.waitForFinished());
    }

private:
    /// Whether the window manager has announced itself to the server.
    bool isManaged()
    {
        Program xdotool(QStringLiteral("xdotool"), {QStringLiteral("get_num_desktops")}, m_display);
        xdotool.setProcessChannelMode(QProcess::MergedChannels);
        return xdotool.waitForFinished(20000) && xdotool.exitCode() == 0;
    }
    void key(const QStringList &arguments)
    {
        Program xdotool(QStringLiteral("xdotool"), arguments, m_display);
        QVERIFY(xdotool.waitForFinished(20000));
        QCOMPARE(xdotool.exitCode(), 0);
    }

    std::unique_ptr<Program> m_server;
    std::unique_ptr<Program> m_manager;
    QString m_display;
};

int main(int argc, char *argv[])
{
    if (argc > 2 && qstrcmp(argv[1], "--window") == 0)
        return podium::tests::runStopKeysWindow(argc, argv);
    return podium::tests::runTestProgram<TstStopKeysX11>(argc, argv);
}
#include "tst_stopkeys_x11.moc"
