// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testmain.h"
#include "tests/ui/treedesk.h"
#include "tests/ui/windowdesk.h"
#include "ui/stop/stopmonitor.h"
#include "ui/style/theme.h"

#include <QAccessible>
#include <QSignalSpy>

using namespace podium;
using namespace podium::tests;
using namespace std::chrono_literals;

namespace
{
const auto stage = QStringLiteral("Motor stage");
const auto axisX = QStringLiteral("Motor stage/x");
const auto axisY = QStringLiteral("Motor stage/y");
const auto group = QStringLiteral("Devices");

void tree(const char *sentence, void (*body)(TreeDesk &))
{
    check(sentence, [body] {
        TreeDesk desk;
        body(desk);
    });
}

/// Its alarm limits are 10 and 20 mm.
Parameter &watched(TreeDesk &desk, const QString &device)
{
    auto &position = desk.device(device).position();
    position.setAlarmLimits({.minor = {-10.0, 10.0}, .major = {-20.0, 20.0}});
    return position;
}

void read(TreeDesk &desk, const QString &device, double value)
{
    watched(desk, device).setReading(Quantity(value, desk.mm));
    desk.settle();
}

bool hasColour(TreeDesk &desk, const QString &title, ui::Tone tone)
{
    auto &view = desk.tree->view();
    const auto wanted = ui::Theme::instance().colour(tone);
    const auto picture = view.viewport()->grab(view.visualRect(desk.find(title).siblingAtColumn(1))).toImage();
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x) {
            const auto pixel = picture.pixelColor(x, y);
            if (std::abs(pixel.red() - wanted.red()) + std::abs(pixel.green() - wanted.green()) + std::abs(pixel.blue() - wanted.blue()) < 30)
                return true;
        }
    return false;
}
} // namespace

/// What is wrong below a row is seen on the row, while it is collapsed.
class TstDeviceRollUp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rollUp_data()
    {
        checkTable();
        tree("A collapsed parent shows the worst below it by glyph, word and colour, and names who", [](TreeDesk &desk) {
            desk.tree->view().collapse(desk.find(stage));
            QCOMPARE(desk.shown(stage), QStringLiteral("0.000 mm"));
            QVERIFY(!hasColour(desk, stage, ui::Tone::Major));
            read(desk, QStringLiteral("stage/x"), 15);
            QCOMPARE(desk.shown(stage), QStringLiteral("! minor alarm"));
            read(desk, QStringLiteral("stage/y"), 50);
            QCOMPARE(desk.shown(stage), QStringLiteral("!! major alarm"));
            QVERIFY(hasColour(desk, stage, ui::Tone::Major));
            const auto text = desk.toolTip(stage);
            QVERIFY2(text.contains(QStringLiteral("stage/y: major alarm<br>stage/x: minor alarm")), qPrintable(text));
        });
        tree("An expanded parent shows its own value; its icon tells of the alarm all the same", [](TreeDesk &desk) {
            read(desk, QStringLiteral("stage/y"), 50);
            QCOMPARE(desk.shown(stage), QStringLiteral("0.000 mm"));
            QCOMPARE(desk.severity(stage), int(ui::Alarm::Major));
        });
        tree("A group, which has no value, shows it also while it is expanded", [](TreeDesk &desk) {
            QCOMPARE(desk.shown(group), QString());
            read(desk, QStringLiteral("stage/y"), 50);
            QCOMPARE(desk.shown(group), QStringLiteral("!! major alarm"));
            QCOMPARE(desk.shown(QStringLiteral("Detectors")), QStringLiteral("!! not there"));
        });
        tree("A change below is told of the collapsed parent, and back to normal clears it", [](TreeDesk &desk) {
            desk.tree->view().collapse(desk.find(stage));
            desk.tree->view().collapse(desk.find(group));
            QSignalSpy told(&desk.model(), &QAbstractItemModel::dataChanged);
            const auto tells = [&](const QString &title) {
                return std::any_of(told.begin(), told.end(), [&](const auto &change) { return change.at(0).toModelIndex() == desk.find(title); });
            };
            read(desk, QStringLiteral("stage/y"), 50);
            QVERIFY(tells(stage) && tells(group));
            told.clear();
            read(desk, QStringLiteral("stage/y"), 0);
            QVERIFY(tells(stage) && tells(group));
            QCOMPARE(desk.shown(stage), QStringLiteral("0.000 mm"));
            QCOMPARE(desk.shown(group), QString());
            QCOMPARE(desk.severity(group), 0);
            QVERIFY(!hasColour(desk, group, ui::Tone::Major));
        });
        tree("If the worst stays as bad but is another one, the new one is named", [](TreeDesk &desk) {
            read(desk, QStringLiteral("stage/x"), 50);
            auto &x = watched(desk, QStringLiteral("stage/x"));
            auto &y = watched(desk, QStringLiteral("stage/y"));
            QSignalSpy told(&desk.model(), &QAbstractItemModel::dataChanged);
            x.setReading(Quantity(0, desk.mm));
            y.setReading(Quantity(50, desk.mm));
            desk.settle();
            QVERIFY(desk.toolTip(group).contains(QStringLiteral("stage/y: major")));
            QVERIFY(!desk.toolTip(group).contains(QStringLiteral("stage/x")));
            QVERIFY(std::any_of(told.begin(), told.end(), [&](const auto &change) { return change.at(0).toModelIndex() == desk.find(group); }));
        });
        tree("A device that is gone is marked above by the mark of lost things, and a fault outranks it", [](TreeDesk &desk) {
            desk.device(QStringLiteral("stage/x")).setState(DeviceState::Disconnected, QStringLiteral("unplugged"));
            desk.settle();
            QCOMPARE(desk.shown(group), QStringLiteral("\u00d7 disconnected"));
            QVERIFY(hasColour(desk, group, ui::Tone::Lost));
            QVERIFY(desk.toolTip(axisX).contains(QStringLiteral("unplugged")));
            desk.device(QStringLiteral("pump")).setState(DeviceState::Fault, QStringLiteral("too hot"));
            desk.settle();
            QCOMPARE(desk.shown(group), QStringLiteral("!! fault"));
            desk.device(QStringLiteral("pump")).setState(DeviceState::Standby);
            desk.settle();
            QCOMPARE(desk.shown(group), QStringLiteral("\u00d7 disconnected"));
        });
        tree("A motion that nobody knows the end of outranks everything, and hides no number behind a normal look", [](TreeDesk &desk) {
            read(desk, QStringLiteral("stage/y"), 50);
            desk.tree->setMotionUnknown({QStringLiteral("stage/x"), QStringLiteral("not/of/this/bench")});
            desk.settle();
            QCOMPARE(desk.shown(axisX), QStringLiteral("!! motion unknown"));
            QCOMPARE(desk.shown(group), QStringLiteral("!! motion unknown"));
            QVERIFY(desk.toolTip(axisX).contains(QStringLiteral("its stop was not confirmed")));
            QVERIFY(hasColour(desk, axisX, ui::Tone::Major));
            desk.tree->setMotionUnknown({});
            desk.settle();
            QCOMPARE(desk.shown(axisX), QStringLiteral("0.000 mm"));
            QCOMPARE(desk.shown(group), QStringLiteral("!! major alarm"));
        });
        tree("Of many the first are named, and how many more there are", [](TreeDesk &) {
            QStringList devices;
            for (int i = 10; i < 20; ++i)
                devices << QStringLiteral("m%1").arg(i);
            TreeDesk many(devices);
            many.tree->setMotionUnknown(devices);
            many.settle();
            const auto text = many.toolTip(group);
            QVERIFY2(text.contains(QStringLiteral("m17: motion unknown<br>... and 2 more")), qPrintable(text));
        });
        tree("Assistive technology reads the mark and who it is", [](TreeDesk &desk) {
            desk.tree->view().collapse(desk.find(stage));
            read(desk, QStringLiteral("stage/y"), 50);
            auto *table = QAccessible::queryAccessibleInterface(&desk.tree->view())->tableInterface();
            QStringList names;
            for (int row = 0; row < table->rowCount(); ++row)
                names << table->cellAt(row, 0)->text(QAccessible::Name);
            QVERIFY2(names.contains(QStringLiteral("Motor stage, standby, below it stage/y: major alarm")), qPrintable(names.join(u'|')));
            QVERIFY2(names.contains(QStringLiteral("Detectors, below it camera: not there")), qPrintable(names.join(u'|')));
            QVERIFY2(names.contains(QStringLiteral("Motor pump, standby")), qPrintable(names.join(u'|')));
        });
        desk("In the window a stop that is not confirmed is seen in the tree until it is", [](WindowDesk &desk) {
            auto &view = desk.part<ui::DeviceTree>("")->view();
            auto &model = *view.model();
            const auto value = [&] {
                return model.match(model.index(0, 0), Qt::DisplayRole, QStringLiteral("Motor a"), 1, Qt::MatchRecursive).value(0).siblingAtColumn(1).data().toString();
            };
            desk.a().ignoresStop = true;
            desk.move();
            desk.window->stops().stopAll();
            desk.advance(9s);
            desk.settle();
            QCOMPARE(value(), QStringLiteral("!! motion unknown"));
            desk.a().stopAtFrontPanel();
            desk.advance(9s);
            desk.settle();
            QVERIFY2(value().endsWith(QStringLiteral("mm")), qPrintable(value()));
        });
    }
    void rollUp() { runCheck(); }
};

PODIUM_TEST_MAIN(TstDeviceRollUp)
#include "tst_devicerollup.moc"
