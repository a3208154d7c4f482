// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dispatch/views.h"

#include "tests/support/hubfixture.h"
#include "tests/support/shapeddevice.h"
#include "tests/support/testmain.h"

#include <QSignalSpy>

using namespace podium::engine;
using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
struct ViewsFixture : HubFixture {
    ViewsFixture()
    {
        bench.setName(QStringLiteral("optics"));
        bench.addBroken({QStringLiteral("laser"), QStringLiteral("Laser"), QStringLiteral("light"), QStringLiteral("no driver")});
        views = std::make_unique<Views>(hub, std::make_shared<BenchDescription>(describe(bench)));
    }

    std::unique_ptr<Views> views;
};
} // namespace

class TestViews : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theDescriptionHoldsTheShapeOfTheBench();
    void aViewIsMadeOnce();
    void whatTheBenchDoesNotHaveHasNoView();
    void beforeItIsShownAViewKnowsTheLimitsOfItsSpec();
    void aViewIsDeliveredOnlyWhileItIsShown();
    void aViewGoesOnUntilTheLastOneHidesIt();
    void aViewKeepsItsStateWithoutItsHub();
    void aViewMayBeDeletedByItsOwnSignal();
    void theEffectiveLimitsFollow();
    void aDeviceViewFollowsItsDevice();
    void aBrokenDeviceTellsItsProblem();
    void aDeviceThatTellsAnewWhatItHasIsReshaped();
};

void TestViews::theDescriptionHoldsTheShapeOfTheBench()
{
    ViewsFixture f;
    const auto &shape = f.views->bench();
    QCOMPARE(shape.name, QStringLiteral("optics"));
    QVERIFY(!shape.simulated);
    QCOMPARE(shape.devices.size(), 3U);
    const auto *axis = shape.find(QStringLiteral("stage/x"));
    QVERIFY(axis);
    QCOMPARE(axis->title, QStringLiteral("stage/x"));
    QCOMPARE(axis->family, QStringLiteral("motor"));
    QCOMPARE(axis->motionParameter, QStringLiteral("position"));
    QVERIFY(axis->canStop);
    QVERIFY(!axis->hasFastStop);
    QVERIFY(axis->problem.isEmpty());
    QCOMPARE(axis->parameters.size(), f.axis.parameters().size());
    QCOMPARE(axis->commands, f.axis.commands());
    const auto *spec = shape.find(f.position);
    QVERIFY(spec);
    QCOMPARE(*spec, f.axis.position().spec());
    const auto *broken = shape.find(QStringLiteral("laser"));
    QVERIFY(broken);
    QCOMPARE(broken->problem, QStringLiteral("no driver"));
    QCOMPARE(broken->group, QStringLiteral("light"));
    QVERIFY(broken->parameters.empty());
}

void TestViews::aViewIsMadeOnce()
{
    ViewsFixture f;
    auto *view = f.views->parameter(f.position);
    QVERIFY(view);
    QCOMPARE(view->address(), f.position);
    QCOMPARE(view->spec(), f.axis.position().spec());
    QCOMPARE(f.views->parameter(f.position), view);
    auto *device = f.views->device(QStringLiteral("stage/x"));
    QVERIFY(device);
    QCOMPARE(f.views->device(QStringLiteral("stage/x")), device);
}

void TestViews::whatTheBenchDoesNotHaveHasNoView()
{
    ViewsFixture f;
    QVERIFY(!f.views->parameter({QStringLiteral("stage/x"), QStringLiteral("colour")}));
    QVERIFY(!f.views->parameter({QStringLiteral("stage/y"), QStringLiteral("position")}));
    QVERIFY(!f.views->parameter({QStringLiteral("laser"), QStringLiteral("power")}));
    QVERIFY(!f.views->device(QStringLiteral("stage/y")));
}

void TestViews::beforeItIsShownAViewKnowsTheLimitsOfItsSpec()
{
    ViewsFixture f;
    const auto *view = f.views->parameter(f.position);
    QCOMPARE(view->state().reading.quality, Quality::Lost);
    QCOMPARE(view->effectiveLimits(), (Limits{-100, 100}));
    f.advance(1s);
    QCOMPARE(view->state().reading.quality, Quality::Lost);
}

void TestViews::aViewIsDeliveredOnlyWhileItIsShown()
{
    ViewsFixture f;
    auto *view = f.views->parameter(f.position);
    QSignalSpy changed(view, &ParameterView::changed);
    const auto number = [&] { return std::get<Quantity>(view->state().reading.value).value(); };
    f.set(1);
    f.advance(1s);
    QCOMPARE(changed.size(), 0);
    view->show();
    f.advance(1s);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(number(), 1.0);
    f.set(2);
    f.advance(1s);
    QCOMPARE(changed.size(), 2);
    QCOMPARE(number(), 2.0);
    view->hide();
    f.set(3);
    f.advance(1s);
    QCOMPARE(changed.size(), 2);
    QCOMPARE(number(), 2.0);
    view->show();
    f.advance(1s);
    QCOMPARE(number(), 3.0);
}

void TestViews::aViewGoesOnUntilTheLastOneHidesIt()
{
    ViewsFixture f;
    auto *view = f.views->parameter(f.position);
    QSignalSpy changed(view, &ParameterView::changed);
    view->show();
    view->show();
    view->hide();
    f.advance(1s);
    f.set(1);
    f.advance(1s);
    QCOMPARE(changed.size(), 2);
    view->hide();
    f.set(2);
    f.advance(1s);
    QCOMPARE(changed.size(), 2);
}

void TestViews::aViewKeepsItsStateWithoutItsHub()
{
    TestBench bench;
    auto &axis = bench.add(QStringLiteral("x"));
    axis.named("on").setReading(true);
    auto hub = std::make_unique<Hub>(bench.engine, bench.bench, bench.locks);
    const Views views(*hub, std::make_shared<BenchDescription>(describe(bench.bench)));
    ParameterView view(*hub, {QStringLiteral("x"), QStringLiteral("on")}, axis.named("on").spec());
    view.show();
    bench.advance(1s);
    hub.reset();
    bench.advance(1s);
    QCOMPARE(view.state().reading.value, Value(true));
    view.hide();
}

void TestViews::aViewMayBeDeletedByItsOwnSignal()
{
    HubFixture f;
    auto *view = new ParameterView(f.hub, f.position, f.axis.position().spec());
    int calls = 0;
    QObject::connect(view, &ParameterView::changed, &f.context, [&] {
        ++calls;
        delete view;
    });
    view->show();
    f.advance(1s);
    f.set(1);
    f.advance(1s);
    QCOMPARE(calls, 1);
}

void TestViews::theEffectiveLimitsFollow()
{
    ViewsFixture f;
    auto *view = f.views->parameter(f.position);
    view->show();
    f.advance(1s);
    f.axis.position().setSoftLimits({-5, std::nullopt});
    f.advance(1s);
    QCOMPARE(view->effectiveLimits(), (Limits{-5, 100}));
}

void TestViews::aDeviceViewFollowsItsDevice()
{
    ViewsFixture f;
    auto *view = f.views->device(QStringLiteral("stage/x"));
    QSignalSpy changed(view, &DeviceView::changed);
    QCOMPARE(view->status().state, DeviceState::Disconnected);
    f.advance(1s);
    QCOMPARE(view->status().state, DeviceState::Standby);
    f.axis.setState(DeviceState::Fault, QStringLiteral("limit switch"));
    f.advance(1s);
    QCOMPARE(view->status().state, DeviceState::Fault);
    QCOMPARE(view->status().reason, QStringLiteral("limit switch"));
    QCOMPARE(changed.size(), 2);
}

void TestViews::aBrokenDeviceTellsItsProblem()
{
    ViewsFixture f;
    auto *view = f.views->device(QStringLiteral("laser"));
    QVERIFY(view);
    f.advance(1s);
    QCOMPARE(view->status().state, DeviceState::Disconnected);
    QCOMPARE(view->status().reason, QStringLiteral("no driver"));
}

#include "tst_views.moc"

void TestViews::aDeviceThatTellsAnewWhatItHasIsReshaped()
{
    ViewsFixture f;
    const auto id = QStringLiteral("shaped");
    f.bench.add(std::make_unique<ShapedDevice>(f.bench.context(id, {}, {})));
    auto &shaped = static_cast<ShapedDevice &>(f.bench.device(id));
    shaped.give(QStringLiteral("gain"));
    const auto tell = [&f] { f.views->setBench(std::make_shared<BenchDescription>(describe(f.bench)), {}); };
    BenchChange change;
    QObject context;
    QObject::connect(f.views.get(), &Views::benchChanged, &context, [&change](const BenchChange &told) { change = told; });
    tell();
    QCOMPARE(change.added, QStringList{id});
    auto *axis = f.views->parameter(f.position);
    auto *view = f.views->device(id);
    auto *gain = f.views->parameter({id, QStringLiteral("gain")});
    tell();
    QVERIFY(change.isEmpty());
    shaped.takeBack(QStringLiteral("gain"));
    shaped.giveCommand(QStringLiteral("beep"));
    shaped.stops = true;
    tell();
    QCOMPARE(change.reshaped, QStringList{id});
    QVERIFY(change.isOnlyShape() && !change.isEmpty());
    QCOMPARE(f.views->device(id), view);
    QVERIFY(!view->isGone());
    QVERIFY(view->description().parameters.empty() && view->description().canStop);
    QCOMPARE(view->description().commands.size(), std::size_t(1));
    QVERIFY(!f.views->parameter({id, QStringLiteral("gain")}));
    QCOMPARE(gain->state().reading.quality, Quality::Lost);
    QCOMPARE(f.views->parameter(f.position), axis);
    shaped.give(QStringLiteral("gain"));
    tell();
    QVERIFY(f.views->parameter({id, QStringLiteral("gain")}) && f.views->parameter({id, QStringLiteral("gain")}) != gain);
}

PODIUM_TEST_MAIN(TestViews)
