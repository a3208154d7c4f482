// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/eventually.h"
#include "tests/app/operatedpodium.h"
#include "tests/support/testmain.h"

using namespace podium::tests;

/// Shift, held down while the program starts, keeps it from the bench and the settings that may be what is wrong.
class TestSafeStart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsWith_data()
    {
        QTest::addColumn<bool>("shift");
        QTest::addColumn<QString>("window");
        QTest::newRow("with Shift the simulated bench starts") << true << QStringLiteral("Simulated bench – Podium");
        QTest::newRow("without it the bench that was asked for") << false << QStringLiteral("Simulated rack – Podium");
    }
    void startsWith()
    {
        QFETCH(bool, shift);
        QFETCH(QString, window);
        if (const auto missing = XDesktop::missing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        const XDesktop desktop;
        QCOMPARE(desktop.problem(), QString());
        if (shift)
            DONE(desktop.xdotool({QStringLiteral("keydown"), QStringLiteral("shift")}));
        OperatedPodium podium(desktop, QStringLiteral(PODIUM_RESOURCES "/benches/sim-rack.toml"));
        EVENTUALLY_COMPARE(podium.activeWindow(), window);
        DONE(desktop.xdotool({QStringLiteral("keyup"), QStringLiteral("shift")}));
        DONE(podium.press({QStringLiteral("ctrl+q")}));
        QCOMPARE(podium.waitForEnd(), 0);
    }
};

PODIUM_TEST_MAIN(TestSafeStart)
#include "tst_safestart.moc"
