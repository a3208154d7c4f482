// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/podiumprocess.h"
#include "tests/app/rotctld.h"
#include "tests/support/testmain.h"

#include <QStandardPaths>

using podium::tests::PodiumProcess;
using podium::tests::rotatorBench;
using podium::tests::Rotctld;

class TestRotator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("rotctld")).isEmpty())
            QSKIP("rotctld is not installed (package libhamlib-utils)");
    }
    void itMovesAndArrives();
    void itStopsMidway();
};

void TestRotator::itMovesAndArrives()
{
    Rotctld rotctld;
    QTRY_VERIFY(!qIsNaN(rotctld.azimuth()));
    QTemporaryDir folder;
    PodiumProcess podium;
    const int exit = podium.run({QStringLiteral("--bench"), rotatorBench(folder, rotctld.port()), QStringLiteral("--exec"),
                                 QStringLiteral("mv rotator.azimuth 12 deg; get rotator.azimuth")});
    QVERIFY2(exit == 0, podium.errorOutput().constData());
    QVERIFY(std::abs(rotctld.azimuth() - 12) < 0.1);
}

void TestRotator::itStopsMidway()
{
    Rotctld rotctld;
    QTRY_VERIFY(!qIsNaN(rotctld.azimuth()));
    QTemporaryDir folder;
    PodiumProcess podium;
    podium.start({QStringLiteral("--bench"), rotatorBench(folder, rotctld.port()), QStringLiteral("--exec"),
                  QStringLiteral("mv rotator.azimuth 90 deg & sleep 2 s; stop rotator; wait")});
    podium.process().closeWriteChannel();
    QCOMPARE(podium.waitForEnd(), 1);
    const double stopped = rotctld.azimuth();
    QVERIFY2(stopped > 2 && stopped < 60, qPrintable(QString::number(stopped)));
    QVERIFY(podium.waitForEvent({{QStringLiteral("outcome"), QStringLiteral("Cancelled")}, {QStringLiteral("reason"), QStringLiteral("Stopped")}}, 0));
    QVERIFY(podium.waitForEvent({{QStringLiteral("event"), QStringLiteral("stop")}, {QStringLiteral("confirmed"), true}}, 0));
    QCOMPARE(rotctld.azimuth(), stopped);
}

PODIUM_TEST_MAIN(TestRotator)
#include "tst_rotator.moc"
