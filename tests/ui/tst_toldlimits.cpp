// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/checks.h"
#include "tests/support/testmain.h"
#include "tests/ui/typing.h"
#include "tests/ui/uibench.h"
#include "ui/editors/setpointeditor.h"
#include "ui/panels/limitbar.h"
#include "ui/panels/parameterrow.h"

#include <QLineEdit>

using namespace podium;
using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
/// A motor that tells what it allows of its position now, in another unit than the position's, and of nothing else.
class TellingDevice final : public TestDevice
{
public:
    explicit TellingDevice(const DeviceContext &context) : TestDevice(context)
    {
        ParameterSpec spec;
        spec.access = Access::ReadOnly;
        spec.unit = Unit::parse(QStringLiteral("cm"));
        spec.name = QStringLiteral("position_lowest");
        addParameter(spec);
        spec.name = QStringLiteral("position_highest");
        addParameter(spec);
    }
    void tell(const char *side, double centimetres)
    {
        auto &limit = *parameter(QStringLiteral("position_") + QString::fromLatin1(side));
        limit.setReading(Quantity(centimetres, limit.spec().unit));
    }
};

/// The row of its position, which is at 0 and may go from -100 mm to 100 mm by its fixed limits.
struct Desk : UiBench {
    Desk() : UiBench(QStringList())
    {
        core.bench.add(std::make_unique<TellingDevice>(core.bench.context(QStringLiteral("m"), {}, {})));
        motor().open();
        core.hub = std::make_unique<Hub>(core.engine, core.bench, core.locks);
        client.emplace(core.engine.gate(), core, QStringLiteral("operator"));
        views.emplace(*core.hub, client->bench());
        motor().position().setReading(Quantity(0, mm));
        row = std::make_unique<ui::ParameterRow>(*views, *client, address("m.position"));
        row->resize(600, 200);
        row->show();
        settle();
    }
    TellingDevice &motor() { return static_cast<TellingDevice &>(device()); }
    void tell(const char *side, double centimetres)
    {
        motor().tell(side, centimetres);
        settle();
    }
    void set(const QString &text)
    {
        auto *field = row->editor()->field();
        field->setFocus();
        QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
        typeInto(field, text);
        QTest::keyClick(field, Qt::Key_Return);
        advance(20s);
        settle();
    }
    QString said() { return row->message().text(); }
    ui::LimitBar &bar() { return *row->findChild<ui::LimitBar *>(); }
    double at() { return std::get<Quantity>(motor().position().reading().value).value(); }

    std::unique_ptr<ui::ParameterRow> row;
};

void desk(const char *sentence, void (*body)(Desk &))
{
    check(sentence, [body] {
        Desk made;
        body(made);
    });
}
} // namespace

/// Limits that a device tells by itself, where an operator sets what they limit.
class TstToldLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void limits_data()
    {
        checkTable();
        desk("Before the device has told any the fixed ones are shown", [](Desk &desk) {
            QCOMPARE(desk.row->editor()->hint(), QString::fromUtf8("−100.000 to 100.000 mm (device)"));
            QCOMPARE(desk.bar().accessibleDescription(), QStringLiteral("Limits: -100 mm to 100 mm"));
        });
        desk("The narrower ones that it tells are shown, as the device's, in the unit of the setpoint", [](Desk &desk) {
            desk.tell("lowest", -1);
            desk.tell("highest", 2);
            QCOMPARE(desk.row->editor()->hint(), QString::fromUtf8("−10.000 to 20.000 mm (device)"));
            QCOMPARE(desk.bar().accessibleDescription(), QStringLiteral("Limits: -10 mm to 20 mm\nThe device itself tells: -10 mm to 20 mm"));
            QVERIFY(desk.row->editor()->field()->toolTip().contains(QStringLiteral("the device itself tells: -10 mm to 20 mm")));
        });
        desk("The wider ones that it tells change nothing", [](Desk &desk) {
            desk.tell("lowest", -50);
            desk.tell("highest", 50);
            QCOMPARE(desk.row->editor()->hint(), QString::fromUtf8("−100.000 to 100.000 mm (device)"));
        });
        desk("With soft limits each side says whose it is", [](Desk &desk) {
            desk.motor().position().setSoftLimits({-5.0, 50.0});
            desk.tell("lowest", -1);
            desk.tell("highest", 2);
            QCOMPARE(desk.row->editor()->hint(), QString::fromUtf8("−5.000 mm (soft) to 20.000 mm (device limit)"));
        });
        desk("What lies beyond is refused in place, with the limit and who has it, and nothing is sent", [](Desk &desk) {
            desk.tell("lowest", -1);
            desk.tell("highest", 2);
            desk.set(QStringLiteral("25 mm"));
            QVERIFY2(desk.said().contains(QStringLiteral("25 mm is above 20 mm, the highest that the device allows now (m.position_highest)")), qPrintable(desk.said()));
            QCOMPARE(desk.motor().sent, QStringList());
            desk.set(QStringLiteral("-11 mm"));
            QVERIFY2(desk.said().contains(QStringLiteral("-11 mm is below -10 mm, the lowest that the device allows now (m.position_lowest)")), qPrintable(desk.said()));
            QCOMPARE(desk.motor().sent, QStringList());
        });
        desk("Beyond the fixed limit too there is one refusal, which names the narrower limit and who has it", [](Desk &desk) {
            desk.tell("lowest", -1);
            desk.tell("highest", 2);
            desk.set(QStringLiteral("150 mm"));
            QCOMPARE(desk.said(), QStringLiteral("m.position: 150 mm is above 20 mm, the highest that the device allows now (m.position_highest); give one within."));
            desk.tell("highest", 12);
            desk.set(QStringLiteral("150 mm"));
            QCOMPARE(desk.said(), QStringLiteral("m.position: 150 mm is above the device limit 100 mm; the highest allowed is 100 mm."));
            QCOMPARE(desk.motor().sent, QStringList());
            const auto asked = desk.client->write(desk.address("m.position"), Quantity(150, desk.mm)); // past the field: the engine says the same
            asked.finally(desk.row.get(), [](const TaskInfo &) {});
            desk.advance(1s);
            QCOMPARE(asked.info().refusals.size(), std::size_t(1));
            QCOMPARE(asked.info().error, desk.said());
        });
        desk("When the device tells another limit, what was refused before is sent, and the other way round", [](Desk &desk) {
            desk.tell("lowest", -10);
            desk.tell("highest", 2);
            const auto narrow = desk.bar().grab().toImage();
            desk.set(QStringLiteral("25 mm"));
            QVERIFY(!desk.said().isEmpty());
            desk.tell("highest", 3);
            QVERIFY(desk.bar().grab().toImage() != narrow);
            desk.set(QStringLiteral("25 mm"));
            QCOMPARE(desk.said(), QString());
            QCOMPARE(desk.at(), 25.0);
            desk.tell("highest", 1);
            desk.set(QStringLiteral("24 mm"));
            QVERIFY2(desk.said().contains(QStringLiteral("above 10 mm")), qPrintable(desk.said()));
            QCOMPARE(desk.at(), 25.0);
        });
        desk("A limit that cannot be read any more is shown as it was last, and the engine refuses", [](Desk &desk) {
            desk.tell("lowest", -1);
            desk.tell("highest", 2);
            desk.motor().parameter(QStringLiteral("position_highest"))->setQuality(Quality::Invalid, QStringLiteral("no answer"));
            desk.settle();
            QCOMPARE(desk.row->editor()->hint(), QString::fromUtf8("−10.000 to 20.000 mm (device)"));
            desk.set(QStringLiteral("5 mm"));
            QVERIFY2(desk.said().contains(QStringLiteral("before the device has told the highest value")), qPrintable(desk.said()));
        });
        desk("Nothing is delivered of the limits while nobody sees the row", [](Desk &desk) {
            desk.tell("lowest", -1);
            desk.tell("highest", 2);
            desk.row->hide();
            desk.settle();
            desk.tell("highest", 3);
            QCOMPARE(desk.view("m.position").toldLimits().high, 20.0);
            desk.row->show();
            desk.settle();
            QCOMPARE(desk.view("m.position").toldLimits().high, 30.0);
        });
    }
    void limits() { runCheck(); }
};

PODIUM_TEST_MAIN(TstToldLimits)
#include "tst_toldlimits.moc"
