// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testmain.h"
#include "tests/ui/paneldesk.h"
#include "ui/style/theme.h"

#include <QCloseEvent>
#include <QScreen>
#include <QScrollBar>
#include <QSettings>

using namespace podium;
using namespace podium::tests;

namespace
{
ui::WindowServices servicesIn(const QTemporaryDir &state)
{
    ui::WindowServices services;
    services.settingsFile = state.filePath(QStringLiteral("window.ini"));
    return services;
}
} // namespace

/// Which panels were in windows of their own, and where: per bench, from one session to the next.
class TstWindowMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// The first: what the system has is looked at once, when the first theme is applied.
    void theThemeOfTheSystemIsThatOfItsPalette()
    {
        const auto before = qApp->palette();
        qApp->setPalette(QPalette(QColor(40, 40, 40)));
        auto &theme = ui::Theme::instance();
        theme.apply(*qApp, ui::Theme::Mode::System);
        QVERIFY(theme.isDark());
        theme.apply(*qApp, ui::Theme::Mode::Light);
        QVERIFY(!theme.isDark());
        theme.apply(*qApp, ui::Theme::Mode::System);
        QVERIFY(theme.isDark());
        QVERIFY(qApp->palette().color(QPalette::Window).lightness() < 128);
        qApp->setPalette(before);
    }

    void windowsAndTheirPlacesAreKept()
    {
        const QTemporaryDir state;
        {
            WindowDesk desk(servicesIn(state));
            desk.window->panels().open(b);
            takeOut(desk, a).setGeometry(60, 70, 640, 400);
            desk.window->close();
        }
        {
            WindowDesk desk(servicesIn(state));
            auto *window = desk.window->panelWindows().window(a);
            QVERIFY(window && window->isVisible());
            QCOMPARE(window->geometry(), QRect(60, 70, 640, 400));
            QVERIFY(isHere(desk, b));
            QCOMPARE(desk.window->panels().openDevices(), (QStringList{b, a}));
            window->backButton().click();
            desk.window->close();
        }
        WindowDesk desk(servicesIn(state));
        QVERIFY(!desk.window->panelWindows().window(a));
        QVERIFY(isHere(desk, a));
    }

    void theFirstPanelIsTheOneToLookAt()
    {
        const QTemporaryDir state;
        for (int session = 0; session < 2; ++session) {
            WindowDesk desk(servicesIn(state));
            desk.window->resize(900, 600);
            if (session == 0)
                desk.window->panels().openAll({b, a});
            QCOMPARE(desk.window->panels().openDevices(), (QStringList{b, a}));
            desk.settle();
            const auto *bar = desk.window->panels().verticalScrollBar();
            QTRY_VERIFY(bar->maximum() > 0);
            const int top = panel(desk, b).mapTo(desk.window->panels().viewport(), QPoint()).y();
            QVERIFY2(top >= 0 && top < 20, qPrintable(QString::number(top)));
            desk.window->close();
        }
    }

    void aPlaceThatIsGoneAndADeviceThatIsGone()
    {
        const QTemporaryDir state;
        {
            WindowDesk desk(servicesIn(state));
            takeOut(desk, a);
            desk.window->close();
        }
        {
            QSettings settings(servicesIn(state).settingsFile, QSettings::IniFormat);
            const auto key = QStringLiteral("panelWindows/test bench");
            auto kept = settings.value(key).toMap();
            QCOMPARE(kept.keys(), QStringList{a});
            QWidget far;
            far.setGeometry(9000, 9000, 500, 300);
            kept[a] = far.saveGeometry();
            kept[QStringLiteral("gone")] = far.saveGeometry();
            kept[b] = QByteArray("no geometry"); // its panel is not open
            settings.setValue(key, kept);
        }
        WindowDesk desk(servicesIn(state));
        QCOMPARE(desk.window->panelWindows().devices(), QStringList{a});
        const auto screen = QGuiApplication::primaryScreen()->availableGeometry();
        QVERIFY(screen.contains(desk.window->panelWindows().window(a)->geometry().topLeft()));
        QVERIFY(!desk.window->panels().panel(QStringLiteral("gone")));
    }

    void askedTwiceToQuitItRemembersOnce()
    {
        const QTemporaryDir state;
        {
            WindowDesk desk(servicesIn(state));
            takeOut(desk, a);
            desk.move();
            desk.window->stopAndQuit();
            desk.window->stopAndQuit();
            desk.advance(2s);
            desk.settle();
            QTRY_VERIFY(!desk.window->isVisible());
            QCloseEvent again;
            QCoreApplication::sendEvent(desk.window.get(), &again);
        }
        const WindowDesk desk(servicesIn(state));
        QCOMPARE(desk.window->panelWindows().devices(), QStringList{a});
    }

    void damagedSettingsAreAsGoodAsNone_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QVariant>("value");
        for (const auto *key : {"window/state", "window/geometry", "window/theme", "panels/test bench", "panelWindows/test bench"}) {
            const auto name = QString::fromLatin1(key);
            QTest::addRow("%s: bytes that mean nothing", key) << name << QVariant(QByteArray("\x01\xd9\xd0\xcb\x00\x03\xff", 7));
            QTest::addRow("%s: an absurd number", key) << name << QVariant(QStringLiteral("99999999999999999999"));
            QTest::addRow("%s: a map", key) << name << QVariant(QVariantMap{{a, QByteArray(5000, char(0xff))}});
        }
    }
    void damagedSettingsAreAsGoodAsNone()
    {
        QFETCH(QString, key);
        QFETCH(QVariant, value);
        const QTemporaryDir state;
        {
            WindowDesk desk(servicesIn(state));
            desk.window->resize(1000, 700);
            desk.window->close();
        }
        QSettings(servicesIn(state).settingsFile, QSettings::IniFormat).setValue(key, value);
        auto &theme = ui::Theme::instance();
        theme.apply(*qApp, ui::Theme::Mode::System);
        WindowDesk desk(servicesIn(state));
        QVERIFY(desk.window->isVisible() && desk.window->width() >= 300 && desk.window->height() >= 200);
        QVERIFY(desk.dock("devicesDock").isVisible() && desk.dock("tasksDock").isVisible());
        QVERIFY(desk.bar("mainToolBar").isVisible());
        QCOMPARE(theme.mode(), ui::Theme::Mode::System);
    }

    void anotherBenchHasItsOwn()
    {
        const QTemporaryDir state;
        {
            WindowDesk desk(servicesIn(state));
            takeOut(desk, a);
            desk.window->close();
        }
        UiBench other({a, b});
        other.core.bench.setName(QStringLiteral("other bench"));
        other.client.emplace(other.core.engine.gate(), other.core, QStringLiteral("operator"));
        other.views.emplace(*other.core.hub, other.client->bench());
        ui::MainWindow window(*other.views, *other.client, servicesIn(state));
        window.show();
        QVERIFY(window.panelWindows().devices().isEmpty());
        QVERIFY(window.panels().openDevices().isEmpty());
    }
};

PODIUM_TEST_MAIN(TstWindowMemory)
#include "tst_windowmemory.moc"
