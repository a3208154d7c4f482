// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/operationrack.h"
#include "tests/support/checks.h"
#include "tests/support/testmain.h"

#include <stdexcept>

using namespace podium::tests;
using namespace std::chrono_literals;

// Behaviour 83 of Concert's list as far as drivers throw in their stop; a device that hangs is in tst_concertdecisions.
namespace
{
/// A device whose driver throws in its stop, an error of the device or whatever a library throws.
class Thrower final : public TestDevice
{
public:
    Thrower(const DeviceContext &context, bool foreign) : TestDevice(context), m_foreign(foreign) {}
    Op<void> stop() override
    {
        sent << QStringLiteral("stop");
        if (m_foreign)
            throw std::runtime_error("the library gave up");
        throw Error(ErrorKind::Device, QStringLiteral("The stop was refused."), id());
        co_return;
    }

private:
    bool m_foreign;
};

/// STOP ALL with a device that throws before one that does not.
void stopBesideThrower(bool foreign)
{
    TestBench rack;
    auto &bad = static_cast<Thrower &>(rack.bench.add(std::make_unique<Thrower>(rack.bench.context(QStringLiteral("bad"), {}, {}), foreign)));
    bad.open();
    auto &good = rack.add(QStringLiteral("good"));
    auto &idle = rack.add(QStringLiteral("idle")); // no task of its own: only STOP ALL can reach it
    StopController stops(rack.bench);
    const auto tell = [&](const QString &device, double to) {
        const Quantity there(to, Unit::parse(QStringLiteral("mm")));
        const auto task = rack.engine.run(
            device, operations::move(rack.bench, {device, QStringLiteral("position")}, there, MoveKind::Absolute));
        task.record()->observe();
        return task;
    };
    const auto badMove = tell(QStringLiteral("bad"), 90);
    const auto goodMove = tell(QStringLiteral("good"), 90);
    rack.advance(100ms);
    stops.stopAll(QStringLiteral("tester"));
    rack.advance(500ms);
    QVERIFY(bad.sent.contains(QStringLiteral("stop")) && good.sent.contains(QStringLiteral("stop")));
    QCOMPARE(idle.sent, QStringList{QStringLiteral("stop")});
    QCOMPARE(goodMove.info().reason, CancelReason::Stopped);
    rack.advance(4s);
    for (const auto &receipt : stops.receipts())
        QCOMPARE(receipt.isConfirmed(), receipt.device != QStringLiteral("bad"));
    QCOMPARE(stops.receipts().size(), 3u);
    QVERIFY2(bad.sent.count(QStringLiteral("stop")) > 1, "what was not accepted is sent again");
    rack.advance(4s);
    QCOMPARE(stops.status().phase, StopPhase::NotConfirmed);
    QVERIFY(badMove.isFinished() && badMove.info().stopConfirmed == std::optional(false));
}
} // namespace

class TestConcertStops : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void behaviour_data()
    {
        checkTable();
        check("83: STOP ALL reaches every device, even when one throws an error of its own", [] { stopBesideThrower(false); });
        check("83: STOP ALL reaches every device, even when a library throws in one", [] { stopBesideThrower(true); });
    }
    void behaviour() { runCheck(); }
};

PODIUM_TEST_MAIN(TestConcertStops)
#include "tst_concertstops.moc"
