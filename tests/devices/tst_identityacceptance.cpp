// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/devices/instrumentsamples.h"
#include "tests/support/testmain.h"

using namespace podium;
using namespace podium::devices;
using namespace podium::engine;
using namespace std::chrono_literals;
using tests::Axis;
using tests::ended;
using tests::mm;

/// Another unit answers than before, and a person says that it is the right one.
class IdentityAcceptanceTest : public QObject
{
    Q_OBJECT

    static Task<Value> accept(Axis &f)
    {
        return f.run(operations::call(f.core.bench, {QStringLiteral("a"), QStringLiteral("accept_identity")}, {}));
    }
    static Device &swapped(Axis &f)
    {
        auto &device = f.up();
        f.replies["*IDN?"] = "ACME,2";
        f.channel->hangUp(QStringLiteral("swapped"));
        f.advance(1s);
        return device;
    }

private Q_SLOTS:
    void anotherUnitIsAFaultUntilItIsAccepted()
    {
        Axis f;
        const auto &device = swapped(f);
        QCOMPARE(device.state(), DeviceState::Fault);
        QVERIFY2(device.stateReason().contains(QLatin1String("it was \"ACME,1\" and is now \"ACME,2\"")),
                 qPrintable(device.stateReason()));
        QCOMPARE(f.count("REMOTE x"), 1);
        const auto move = f.set("a.position", mm(10));
        f.advance(500ms);
        QCOMPARE(move.info().errorKind, std::optional(ErrorKind::Refused));
        QCOMPARE(f.count("MOV x 10"), 0);
        const auto accepted = accept(f);
        f.advance(50ms);
        QCOMPARE(ended(accepted), QStringLiteral("succeeded"));
        QCOMPARE(device.state(), DeviceState::Standby);
        QCOMPARE(f.count("REMOTE x"), 2);
    }

    void anAcceptanceThatIsCutShortLeavesTheFault_data()
    {
        QTest::addColumn<bool>("cancels");
        QTest::newRow("it is cancelled") << true;
        QTest::newRow("the set-up gets no answer") << false;
    }
    void anAcceptanceThatIsCutShortLeavesTheFault()
    {
        QFETCH(bool, cancels);
        Axis f;
        const auto &device = swapped(f);
        const auto errors = f.replies.take("ERR?");
        const auto cut = accept(f);
        f.advance(5ms);
        if (cancels) {
            cut.cancel();
            f.channel->deliver(errors + '\n', 20ms); // so that the link stays as it is
            f.advance(2s);
            QCOMPARE(ended(cut), QStringLiteral("cancelled"));
            QCOMPARE(device.state(), DeviceState::Fault);
            QVERIFY2(device.stateReason().contains(QLatin1String("call a.accept_identity again")), qPrintable(device.stateReason()));
        } else {
            f.advance(2s);
            QVERIFY2(ended(cut).contains(QLatin1String("call a.accept_identity again")), qPrintable(ended(cut)));
            QVERIFY(device.state() != DeviceState::Standby);
        }
        QCOMPARE(f.count("REMOTE x"), 1);
        f.replies["ERR?"] = errors;
        f.advance(10s);
        if (cancels) {
            const auto again = accept(f);
            f.advance(50ms);
            QCOMPARE(ended(again), QStringLiteral("succeeded"));
        }
        QCOMPARE(device.state(), DeviceState::Standby);
        QCOMPARE(f.count("REMOTE x"), 2);
    }
};

PODIUM_TEST_MAIN(IdentityAcceptanceTest)
#include "tst_identityacceptance.moc"
